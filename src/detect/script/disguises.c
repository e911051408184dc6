/* How a page is built: what hides code from whoever reads it. */
#include "base/span.h"
#include "detect/extension.h"
#include "detect/script/rules.h"

/*
 * Escapes and empty blocks are daily bread in what only looks like server code: the templates and
 * texts that bundles of scripts carry.
 */
static int outside_pages(struct axr_span extension, int score)
{
	return axr_is_page_extension(extension) || axr_span_iis(extension, "config") ? score
										     : score / 3;
}

void axr_script_disguises(struct axr_script *script, struct axr_span extension,
			  struct axr_remarks *remarks)
{
	const struct axr_page *page = script->page;
	struct axr_remark remark = { .technique = "T1027", .token = UINT32_MAX };

	if (page->escaped_words) {
		for (uint32_t i = 0; i < page->token_count && remark.token == UINT32_MAX; i++)
			if (page->tokens[i].flags & AXR_TOKEN_ESCAPED &&
			    page->tokens[i].kind == AXR_TOKEN_WORD)
				remark.token = i;
		remark.rule = "escaped-names";
		remark.title = axr_arena_printf(
			script->told, "%u names are written with escapes or invisible characters",
			(unsigned)page->escaped_words);
		remark.score = page->escaped_words > 5 ? 80 : page->escaped_words > 1 ? 65 : 45;
		remark.score = outside_pages(extension, remark.score);
		axr_remark(remarks, &remark);
	}
	remark.token = UINT32_MAX;
	if (page->empty_blocks > 20) {
		remark.rule = "empty-blocks";
		remark.title = axr_arena_printf(script->told, "%u code blocks are empty",
						(unsigned)page->empty_blocks);
		remark.score = outside_pages(extension, page->empty_blocks > 500 ? 80 : 50);
		axr_remark(remarks, &remark);
	}
	for (uint32_t i = 0; i < page->block_count; i++) {
		if (!page->blocks[i].encoded || !page->blocks[i].len)
			continue;
		remark.at = page->blocks[i].at;
		remark.len = page->blocks[i].len;
		remark.rule = "encoded-script";
		remark.title = "code is hidden by Script Encoder";
		remark.score = 55;
		axr_remark(remarks, &remark);
		break;
	}
}
