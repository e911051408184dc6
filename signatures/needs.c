/*
 * Reads as much of YARA's language as our rules use.  What it does not understand asks for
 * nothing, which is always right: a rule that asks for nothing is run over everything.
 */
#include "needs.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/span.h"
#include "detect/literal.h"
#include "detect/needs.h"

enum {
	STRINGS_MAX = 64,
	NEEDS_MAX = 96,
	CLAUSES_MAX = 4,
	NESTED_MAX = 32,
	LEAST = AXR_NEED_LEAST,
	ENOUGH = 10
};

struct need {
	uint8_t bytes[AXR_NEED_MAX];
	size_t len;
	bool first; /* at the beginning of the file */
};

/* One of these must be there; none known: count is 0. */
struct clause {
	struct need needs[NEEDS_MAX];
	size_t count;
};

/* All of these must hold; none known: count is 0.  The rarest stands first. */
struct clauses {
	struct clause list[CLAUSES_MAX];
	size_t count;
};

struct string {
	struct axr_span name; /* "$flow" */
	struct clause clause, second; /* where it is there, both hold */
};

struct parser {
	struct axr_span rest;  /* of the text */
	struct axr_span token; /* at hand; empty at the end */
	struct string *strings;
	size_t count;
	unsigned depth;
	bool failed;
};

static bool is_word(uint8_t c)
{
	return axr_is_alpha(c) || axr_is_digit(c) || c == '_' || c == '$' || c == '#' || c == '*' ||
	       c == '@' || c == '!';
}

static void skip_blank(struct parser *p)
{
	for (;;) {
		while (p->rest.len && axr_is_space(p->rest.ptr[0]))
			p->rest = axr_span_from(p->rest, 1);
		if (axr_span_starts(p->rest, "//")) {
			p->rest = axr_span_from(p->rest, axr_span_find_byte(p->rest, '\n', 0));
		} else if (axr_span_starts(p->rest, "/*")) {
			size_t end = axr_span_find(p->rest, axr_span_str("*/"), 2);

			p->rest = axr_span_from(p->rest, end == SIZE_MAX ? end : end + 2);
		} else {
			return;
		}
	}
}

/* Behind what stands between two delimiters, where a backslash takes the next byte along. */
static size_t delimited(struct axr_span s, uint8_t end)
{
	size_t at = 1;

	while (at < s.len && s.ptr[at] != end)
		at += s.ptr[at] == '\\' ? 2 : 1;
	return at < s.len ? at + 1 : s.len;
}

/* A word, a text, an expression, or one byte. */
static void next(struct parser *p)
{
	size_t len = 0;

	skip_blank(p);
	while (len < p->rest.len && is_word(p->rest.ptr[len]))
		len++;
	if (!len && p->rest.len && (p->rest.ptr[0] == '"' || p->rest.ptr[0] == '/'))
		len = delimited(p->rest, p->rest.ptr[0]);
	if (!len && p->rest.len)
		len = 1;
	p->token = axr_span_cut(p->rest, 0, len);
	p->rest = axr_span_from(p->rest, len);
}

static bool is(const struct parser *p, const char *word)
{
	return axr_span_is(p->token, word);
}

/* ---- Clauses ------------------------------------------------------------------------------ */

static void add_need(struct clause *clause, const uint8_t *bytes, size_t len, bool first)
{
	struct need *need = &clause->needs[clause->count];

	if (clause->count == NEEDS_MAX)
		return;
	need->first = first;
	need->len = len < AXR_NEED_MAX ? len : AXR_NEED_MAX;
	for (size_t i = 0; i < need->len; i++)
		need->bytes[i] = first ? bytes[i] : axr_lower(bytes[i]);
	clause->count++;
}

/* How little a clause lets through: the shortest of its needs says it. */
static size_t worth(const struct clause *clause)
{
	size_t least = ENOUGH;

	for (size_t i = 0; i < clause->count; i++) {
		const struct need *need = &clause->needs[i];
		/* two letters at the beginning are what all files of a kind have */
		const size_t len = need->first ? 2 * need->len : need->len;

		if (len < least)
			least = len;
	}
	return clause->count ? least : 0;
}

