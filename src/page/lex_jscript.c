#include "page/lex.h"

enum { STYLE = AXR_WORD_UNICODE_ESCAPES | AXR_WORD_DOLLAR };

static size_t operator_len(struct axr_span s)
{
	static const char *const signs[] = {
		">>>=", "===", "!==", ">>>", "<<=", ">>=", "==", "!=", "<=", ">=", "&&", "||",
		"++",	"--",  "+=",  "-=",  "*=",  "/=",  "%=", "&=", "|=", "^=", "<<", ">>"
	};

	if (s.len < 2 || axr_is_word(s.ptr[1]) || axr_is_space(s.ptr[1]))
		return 1;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (s.ptr[0] == (uint8_t)signs[i][0] && axr_span_starts(s, signs[i]))
			return strlen(signs[i]);
	return 1;
}

/* Whether '/' here divides what stands before it; else it begins a regular expression. */
static bool divides(const struct axr_lexer *lexer)
{
	static const char *const words[] = { "return", "typeof", "case", "in", "delete", "void",
					     "else", "do", "new", "instanceof", "throw" };
	const struct axr_token *last = axr_lex_last(lexer);

	if (!last)
		return false;
	if (last->kind == AXR_TOKEN_WORD) {
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (axr_span_is(last->text, words[i]))
				return false;
		return true;
	}
	if (last->kind != AXR_TOKEN_PUNCT)
		return true;
	return axr_span_is(last->text, ")") || axr_span_is(last->text, "]") ||
	       axr_span_is(last->text, "}") || axr_span_is(last->text, "++") ||
	       axr_span_is(last->text, "--");
}

/* A regular expression with its flags; false where the line has no end for it. */
static bool regex(struct axr_lexer *lexer)
{
	struct axr_span text = lexer->text;
	size_t from = lexer->at, end = from + 1;
	bool set = false;

	while (end < text.len && (set || text.ptr[end] != '/') && !axr_is_newline_at(text, end)) {
		if (text.ptr[end] == '\\')
			end++;
		else if (text.ptr[end] == '[')
			set = true;
		else if (text.ptr[end] == ']')
			set = false;
		end++;
	}
	if (end >= text.len || text.ptr[end] != '/')
		return false;
	for (end++; end < text.len && axr_is_alpha(text.ptr[end]);)
		end++;
	lexer->at = end;
	return axr_lex_put(lexer, AXR_TOKEN_REGEX, 0, from, axr_span_cut(text, from, end - from));
}

/* Comments that begin with these are code as soon as conditional compilation is on. */
static size_t conditional_len(struct axr_lexer *lexer, struct axr_span rest)
{
	static const char *const words[] = { "cc_on", "if", "elif", "else", "end", "set" };

	if (rest.len < 4 || rest.ptr[2] != '@')
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!axr_span_starts(axr_span_from(rest, 3), words[i]))
			continue;
		lexer->conditional = true;
		return i ? 3 : 3 + strlen(words[i]);
	}
	return lexer->conditional ? 3 : 0;
}

static bool slash(struct axr_lexer *lexer)
{
	struct axr_span rest = axr_span_from(lexer->text, lexer->at);
	uint8_t next = rest.len > 1 ? rest.ptr[1] : 0;
	size_t len;

	if (next == '/' || next == '*') {
		len = conditional_len(lexer, rest);
		if (len)
			lexer->at += len;
		else if (next == '*')
			axr_lex_block_comment(lexer);
		else
			lexer->at = axr_newline_from(lexer->text, lexer->at);
		return true;
	}
	if (!divides(lexer) && regex(lexer))
		return true;
	return axr_lex_punct(lexer, operator_len(rest));
}

static bool punct(struct axr_lexer *lexer)
{
	struct axr_span rest = axr_span_from(lexer->text, lexer->at);
	uint8_t c = rest.ptr[0];
	bool line_start = lexer->line_start;

	if (c == '/')
		return slash(lexer);
	if (c == '"' || c == '\'')
		return axr_lex_quoted(lexer, true, AXR_TOKEN_STRING, lexer->at);
	if (axr_span_starts(rest, "<!--") || (line_start && axr_span_starts(rest, "-->"))) {
		lexer->at = axr_newline_from(lexer->text, lexer->at);
		return true;
	}
	if (axr_span_starts(rest, "@*/")) {
		lexer->at += 3;
		return true;
	}
	if (axr_span_starts(rest, "@cc_on")) {
		lexer->conditional = true;
		lexer->at += 6;
		return true;
	}
	if ((c == '\\' || c == '$') && axr_lex_word(lexer, STYLE, lexer->at))
		return true;
	if (c == '.' && rest.len > 1 && axr_is_digit(rest.ptr[1]))
		return axr_lex_number(lexer);
	return axr_lex_punct(lexer, operator_len(rest));
}

void axr_lex_jscript(struct axr_lexer *lexer)
{
	while (lexer->at < lexer->text.len && !lexer->full) {
		uint8_t c = lexer->text.ptr[lexer->at];

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
			punct(lexer);
			break;
		default:
			lexer->at++;
			continue;
		}
		lexer->line_start = false;
	}
}
