#include "base/span.h"
#include "base/utf8.h"
#include "decode/blobs.h"
#include "page/chars.h"

enum {
	HEX_MIN = 16,	 /* digits of a run */
	NUMBERS_MIN = 8, /* numbers of a list */
	ESCAPES_MIN = 3, /* of %41, \x41 or \u0041 in a row */
	GAP_MAX = 8	 /* characters between two numbers of a list */
};

static bool is_word(struct axr_span s, size_t at)
{
	return at < s.len && axr_is_word(s.ptr[at]);
}

/* Past the words and signs from at on that are no number. */
static size_t skip_words(struct axr_span s, size_t at)
{
	while (at < s.len) {
		uint8_t c = s.ptr[at], kind = axr_char_table[c];

		if (kind == AXR_CHAR_DIGIT || c == '&')
			break;
		at++;
		if (kind == AXR_CHAR_LETTER)
			while (is_word(s, at))
				at++;
	}
	return at;
}

void axr_blobs_hex(struct axr_blobs *blobs)
{
	struct axr_span s = blobs->layer->bytes;
	size_t at = 0;

	/* the last of the digits that it takes is looked at first; at at no run goes on */
	while (s.len - at >= HEX_MIN && !blobs->strings.text.failed) {
		size_t end = at + HEX_MIN, start = end;

		while (start > at && axr_hex_value(s.ptr[start - 1]) >= 0)
			start--;
		if (start > at) {
			at = start;
			continue;
		}
		while (end < s.len && axr_hex_value(s.ptr[end]) >= 0)
			end++;
		if ((end - at) % 2 || is_word(s, end)) {
			at = end;
			continue;
		}
		for (size_t i = at; i < end; i += 2) {
			axr_blobs_place(blobs, i, false);
			axr_buf_putc(&blobs->bytes, (uint8_t)(axr_hex_value(s.ptr[i]) << 4 |
							      axr_hex_value(s.ptr[i + 1])));
		}
		axr_blobs_take(blobs, at, end);
		at = end;
	}
}

/* A number of C, JScript or VB at at, up to 255; returns its end, or at where there is none. */
static size_t number(struct axr_span s, size_t at, unsigned *value)
{
	size_t i = at, digits = 0;
	bool hex = i + 1 < s.len && ((s.ptr[i] == '0' && axr_lower(s.ptr[i + 1]) == 'x') ||
				     (s.ptr[i] == '&' && axr_lower(s.ptr[i + 1]) == 'h'));

	*value = 0;
	for (i += hex ? 2 : 0; i < s.len && digits < 4; i++, digits++) {
		int digit = axr_hex_value(s.ptr[i]);

		if (digit < 0 || (!hex && digit > 9))
			break;
		*value = *value * (hex ? 16 : 10) + (unsigned)digit;
	}
	return !digits || *value > 255 || is_word(s, i) ? at : i;
}

/* Past what may stand between two numbers of a list; at where something else does. */
static size_t separator(struct axr_span s, size_t at)
{
	size_t i = at, signs = 0;

	while (i < s.len && i - at < GAP_MAX) {
		uint8_t c = s.ptr[i];

		if (!axr_is_space(c) && !(strchr(",;|:-.", c) && c && !signs++))
			break;
		i++;
	}
	return i;
}

void axr_blobs_numbers(struct axr_blobs *blobs)
{
	struct axr_span s = blobs->layer->bytes;
	size_t at = 0;

	while ((at = skip_words(s, at)) < s.len && !blobs->strings.text.failed) {
		size_t start = at, end = at;
		unsigned value;

		while (axr_is_digit(s.ptr[at]) || s.ptr[at] == '&') {
			size_t next = number(s, at, &value);

			if (next == at)
				break;
			axr_blobs_place(blobs, at, false);
			axr_buf_putc(&blobs->bytes, (uint8_t)value);
			end = next;
			at = separator(s, next);
			if (at == next || at == s.len)
				break;
		}
		if (blobs->bytes.len >= NUMBERS_MIN)
			axr_blobs_take(blobs, start, end);
		else if (blobs->bytes.len)
			axr_blobs_reset(blobs);
		if (end == start) { /* no number: past the word, or the sign */
			if (is_word(s, at++))
				while (is_word(s, at))
					at++;
		}
	}
}

/* The next '%' or backslash from at on; *signs is where each was found when it was last sought. */
static size_t next_escape(struct axr_span s, size_t at, size_t signs[2])
{
	if (signs[0] < at)
		signs[0] = axr_span_find_byte(s, '%', at);
	if (signs[1] < at)
		signs[1] = axr_span_find_byte(s, '\\', at);
	return signs[0] < signs[1] ? signs[0] : signs[1];
}

/* A character written as %41, %u0041, \x41 or \u0041; returns its end, or at. */
static size_t escape(struct axr_span s, size_t at, uint32_t *code)
{
	size_t i = at + 1, digits = 2;

	if (at + 2 >= s.len || (s.ptr[at] != '%' && s.ptr[at] != '\\'))
		return at;
	if (axr_lower(s.ptr[i]) == 'u')
		digits = 4, i++;
	else if (s.ptr[at] == '\\' && axr_lower(s.ptr[i]) == 'x')
		i++;
	else if (s.ptr[at] == '\\')
		return at;
	*code = 0;
	for (; digits; digits--, i++) {
		int digit = i < s.len ? axr_hex_value(s.ptr[i]) : -1;

		if (digit < 0)
			return at;
		*code = *code << 4 | (uint32_t)digit;
	}
	return i;
}

void axr_blobs_escapes(struct axr_blobs *blobs)
{
	struct axr_span s = blobs->layer->bytes;
	size_t signs[2] = { axr_span_find_byte(s, '%', 0), axr_span_find_byte(s, '\\', 0) };
	size_t at = 0;

	while ((at = next_escape(s, at, signs)) != SIZE_MAX && !blobs->strings.text.failed) {
		size_t start = at, count = 0, next;
		uint32_t code;

		while ((next = escape(s, at, &code)) != at) {
			axr_blobs_place(blobs, at, false);
			axr_utf8_put_text(&blobs->bytes, code);
			at = next;
			count++;
		}
		if (count >= ESCAPES_MIN)
			axr_blobs_take(blobs, start, at);
		else if (count)
			axr_blobs_reset(blobs);
		if (!count)
			at++;
	}
}
