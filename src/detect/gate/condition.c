#include "detect/gate/condition.h"

#include "base/num.h"

enum {
	NESTED_MAX = 24,
	DROPPED_MAX = 16, /* of the strings of "17 of them" */
	PLACE_MAX = 4096  /* bytes; what may be farther off may be anywhere */
};

static const uint64_t ALL = UINT64_MAX;

struct reader {
	struct axr_rule_tokens *tokens;
	struct axr_rule_strings *strings; /* its table takes what begins a file */
	unsigned depth;
	bool refers, failed;
};

/* Words of conditions that name no rule. */
static const char *const keywords[] = {
	"all", "and", "any", "at", "contains", "defined", "endswith", "entrypoint", "false",
	"filesize", "for", "icontains", "iendswith", "iequals", "in", "int16", "int16be",
	"int32", "int32be", "int8", "int8be", "istartswith", "matches", "none", "not", "of",
	"or", "startswith", "them", "true", "uint16", "uint16be", "uint32", "uint32be",
	"uint8", "uint8be",
};

static bool is(const struct reader *r, const char *word)
{
	return axr_rule_tokens_is(r->tokens, word);
}

static bool names_rule(struct axr_span token)
{
	if (!token.len || (!axr_is_alpha(token.ptr[0]) && token.ptr[0] != '_'))
		return false;
	for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
		if (axr_span_is(token, keywords[i]))
			return false;
	return true;
}

static void next(struct reader *r)
{
	axr_rule_tokens_next(r->tokens);
	r->refers |= names_rule(r->tokens->token);
}

static bool ends_term(const struct reader *r)
{
	return !r->tokens->token.len || is(r, "and") || is(r, "or") || is(r, ")") || is(r, "}");
}

/* What is not understood, up to the end of the term; it asks for nothing. */
static void skip_term(struct reader *r, struct axr_clauses *clauses)
{
	unsigned depth = 0;

	axr_clauses_clear(clauses);
	for (; r->tokens->token.len && (depth || !ends_term(r)); next(r)) {
		depth += is(r, "(");
		depth -= is(r, ")");
	}
}

/* A number as it is written most, with what YARA takes for its unit; false for any other. */
static bool read_number(struct axr_span token, uint64_t *value)
{
	const uint64_t most = UINT64_C(1) << 40;
	unsigned shift = 0;

	if (axr_span_ends(token, "KB"))
		shift = 10;
	else if (axr_span_ends(token, "MB"))
		shift = 20;
	if (!axr_parse_u64(axr_span_cut(token, 0, token.len - (shift ? 2 : 0)), most, value))
		return false;
	*value <<= shift;
	return true;
}

enum {
	BELOW = '<',
	BELOW_OR = '<' << 8 | '=',
	IS = '=' << 8 | '=',
	ABOVE = '>',
	ABOVE_OR = '>' << 8 | '='
};

/* <, <=, ==, > or >= and the number behind it; 0 where it is anything else. */
static unsigned read_comparison(struct reader *r, uint64_t *number)
{
	unsigned sign = 0;

	while (is(r, "<") || is(r, ">") || is(r, "=")) {
		sign = sign << 8 | r->tokens->token.ptr[0];
		next(r);
	}
	if (!sign || !read_number(r->tokens->token, number))
		return 0;
	next(r);
	return sign;
}

/* ---- Strings ------------------------------------------------------------------------------ */

/* The strings that a list names. */
struct picked {
	bool is[AXR_RULE_STRINGS_MAX];
	size_t count;
	bool twice; /* one is named twice, and counts twice */
};

static bool fits(struct axr_span pattern, struct axr_span name)
{
	if (axr_span_is(pattern, "them"))
		return true;
	if (axr_span_ends(pattern, "*"))
		return axr_span_eq(axr_span_cut(name, 0, pattern.len - 1),
				   axr_span_cut(pattern, 0, pattern.len - 1));
	return axr_span_eq(pattern, name);
}

static void pick(struct reader *r, struct picked *picked)
{
	for (size_t i = 0; i < r->strings->count; i++) {
		if (!fits(r->tokens->token, r->strings->list[i].name))
			continue;
		picked->twice |= picked->is[i];
		picked->count += !picked->is[i];
		picked->is[i] = true;
	}
}

static void add_range(const struct reader *r, struct axr_clauses *clauses,
		      struct axr_need_range range)
{
	const struct axr_clause clause = axr_clause_of(&r->strings->needs, range);

	axr_clauses_add(clauses, &clause);
}

static unsigned worth_of(const struct reader *r, const struct axr_rule_string *string)
{
	const struct axr_clause clause = axr_clause_of(&r->strings->needs, string->best);

	return axr_clause_worth(&clause);
}

