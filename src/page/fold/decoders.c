#include "base/base64.h"
#include "page/fold/value.h"
#include "page/reader.h"

bool axr_text_base64(struct axr_fold_memory *memory, struct axr_span text, struct axr_span *bytes)
{
	uint8_t *room = axr_fold_work(memory, text.len) ? axr_fold_room(memory, text.len) : NULL;
	uint32_t bits = 0;
	size_t len = 0, digits = 0;

	if (!room)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		int value = axr_base64_value(text.ptr[i]);

		if (text.ptr[i] == '=' || axr_is_space(text.ptr[i]))
			continue;
		if (value < 0)
			return false;
		bits = bits << 6 | (uint32_t)value;
		if (++digits % 4 == 0) {
			room[len++] = (uint8_t)(bits >> 16);
			room[len++] = (uint8_t)(bits >> 8);
			room[len++] = (uint8_t)bits;
		}
	}
	if (digits % 4 == 1)
		return false;
	if (digits % 4 == 2) {
		room[len++] = (uint8_t)(bits >> 4);
	} else if (digits % 4 == 3) {
		room[len++] = (uint8_t)(bits >> 10);
		room[len++] = (uint8_t)(bits >> 2);
	}
	*bytes = axr_span(room, len);
	return true;
}

bool axr_text_hex(struct axr_fold_memory *memory, struct axr_span text, struct axr_span *bytes)
{
	uint8_t *room =
		axr_fold_work(memory, text.len) ? axr_fold_room(memory, text.len / 2) : NULL;

	if (!room || text.len % 2)
		return false;
	for (size_t i = 0; i < text.len; i += 2) {
		int high = axr_hex_value(text.ptr[i]), low = axr_hex_value(text.ptr[i + 1]);

		if (high < 0 || low < 0)
			return false;
		room[i / 2] = (uint8_t)(high << 4 | low);
	}
	*bytes = axr_span(room, text.len / 2);
	return true;
}

static bool hex_at(struct axr_span text, size_t at, size_t digits, uint32_t *code)
{
	*code = 0;
	if (at + digits > text.len)
		return false;
	for (size_t i = 0; i < digits; i++) {
		if (axr_hex_value(text.ptr[at + i]) < 0)
			return false;
		*code = *code << 4 | (uint32_t)axr_hex_value(text.ptr[at + i]);
	}
	return true;
}

bool axr_text_unescape(struct axr_fold_memory *memory, struct axr_span text, bool plus,
		       struct axr_span *result)
{
	uint8_t *room =
		axr_fold_work(memory, text.len) ? axr_fold_room(memory, text.len + 4) : NULL;
	size_t len = 0;
	uint32_t code;

	if (!room)
		return false;
	for (size_t at = 0; at < text.len;) {
		if (text.ptr[at] == '%' && at + 1 < text.len &&
		    axr_lower(text.ptr[at + 1]) == 'u' && hex_at(text, at + 2, 4, &code)) {
			len += axr_char_put(room + len, code);
			at += 6;
		} else if (text.ptr[at] == '%' && hex_at(text, at + 1, 2, &code)) {
			room[len++] = (uint8_t)code;
			at += 3;
		} else {
			room[len++] = plus && text.ptr[at] == '+' ? ' ' : text.ptr[at];
			at++;
		}
	}
	*result = axr_span(room, len);
	return true;
}

bool axr_text_html(struct axr_fold_memory *memory, struct axr_span text, struct axr_span *result)
{
	struct axr_pool pool = { .arena = memory->arena };

	/* the pool rounds up to a chunk of its own: pay for that */
	if (!axr_fold_work(memory, text.len) || memory->bytes_left < text.len + 32768)
		return false;
	memory->bytes_left -= text.len + 32768;
	*result = axr_undo_entities(&pool, text);
	return true;
}

static bool utf16_text(struct axr_fold_memory *memory, struct axr_span bytes, bool big,
		       struct axr_span *text)
{
	uint8_t *room = axr_fold_room(memory, bytes.len / 2 * 3 + 1);
	size_t len = 0;

	if (!room)
		return false;
	for (size_t at = 0; at + 1 < bytes.len; at += 2) {
		uint32_t code = (uint32_t)(bytes.ptr[at + !big] << 8 | bytes.ptr[at + big]);

		len += axr_char_put(room + len, code);
	}
	*text = axr_span(room, len);
	return true;
}

bool axr_text_decode(struct axr_fold_memory *memory, struct axr_span bytes,
		     struct axr_span encoding, struct axr_span *text)
{
	if (!axr_fold_work(memory, bytes.len))
		return false;
	if (axr_span_iis(encoding, "unicode") || axr_span_iis(encoding, "utf-16"))
		return utf16_text(memory, bytes, false, text);
	if (axr_span_iis(encoding, "bigendianunicode"))
		return utf16_text(memory, bytes, true, text);
	*text = bytes;
	return true;
}

bool axr_text_encode(struct axr_fold_memory *memory, struct axr_span text, struct axr_span encoding,
		    struct axr_span *bytes)
{
	uint8_t *room;
	size_t len = 0, took;
	uint32_t code;

	*bytes = text;
	if (!axr_span_iis(encoding, "unicode"))
		return axr_fold_work(memory, text.len);
	room = axr_fold_work(memory, text.len) ? axr_fold_room(memory, text.len * 2) : NULL;
	if (!room)
		return false;
	for (size_t at = 0; at < text.len; at += took) {
		axr_char_at(text, at, &code, &took);
		room[len++] = (uint8_t)code;
		room[len++] = (uint8_t)(code >> 8);
	}
	*bytes = axr_span(room, len);
	return true;
}
