/* The page reader over any bytes, as a page of each kind; the first byte chooses a small limit. */
#include <stdlib.h>

#include "base/layer.h"
#include "base/span.h"
#include "page/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct axr_page *page, struct axr_span text)
{
	for (uint32_t i = 0; i < page->block_count; i++)
		if (page->blocks[i].at > text.len ||
		    page->blocks[i].len > text.len - page->blocks[i].at ||
		    page->blocks[i].first > page->token_count ||
		    page->blocks[i].count > page->token_count - page->blocks[i].first)
			abort();
	for (uint32_t i = 0; i < page->token_count; i++) {
		const struct axr_token *token = &page->tokens[i];

		if (token->at > text.len || token->len > text.len - token->at ||
		    (token->mate != UINT32_MAX &&
		     (token->mate >= page->token_count || page->tokens[token->mate].mate != i)))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const extensions[] = { "asp", "aspx",   "ashx",   "cs",
						  "vb",	 "cshtml", "vbhtml", "" };
	struct axr_page_limits limits = axr_page_default_limits;
	struct axr_arena arena;

	if (!size)
		return 0;
	if (data[0] & 1)
		limits = (struct axr_page_limits){ .blocks = 3, .tokens = 100, .directives = 2,
						   .references = 1, .fold_bytes = 2000 };
	axr_arena_init(&arena, data[0] & 2 ? 200000 : 0);
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++) {
		struct axr_span text = axr_span(data + 1, size - 1), canonical;
		struct axr_map_point *map;
		size_t count;
		struct axr_page *page =
			axr_page_read(&arena, text, axr_span_str(extensions[i]), &limits);

		if (page) {
			check(page, text);
			if (axr_page_canonical(page, &arena, &canonical, &map, &count))
				for (size_t p = 0; p < count; p++)
					if (map[p].here > canonical.len ||
					    map[p].there > text.len ||
					    (p && map[p].here < map[p - 1].here))
						abort();
		}
		axr_arena_reset(&arena, 1 << 20);
	}
	axr_arena_free(&arena);
	return 0;
}