/* Leaves out what any of the others lacks: of so many strings at least least are there. */
static void leave_out(const struct reader *r, struct picked *picked, uint64_t least)
{
	unsigned worth[AXR_RULE_STRINGS_MAX];

	for (size_t i = 0; i < r->strings->count && least > 1; i++)
		worth[i] = picked->is[i] ? worth_of(r, &r->strings->list[i]) : 0;
	for (uint64_t k = 1; k < least && k < picked->count && k < DROPPED_MAX; k++) {
		size_t worst = SIZE_MAX;

		for (size_t i = 0; i < r->strings->count; i++)
			if (picked->is[i] && (worst == SIZE_MAX || worth[i] < worth[worst]))
				worst = i;
		picked->is[worst] = false;
	}
}

static void one_of(const struct reader *r, const struct picked *picked,
		   struct axr_clauses *clauses)
{
	const struct axr_need_table *needs = &r->strings->needs;
	struct axr_clause best = { .count = 0 }, second = { .count = 0 };
	bool begun = false, differ = false;

	for (size_t i = 0; i < r->strings->count; i++) {
		const struct axr_rule_string *string = &r->strings->list[i];
		struct axr_clause a, b;

		if (!picked->is[i])
			continue;
		a = axr_clause_of(needs, string->best);
		b = axr_clause_of(needs, string->second.count ? string->second : string->best);
		if (begun) {
			axr_clause_join(&best, &a);
			axr_clause_join(&second, &b);
		} else {
			best = a;
			second = b;
		}
		begun = true;
		differ |= string->second.count;
	}
	axr_clauses_add(clauses, &best);
	if (differ)
		axr_clauses_add(clauses, &second);
}

static void all_of(const struct reader *r, const struct picked *picked,
		   struct axr_clauses *clauses)
{
	for (size_t i = 0; i < r->strings->count; i++)
		if (picked->is[i]) {
			add_range(r, clauses, r->strings->list[i].best);
			add_range(r, clauses, r->strings->list[i].second);
		}
}

/* Behind "any of", "all of", "3 of": them, or names and patterns in brackets. */
static void read_of(struct reader *r, struct axr_clauses *clauses, uint64_t least)
{
	struct picked picked = { .count = 0 };

	next(r);
	if (is(r, "("))
		for (next(r); r->tokens->token.len && !is(r, ")"); next(r))
			pick(r, &picked);
	else
		pick(r, &picked);
	next(r);
	if (least == ALL || (least >= picked.count && !picked.twice)) {
		all_of(r, &picked, clauses);
	} else if (least) {
		leave_out(r, &picked, picked.twice ? 1 : least);
		one_of(r, &picked, clauses);
	}
}

/* A string that its rule looks for at a place. */
struct place {
	enum axr_need_flag where;
	uint64_t within;
};

static bool skip(struct reader *r, const char *word)
{
	const bool there = is(r, word);

	if (there)
		next(r);
	return there;
}

/* "(0..100)", "(filesize-1000..filesize)" */
static bool read_range(struct reader *r, struct place *place)
{
	uint64_t from = 0;
	bool ok = skip(r, "(");

	place->where = is(r, "filesize") ? AXR_NEED_TAIL : AXR_NEED_HEAD;
	if (place->where == AXR_NEED_TAIL)
		ok = ok && skip(r, "filesize") && skip(r, "-");
	ok = ok && read_number(r->tokens->token, &from);
	next(r);
	ok = ok && skip(r, ".") && skip(r, ".");
	place->within = from;
	if (place->where == AXR_NEED_TAIL)
		return ok && skip(r, "filesize") && skip(r, ")");
	ok = ok && read_number(r->tokens->token, &place->within);
	next(r);
	return ok && skip(r, ")");
}

/* "at 0" or "in" and a range; false for any other. */
static bool read_place(struct reader *r, struct place *place)
{
	if (skip(r, "in"))
		return read_range(r, place) && ends_term(r);
	place->where = AXR_NEED_HEAD;
	if (!skip(r, "at") || !read_number(r->tokens->token, &place->within))
		return false;
	next(r);
	return ends_term(r);
}

/* $name, which may have a place. */
static void read_name(struct reader *r, struct axr_clauses *clauses)
{
	struct axr_need_table *needs = &r->strings->needs;
	struct picked picked = { .count = 0 };
	struct axr_rule_tokens before;
	struct place place;
	bool placed = false;

	pick(r, &picked);
	r->failed |= !picked.count;
	next(r);
	before = *r->tokens;
	placed = read_place(r, &place) && place.within <= PLACE_MAX;
	if (!placed)
		*r->tokens = before;
	if (!ends_term(r))
		skip_term(r, clauses);
	for (size_t i = 0; i < r->strings->count; i++) {
		const struct axr_rule_string *string = &r->strings->list[i];
		struct axr_need_range there = { 0 };

		if (!picked.is[i])
			continue;
		if (placed && string->plain)
			axr_need_place(needs, &there, string->best, place.where, place.within);
		add_range(r, clauses, there.count ? there : string->best);
		add_range(r, clauses, string->second);
	}
}

