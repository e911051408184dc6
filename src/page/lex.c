#include "page/lex.h"

static bool more_tokens(struct axr_page_reader *reader)
{
	struct axr_token *tokens = axr_arena_grow(reader->arena, reader->tokens,
						  reader->token_count, &reader->token_cap,
						  sizeof(*tokens));

	if (!tokens)
		return false;
	reader->tokens = tokens;
	return true;
}

struct axr_token *axr_lex_last(const struct axr_lexer *lexer)
{
	size_t count = lexer->reader->token_count;

	return count > lexer->first ? &lexer->reader->tokens[count - 1] : NULL;
}

void axr_lex_stop(struct axr_lexer *lexer, const char *limit)
{
	axr_reader_limit(lexer->reader, limit);
	lexer->full = true;
	lexer->at = lexer->text.len;
}

bool axr_lex_put(struct axr_lexer *lexer, enum axr_token_kind kind, unsigned flags, size_t from,
		 struct axr_span text)
{
	struct axr_page_reader *reader = lexer->reader;

	if (!axr_clock_token(reader->arena->clock, reader->token_count))
		axr_lex_stop(lexer, "time");
	else if (reader->token_count >= reader->limits->tokens)
		axr_lex_stop(lexer, "tokens");
	else if (reader->token_count == reader->token_cap && !more_tokens(reader))
		axr_lex_stop(lexer, "memory");
	if (lexer->full) {
		lexer->at = lexer->text.len;
		return false;
	}
	if (kind == AXR_TOKEN_WORD && (flags & AXR_TOKEN_ESCAPED))
		reader->page->escaped_words++;
	reader->tokens[reader->token_count++] = (struct axr_token){
		.kind = (uint8_t)kind,
		.flags = (uint8_t)flags,
		.block = lexer->block,
		.at = (uint32_t)(lexer->base + from),
		.len = (uint32_t)(lexer->at - from),
		.mate = UINT32_MAX,
		.text = text,
	};
	return true;
}

bool axr_lex_punct(struct axr_lexer *lexer, size_t len)
{
	size_t from = lexer->at;

	lexer->at += len;
	return axr_lex_put(lexer, AXR_TOKEN_PUNCT, 0, from, axr_span_cut(lexer->text, from, len));
}

size_t axr_lex_hex(struct axr_span text, size_t at, size_t least, size_t most, uint32_t *code)
{
	size_t n = 0;

	*code = 0;
	while (n < most && at + n < text.len && axr_hex_value(text.ptr[at + n]) >= 0)
		*code = *code << 4 | (uint32_t)axr_hex_value(text.ptr[at + n++]);
	return n >= least ? n : 0;
}

bool axr_lex_number(struct axr_lexer *lexer)
{
	struct axr_span text = lexer->text;
	size_t from = lexer->at, at = from + 1;

	while (at < text.len) {
		uint8_t c = text.ptr[at];
		bool sign = (c == '+' || c == '-') && axr_lower(text.ptr[at - 1]) == 'e' &&
			    axr_lower(text.ptr[from + 1]) != 'x';
		bool point = c == '.' && at + 1 < text.len && axr_is_digit(text.ptr[at + 1]);

		if (!axr_is_word(c) && !sign && !point)
			break;
		at++;
	}
	lexer->at = at;
	return axr_lex_put(lexer, AXR_TOKEN_NUMBER, 0, from, axr_span_cut(text, from, at - from));
}

/* ---- Strings with escapes ----------------------------------------------------------------- */

static size_t octal_escape(struct axr_span text, size_t *at, uint8_t *to)
{
	uint32_t code = 0;

	for (int n = 0; n < 3 && *at < text.len && text.ptr[*at] >= '0' && text.ptr[*at] <= '7';
	     n++) {
		if (code * 8 + text.ptr[*at] - '0' > 0xff)
			break;
		code = code * 8 + text.ptr[*at] - '0';
		++*at;
	}
	return axr_char_put(to, code);
}

