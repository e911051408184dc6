#include "decode/blobs.h"

#include "base/clock.h"
#include "base/inflate.h"
#include "base/span.h"

enum {
	DEFLATED_MIN = 48, /* bytes that may be bare deflate */
	TRIALS_MAX = 4096, /* of these in a layer */
	LARGE = 256,	   /* a text from here on is a layer of its own ... */
	LARGE_MAX = 12,	   /* ... for so many in a layer; the others are among the short ones */
	STRING_MIN = 4,	   /* bytes of a short text */
	TRIAL = 4 * 1024,  /* bytes to inflate before one believes that they are deflated */
	PLACE = 48	   /* bytes between two places */
};

void axr_blobs_place(struct axr_blobs *blobs, size_t there, bool line)
{
	struct axr_map_point place = { (uint32_t)blobs->bytes.len, (uint32_t)there };
	size_t count = blobs->places.len / sizeof(place);

	if (count && !line) {
		const struct axr_map_point *last = (const void *)blobs->places.ptr;

		if (place.here - last[count - 1].here < PLACE)
			return;
	}
	axr_buf_put(&blobs->places, axr_span(&place, sizeof(place)));
}

void axr_blobs_reset(struct axr_blobs *blobs)
{
	axr_buf_reset(&blobs->bytes);
	axr_buf_reset(&blobs->places);
}

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
static void narrow(struct axr_buf *bytes, struct axr_buf *places)
{
	uint32_t from = bytes->len >= 2 && bytes->ptr[0] == 0xff && bytes->ptr[1] == 0xfe ? 2 : 0;
	struct axr_map_point *place = (struct axr_map_point *)(void *)places->ptr;
	size_t len = 0;

	if (bytes->len < 4 || bytes->len % 2)
		return;
	for (size_t i = from; i < bytes->len; i += 2)
		if (bytes->ptr[i + 1] || !is_text_byte(bytes->ptr[i]))
			return;
	for (size_t i = from; i < bytes->len; i += 2)
		bytes->ptr[len++] = bytes->ptr[i];
	bytes->len = len;
	for (size_t i = 0; i < places->len / sizeof(*place); i++)
		place[i].here = place[i].here > from ? (place[i].here - from) / 2 : 0;
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
	bool good = (ended || out.failed || s.len > TRIAL) && head.len >= 32 &&
		    (axr_blob_is_promising(head) || axr_probe(head) == AXR_CONTENT_PAGE);

	axr_buf_free(&out);
	return good;
}

bool axr_blob_is_worth(struct axr_span bytes)
{
	enum axr_wrap wrap;

	/* a second byte of zero may be UTF-16, with or without its mark in front */
	return is_text(bytes) || is_packed(bytes, &wrap) || bytes.len >= DEFLATED_MIN ||
	       (bytes.len >= 4 && !bytes.ptr[3]);
}

bool axr_blob_begins_worth(struct axr_span start)
{
	enum axr_wrap wrap;
	bool text = true;

	for (size_t i = 0; i < start.len; i++)
		text &= is_text_byte(start.ptr[i]);
	return text || !start.ptr[3] || is_packed(start, &wrap);
}

bool axr_blob_is_promising(struct axr_span head)
{
	enum axr_wrap wrap;
	size_t text = 0, zeros = 0;

	if (axr_span_starts(head, "MZ") || is_packed(head, &wrap))
		return true;
	for (size_t i = 0; i < head.len; i++) {
		text += head.ptr[i] < 0x80 && is_text_byte(head.ptr[i]);
		zeros += i % 2 && !head.ptr[i];
	}
	return text >= head.len - head.len / 8 || zeros >= head.len / 2 - head.len / 8;
}

static void add(struct axr_blobs *blobs, struct axr_draft *draft, const char *name)
{
	if (axr_draft_add(draft, name))
		blobs->large++;
}

static void take_packed(struct axr_blobs *blobs, size_t at, size_t end, enum axr_wrap wrap)
{
	struct axr_draft draft;

	axr_draft_begin(&draft, blobs->decoding, blobs->layer);
	/* what was packed stands in no order to what it came from: all of it is the blob */
	axr_draft_from(&draft, at);
	axr_inflate(axr_buf_span(&blobs->bytes), &draft.text, wrap);
	narrow(&draft.text, &draft.points);
	axr_draft_from(&draft, end);
	if (!draft.text.failed && axr_probe(axr_buf_span(&draft.text)) == AXR_CONTENT_OTHER)
		axr_draft_drop(&draft);
	else
		add(blobs, &draft, "inflated");
}

/* Appends what was decoded, with its places, to a draft. */
static void append(const struct axr_blobs *blobs, struct axr_draft *draft)
{
	const struct axr_map_point *place = (const void *)blobs->places.ptr;
	struct axr_span bytes = axr_buf_span(&blobs->bytes);
	size_t at = 0;

	for (size_t i = 0; i < blobs->places.len / sizeof(*place); i++) {
		axr_buf_put(&draft->text, axr_span_cut(bytes, at, place[i].here - at));
		axr_draft_from(draft, place[i].there);
		at = place[i].here;
	}
	axr_buf_put(&draft->text, axr_span_from(bytes, at));
}

/* Whether a blob is worth a layer of its own. */
static bool is_whole(const struct axr_blobs *blobs, struct axr_span bytes)
{
	if (axr_is_pe(bytes))
		return true;
	if (bytes.len < LARGE || blobs->large >= LARGE_MAX)
		return false;
	return is_text(bytes) || (axr_looks_text(bytes) && axr_probe(bytes) == AXR_CONTENT_PAGE);
}

void axr_blobs_take(struct axr_blobs *blobs, size_t at, size_t end)
{
	struct axr_span bytes;
	enum axr_wrap wrap;

	narrow(&blobs->bytes, &blobs->places);
	bytes = axr_buf_span(&blobs->bytes);
	if (!axr_clock_step(blobs->decoding->subject->scratch->clock, bytes.len + 16)) {
		axr_blobs_reset(blobs); /* axr_decode() tells */
		return;
	}
	if (is_packed(bytes, &wrap)) {
		take_packed(blobs, at, end, wrap);
	} else if (is_whole(blobs, bytes)) {
		struct axr_draft draft;

		axr_draft_begin(&draft, blobs->decoding, blobs->layer);
		append(blobs, &draft);
		add(blobs, &draft, blobs->name);
	} else if (is_text(bytes)) {
		append(blobs, &blobs->strings);
		axr_buf_putc(&blobs->strings.text, '\n');
	} else if (bytes.len >= DEFLATED_MIN) {
		if (blobs->trials++ >= TRIALS_MAX)
			axr_decode_cut(blobs->decoding, blobs->layer, "packed constants");
		else if (is_deflated(bytes))
			take_packed(blobs, at, end, AXR_WRAP_NONE);
	}
	axr_blobs_reset(blobs);
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

	if (!layer->is_text || (!axr_decode_is_page(decoding, layer) &&
				!axr_decode_is_by(decoding, layer, &axr_decoder_blobs)))
		return;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct axr_blobs blobs = {
			.decoding = decoding,
			.layer = layer,
			.name = kinds[i].name,
			.bytes.limit = UINT32_MAX,
		};

		axr_draft_begin(&blobs.strings, decoding, layer);
		kinds[i].find(&blobs);
		axr_draft_add(&blobs.strings, kinds[i].name);
		axr_buf_free(&blobs.bytes);
		axr_buf_free(&blobs.places);
	}
}

const struct axr_decoder axr_decoder_blobs = { "blobs", true, decode };