/* Puts a clause where it belongs by its worth; the least is lost where there are too many. */
static void add_clause(struct clauses *clauses, const struct clause *clause)
{
	size_t at = clauses->count;

	if (!clause->count)
		return;
	if (at == CLAUSES_MAX && worth(&clauses->list[at - 1]) >= worth(clause))
		return;
	if (at == CLAUSES_MAX)
		at--;
	else
		clauses->count++;
	for (; at && worth(&clauses->list[at - 1]) < worth(clause); at--)
		clauses->list[at] = clauses->list[at - 1];
	clauses->list[at] = *clause;
}

static void both(struct clauses *a, const struct clauses *b)
{
	for (size_t i = 0; i < b->count; i++)
		add_clause(a, &b->list[i]);
}

/* Either may hold: no need is known where one side has none, or where they are too many. */
static bool join(struct clause *a, const struct clause *b)
{
	if (!a->count || !b->count || a->count + b->count > NEEDS_MAX) {
		a->count = 0;
		return false;
	}
	memcpy(a->needs + a->count, b->needs, b->count * sizeof(*b->needs));
	a->count += b->count;
	return true;
}

/* (a and b) or (c and d) asks for a or c, and for b or d: any pairs will do. */
static void either(struct clauses *a, const struct clauses *b)
{
	struct clauses *joined = calloc(1, sizeof(*joined));

	for (size_t i = 0; joined && a->count && b->count && i < CLAUSES_MAX; i++) {
		struct clause clause = a->list[i < a->count ? i : a->count - 1];

		if (i < a->count || i < b->count) {
			join(&clause, &b->list[i < b->count ? i : b->count - 1]);
			add_clause(joined, &clause);
		}
	}
	a->count = 0;
	if (joined)
		*a = *joined;
	free(joined);
}

/* ---- Strings ------------------------------------------------------------------------------ */

static size_t unescape(struct axr_span text, uint8_t *out, size_t size)
{
	size_t len = 0;

	for (size_t at = 1; at + 1 < text.len && len < size; at++) {
		uint8_t c = text.ptr[at];

		if (c == '\\') {
			c = text.ptr[++at];
			if (c == 'x' && at + 2 < text.len) {
				axr_parse_hex(axr_span_cut(text, at + 1, 2), &c, 1);
				at += 2;
			} else {
				c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
			}
		}
		out[len++] = c;
	}
	return len;
}

static void text_clause(struct clause *clause, struct axr_span token, bool wide, bool ascii)
{
	uint8_t bytes[AXR_NEED_MAX], twice[2 * AXR_NEED_MAX] = { 0 };
	size_t len = unescape(token, bytes, sizeof(bytes));

	clause->count = 0;
	if ((ascii || !wide) && len >= LEAST)
		add_need(clause, bytes, len, false);
	else if (ascii || !wide)
		return;
	for (size_t i = 0; i < len; i++)
		twice[2 * i] = bytes[i];
	if (wide && len >= LEAST)
		add_need(clause, twice, 2 * len, false);
	else if (wide)
		clause->count = 0;
}

static void regex_clause(struct string *string, struct axr_span token)
{
	struct axr_choice first, second;

	axr_literals(axr_span_cut(token, 1, token.len - 2), &first, &second);
	for (size_t i = 0; i < first.count; i++)
		add_need(&string->clause, first.literals[i].bytes, first.literals[i].len, false);
	for (size_t i = 0; i < second.count; i++)
		add_need(&string->second, second.literals[i].bytes, second.literals[i].len, false);
}

/* $name = "text" or /expression/ or {bytes}, and its modifiers. */
static void read_string(struct parser *p)
{
	struct string *string = &p->strings[p->count];
	struct axr_span value;
	bool wide = false, ascii = false, odd = false;

	string->name = p->token;
	string->clause.count = string->second.count = 0;
	next(p); /* = */
	next(p);
	value = p->token;
	if (is(p, "{"))
		while (p->token.len && !is(p, "}"))
			next(p);
	next(p);
	/* the flags of an expression stand right behind it */
	while (p->token.len && p->token.ptr[0] != '$' && !is(p, "condition")) {
		wide |= is(p, "wide");
		ascii |= is(p, "ascii");
		odd |= is(p, "xor") || is(p, "base64") || is(p, "base64wide");
		next(p);
	}
	if (!odd && value.len > 2 && value.ptr[0] == '"')
		text_clause(&string->clause, value, wide, ascii);
	else if (!odd && value.len > 2 && value.ptr[0] == '/' && !wide)
		regex_clause(string, value);
	p->failed |= ++p->count == STRINGS_MAX;
}

