/*
 * Visual Basic .NET and VBScript.  The former reads full-width signs and typographic quotes as the
 * plain ones; to the latter they are characters like any other.
 */
#include "page/lex.h"

struct vb {
	struct axr_lexer *lexer;
	bool script;
	unsigned style;
};

/* The sign at at as ASCII, with its length; 0 where it is none. */
static uint8_t sign_at(const struct vb *vb, size_t at, size_t *len)
{
	struct axr_span text = vb->lexer->text;
	uint32_t code;

	*len = 1;
	if (at >= text.len)
		return 0;
	if (text.ptr[at] < 0x80)
		return text.ptr[at];
	axr_char_at(text, at, &code, len);
	if (vb->script)
		return 0;
	if (code == 0x201c || code == 0x201d)
		return '"';
	if (code == 0x2018 || code == 0x2019)
		return '\'';
	code = axr_half_width(code);
	return code < 0x80 ? (uint8_t)code : 0;
}

static bool is_text(const struct axr_token *token, const char *text)
{
	return token && token->text.len && token->text.ptr[0] == (uint8_t)text[0] &&
	       axr_span_is(token->text, text);
}

/* Whether a statement of VB.NET goes on in the next line. */
static bool goes_on(const struct axr_token *last)
{
	static const char *const words[] = { "and", "or", "andalso", "orelse", "mod", "xor", "like",
					     "is", "isnot" };
	static const char signs[] = ",({&+-*/\\^=<>.";

	if (last->kind == AXR_TOKEN_PUNCT)
		return memchr(signs, last->text.ptr[last->text.len - 1], sizeof(signs) - 1) != NULL;
	if (last->kind == AXR_TOKEN_WORD)
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (axr_span_is(last->text, words[i]))
				return true;
	return false;
}

/* The end of a statement; several make one. */
static void end_statement(const struct vb *vb, size_t len, bool colon)
{
	struct axr_lexer *lexer = vb->lexer;
	const struct axr_token *last = axr_lex_last(lexer);
	size_t from = lexer->at;

	lexer->at += len;
	lexer->line_start = true;
	if (!last || last->kind == AXR_TOKEN_NEWLINE || (!colon && !vb->script && goes_on(last)))
		return;
	axr_lex_put(lexer, AXR_TOKEN_NEWLINE, 0, from, axr_span_cut(lexer->text, from, len));
}

static void string(const struct vb *vb)
{
	struct axr_lexer *lexer = vb->lexer;
	struct axr_span text = lexer->text;
	size_t from = lexer->at, start, end, len, to_len = 0;
	unsigned flags = AXR_TOKEN_CUT;
	bool doubled = false;
	uint8_t *to;

	sign_at(vb, from, &len);
	start = end = from + len;
	while (end < text.len && !axr_is_newline_at(text, end)) {
		size_t next;

		if (text.ptr[end] != '"' &&
		    (text.ptr[end] < 0x80 || sign_at(vb, end, &len) != '"')) {
			end++;
			continue;
		}
		sign_at(vb, end, &len);
		if (sign_at(vb, end + len, &next) != '"') {
			flags = 0;
			break;
		}
		doubled = true;
		end += len + next;
	}
	lexer->at = flags ? end : end + len;
	to = doubled ? axr_pool_room(&lexer->reader->pool, end - start) : NULL;
	text = axr_span_cut(text, start, end - start);
	if (to) {
		for (size_t at = start; at < end;) {
			if (sign_at(vb, at, &len) == '"') {
				to[to_len++] = '"';
				at += len;
				sign_at(vb, at, &len);
				at += len;
			} else {
				memcpy(to + to_len, lexer->text.ptr + at, len);
				to_len += len;
				at += len;
			}
		}
		text = axr_pool_keep(&lexer->reader->pool, to_len);
	}
	if (!vb->script && !flags && axr_lower(sign_at(vb, lexer->at, &len)) == 'c' &&
	    !axr_is_word(sign_at(vb, lexer->at + 1, &start))) {
		lexer->at += len;
		axr_lex_put(lexer, AXR_TOKEN_CHAR, flags, from, text);
		return;
	}
	axr_lex_put(lexer, AXR_TOKEN_STRING, flags, from, text);
}

/* [from, end) with wide signs as plain ones. */
static struct axr_span narrowed(const struct vb *vb, size_t from, size_t end)
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
		to[len++] = sign_at(vb, at, &taken);
	return axr_pool_keep(&vb->lexer->reader->pool, len);
}

/* Behind the digits and underscores at at. */
static size_t digits_end(const struct vb *vb, size_t at)
{
	for (;;) {
		size_t len;
		uint8_t c = sign_at(vb, at, &len);

		if (!axr_is_digit(c) && c != '_')
			return at;
		at += len;
	}
}

