/* Identifiers and keywords, whatever they are disguised as. */
#include "page/lex.h"

/* The escaped character of an identifier at at; its length, or 0. */
static size_t word_escape(struct axr_span text, size_t at, unsigned style, uint32_t *code)
{
	size_t n = 0;

	if (text.ptr[at] != '\\' || at + 1 >= text.len)
		return 0;
	if (text.ptr[at + 1] == 'u' && (style & AXR_WORD_UNICODE_ESCAPES))
		n = axr_lex_hex(text, at + 2, 4, 4, code);
	else if (text.ptr[at + 1] == 'U' && (style & AXR_WORD_LONG_ESCAPES))
		n = axr_lex_hex(text, at + 2, 8, 8, code);
	return n ? n + 2 : 0;
}

static uint32_t normalise(uint32_t code, unsigned style)
{
	if (style & AXR_WORD_HALF_WIDTH)
		code = axr_half_width(code);
	if ((style & AXR_WORD_LOWER) && code >= 'A' && code <= 'Z')
		code += 32;
	return code;
}

/*
 * One character of a word at at.  Returns its length in the text, 0 where the word ends; *code is
 * 0 for a character that the compiler drops.
 */
static size_t word_char(struct axr_span text, size_t at, unsigned style, bool first, uint32_t *code)
{
	uint8_t c = text.ptr[at];
	enum axr_char kind;
	size_t len;

	if (c < 0x80) {
		*code = c;
		if (axr_is_word(c))
			return first && axr_is_digit(c) ? 0 : 1;
		if (c == '$' && (style & AXR_WORD_DOLLAR))
			return 1;
		if (!c && !first) {
			*code = 0;
			return 1;
		}
		return word_escape(text, at, style, code);
	}
	kind = axr_char_at(text, at, code, &len);
	if (kind == AXR_CHAR_FORMAT && !first)
		*code = 0;
	else if (kind != AXR_CHAR_LETTER && (kind != AXR_CHAR_DIGIT || first))
		return 0;
	return len;
}

/* A word that is not written as it is meant. */
static bool word_rewritten(struct axr_lexer *lexer, unsigned style, size_t from, size_t plain)
{
	struct axr_span text = lexer->text;
	size_t start = lexer->at, end = start, len = 0;
	unsigned flags = 0;
	uint32_t code;
	uint8_t *to;

	end = start + plain;
	while (end < text.len) {
		size_t took = word_char(text, end, style, end == start, &code);

		if (!took)
			break;
		end += took;
	}
	if (end == start)
		return false;
	/* a lone byte above 0x7f becomes two; an escape or a format character shrinks */
	to = axr_pool_room(&lexer->reader->pool, 2 * (end - start));
	if (!to) {
		axr_lex_stop(lexer, "memory");
		return false;
	}
	for (size_t at = start; at < end;) {
		size_t took = word_char(text, at, style, false, &code);

		if (!code || text.ptr[at] == '\\' || code != axr_half_width(code))
			flags = AXR_TOKEN_ESCAPED;
		if (code)
			len += axr_char_put(to + len, normalise(code, style));
		at += took;
	}
	lexer->at = end;
	return axr_lex_put(lexer, AXR_TOKEN_WORD, flags, from,
			   axr_pool_keep(&lexer->reader->pool, len));
}

/* A plain ASCII word in lower case. */
static bool word_lowered(struct axr_lexer *lexer, size_t from, size_t end)
{
	size_t start = lexer->at, len = end - start;
	uint8_t *to = axr_pool_room(&lexer->reader->pool, len);

	if (!to) {
		axr_lex_stop(lexer, "memory");
		return false;
	}
	for (size_t i = 0; i < len; i++)
		to[i] = axr_lower(lexer->text.ptr[start + i]);
	lexer->at = end;
	return axr_lex_put(lexer, AXR_TOKEN_WORD, 0, from,
			   axr_pool_keep(&lexer->reader->pool, len));
}

bool axr_lex_word(struct axr_lexer *lexer, unsigned style, size_t from)
{
	struct axr_span text = lexer->text;
	size_t start = lexer->at, end = start;
	bool upper = false;

	while (end < text.len && axr_is_word(text.ptr[end])) {
		if (text.ptr[end] >= 'A' && text.ptr[end] <= 'Z')
			upper = true;
		end++;
	}
	if (end < text.len && (text.ptr[end] >= 0x80 || text.ptr[end] == '\\' || !text.ptr[end] ||
			       (text.ptr[end] == '$' && (style & AXR_WORD_DOLLAR))))
		return word_rewritten(lexer, style, from, end - start);
	if (end == start)
		return false;
	if (upper && (style & AXR_WORD_LOWER))
		return word_lowered(lexer, from, end);
	lexer->at = end;
	return axr_lex_put(lexer, AXR_TOKEN_WORD, 0, from, axr_span_cut(text, start, end - start));
}

void axr_lex_wide(struct axr_lexer *lexer, unsigned style)
{
	size_t len;
	uint32_t code;

	lexer->line_start = false;
	switch (axr_char_at(lexer->text, lexer->at, &code, &len)) {
	case AXR_CHAR_LETTER:
		if (!axr_lex_word(lexer, style, lexer->at) && !lexer->full)
			lexer->at += len;
		break;
	case AXR_CHAR_NEWLINE:
		lexer->line_start = true;
		lexer->at += len;
		break;
	case AXR_CHAR_OTHER:
		axr_lex_punct(lexer, len);
		break;
	default:
		lexer->at += len;
		break;
	}
}