/* ---- Conditions --------------------------------------------------------------------------- */

static void read_or(struct parser *p, struct clauses *clauses);

static bool names(struct axr_span pattern, struct axr_span name)
{
	if (axr_span_is(pattern, "them"))
		return true;
	if (pattern.len && pattern.ptr[pattern.len - 1] == '*')
		return axr_span_eq(axr_span_cut(name, 0, pattern.len - 1),
				   axr_span_cut(pattern, 0, pattern.len - 1));
	return axr_span_eq(pattern, name);
}

/* What is gathered from a list of strings: all of them, or one of them. */
struct gathered {
	struct clauses *all;
	struct clause any;
	bool begun;
};

static void gather(const struct parser *p, struct gathered *gathered)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct string *string = &p->strings[i];

		if (!names(p->token, string->name))
			continue;
		add_clause(gathered->all, &string->clause);
		add_clause(gathered->all, &string->second);
		if (gathered->begun)
			join(&gathered->any, &string->clause);
		else
			gathered->any = string->clause;
		gathered->begun = true;
	}
}

/* Behind "any of", "all of", "3 of": them, or names and patterns in brackets. */
static void read_of(struct parser *p, struct clauses *clauses, bool all)
{
	struct gathered gathered = { .all = clauses };

	next(p);
	if (is(p, "("))
		for (next(p); p->token.len && !is(p, ")"); next(p))
			gather(p, &gathered);
	else
		gather(p, &gathered);
	next(p);
	if (all)
		return;
	clauses->count = 0;
	add_clause(clauses, &gathered.any);
}

/* uint32be(0) == 0x47494638: the file begins with these bytes. */
static bool read_head(struct parser *p, struct clauses *clauses)
{
	const bool big = p->token.len > 5 && p->token.ptr[p->token.len - 1] == 'e';
	struct axr_span name = p->token, digits;
	size_t len = axr_span_starts(name, "uint32") ? 4 : axr_span_starts(name, "uint16") ? 2 : 0;
	uint8_t value[4], bytes[4];
	struct clause head = { .count = 0 };
	const struct parser before = *p;

	next(p); /* ( */
	next(p);
	if (!len || !is(p, "0"))
		goto none;
	next(p); /* ) */
	next(p);
	if (!is(p, "="))
		goto none;
	next(p); /* = */
	next(p);
	digits = axr_span_from(p->token, 2);
	if (!axr_span_starts(p->token, "0x") || !axr_parse_hex(digits, value, len))
		goto none;
	for (size_t i = 0; i < len; i++)
		bytes[i] = value[big ? i : len - 1 - i];
	add_need(&head, bytes, len, true);
	add_clause(clauses, &head);
	next(p);
	return true;
none:
	*p = before;
	return false;
}

static bool ends_term(const struct parser *p)
{
	return !p->token.len || is(p, "and") || is(p, "or") || is(p, ")") || is(p, "}");
}

/* What is not understood, up to the end of the term; it asks for nothing. */
static void skip_term(struct parser *p, struct clauses *clauses)
{
	unsigned depth = 0;

	clauses->count = 0;
	for (; p->token.len && (depth || !ends_term(p)); next(p))
		depth += is(p, "(") ? 1 : is(p, ")") ? -1U : 0;
}

/* $name, which may have a place: at 0, in (0..400). */
static void read_name(struct parser *p, struct clauses *clauses)
{
	struct gathered gathered = { .all = clauses };

	gather(p, &gathered);
	p->failed |= !gathered.begun;
	next(p);
	if (is(p, "at") || is(p, "in")) {
		skip_term(p, clauses);
		add_clause(clauses, &gathered.any);
	}
}

/* #name > 3 */
static void read_count(struct parser *p, struct clauses *clauses)
{
	struct gathered gathered = { .all = clauses };

	for (size_t i = 0; i < p->count; i++) {
		const struct string *string = &p->strings[i];

		if (axr_span_eq(axr_span_from(string->name, 1), axr_span_from(p->token, 1)))
			gathered.any = string->clause;
	}
	next(p);
	if (!is(p, ">"))
		return;
	next(p);
	if (!p->token.len || !axr_is_digit(p->token.ptr[0]))
		return;
	next(p);
	add_clause(clauses, &gathered.any);
}

