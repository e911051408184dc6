/*
 * Code inside constants: execute "..." and eval("...").  Once the constant is folded, what it holds
 * is read like the rest of the page, and again what that evaluates.
 */
#include "page/reader.h"

static bool is_sign(const struct axr_token *token, const char *sign)
{
	return token->kind == AXR_TOKEN_PUNCT && token->text.len &&
	       token->text.ptr[0] == (uint8_t)sign[0] && axr_span_is(token->text, sign);
}

/* Whether a word runs its argument, and in which language; UNKNOWN is that of the block. */
static bool evaluates(struct axr_span word, enum axr_lang *lang)
{
	static const struct {
		const char *word;
		enum axr_lang lang;
	} words[] = {
		{ "eval", AXR_LANG_UNKNOWN },          { "execute", AXR_LANG_UNKNOWN },
		{ "executeglobal", AXR_LANG_UNKNOWN }, { "executestatement", AXR_LANG_UNKNOWN },
		{ "addcode", AXR_LANG_UNKNOWN },       { "function", AXR_LANG_JSCRIPT },
		{ "jscriptevaluate", AXR_LANG_JSCRIPT },
	};

	if (word.len < 4 || word.len > 16)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (axr_span_iis(word, words[i].word)) {
			*lang = words[i].lang;
			return true;
		}
	}
	return false;
}

static bool add(struct axr_page_reader *reader, const struct axr_token *constant,
		enum axr_lang lang)
{
	struct axr_block block = { .kind = AXR_BLOCK_EVALUATED, .lang = lang, .at = constant->at,
				   .len = constant->len };
	struct axr_span code = constant->text;

	if (reader->evaluated_left < code.len) {
		axr_reader_limit(reader, "evaluated");
		return false;
	}
	reader->evaluated_left -= code.len;
	if (!axr_reader_block(reader, &block))
		return false;
	/* the tokens may move from here on */
	axr_read_evaluated(reader, reader->page->block_count - 1, code);
	return true;
}

static bool search(struct axr_page_reader *reader, uint32_t first, uint32_t end,
		   enum axr_lang block_lang)
{
	for (uint32_t i = first; i + 1 < end; i++) {
		const struct axr_token *token = &reader->tokens[i], *next = token + 1;
		enum axr_lang lang;

		if (token->kind != AXR_TOKEN_WORD || !evaluates(token->text, &lang))
			continue;
		if (is_sign(next, "(") && i + 2 < end)
			next++;
		/* shorter than any statement that does something */
		if (next->kind != AXR_TOKEN_STRING || next->text.len < 6)
			continue;
		if (lang == AXR_LANG_UNKNOWN)
			lang = block_lang == AXR_LANG_CSHARP ? AXR_LANG_JSCRIPT : block_lang;
		if (!add(reader, next, lang))
			return false;
	}
	return true;
}

bool axr_add_evaluated(struct axr_page_reader *reader, uint32_t first)
{
	uint32_t count = reader->page->block_count;

	for (uint32_t i = first; i < count; i++) {
		const struct axr_block block = reader->page->blocks[i];

		if (!search(reader, block.first, block.first + block.count, block.lang))
			break;
	}
	return reader->page->block_count > count;
}
