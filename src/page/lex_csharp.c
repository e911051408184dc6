#include "page/lex.h"

enum { STYLE = AXR_WORD_UNICODE_ESCAPES | AXR_WORD_LONG_ESCAPES };

/* The longest operator here. */
static size_t operator_len(struct axr_span s)
{
	static const char *const three[] = { "<<=", ">>=", "\?\?=", "...", ">>>" };
	static const char *const two[] = { "==", "!=", "<=", ">=", "&&", "||", "++", "--",
					   "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
					   "<<", "=>", "->", "::", "\?\?", "?.", ".." };

	if (s.len < 2 || axr_is_word(s.ptr[1]) || axr_is_space(s.ptr[1]))
		return 1;
	for (size_t i = 0; i < sizeof(three) / sizeof(*three); i++)
		if (s.ptr[0] == (uint8_t)three[i][0] && axr_span_starts(s, three[i]))
			return 3;
	for (size_t i = 0; i < sizeof(two) / sizeof(*two); i++)
		if (s.len > 1 && s.ptr[0] == (uint8_t)two[i][0] && s.ptr[1] == (uint8_t)two[i][1])
			return 2;
	/* ">>" may close two generics: it is one token all the same */
	return s.len > 1 && s.ptr[0] == '>' && s.ptr[1] == '>' ? 2 : 1;
}

/* @"...": only "" is an escape. */
static bool verbatim(struct axr_lexer *lexer, size_t from)
{
	struct axr_span text = lexer->text;
	size_t start = lexer->at + 1, end = start, len = 0;
	bool doubled = false;
	uint8_t *to;

	for (;;) {
		end = axr_span_find_byte(text, '"', end);
		if (end == SIZE_MAX || end + 1 >= text.len || text.ptr[end + 1] != '"')
			break;
		doubled = true;
		end += 2;
	}
	lexer->at = end == SIZE_MAX ? text.len : end + 1;
	if (end == SIZE_MAX)
		end = text.len;
	to = doubled ? axr_pool_room(&lexer->reader->pool, end - start) : NULL;
	if (!to)
		return axr_lex_put(lexer, AXR_TOKEN_STRING, lexer->at == end ? AXR_TOKEN_CUT : 0,
				   from, axr_span_cut(text, start, end - start));
	for (size_t at = start; at < end; at++) {
		to[len++] = text.ptr[at];
		if (text.ptr[at] == '"')
			at++;
	}
	return axr_lex_put(lexer, AXR_TOKEN_STRING, 0, from,
			   axr_pool_keep(&lexer->reader->pool, len));
}

static bool is_character(struct axr_span text, size_t at)
{
	size_t end = at + 1;

	if (end < text.len && text.ptr[end] == '\\')
		end += 2;
	else if (end < text.len && text.ptr[end] != '\'')
		end++;
	while (end < text.len && end - at < 12 && text.ptr[end] != '\'' && text.ptr[end] != '\n')
		end++;
	return end < text.len && text.ptr[end] == '\'';
}

static bool at_sign(struct axr_lexer *lexer)
{
	struct axr_span text = lexer->text;
	size_t from = lexer->at;
	uint8_t next = from + 1 < text.len ? text.ptr[from + 1] : 0;

	lexer->at++;
	if (next == '"')
		return verbatim(lexer, from);
	if (axr_lex_word(lexer, STYLE, from))
		return true;
	lexer->at = from;
	return axr_lex_punct(lexer, 1);
}

static bool quote(struct axr_lexer *lexer)
{
	if (axr_span_starts(axr_span_from(lexer->text, lexer->at), "\"\"\""))
		return axr_lex_raw(lexer);
	return axr_lex_quoted(lexer, false, AXR_TOKEN_STRING, lexer->at);
}

static bool begins_interpolated(struct axr_span text, size_t at)
{
	size_t from = at;

	while (at < text.len && (text.ptr[at] == '$' || (text.ptr[at] == '@' && at < from + 2)) &&
	       at < from + 64)
		at++;
	return at < text.len && text.ptr[at] == '"' &&
	       axr_span_find_byte(axr_span_cut(text, from, at - from), '$', 0) != SIZE_MAX;
}

static bool punct(struct axr_lexer *lexer)
{
	struct axr_span text = lexer->text, rest = axr_span_from(text, lexer->at);
	uint8_t c = rest.ptr[0], next = rest.len > 1 ? rest.ptr[1] : 0;
	bool taken = false;

	if (c == '/' && next == '/') {
		lexer->at = axr_newline_from(text, lexer->at);
		return true;
	}
	if (c == '/' && next == '*') {
		axr_lex_block_comment(lexer);
		return true;
	}
	if ((c == '$' || c == '@') && begins_interpolated(text, lexer->at))
		return axr_lex_interpolated(lexer);
	if (c == '"')
		return quote(lexer);
	if (c == '\'' && is_character(text, lexer->at))
		return axr_lex_quoted(lexer, false, AXR_TOKEN_CHAR, lexer->at);
	if (c == '@')
		return at_sign(lexer);
	if (c == '\\' && axr_lex_word(lexer, STYLE, lexer->at))
		return true;
	if (c == '.' && axr_is_digit(next))
		return axr_lex_number(lexer);
	if (lexer->hole_count && axr_lex_hole_punct(lexer, &taken) && taken)
		return true;
	return axr_lex_punct(lexer, operator_len(rest));
}

/* Empty statements by the million are no code. */
static bool is_idle(const struct axr_lexer *lexer)
{
	const struct axr_token *last = axr_lex_last(lexer);

	if (lexer->text.ptr[lexer->at] != ';' || lexer->reader->token_count < lexer->first + 3)
		return false;
	for (int i = 0; i < 3; i++)
		if (last[-i].kind != AXR_TOKEN_PUNCT || !axr_span_is(last[-i].text, ";"))
			return false;
	return true;
}

void axr_lex_csharp(struct axr_lexer *lexer)
{
	while (lexer->at < lexer->text.len && !lexer->full) {
		uint8_t c = lexer->text.ptr[lexer->at];
		bool line_start = lexer->line_start;

		if (c >= 0x80) {
			axr_lex_wide(lexer, STYLE);
			continue;
		}
		switch ((enum axr_char)axr_char_table[c]) {
		case AXR_CHAR_NEWLINE:
			lexer->line_start = true;
			lexer->at++;
			continue;
		case AXR_CHAR_LETTER:
			axr_lex_word(lexer, STYLE, lexer->at);
			break;
		case AXR_CHAR_DIGIT:
			axr_lex_number(lexer);
			break;
		case AXR_CHAR_OTHER:
			if (c == '#' && line_start) {
				axr_lex_preprocessor(lexer);
				continue;
			}
			if (is_idle(lexer))
				lexer->at++;
			else
				punct(lexer);
			break;
		default:
			lexer->at++;
			continue;
		}
		lexer->line_start = false;
	}
}
