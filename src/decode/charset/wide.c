#include "base/span.h"
#include "base/utf8.h"
#include "decode/charset/codepage.h"

/* An ASCII character and its zero bytes go into the text by the run: most of a page is that. */

void axr_utf16_decode(struct axr_draft *draft, struct axr_span bytes, bool big)
{
	const size_t low = big ? 1 : 0;
	const uint8_t *p = bytes.ptr;
	size_t at = 0;

	draft->scale = 2;
	if (bytes.len >= 2 && p[low] == 0xff && p[1 - low] == 0xfe)
		at = 2;
	while (at + 1 < bytes.len && !draft->text.failed) {
		uint32_t unit = (uint32_t)p[at + 1 - low] << 8 | p[at + low], next;

		axr_draft_from(draft, at);
		while (unit && unit < 0x80 && axr_buf_reserve(&draft->text, 1)) {
			draft->text.ptr[draft->text.len++] = (uint8_t)unit;
			at += 2;
			if (at + 1 >= bytes.len)
				return;
			unit = (uint32_t)p[at + 1 - low] << 8 | p[at + low];
		}
		axr_draft_from(draft, at);
		at += 2;
		if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < bytes.len) {
			next = (uint32_t)p[at + 1 - low] << 8 | p[at + low];
			if (next >= 0xdc00 && next < 0xe000) {
				unit = 0x10000 + ((unit - 0xd800) << 10) + next - 0xdc00;
				at += 2;
			}
		}
		if (unit)
			axr_utf8_put_text(&draft->text, unit);
	}
}

void axr_utf32_decode(struct axr_draft *draft, struct axr_span bytes, bool big)
{
	const uint8_t *p = bytes.ptr;

	draft->scale = 4;
	for (size_t at = 0; at + 3 < bytes.len && !draft->text.failed; at += 4) {
		uint32_t code = big ? (uint32_t)p[at] << 24 | (uint32_t)p[at + 1] << 16 |
						(uint32_t)p[at + 2] << 8 | p[at + 3]
				    : (uint32_t)p[at + 3] << 24 | (uint32_t)p[at + 2] << 16 |
						(uint32_t)p[at + 1] << 8 | p[at];

		if (!code || (!at && code == 0xfeff))
			continue;
		axr_draft_from(draft, at);
		axr_utf8_put_text(&draft->text, code);
	}
}
