#include "decode/charset/utf7.h"

#include "base/base64.h"
#include "base/utf8.h"

size_t axr_utf7_run(struct axr_span s, size_t at, struct axr_utf7_run *run)
{
	uint32_t bits = 0, before = 0;
	unsigned count = 0;
	bool open = false;

	*run = (struct axr_utf7_run){ 0 };
	for (at++; at < s.len; at++) {
		int value = axr_base64_value(s.ptr[at]);
		uint32_t unit;

		if (value < 0)
			break;
		bits = (bits << 6 | (uint32_t)value) & 0x3fffff;
		count += 6;
		if (count < 16)
			continue;
		count -= 16;
		unit = bits >> count & 0xffff;
		run->units++;
		run->readable += (unit >= ' ' && unit < 0x7f) || (unit >= '\t' && unit <= '\r');
		if (before == '<')
			open |= unit == '%' || unit == '!' || unit == '/' ||
				(unit < 0x80 && axr_is_alpha((uint8_t)unit));
		before = unit;
	}
	if (before == '<') /* the tag goes on in clear, or in the next run behind a '-' */
		open |= at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '%' || s.ptr[at] == '!');
	run->ascii = run->units && run->readable == run->units;
	run->tag = open;
	return at;
}

static bool is_word(uint32_t unit)
{
	return unit < 0x80 && (axr_is_alpha((uint8_t)unit) || axr_is_digit((uint8_t)unit));
}

/* Decodes the shifted run behind the '+' at at; returns its end. */
static size_t put_run(struct axr_draft *draft, struct axr_span s, size_t at)
{
	size_t start = at;
	uint32_t bits = 0, high = 0, before = 0;
	unsigned count = 0;

	for (at++; at < s.len; at++) {
		int value = axr_base64_value(s.ptr[at]);
		uint32_t unit;

		if (value < 0)
			break;
		bits = (bits << 6 | (uint32_t)value) & 0x3fffff;
		count += 6;
		if (count < 16)
			continue;
		count -= 16;
		unit = bits >> count & 0xffff;
		/* a place where a word begins or ends is worth a point */
		if (!is_word(unit) || !is_word(before))
			axr_draft_from(draft, start);
		before = unit;
		start = at;
		if (high && unit >= 0xdc00 && unit < 0xe000) {
			axr_utf8_put_text(&draft->text,
				     0x10000 + ((high - 0xd800) << 10) + unit - 0xdc00);
			high = 0;
			continue;
		}
		if (high)
			axr_utf8_put_text(&draft->text, high);
		high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
		if (!high && unit)
			axr_utf8_put_text(&draft->text, unit);
	}
	if (high)
		axr_utf8_put_text(&draft->text, high);
	return at;
}

void axr_utf7_decode(struct axr_draft *draft, struct axr_span bytes)
{
	size_t at = 0;

	axr_draft_from(draft, 0);
	while (at < bytes.len && !draft->text.failed) {
		size_t plus = axr_span_find_byte(bytes, '+', at), end;

		if (plus == SIZE_MAX)
			plus = bytes.len;
		axr_draft_from(draft, at);
		axr_buf_put(&draft->text, axr_span_cut(bytes, at, plus - at));
		if (plus == bytes.len)
			break;
		end = put_run(draft, bytes, plus);
		if (end < bytes.len && bytes.ptr[end] == '-') {
			if (end == plus + 1) { /* "+-" is a plus */
				axr_draft_from(draft, plus);
				axr_buf_putc(&draft->text, '+');
			}
			end++;
		}
		at = end;
	}
}