static void read_term(struct parser *p, struct clauses *clauses)
{
	const struct axr_span token = p->token;

	clauses->count = 0;
	if (is(p, "(") && p->depth < NESTED_MAX) {
		p->depth++;
		next(p);
		read_or(p, clauses);
		p->depth--;
		p->failed |= !is(p, ")");
		next(p);
	} else if (is(p, "any") || is(p, "all") || (token.len && axr_is_digit(token.ptr[0]))) {
		next(p);
		if (is(p, "of"))
			read_of(p, clauses, axr_span_is(token, "all"));
	} else if (axr_span_starts(token, "uint") && read_head(p, clauses)) {
		return;
	} else if (axr_span_starts(token, "$")) {
		read_name(p, clauses);
	} else if (axr_span_starts(token, "#")) {
		read_count(p, clauses);
	}
	if (!ends_term(p))
		skip_term(p, clauses);
}

static void read_and(struct parser *p, struct clauses *clauses)
{
	struct clauses *other = malloc(sizeof(*other));

	p->failed |= !other;
	read_term(p, clauses);
	while (is(p, "and") && !p->failed) {
		next(p);
		read_term(p, other);
		both(clauses, other);
	}
	free(other);
}

static void read_or(struct parser *p, struct clauses *clauses)
{
	struct clauses *other = malloc(sizeof(*other));

	p->failed |= !other;
	read_and(p, clauses);
	while (is(p, "or") && !p->failed) {
		next(p);
		read_and(p, other);
		either(clauses, other);
	}
	free(other);
}

/* ---- Rules -------------------------------------------------------------------------------- */

/* A short literal makes the look slower for all of the set: no rule needs it beside longer ones. */
static void drop_short(struct clauses *clauses)
{
	while (clauses->count > 1 && worth(&clauses->list[clauses->count - 1]) <= LEAST)
		clauses->count--;
}

static void write_needs(const struct clauses *clauses, struct axr_buf *out)
{
	for (size_t c = 0; c < clauses->count; c++) {
		const struct clause *clause = &clauses->list[c];

		for (size_t i = 0; i < clause->count; i++) {
			const struct need *need = &clause->needs[i];
			const bool last = i + 1 == clause->count;
			unsigned flags = need->first ? AXR_NEED_FIRST : 0;

			if (last)
				flags |= AXR_NEED_ENDS_CLAUSE;
			if (last && c + 1 == clauses->count)
				flags |= AXR_NEED_ENDS_RULE;
			axr_buf_putc(out, (uint8_t)flags);
			axr_buf_putc(out, (uint8_t)need->len);
			axr_buf_put(out, axr_span(need->bytes, need->len));
		}
	}
}

/* From the rule's name to the bracket behind its condition. */
static void read_rule(struct parser *p, struct clauses *clauses)
{
	p->count = 0;
	while (p->token.len && !is(p, "strings") && !is(p, "condition"))
		next(p);
	if (is(p, "strings")) {
		next(p); /* : */
		next(p);
		while (axr_span_starts(p->token, "$") && !p->failed)
			read_string(p);
	}
	p->failed |= !is(p, "condition");
	next(p); /* : */
	next(p);
	read_or(p, clauses);
	p->failed |= !is(p, "}");
	next(p);
}

bool axr_needs_of(struct axr_span text, struct axr_buf *out, char *why, size_t size)
{
	struct parser p = { .rest = text };
	struct clauses *clauses = malloc(sizeof(*clauses));
	bool ok = clauses, hidden = false;

	p.strings = calloc(STRINGS_MAX + 1, sizeof(*p.strings));
	ok = ok && p.strings;
	if (ok)
		next(&p);
	while (ok && p.token.len) {
		struct axr_span name;

		if (!is(&p, "rule")) {
			hidden |= is(&p, "private");
			next(&p);
			continue;
		}
		next(&p);
		name = p.token;
		read_rule(&p, clauses);
		ok = !p.failed && (hidden || clauses->count);
		/* what is private is asked for by another rule, which has needs of its own */
		if (ok && !hidden) {
			drop_short(clauses);
			write_needs(clauses, out);
		}
		if (!ok)
			snprintf(why, size, "%.*s", (int)name.len, (const char *)name.ptr);
		hidden = false;
	}
	free(p.strings);
	free(clauses);
	return ok;
}
