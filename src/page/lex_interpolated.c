/*
 * Interpolated strings of C# are given as what they mean: $"a{b}c" as ("a"+(b)+"c"), every token of
 * it flagged as interpolated.  Raw strings are here too, since they may be interpolated.
 */
#include "page/lex.h"

static bool put_synthetic(struct axr_lexer *lexer, const char *sign)
{
	size_t at = lexer->at < lexer->text.len ? lexer->at : lexer->text.len;

	return axr_lex_put(lexer, AXR_TOKEN_PUNCT, AXR_TOKEN_INTERPOLATED, at, axr_span_str(sign));
}

static size_t run_of(struct axr_span text, size_t at, uint8_t byte)
{
	size_t from = at;

	while (at < text.len && text.ptr[at] == byte)
		at++;
	return at - from;
}

enum part_end { PART_HOLE, PART_CLOSE, PART_CUT };

/* Whether the string ends at at (a quote); *len is the length of what stands there. */
static bool quote_closes(const struct axr_hole *hole, struct axr_span text, size_t at, size_t *len)
{
	*len = 1;
	if (hole->quotes > 1) {
		*len = run_of(text, at, '"');
		return *len >= hole->quotes;
	}
	if (hole->verbatim && at + 1 < text.len && text.ptr[at + 1] == '"') {
		*len = 2;
		return false;
	}
	return true;
}

/* c n times behind the *len bytes at to; only counted where to is NULL. */
static void put_run(uint8_t *to, size_t *len, uint8_t c, size_t n)
{
	if (to)
		memset(to + *len, c, n);
	*len += n;
}

/*
 * One character, escape or sign of a string's text at *at: what it means goes to to + *len, or is
 * only counted where to is NULL.  Returns true where the text ends, with *end set and *at behind
 * what ended it.
 */
static bool part_step(const struct axr_hole *hole, struct axr_span text, size_t *at, uint8_t *to,
		      size_t *len, enum part_end *end)
{
	uint8_t c = text.ptr[*at], escape[8];
	size_t n;

	if (c == '"') {
		if (quote_closes(hole, text, *at, &n)) {
			*at += n;
			*end = PART_CLOSE;
			return true;
		}
		put_run(to, len, '"', hole->quotes > 1 ? n : 1);
		*at += n;
		return false;
	}
	if (c == '{' || c == '}') {
		n = run_of(text, *at, c);
		if (hole->quotes == 1)
			n = n > 1 ? 2 : 1;
		*at += n;
		if (c == '{' && (hole->quotes == 1 ? n == 1 : n >= hole->dollars)) {
			*end = PART_HOLE;
			return true;
		}
		put_run(to, len, c, hole->quotes == 1 ? 1 : n);
		return false;
	}
	if (hole->quotes == 1 && !hole->verbatim && (c == '\n' || c == '\r')) {
		*end = PART_CUT;
		return true;
	}
	if (c == '\\' && hole->quotes == 1 && !hole->verbatim) {
		n = axr_lex_escape(text, at, false, escape);
		if (to)
			memcpy(to + *len, escape, n);
		*len += n;
		return false;
	}
	put_run(to, len, c, 1);
	++*at;
	return false;
}

/* The text up to the next hole or to the string's end. */
static bool read_part(struct axr_lexer *lexer, bool first)
{
	struct axr_hole *hole = &lexer->holes[lexer->hole_count - 1];
	struct axr_span text = lexer->text;
	enum part_end end = PART_CUT;
	size_t from = lexer->at, at = from, len = 0;
	uint8_t *to;

	/* twice over the text: once for its length */
	while (at < text.len && !part_step(hole, text, &at, NULL, &len, &end))
		continue;
	to = axr_pool_room(&lexer->reader->pool, len + 1);
	if (!to) {
		axr_lex_stop(lexer, "memory");
		return false;
	}
	len = 0;
	at = from;
	end = PART_CUT;
	while (at < text.len && !part_step(hole, text, &at, to, &len, &end))
		continue;
	lexer->at = at;
	if (first || len) {
		if (!first)
			put_synthetic(lexer, "+");
		axr_lex_put(lexer, AXR_TOKEN_STRING,
			    AXR_TOKEN_INTERPOLATED | (end == PART_CUT ? AXR_TOKEN_CUT : 0u), from,
			    axr_pool_keep(&lexer->reader->pool, len));
	}
	if (end == PART_HOLE) {
		hole->depth = 0;
		put_synthetic(lexer, "+");
		return put_synthetic(lexer, "(");
	}
	lexer->hole_count--;
	return put_synthetic(lexer, ")");
}