/* In "1then" the number ends where the word begins. */
static void number(const struct vb *vb)
{
	static const char *const suffixes[] = { "us", "ui", "ul", "s", "i", "l", "d", "f", "r" };
	struct axr_lexer *lexer = vb->lexer;
	struct axr_span text = lexer->text;
	size_t from = lexer->at, at = digits_end(vb, from), len, sign_len;

	if (sign_at(vb, at, &len) == '.' && axr_is_digit(sign_at(vb, at + len, &sign_len)))
		at = digits_end(vb, at + len);
	if (axr_lower(sign_at(vb, at, &len)) == 'e') {
		size_t digits = at + len;
		uint8_t c = sign_at(vb, digits, &sign_len);

		if (c == '+' || c == '-')
			digits += sign_len;
		if (axr_is_digit(sign_at(vb, digits, &len)))
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
	return last->kind != AXR_TOKEN_PUNCT || is_text(last, ")") || is_text(last, "}");
}

/* Behind the digits of this radix at at. */
static size_t radix_end(const struct vb *vb, size_t at, uint8_t radix)
{
	for (;;) {
		size_t len;
		uint8_t c = sign_at(vb, at, &len);

		if (c != '_' && (radix == 'h' ? axr_hex_value(c) < 0 : !axr_is_digit(c)))
			return at;
		at += len;
	}
}

/* &H41, &O101, &B1: with the letter in either case; &101 is octal where it can be no operator. */
static bool radix_number(const struct vb *vb, size_t len)
{
	struct axr_lexer *lexer = vb->lexer;
	struct axr_span text = lexer->text;
	size_t from = lexer->at, letter_len, at;
	uint8_t radix = axr_lower(sign_at(vb, from + len, &letter_len));
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
static bool date(struct axr_lexer *lexer)
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

/* [Request], and in VBScript anything in brackets. */
static bool bracketed(const struct vb *vb)
{
	struct axr_lexer *lexer = vb->lexer;
	struct axr_span text = lexer->text;
	size_t from = lexer->at, end = from + 1, len = 0;
	uint8_t *to;

	while (end < text.len && end - from < 256 && text.ptr[end] != ']' && text.ptr[end] != '[' &&
	       !axr_is_newline_at(text, end) &&
	       (vb->script || axr_is_word(text.ptr[end]) || text.ptr[end] >= 0x80))
		end++;
	if (end >= text.len || text.ptr[end] != ']' || end == from + 1)
		return false;
	to = axr_pool_room(&lexer->reader->pool, end - from);
	if (!to)
		return false;
	for (size_t at = from + 1; at < end; at++)
		to[len++] = axr_lower(text.ptr[at]);
	lexer->at = end + 1;
	return axr_lex_put(lexer, AXR_TOKEN_WORD, 0, from,
			   axr_pool_keep(&lexer->reader->pool, len));
}

/* "_" of len bytes behind white space at a line's end joins it to the next. */
static bool continuation(struct axr_lexer *lexer, size_t len)
{
	struct axr_span text = lexer->text;
	size_t at = lexer->at + len;

	if (lexer->at && !axr_is_space(text.ptr[lexer->at - 1]) &&
	    axr_is_word(text.ptr[lexer->at - 1]))
		return false;
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
		at++;
	if (at < text.len && !axr_is_newline_at(text, at)) {
		/* later versions of VB.NET let a comment stand behind it */
		if (text.ptr[at] != '\'' || at == lexer->at + len)
			return false;
		at = axr_newline_from(text, at);
	}
	if (at < text.len && text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n')
		at++;
	lexer->at = at < text.len ? at + 1 : at;
	return true;
}

static void word(const struct vb *vb)
{
	struct axr_lexer *lexer = vb->lexer;
	const struct axr_token *before = axr_lex_last(lexer), *last;
	size_t from = lexer->at, count = lexer->reader->token_count;
	bool member = is_text(before, ".");
	size_t len;

	/* the token before may move when the next one is put */
	if (sign_at(vb, from, &len) == '_' && continuation(lexer, len))
		return;
	if (!axr_lex_word(lexer, vb->style, from)) {
		lexer->at++;
		return;
	}
	last = axr_lex_last(lexer);
	if (lexer->reader->token_count == count || !last)
		return;
	if (!member && is_text(last, "rem")) {
		lexer->reader->token_count--;
		lexer->at = axr_newline_from(lexer->text, lexer->at);
	} else if (lexer->at < lexer->text.len && lexer->text.ptr[lexer->at] == '$' &&
		   !vb->script) {
		lexer->at++; /* Chr$(65) */
	}
}

static void closing(const struct vb *vb)
{
	struct axr_lexer *lexer = vb->lexer;
	const struct axr_token *last = axr_lex_last(lexer);

	/* in VB.NET the last line of a list may end before its bracket */
	if (!vb->script && last && last->kind == AXR_TOKEN_NEWLINE &&
	    !axr_span_is(last->text, ":"))
		lexer->reader->token_count--;
}

static void sign(const struct vb *vb, uint8_t c, size_t len)
{
	static const char *const two[] = { "<>", "<=", ">=", ":=", "+=", "-=", "*=", "/=", "\\=",
					   "^=", "&=", "<<", ">>", "=<", "=>", "><" };
	struct axr_lexer *lexer = vb->lexer;
	size_t from = lexer->at, next_len;
	uint8_t next = sign_at(vb, from + len, &next_len);
	struct axr_span text = axr_span_cut(lexer->text, from, 1);
	uint8_t *plain;

	if (vb->script && (c != '<' && c != '>' && c != '=' && c != ':'))
		next = 0;
	for (size_t i = 0; i < sizeof(two) / sizeof(*two); i++) {
		if (c == (uint8_t)two[i][0] && next == (uint8_t)two[i][1]) {
			lexer->at = from + len + next_len;
			axr_lex_put(lexer, AXR_TOKEN_PUNCT, 0, from, axr_span_str(two[i]));
			return;
		}
	}
	if (c == ':') {
		end_statement(vb, len, true);
		return;
	}
	if (c == ')' || c == '}')
		closing(vb);
	lexer->at += len;
	if (len > 1) {
		plain = axr_pool_room(&lexer->reader->pool, 1);
		if (!plain)
			return;
		*plain = c;
		text = axr_pool_keep(&lexer->reader->pool, 1);
	}
	axr_lex_put(lexer, AXR_TOKEN_PUNCT, 0, from, text);
}

static bool is_comment(const struct vb *vb, uint8_t c)
{
	const struct axr_lexer *lexer = vb->lexer;

	if (c == '\'')
		return true;
	/* a page's way to hide a script from old browsers */
	if (c == '<' && vb->script && lexer->line_start)
		return axr_span_starts(axr_span_from(lexer->text, lexer->at), "<!--");
	/* #If, #Region and their like */
	return c == '#' && lexer->line_start && !vb->script &&
	       lexer->at + 1 < lexer->text.len && axr_is_alpha(lexer->text.ptr[lexer->at + 1]);
}

static void punct(const struct vb *vb, uint8_t c, size_t len)
{
	struct axr_lexer *lexer = vb->lexer;
	struct axr_span text = lexer->text;

	if (is_comment(vb, c))
		lexer->at = axr_newline_from(text, lexer->at);
	else if (c == '"')
		string(vb);
	else if (c == '&' && radix_number(vb, len))
		return;
	else if (c == '#' && date(lexer))
		return;
	else if (c == '[' && bracketed(vb))
		return;
	else if (c == '.' && axr_is_digit(sign_at(vb, lexer->at + len, &(size_t){ 0 })))
		number(vb);
	else
		sign(vb, c, len);
}

static void other(const struct vb *vb)
{
	struct axr_lexer *lexer = vb->lexer;
	size_t len;
	uint32_t code;
	enum axr_char kind = axr_char_at(lexer->text, lexer->at, &code, &len);
	uint8_t plain = sign_at(vb, lexer->at, &(size_t){ 0 });

	if (kind == AXR_CHAR_LETTER)
		word(vb);
	else if (kind == AXR_CHAR_NEWLINE)
		end_statement(vb, len, false);
	else if (axr_is_digit(plain))
		number(vb);
	else if (plain && !axr_is_word(plain))
		punct(vb, plain, len);
	else if (kind == AXR_CHAR_OTHER)
		axr_lex_punct(lexer, len);
	else
		lexer->at += len;
}

void axr_lex_vb(struct axr_lexer *lexer, bool script)
{
	struct vb vb = { .lexer = lexer, .script = script, .style = AXR_WORD_LOWER };

	if (!script)
		vb.style |= AXR_WORD_HALF_WIDTH;
	while (lexer->at < lexer->text.len) {
		uint8_t c = lexer->text.ptr[lexer->at];

		if (c >= 0x80) {
			other(&vb);
			continue;
		}
		switch ((enum axr_char)axr_char_table[c]) {
		case AXR_CHAR_NEWLINE:
			end_statement(&vb, 1, false);
			continue;
		case AXR_CHAR_LETTER:
			lexer->line_start = false;
			word(&vb);
			continue;
		case AXR_CHAR_DIGIT:
			number(&vb);
			break;
		case AXR_CHAR_OTHER:
			punct(&vb, c, 1);
			if (c == ':')
				continue;
			break;
		default:
			lexer->at++;
			continue;
		}
		lexer->line_start = false;
	}
	/* a block's end is a statement's end */
	end_statement(&vb, 0, true);
}
