/*
 * Lines of C# and of Visual Basic that begin with #.  What a condition leaves out is never read by
 * the compiler, so a comment that opens in there must not hide what follows: conditions are
 * decided, where they can be, and the rest is taken as true.
 */
#include "page/lex.h"

static struct axr_span word_at(struct axr_span s, size_t *at)
{
	size_t from;

	while (*at < s.len && s.ptr[*at] <= ' ')
		++*at;
	from = *at;
	while (*at < s.len && axr_is_word(s.ptr[*at]))
		++*at;
	return axr_span_cut(s, from, *at - from);
}

/*
 * True where a condition is certainly false: "false", a plain symbol that nothing in a page can
 * define ("!x" and anything with an operator may be true), DEBUG and TRACE apart.
 */
static bool certainly_false(struct axr_span condition)
{
	size_t at = 0;
	struct axr_span word;

	while (condition.len > 1 && condition.ptr[0] == '(' &&
	       condition.ptr[condition.len - 1] == ')')
		condition = axr_span_trim(axr_span_cut(condition, 1, condition.len - 2));
	if (axr_span_starts(condition, "!"))
		return axr_span_is(axr_span_trim(axr_span_from(condition, 1)), "true");
	word = word_at(condition, &at);
	return axr_span_is(word, "false") && word.len == condition.len;
}

static struct axr_span line_at(struct axr_span text, size_t at)
{
	size_t end = axr_newline_from(text, at);
	struct axr_span line = axr_span_cut(text, at, end - at);
	size_t comment = axr_span_find(line, axr_span_str("//"), 0);

	return axr_span_trim(comment == SIZE_MAX ? line : axr_span_cut(line, 0, comment));
}

enum step { STEP_NONE, STEP_IF, STEP_ELSE, STEP_END };

/* What the directive behind the '#' before at does to conditions. */
static enum step step_at(struct axr_span text, size_t at, bool vb)
{
	struct axr_span word = word_at(text, &at);

	if (!vb) {
		if (axr_span_is(word, "if"))
			return STEP_IF;
		if (axr_span_is(word, "endif"))
			return STEP_END;
		return axr_span_is(word, "else") || axr_span_is(word, "elif") ? STEP_ELSE
									      : STEP_NONE;
	}
	if (axr_span_iis(word, "if"))
		return STEP_IF;
	if (axr_span_iis(word, "end"))
		return axr_span_iis(word_at(text, &at), "if") ? STEP_END : STEP_NONE;
	return axr_span_iis(word, "else") || axr_span_iis(word, "elseif") ? STEP_ELSE : STEP_NONE;
}

/* Behind the part that is left out: at its #else, #elif or #endif; SIZE_MAX where none comes. */
static size_t skip_part(struct axr_span text, size_t at, bool vb)
{
	size_t depth = 0;

	for (; at < text.len; at = axr_newline_from(text, at) + 1) {
		size_t mark = at;
		enum step step;

		while (mark < text.len && (text.ptr[mark] <= ' ') && !axr_is_newline_at(text, mark))
			mark++;
		if (mark >= text.len || text.ptr[mark] != '#')
			continue;
		step = step_at(text, mark + 1, vb);
		if ((step == STEP_END || step == STEP_ELSE) && !depth)
			return at;
		depth += step == STEP_IF;
		depth -= step == STEP_END;
	}
	return SIZE_MAX;
}

/* Behind a line that ends at next, and the part that its condition leaves out. */
static void leave_out(struct axr_lexer *lexer, size_t next, bool vb)
{
	enum { MISSES = 8 }; /* a compiler takes none */

	if (lexer->condition_misses >= MISSES)
		return;
	next = skip_part(lexer->text, next + 1, vb);
	if (next != SIZE_MAX)
		lexer->at = next - 1; /* the end of the line before tells that one begins */
	else
		lexer->condition_misses++;
}

void axr_lex_preprocessor(struct axr_lexer *lexer)
{
	struct axr_span line = line_at(lexer->text, lexer->at), word;
	size_t at = 1, next = axr_newline_from(lexer->text, lexer->at);

	word = word_at(line, &at);
	lexer->at = next;
	if (axr_span_is(word, "if") && certainly_false(axr_span_trim(axr_span_from(line, at))))
		leave_out(lexer, next, false);
}

void axr_lex_vb_directive(struct axr_lexer *lexer)
{
	size_t next = axr_newline_from(lexer->text, lexer->at), at = 1;
	struct axr_span line = axr_span_cut(lexer->text, lexer->at, next - lexer->at), word;

	lexer->at = next;
	if (!axr_span_iis(word_at(line, &at), "if"))
		return;
	word = word_at(line, &at);
	if ((axr_span_iis(word, "false") || axr_span_is(word, "0")) &&
	    axr_span_iis(word_at(line, &at), "then"))
		leave_out(lexer, next, true);
}
