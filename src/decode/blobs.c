#include "decode/blobs.h"

#include "base/inflate.h"
#include "base/span.h"

enum {
	LARGE = 256,     /* a text from here on is a layer of its own ... */
	LARGE_MAX = 12,  /* ... for so many in a layer; the others are among the short ones */
	STRING_MIN = 4,  /* bytes of a short text */
	TRIAL = 4 * 1024 /* bytes to inflate before one believes that they are deflated */
};

static bool is_text_byte(uint8_t c)
{
	return (c >= ' ' && c != 0x7f) || axr_is_space(c);
}

/* All of it readable, most of it ASCII, and not only signs. */
static bool is_text(struct axr_span s)
{
	size_t letters = 0, high = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (!is_text_byte(s.ptr[i]))
			return false;
		letters += axr_is_alpha(s.ptr[i]) || s.ptr[i] == ' ';
		high += s.ptr[i] >= 0x80;
	}
	return s.len >= STRING_MIN && letters * 2 >= s.len && high * 8 <= s.len;
}

/* ASCII in UTF-16, as Encoding.Unicode and powershell -enc have it, becomes ASCII. */
static void narrow(struct axr_buf *bytes)
{
	size_t from = bytes->len >= 2 && bytes->ptr[0] == 0xff && bytes->ptr[1] == 0xfe ? 2 : 0;
	size_t len = 0;

	if (bytes->len < 4 || bytes->len % 2)
		return;
	for (size_t i = from; i < bytes->len; i += 2)
		if (bytes->ptr[i + 1] || !is_text_byte(bytes->ptr[i]))
			return;
	for (size_t i = from; i < bytes->len; i += 2)
		bytes->ptr[len++] = bytes->ptr[i];
	bytes->len = len;
}

static bool is_packed(struct axr_span s, enum axr_wrap *wrap)
{
	*wrap = AXR_WRAP_GZIP;
	if (axr_span_starts(s, "\x1f\x8b\x08"))
		return true;
	*wrap = AXR_WRAP_ZLIB;
	return s.len > 2 && s.ptr[0] == 0x78 && (s.ptr[0] * 256 + s.ptr[1]) % 31 == 0;
}

/* The beginning of a bare deflate stream shows nothing: only what comes out does. */
static bool is_deflated(struct axr_span s)
{
	struct axr_buf out = { .limit = TRIAL };
	bool ended = axr_inflate(axr_span_cut(s, 0, TRIAL), &out, AXR_WRAP_NONE);
	struct axr_span head = axr_span_cut(axr_buf_span(&out), 0, TRIAL - 4);
	bool good = (ended || out.failed || s.len > TRIAL) && head.len > s.len / 2 &&
		    head.len >= 16 && (axr_span_starts(head, "MZ") || is_text(head));

	axr_buf_free(&out);
	return good;
}

bool axr_blob_is_promising(struct axr_span head)
{
	enum axr_wrap wrap;
	size_t text = 0, zeros = 0;

	if (axr_span_starts(head, "MZ") || is_packed(head, &wrap))
		return true;
	for (size_t i = 0; i < head.len; i++) {
		text += is_text_byte(head.ptr[i]);
		zeros += i % 2 && !head.ptr[i];
	}
	return text >= head.len - head.len / 16 || zeros >= head.len / 2 - head.len / 16;
}

static void add(struct axr_blobs *blobs, struct axr_draft *draft, size_t at, const char *name)
{
	struct axr_layer *layer;

	/* what was inflated stands in no order to what it came from: all of it is the blob */
	axr_buf_reset(&draft->points);
	axr_draft_from(draft, at);
	layer = axr_draft_add(draft, name);
	if (!layer)
		return;
	blobs->decoding->blob[layer - blobs->decoding->subject->layers] = true;
	blobs->large++;
}

static void take_packed(struct axr_blobs *blobs, size_t at, enum axr_wrap wrap)
{
	struct axr_draft draft;
	enum axr_content content;

	axr_draft_begin(&draft, blobs->decoding, blobs->layer);
	axr_inflate(axr_buf_span(&blobs->bytes), &draft.text, wrap);
	narrow(&draft.text);
	content = axr_probe(axr_buf_span(&draft.text));
	if (content == AXR_CONTENT_OTHER && !draft.text.failed)
		axr_draft_drop(&draft);
	else
		add(blobs, &draft, at, "inflated");
}

static void take_whole(struct axr_blobs *blobs, size_t at)
{
	struct axr_draft draft;

	axr_draft_begin(&draft, blobs->decoding, blobs->layer);
	axr_buf_put(&draft.text, axr_buf_span(&blobs->bytes));
	add(blobs, &draft, at, blobs->name);
}

void axr_blobs_take(struct axr_blobs *blobs, size_t at, size_t end)
{
	struct axr_span bytes;
	enum axr_wrap wrap;

	(void)end;
	narrow(&blobs->bytes);
	bytes = axr_buf_span(&blobs->bytes);
	if (is_packed(bytes, &wrap)) {
		take_packed(blobs, at, wrap);
	} else if (axr_is_pe(bytes) || (bytes.len >= LARGE && blobs->large < LARGE_MAX &&
					(is_text(bytes) || (axr_looks_text(bytes) &&
					 axr_probe(bytes) == AXR_CONTENT_PAGE)))) {
		take_whole(blobs, at);
	} else if (is_text(bytes)) {
		axr_draft_from(&blobs->strings, at);
		axr_buf_put(&blobs->strings.text, bytes);
		axr_buf_putc(&blobs->strings.text, '\n');
	} else if (bytes.len >= 32 && is_deflated(bytes)) {
		take_packed(blobs, at, AXR_WRAP_NONE);
	}
	axr_buf_reset(&blobs->bytes);
}

static void decode(struct axr_decoding *decoding, struct axr_layer *layer)
{
	static const struct {
		const char *name;
		void (*find)(struct axr_blobs *blobs);
	} kinds[] = {
		{ "base64", axr_blobs_base64 },
		{ "hex", axr_blobs_hex },
		{ "numbers", axr_blobs_numbers },
		{ "escapes", axr_blobs_escapes },
	};

	if (!layer->is_text ||
	    (!axr_decode_is_page(decoding, layer) && !axr_decode_is_blob(decoding, layer)))
		return;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct axr_blobs blobs = {
			.decoding = decoding,
			.layer = layer,
			.name = kinds[i].name,
			.bytes.limit = UINT32_MAX,
		};
		struct axr_layer *strings;

		axr_draft_begin(&blobs.strings, decoding, layer);
		kinds[i].find(&blobs);
		strings = axr_draft_add(&blobs.strings, kinds[i].name);
		if (strings)
			decoding->blob[strings - decoding->subject->layers] = true;
		axr_buf_free(&blobs.bytes);
	}
}

const struct axr_decoder axr_decoder_blobs = { "blobs", decode };