bool axr_lex_interpolated(struct axr_lexer *lexer)
{
	struct axr_span text = lexer->text;
	struct axr_hole hole = { .quotes = 1 };

	while (text.ptr[lexer->at] != '"') {
		if (text.ptr[lexer->at++] == '@')
			hole.verbatim = true;
		else
			hole.dollars++;
	}
	/* deeper than anyone writes: as text */
	if (lexer->hole_count == AXR_HOLES_MAX)
		return axr_lex_quoted(lexer, false, AXR_TOKEN_STRING, lexer->at);
	if (!hole.verbatim && run_of(text, lexer->at, '"') >= 3)
		hole.quotes = (uint32_t)run_of(text, lexer->at, '"');
	put_synthetic(lexer, "(");
	lexer->at += hole.quotes;
	lexer->holes[lexer->hole_count++] = hole;
	return read_part(lexer, true);
}

/* Behind the expression of a hole: ",width" and ":format" say how, not what. */
static bool close_hole(struct axr_lexer *lexer)
{
	const struct axr_hole *hole = &lexer->holes[lexer->hole_count - 1];
	struct axr_span text = lexer->text;
	size_t at = lexer->at;

	while (at < text.len && text.ptr[at] != '}' && text.ptr[at] != '"' && text.ptr[at] != '\n')
		at++;
	if (at < text.len && text.ptr[at] == '}') {
		size_t run = run_of(text, at, '}');

		at += hole->quotes > 1 && run >= hole->dollars ? hole->dollars : 1;
	}
	lexer->at = at;
	put_synthetic(lexer, ")");
	return read_part(lexer, false);
}

bool axr_lex_hole_punct(struct axr_lexer *lexer, bool *taken)
{
	struct axr_hole *hole = &lexer->holes[lexer->hole_count - 1];
	struct axr_span rest = axr_span_from(lexer->text, lexer->at);
	uint8_t c = rest.ptr[0];

	if (c == '(' || c == '[' || c == '{') {
		hole->depth++;
	} else if ((c == ')' || c == ']' || c == '}') && hole->depth) {
		hole->depth--;
	} else if (c == '}' || ((c == ',' || c == ':') && !hole->depth &&
				!axr_span_starts(rest, "::"))) {
		*taken = true;
		return close_hole(lexer);
	}
	return true;
}

/* ---- Raw strings -------------------------------------------------------------------------- */

/* The white space that the closing line begins with, and every line loses. */
static size_t indent_of(struct axr_span body)
{
	size_t at = body.len;

	while (at && (body.ptr[at - 1] == ' ' || body.ptr[at - 1] == '\t'))
		at--;
	return at && body.ptr[at - 1] == '\n' ? body.len - at : SIZE_MAX;
}

static struct axr_span unindent(struct axr_lexer *lexer, struct axr_span body)
{
	size_t first = axr_span_find_byte(body, '\n', 0), indent = indent_of(body), len = 0;
	struct axr_span rest, line;
	uint8_t *to;

	if (first == SIZE_MAX || indent == SIZE_MAX ||
	    axr_span_trim(axr_span_cut(body, 0, first)).len)
		return body;
	rest = axr_span_cut(body, first + 1, body.len - indent - first - 1);
	to = axr_pool_room(&lexer->reader->pool, rest.len + 1);
	if (!to)
		return body;
	while (axr_span_line(&rest, &line)) {
		size_t skip = 0;

		while (skip < indent && skip < line.len &&
		       (line.ptr[skip] == ' ' || line.ptr[skip] == '\t'))
			skip++;
		if (len)
			to[len++] = '\n';
		line = axr_span_from(line, skip);
		memcpy(to + len, line.ptr, line.len);
		len += line.len;
	}
	return axr_pool_keep(&lexer->reader->pool, len);
}

bool axr_lex_raw(struct axr_lexer *lexer)
{
	enum { MISSES = 8 }; /* fruitless searches for an end that a block may cost */
	struct axr_span text = lexer->text;
	size_t from = lexer->at, quotes = run_of(text, from, '"'), start = from + quotes,
	       end = start;
	size_t run = 0;

	while (lexer->raw_misses < MISSES && end != SIZE_MAX) {
		end = axr_span_find_byte(text, '"', end);
		if (end == SIZE_MAX)
			break;
		run = run_of(text, end, '"');
		if (run >= quotes)
			break;
		end += run;
	}
	if (end == SIZE_MAX || run < quotes) {
		/* not what it seems: the quotes as empty strings, a last odd one opens another */
		lexer->raw_misses++;
		lexer->at = from + quotes / 2 * 2;
		return axr_lex_put(lexer, AXR_TOKEN_STRING, AXR_TOKEN_CUT, from,
				   axr_span_cut(text, from, 0));
	}
	lexer->at = end + run;
	return axr_lex_put(lexer, AXR_TOKEN_STRING, 0, from,
			   unindent(lexer, axr_span_cut(text, start, end + run - quotes - start)));
}
