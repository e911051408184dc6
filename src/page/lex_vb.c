/*
 * Visual Basic .NET and VBScript.  The former reads full-width signs and typographic quotes as the
 * plain ones; to the latter they are characters like any other.
 */
#include "page/lex_vb.h"

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
static void end_statement(const struct axr_vb *vb, size_t len, bool colon)
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

static void string(const struct axr_vb *vb)
{
	struct axr_lexer *lexer = vb->lexer;
	struct axr_span text = lexer->text;
	size_t from = lexer->at, start, end, len, to_len = 0;
	unsigned flags = AXR_TOKEN_CUT;
	bool doubled = false;
	uint8_t *to;

	axr_vb_sign_at(vb, from, &len);
	start = end = from + len;
	while (end < text.len && !axr_is_newline_at(text, end)) {
		size_t next;

		if (text.ptr[end] != '"' &&
		    (text.ptr[end] < 0x80 || axr_vb_sign_at(vb, end, &len) != '"')) {
			end++;
			continue;
		}
		axr_vb_sign_at(vb, end, &len);
		if (axr_vb_sign_at(vb, end + len, &next) != '"') {
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
			if (axr_vb_sign_at(vb, at, &len) == '"') {
				to[to_len++] = '"';
				at += len;
				axr_vb_sign_at(vb, at, &len);
				at += len;
			} else {
				memcpy(to + to_len, lexer->text.ptr + at, len);
				to_len += len;
				at += len;
			}
		}
		text = axr_pool_keep(&lexer->reader->pool, to_len);
	}
	if (!vb->script && !flags && axr_lower(axr_vb_sign_at(vb, lexer->at, &len)) == 'c' &&
	    !axr_is_word(axr_vb_sign_at(vb, lexer->at + 1, &start))) {
		lexer->at += len;
		axr_lex_put(lexer, AXR_TOKEN_CHAR, flags, from, text);
		return;
	}
	axr_lex_put(lexer, AXR_TOKEN_STRING, flags, from, text);
}

/* The end of the name behind a bracket; 0 where no bracket closes it. */
static size_t bracket_end(const struct axr_vb *vb, size_t from)
{
	const struct axr_span text = vb->lexer->text;
	size_t end = from;

	while (end < text.len && end - from < 256 && text.ptr[end] != ']' && text.ptr[end] != '[' &&
	       !axr_is_newline_at(text, end) &&
	       (vb->script || axr_is_word(text.ptr[end]) || text.ptr[end] >= 0x80))
		end++;
	return end < text.len && text.ptr[end] == ']' && end > from ? end : 0;
}

/* [Request], and in VBScript anything in brackets. */
static bool bracketed(const struct axr_vb *vb)
{
	struct axr_lexer *lexer = vb->lexer;
	const size_t from = lexer->at, end = bracket_end(vb, from + 1);
	size_t len = 0;
	uint8_t *to;

	if (!end)
		return false;
	if (!vb->script) {
		/* what is dropped from a name is dropped here as well */
		lexer->at = from + 1;
		if (!axr_lex_word(lexer, vb->style, from))
			lexer->at = from;
		else if (lexer->at == end)
			axr_lex_last(lexer)->len = (uint32_t)(++lexer->at - from);
		return lexer->at > from;
	}
	to = axr_pool_room(&lexer->reader->pool, end - from);
	if (!to)
		return false;
	for (size_t at = from + 1; at < end; at++)
		to[len++] = axr_lower(lexer->text.ptr[at]);
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

static void word(const struct axr_vb *vb)
{
	struct axr_lexer *lexer = vb->lexer;
	const struct axr_token *before = axr_lex_last(lexer), *last;
	size_t from = lexer->at, count = lexer->reader->token_count;
	bool member = is_text(before, ".");
	size_t len;

	/* the token before may move when the next one is put */
	if (axr_vb_sign_at(vb, from, &len) == '_' && continuation(lexer, len))
		return;
	if (!axr_lex_word(lexer, vb->style, from)) {
		lexer->at += !lexer->full;
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

static void closing(const struct axr_vb *vb)
{
	struct axr_lexer *lexer = vb->lexer;
	const struct axr_token *last = axr_lex_last(lexer);

	/* in VB.NET the last line of a list may end before its bracket */
	if (!vb->script && last && last->kind == AXR_TOKEN_NEWLINE &&
	    !axr_span_is(last->text, ":"))
		lexer->reader->token_count--;
}

static void sign(const struct axr_vb *vb, uint8_t c, size_t len)
{
	static const char *const two[] = { "<>", "<=", ">=", ":=", "+=", "-=", "*=", "/=", "\\=",
					   "^=", "&=", "<<", ">>", "=<", "=>", "><" };
	struct axr_lexer *lexer = vb->lexer;
	size_t from = lexer->at, next_len;
	uint8_t next = axr_vb_sign_at(vb, from + len, &next_len);
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

static bool is_comment(const struct axr_vb *vb, uint8_t c)
{
	const struct axr_lexer *lexer = vb->lexer;
	size_t next = lexer->at + 1;

	if (c == '\'')
		return true;
	/* a page's way to hide a script from old browsers */
	if (c == '<' && vb->script && lexer->line_start)
		return axr_span_starts(axr_span_from(lexer->text, lexer->at), "<!--");
	/* #If, #Region and their like */
	if (c != '#' || !lexer->line_start || vb->script)
		return false;
	while (next < lexer->text.len &&
	       (lexer->text.ptr[next] == ' ' || lexer->text.ptr[next] == '\t'))
		next++;
	return next < lexer->text.len && axr_is_alpha(lexer->text.ptr[next]);
}

static void punct(const struct axr_vb *vb, uint8_t c, size_t len)
{
	struct axr_lexer *lexer = vb->lexer;
	struct axr_span text = lexer->text;

	if (is_comment(vb, c) && c == '#')
		axr_lex_vb_directive(lexer);
	else if (is_comment(vb, c))
		lexer->at = axr_newline_from(text, lexer->at);
	else if (c == '"')
		string(vb);
	else if (c == '&' && axr_vb_radix_number(vb, len))
		return;
	else if (c == '#' && axr_vb_date(lexer))
		return;
	else if (c == '[' && bracketed(vb))
		return;
	else if (c == '.' && axr_is_digit(axr_vb_sign_at(vb, lexer->at + len, &(size_t){ 0 })))
		axr_vb_number(vb);
	else
		sign(vb, c, len);
}

static void other(const struct axr_vb *vb)
{
	struct axr_lexer *lexer = vb->lexer;
	size_t len;
	uint32_t code;
	enum axr_char kind = axr_char_at(lexer->text, lexer->at, &code, &len);
	uint8_t plain = axr_vb_sign_at(vb, lexer->at, &(size_t){ 0 });

	if (kind == AXR_CHAR_LETTER)
		word(vb);
	else if (kind == AXR_CHAR_NEWLINE)
		end_statement(vb, len, false);
	else if (axr_is_digit(plain))
		axr_vb_number(vb);
	else if (plain && !axr_is_word(plain))
		punct(vb, plain, len);
	else if (kind == AXR_CHAR_OTHER)
		axr_lex_punct(lexer, len);
	else
		lexer->at += len;
}

void axr_lex_vb(struct axr_lexer *lexer, bool script)
{
	struct axr_vb vb = { .lexer = lexer, .script = script, .style = AXR_WORD_LOWER };

	if (!script)
		vb.style |= AXR_WORD_HALF_WIDTH;
	while (lexer->at < lexer->text.len && !lexer->full) {
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
			axr_vb_number(&vb);
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
