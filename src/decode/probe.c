#include "base/span.h"
#include "decode/decoder.h"

enum {
	SAMPLE = 512,	 /* bytes in each place that is looked at */
	SAMPLES = 16,	 /* places */
	BLOCK = 128,	 /* bytes that are counted in a byte */
	HEAD = 64 * 1024 /* where a source file shows what it is */
};

/*
 * Bytes that no text around ASCII holds: control characters but white space, ^Z and ESC; and DEL,
 * which the Script Encoder writes.
 */
static bool is_binary(uint8_t c)
{
	return (c < ' ') & ((uint8_t)(c - '\t') > '\r' - '\t') & ((uint8_t)(c - 0x1a) > 1);
}

static size_t count_binary(struct axr_span s)
{
	size_t count = 0, i = 0;

	/* without a branch and in bytes, so that compilers make vectors of it */
	for (; s.len - i >= BLOCK; i += BLOCK) {
		uint8_t some = 0;

		for (size_t k = 0; k < BLOCK; k++)
			some = (uint8_t)(some + is_binary(s.ptr[i + k]));
		count += some;
	}
	for (; i < s.len; i++)
		count += is_binary(s.ptr[i]);
	return count;
}

bool axr_looks_text(struct axr_span bytes)
{
	size_t binary = 0, seen = 0, step = bytes.len / SAMPLES;

	if (bytes.len <= SAMPLE * SAMPLES)
		return count_binary(bytes) <= bytes.len / 64;
	for (size_t i = 0; i <= SAMPLES; i++) {
		size_t at = i < SAMPLES ? i * step : bytes.len - SAMPLE;

		binary += count_binary(axr_span_cut(bytes, at, SAMPLE));
		seen += SAMPLE;
	}
	return binary <= seen / 64;
}

bool axr_is_pe(struct axr_span bytes)
{
	size_t at;

	if (bytes.len < 0x40 || bytes.ptr[0] != 'M' || bytes.ptr[1] != 'Z')
		return false;
	at = (size_t)bytes.ptr[0x3c] | (size_t)bytes.ptr[0x3d] << 8 |
	     (size_t)bytes.ptr[0x3e] << 16 | (size_t)bytes.ptr[0x3f] << 24;
	return at < bytes.len && bytes.len - at >= 4 && !memcmp(bytes.ptr + at, "PE\0", 4);
}

/* Past a byte-order mark, white space and the comments of C# and VB. */
static struct axr_span skip_comments(struct axr_span s)
{
	if (axr_span_starts(s, "\xef\xbb\xbf"))
		s = axr_span_from(s, 3);
	for (;;) {
		size_t end;

		while (s.len && axr_is_space(s.ptr[0]))
			s = axr_span_from(s, 1);
		if (axr_span_starts(s, "/*")) {
			end = axr_span_find(s, axr_span_str("*/"), 2);
			end = end == SIZE_MAX ? s.len : end + 2;
		} else if (axr_span_starts(s, "//") || axr_span_starts(s, "'") ||
			   axr_span_starts(s, "#")) {
			for (end = 0; end < s.len && s.ptr[end] != '\n' && s.ptr[end] != '\r';)
				end++;
		} else {
			return s;
		}
		s = axr_span_from(s, end);
	}
}

const char *axr_source_extension(struct axr_span bytes)
{
	static const struct {
		const char *start, *extension;
	} starts[] = {
		{ "using System", "cs" },    { "using Microsoft", "cs" }, { "namespace ", "cs" },
		{ "extern alias ", "cs" },   { "using static ", "cs" },	  { "imports ", "vb" },
		{ "option strict", "vb" },   { "option explicit", "vb" }, { "public class ", "cs" },
		{ "public partial ", "cs" }, { "global using ", "cs" },	  { "[assembly:", "cs" },
		{ "<assembly:", "vb" },
	};
	struct axr_span s = skip_comments(axr_span_cut(bytes, 0, HEAD));

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (axr_span_istarts(s, starts[i].start))
			return starts[i].extension;
	return NULL;
}

enum axr_content axr_probe(struct axr_span bytes)
{
	bool text;

	return axr_probe_text(bytes, &text);
}

enum axr_content axr_probe_text(struct axr_span bytes, bool *text)
{
	struct axr_signs signs;

	if (axr_is_pe(bytes)) {
		*text = axr_looks_text(bytes);
		return AXR_CONTENT_PE;
	}
	axr_signs_find(bytes, true, &signs);
	*text = signs.text;
	if (signs.page != SIZE_MAX || signs.utf16 != SIZE_MAX || signs.utf32 != SIZE_MAX ||
	    signs.utf7 != SIZE_MAX || signs.ebcdic != SIZE_MAX)
		return AXR_CONTENT_PAGE;
	if (!signs.text)
		return AXR_CONTENT_OTHER;
	if (signs.config != SIZE_MAX)
		return AXR_CONTENT_CONFIG;
	return axr_source_extension(bytes) ? AXR_CONTENT_PAGE : AXR_CONTENT_TEXT;
}
