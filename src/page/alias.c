#include "page/reader.h"

static bool is_word(const struct axr_token *token, const char *text)
{
	return token->kind == AXR_TOKEN_WORD && axr_span_is(token->text, text);
}

static bool is_sign(const struct axr_token *token, const char *text)
{
	return token->kind == AXR_TOKEN_PUNCT && token->text.len &&
	       token->text.ptr[0] == (uint8_t)text[0] && axr_span_is(token->text, text);
}

/* A.B.C at *at, as one text; empty where none stands there. */
static struct axr_span dotted(struct axr_page_reader *reader, size_t *at)
{
	enum { LONGEST = 1024 };
	uint8_t *to = axr_pool_room(&reader->pool, LONGEST);
	size_t len = 0;
	bool word = true;

	while (to && *at < reader->token_count) {
		const struct axr_token *token = &reader->tokens[*at];

		if (word ? token->kind != AXR_TOKEN_WORD
			 : !is_sign(token, ".") && !is_sign(token, "::"))
			break;
		if (len + token->text.len > LONGEST)
			return axr_span(NULL, 0);
		if (is_sign(token, "::")) {
			len = 0; /* global:: */
		} else {
			memcpy(to + len, token->text.ptr, token->text.len);
			len += token->text.len;
		}
		word = !word;
		++*at;
	}
	return to && !word ? axr_pool_keep(&reader->pool, len) : axr_span(NULL, 0);
}

static void read_alias(struct axr_page_reader *reader, size_t at)
{
	struct axr_span name = { 0 }, target;

	if (at + 1 < reader->token_count && is_sign(&reader->tokens[at + 1], "=")) {
		name = reader->tokens[at].text;
		at += 2;
	}
	target = dotted(reader, &at);
	if (target.len && (at == reader->token_count || is_sign(&reader->tokens[at], ";") ||
			   reader->tokens[at].kind == AXR_TOKEN_NEWLINE))
		axr_reader_alias(reader, name, target);
}

void axr_read_aliases(struct axr_page_reader *reader)
{
	for (size_t i = 0; i + 1 < reader->token_count; i++) {
		const struct axr_token *token = &reader->tokens[i];

		if (token->kind != AXR_TOKEN_WORD || reader->tokens[i + 1].kind != AXR_TOKEN_WORD)
			continue;
		if (is_word(token, "using") || is_word(token, "imports") ||
		    is_word(token, "import"))
			read_alias(reader, i + 1);
	}
}