size_t axr_lex_escape(struct axr_span text, size_t *at, bool jscript, uint8_t *to)
{
	static const char letters[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
	const char *letter;
	uint32_t code;
	size_t n = 0;
	uint8_t c;

	if (++*at >= text.len)
		return 0;
	c = text.ptr[*at];
	if (c == 'x')
		n = axr_lex_hex(text, *at + 1, jscript ? 2 : 1, jscript ? 2 : 4, &code);
	else if (c == 'u')
		n = axr_lex_hex(text, *at + 1, 4, 4, &code);
	else if (c == 'U' && !jscript)
		n = axr_lex_hex(text, *at + 1, 8, 8, &code);
	if (n) {
		*at += n + 1;
		return axr_char_put(to, code);
	}
	if (axr_is_digit(c) && c < '8')
		return octal_escape(text, at, to);
	if (c == '\r' || c == '\n') { /* a string goes on in the next line */
		*at += c == '\r' && *at + 1 < text.len && text.ptr[*at + 1] == '\n' ? 2 : 1;
		return 0;
	}
	++*at;
	letter = c ? strchr(letters, c) : NULL;
	to[0] = letter && (c != 'a' || !jscript) ? (uint8_t)values[letter - letters] : c;
	return 1;
}

bool axr_lex_quoted(struct axr_lexer *lexer, bool jscript, enum axr_token_kind kind, size_t from)
{
	struct axr_span text = lexer->text;
	size_t start = lexer->at + 1, end = start, len = 0;
	uint8_t quote = text.ptr[lexer->at], *to;
	bool escapes = false;

	while (end < text.len && text.ptr[end] != quote && !axr_is_newline_at(text, end)) {
		if (text.ptr[end] == '\\') {
			escapes = true;
			if (++end + 1 < text.len && text.ptr[end] == '\r' &&
			    text.ptr[end + 1] == '\n')
				end++;
		}
		end++;
	}
	if (end > text.len)
		end = text.len;
	lexer->at = end < text.len && text.ptr[end] == quote ? end + 1 : end;
	if (!escapes)
		return axr_lex_put(lexer, kind, lexer->at == end ? AXR_TOKEN_CUT : 0, from,
				   axr_span_cut(text, start, end - start));
	to = axr_pool_room(&lexer->reader->pool, end - start + 4);
	if (!to)
		return axr_lex_put(lexer, kind, AXR_TOKEN_CUT, from, axr_span_cut(text, start, 0));
	text.len = end;
	for (size_t at = start; at < end;) {
		if (text.ptr[at] == '\\')
			len += axr_lex_escape(text, &at, jscript, to + len);
		else
			to[len++] = text.ptr[at++];
	}
	return axr_lex_put(lexer, kind, AXR_TOKEN_ESCAPED | (lexer->at == end ? AXR_TOKEN_CUT : 0u),
			   from, axr_pool_keep(&lexer->reader->pool, len));
}

void axr_lex_block_comment(struct axr_lexer *lexer)
{
	size_t end = axr_span_find(lexer->text, axr_span_str("*/"), lexer->at + 2);

	lexer->at = end == SIZE_MAX ? lexer->text.len : end + 2;
}

/* ---- Blocks ------------------------------------------------------------------------------- */

/* Bytes that were cut out of a block before it was read: more were gone from byte at on. */
struct cut {
	size_t at, gone;
};

/*
 * ASP.NET takes <%-- --%> out of a server script before a compiler sees it, even out of a string.
 * Returns the code without them; *cuts tells how offsets move.
 */
static struct axr_span without_comments(struct axr_lexer *lexer, struct cut **cuts, size_t *count)
{
	const struct axr_span open = AXR_SPAN_LIT("<%--"), close = AXR_SPAN_LIT("--%>");
	struct axr_span text = lexer->text;
	size_t from = 0, len = 0, gone = 0, cap = 0, at, end;
	uint8_t *to = axr_arena_alloc(lexer->reader->arena, text.len);

	if (!to)
		return text;
	while ((at = axr_span_find(text, open, from)) != SIZE_MAX) {
		struct cut *more = *cuts;

		end = axr_span_find(text, close, at + open.len);
		if (end == SIZE_MAX)
			break;
		if (*count == cap)
			more = axr_arena_grow(lexer->reader->arena, *cuts, *count, &cap,
					      sizeof(*more));
		if (!more)
			break;
		*cuts = more;
		memcpy(to + len, text.ptr + from, at - from);
		len += at - from;
		from = end + close.len;
		gone += from - at;
		more[(*count)++] = (struct cut){ .at = len, .gone = gone };
	}
	memcpy(to + len, text.ptr + from, text.len - from);
	return axr_span(to, len + text.len - from);
}

static void move_tokens(struct axr_lexer *lexer, const struct cut *cuts, size_t count)
{
	struct axr_page_reader *reader = lexer->reader;
	size_t c = 0, before, end;

	for (size_t i = lexer->first; i < reader->token_count; i++) {
		struct axr_token *token = &reader->tokens[i];

		while (c < count && cuts[c].at + lexer->base <= token->at)
			c++;
		before = c ? cuts[c - 1].gone : 0;
		end = token->at + token->len;
		token->at += (uint32_t)before;
		for (size_t n = c; n < count && cuts[n].at + lexer->base < end; n++)
			token->len += (uint32_t)(cuts[n].gone - before), before = cuts[n].gone;
	}
}

static void lex_language(struct axr_lexer *lexer, enum axr_lang lang)
{
	switch (lang) {
	case AXR_LANG_VB:
	case AXR_LANG_VBSCRIPT:
		axr_lex_vb(lexer, lang == AXR_LANG_VBSCRIPT);
		break;
	case AXR_LANG_JSCRIPT:
		axr_lex_jscript(lexer);
		break;
	case AXR_LANG_CSHARP:
	case AXR_LANG_OTHER:
	case AXR_LANG_UNKNOWN:
		axr_lex_csharp(lexer);
		break;
	}
}

void axr_read_tokens(struct axr_page_reader *reader, uint32_t index)
{
	struct axr_block *block = &reader->page->blocks[index];
	struct axr_lexer lexer = {
		.reader = reader,
		.text = axr_span_cut(reader->page->text, block->at, block->len),
		.base = block->at,
		.block = index < UINT16_MAX ? (uint16_t)index : UINT16_MAX,
		.first = reader->token_count,
		.line_start = true,
	};
	struct cut *cuts = NULL;
	size_t cut_count = 0;

	if (block->kind == AXR_BLOCK_SCRIPT && !reader->page->classic &&
	    axr_span_find(lexer.text, axr_span_str("<%--"), 0) != SIZE_MAX)
		lexer.text = without_comments(&lexer, &cuts, &cut_count);
	lex_language(&lexer, block->lang);
	if (cut_count)
		move_tokens(&lexer, cuts, cut_count);
	block->first = (uint32_t)lexer.first;
	block->count = (uint32_t)(reader->token_count - lexer.first);
}

void axr_read_evaluated(struct axr_page_reader *reader, uint32_t index, struct axr_span code)
{
	struct axr_block *block = &reader->page->blocks[index];
	struct axr_lexer lexer = {
		.reader = reader,
		.text = code,
		.block = index < UINT16_MAX ? (uint16_t)index : UINT16_MAX,
		.first = reader->token_count,
		.line_start = true,
	};

	lex_language(&lexer, block->lang);
	for (size_t i = lexer.first; i < reader->token_count; i++) {
		reader->tokens[i].at = block->at;
		reader->tokens[i].len = block->len;
	}
	block->first = (uint32_t)lexer.first;
	block->count = (uint32_t)(reader->token_count - lexer.first);
}
