#include "page/page.h"

#include "base/span.h"
#include "decode/decoder.h"

/* What the reader is to take a text without tags for. */
static struct axr_span extension_of(const struct axr_decoding *decoding,
				    const struct axr_layer *layer)
{
	struct axr_span extension = decoding->subject->file.extension;
	const char *source = axr_source_extension(layer->bytes);
	struct axr_signs signs;

	if (!source || axr_span_iis(extension, "cs") || axr_span_iis(extension, "vb"))
		return extension;
	/* a source file under another name, or one that a blob held; but tags would make it a page
	 */
	axr_signs_find(layer->bytes, true, &signs);
	return signs.page == SIZE_MAX ? axr_span_str(source) : extension;
}

static void add_canonical(struct axr_decoding *decoding, struct axr_layer *layer)
{
	struct axr_subject *subject = decoding->subject;
	struct axr_map_point *map = NULL;
	size_t map_count = 0;
	struct axr_span text;
	struct axr_draft draft;
	struct axr_layer *canonical;

	if (!axr_page_canonical(layer->page, subject->scratch, &text, &map, &map_count)) {
		axr_decode_cut(decoding, layer, "memory");
		return;
	}
	axr_draft_begin(&draft, decoding, layer);
	canonical = axr_draft_add_made(&draft, text, map, map_count, "canonical");
	if (!canonical)
		return;
	canonical->canonical = true;
	canonical->is_text = true;
	canonical->content = AXR_CONTENT_PAGE;
}

static void decode(struct axr_decoding *decoding, struct axr_layer *layer)
{
	struct axr_subject *subject = decoding->subject;
	struct axr_page *page;

	if (layer->canonical || !axr_decode_is_page(decoding, layer) || !layer->is_text)
		return;
	page = axr_page_read(subject->scratch, layer->bytes, extension_of(decoding, layer), NULL);
	if (!page) {
		axr_decode_cut(decoding, layer, "memory");
		return;
	}
	layer->page = page;
	if (page->server_code && layer->content == AXR_CONTENT_TEXT)
		layer->content = AXR_CONTENT_PAGE; /* Razor, or code by its name alone */
	if (page->truncated)
		axr_decode_cut(decoding, layer, page->limit ? page->limit : "page");
	if (page->block_count || page->directive_count || page->reference_count)
		add_canonical(decoding, layer);
}

const struct axr_decoder axr_decoder_page = { "page", false, decode };