/* #name > 3 */
static void read_count(struct reader *r, struct axr_clauses *clauses)
{
	const struct axr_span token = r->tokens->token;
	uint64_t number = 0;
	unsigned sign;

	next(r);
	sign = read_comparison(r, &number);
	if (sign != ABOVE && (!number || (sign != ABOVE_OR && sign != IS)))
		return;
	for (size_t i = 0; i < r->strings->count; i++)
		if (axr_span_eq(axr_span_from(r->strings->list[i].name, 1),
				axr_span_from(token, 1)))
			add_range(r, clauses, r->strings->list[i].best);
}

/* ---- The file ----------------------------------------------------------------------------- */

/* filesize < 10KB */
static void read_filesize(struct reader *r, struct axr_clauses *clauses)
{
	uint64_t number = 0;
	unsigned sign;

	next(r);
	sign = read_comparison(r, &number);
	if (sign == BELOW && number)
		clauses->most = number - 1;
	else if (sign == BELOW_OR || sign == IS)
		clauses->most = number;
}

/* uint32be(0) == 0x47494638: the file begins with these bytes. */
static void read_head(struct reader *r, struct axr_clauses *clauses)
{
	const struct axr_span name = r->tokens->token;
	const bool big = axr_span_ends(name, "be");
	const size_t len = axr_span_starts(name, "uint32")   ? 4
			   : axr_span_starts(name, "uint16") ? 2
							     : 0;
	const struct axr_rule_tokens before = *r->tokens;
	static const char *const signs[] = { "(", "0", ")", "=", "=" };
	uint8_t value[4], bytes[4];
	struct axr_need_range anywhere = { 0 }, head = { 0 };
	struct axr_span digits;

	next(r);
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++, next(r))
		if (!len || !is(r, signs[i]))
			goto other;
	digits = r->tokens->token;
	if (!axr_span_starts(digits, "0x") || !axr_parse_hex(axr_span_from(digits, 2), value, len))
		goto other;
	for (size_t i = 0; i < len; i++)
		bytes[i] = value[big ? i : len - 1 - i];
	axr_need_add(&r->strings->needs, &anywhere, axr_span(bytes, len));
	axr_need_place(&r->strings->needs, &head, anywhere, AXR_NEED_HEAD, 0);
	add_range(r, clauses, head);
	next(r);
	return;
other:
	*r->tokens = before;
}

/* ---- Expressions -------------------------------------------------------------------------- */

static void read_or(struct reader *r, struct axr_clauses *clauses);

static void read_term(struct reader *r, struct axr_clauses *clauses)
{
	const struct axr_span token = r->tokens->token;
	uint64_t least = axr_span_is(token, "all") ? ALL : 1;

	axr_clauses_clear(clauses);
	if (is(r, "(") && r->depth < NESTED_MAX) {
		r->depth++;
		next(r);
		read_or(r, clauses);
		r->depth--;
		r->failed |= !is(r, ")");
		next(r);
	} else if (is(r, "any") || is(r, "all") || axr_parse_u64(token, UINT32_MAX, &least)) {
		next(r);
		if (is(r, "of"))
			read_of(r, clauses, least);
	} else if (is(r, "filesize")) {
		read_filesize(r, clauses);
	} else if (axr_span_starts(token, "uint")) {
		read_head(r, clauses);
	} else if (axr_span_starts(token, "$")) {
		read_name(r, clauses);
	} else if (axr_span_starts(token, "#")) {
		read_count(r, clauses);
	}
	if (!ends_term(r))
		skip_term(r, clauses);
}

static void read_and(struct reader *r, struct axr_clauses *clauses)
{
	struct axr_clauses other;

	read_term(r, clauses);
	while (is(r, "and") && !r->failed) {
		next(r);
		read_term(r, &other);
		axr_clauses_and(clauses, &other);
	}
}

static void read_or(struct reader *r, struct axr_clauses *clauses)
{
	struct axr_clauses other;

	read_and(r, clauses);
	while (is(r, "or") && !r->failed) {
		next(r);
		read_and(r, &other);
		axr_clauses_or(clauses, &other);
	}
}

bool axr_condition_read(struct axr_condition *condition, struct axr_rule_strings *strings,
			struct axr_rule_tokens *tokens)
{
	struct reader r = { .tokens = tokens, .strings = strings };

	r.refers = names_rule(tokens->token);
	condition->count = 1;
	read_and(&r, &condition->alternatives[0]);
	while (is(&r, "or") && !r.failed) {
		struct axr_clauses more;

		next(&r);
		read_and(&r, &more);
		if (condition->count < AXR_ALTERNATIVES_MAX)
			condition->alternatives[condition->count++] = more;
		else
			axr_clauses_or(&condition->alternatives[condition->count - 1], &more);
	}
	condition->refers = r.refers;
	if (strings->more || strings->needs.failed)
		axr_clauses_clear(&condition->alternatives[0]);
	return !r.failed && is(&r, "}");
}
