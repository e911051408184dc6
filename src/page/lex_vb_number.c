/* Signs and numbers of Visual Basic, narrow and wide. */
#include "page/lex_vb.h"

uint8_t axr_basic_sign(struct axr_span text, size_t at, bool script, size_t *len)
{
	uint32_t code;

	*len = 1;
	if (at >= text.len)
		return 0;
	if (text.ptr[at] < 0x80)
		return text.ptr[at];
	axr_char_at(text, at, &code, len);
	if (script)
		return 0;
	if (code == 0x201c || code == 0x201d)
		return '"';
	if (code == 0x2018 || code == 0x2019)
		return '\'';
	code = axr_half_width(code);
	return code < 0x80 ? (uint8_t)code : 0;
}

uint8_t axr_vb_sign_at(const struct axr_vb *vb, size_t at, size_t *len)
{
	return axr_basic_sign(vb->lexer->text, at, vb->script, len);
}

/* [from, end) with wide signs as plain ones. */
static struct axr_span narrowed(const struct axr_vb *vb, size_t from, size_t end)
{
	struct axr_span text = axr_span_cut(vb->lexer->text, from, end - from);
	size_t wide = 0, len = 0, taken;
	uint8_t *to;

	while (wide < text.len && text.ptr[wide] < 0x80)
		wide++;
	if (wide == text.len)
		return text;
	to = axr_pool_room(&vb->lexer->reader->pool, text.len);
	if (!to)
		return text;
	for (size_t at = from; at < end; at += taken)
		to[len++] = axr_vb_sign_at(vb, at, &taken);
	return axr_pool_keep(&vb->lexer->reader->pool, len);
}

/* Behind the digits and underscores at at. */
static size_t digits_end(const struct axr_vb *vb, size_t at)
{
	for (;;) {
		size_t len;
		uint8_t c = axr_vb_sign_at(vb, at, &len);

		if (!axr_is_digit(c) && c != '_')
			return at;
		at += len;
	}
}

/* In "1then" the number ends where the word begins. */
void axr_vb_number(const struct axr_vb *vb)
{
	static const char *const suffixes[] = { "us", "ui", "ul", "s", "i", "l", "d", "f", "r" };
	struct axr_lexer *lexer = vb->lexer;
	struct axr_span text = lexer->text;
	size_t from = lexer->at, at = digits_end(vb, from), len, sign_len;

	if (axr_vb_sign_at(vb, at, &len) == '.' &&
	    axr_is_digit(axr_vb_sign_at(vb, at + len, &sign_len)))
		at = digits_end(vb, at + len);
	if (axr_lower(axr_vb_sign_at(vb, at, &len)) == 'e') {
		size_t digits = at + len;
		uint8_t c = axr_vb_sign_at(vb, digits, &sign_len);

		if (c == '+' || c == '-')
			digits += sign_len;
		if (axr_is_digit(axr_vb_sign_at(vb, digits, &len)))
			at = digits_end(vb, digits);
	}
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		len = strlen(suffixes[i]);
		if (axr_span_istarts(axr_span_from(text, at), suffixes[i]) &&
		    (at + len >= text.len || !axr_is_word(text.ptr[at + len]))) {
			at += len;
			break;
		}
	}
	lexer->at = at;
	axr_lex_put(lexer, AXR_TOKEN_NUMBER, 0, from, narrowed(vb, from, at));
}

/* Whether '&' here joins what stands before it to what follows. */
static bool joins(const struct axr_lexer *lexer)
{
	const struct axr_token *last = axr_lex_last(lexer);

	if (!last || last->kind == AXR_TOKEN_NEWLINE)
		return false;
	return last->kind != AXR_TOKEN_PUNCT || axr_span_is(last->text, ")") ||
	       axr_span_is(last->text, "}");
}

/* Behind the digits of this radix at at. */
static size_t radix_end(const struct axr_vb *vb, size_t at, uint8_t radix)
{
	for (;;) {
		size_t len;
		uint8_t c = axr_vb_sign_at(vb, at, &len);

		if (c != '_' && (radix == 'h' ? axr_hex_value(c) < 0 : !axr_is_digit(c)))
			return at;
		at += len;
	}
}

/* &H41, &O101, &B1: with the letter in either case; &101 is octal where it can be no operator. */
bool axr_vb_radix_number(const struct axr_vb *vb, size_t len)
{
	struct axr_lexer *lexer = vb->lexer;
	struct axr_span text = lexer->text;
	size_t from = lexer->at, letter_len, at;
	uint8_t radix = axr_lower(axr_vb_sign_at(vb, from + len, &letter_len));
	bool letter = true;

	if (radix >= '0' && radix <= '7' && !joins(lexer)) {
		radix = 'o';
		letter = false;
		letter_len = 0;
	}
	if (radix != 'h' && radix != 'o' && (radix != 'b' || vb->script))
		return false;
	at = radix_end(vb, from + len + letter_len, radix);
	if (letter && at == from + len + letter_len)
		return false;
	/* a type character belongs to it, as long as it cannot be an operator */
	if (at < text.len && text.ptr[at] == '&' &&
	    (at + 1 >= text.len || (!axr_is_word(text.ptr[at + 1]) && text.ptr[at + 1] != '"')))
		at++;
	lexer->at = at;
	return axr_lex_put(lexer, AXR_TOKEN_NUMBER, 0, from, narrowed(vb, from, at));
}

/* #1/2/2003# */
bool axr_vb_date(struct axr_lexer *lexer)
{
	struct axr_span text = lexer->text;
	size_t from = lexer->at, at = from + 1;

	if (at >= text.len || (!axr_is_digit(text.ptr[at]) && text.ptr[at] != ' '))
		return false;
	while (at < text.len && at - from < 40 &&
	       (axr_is_word(text.ptr[at]) || (text.ptr[at] && strchr(" /:-,.", text.ptr[at]))))
		at++;
	if (at >= text.len || text.ptr[at] != '#')
		return false;
	lexer->at = at + 1;
	return axr_lex_put(lexer, AXR_TOKEN_NUMBER, 0, from,
			   axr_span_cut(text, from, at + 1 - from));
}
