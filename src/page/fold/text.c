#include "base/utf8.h"
#include "page/fold/value.h"

/* The bytes of the character at at. */
static size_t char_len(struct axr_span text, size_t at)
{
	size_t len = 1;

	if (text.ptr[at] >= 0x80)
		axr_utf8_get(text, at, &len);
	return len;
}

/* Looks at all of a text, so that its characters are found fast from then on. */
static void know(struct axr_fold_memory *memory, struct axr_span text)
{
	size_t at = 0, count = 0;

	axr_fold_work(memory, text.len);
	for (; at < text.len; at += char_len(text, at))
		count++;
	memory->known = text;
	memory->known_ascii = count == text.len;
	memory->known_count = count;
	memory->known_at = memory->known_byte = 0;
}

static bool is_known(const struct axr_fold_memory *memory, struct axr_span text)
{
	return text.len && text.ptr == memory->known.ptr && text.len == memory->known.len;
}

static bool is_ascii(struct axr_fold_memory *memory, struct axr_span text)
{
	enum { SHORT = 64 };

	/* a part of what is known to be ASCII is so too */
	if (memory->known_ascii && memory->known.len && text.ptr >= memory->known.ptr &&
	    text.ptr + text.len <= memory->known.ptr + memory->known.len)
		return true;
	if (text.len >= SHORT) {
		if (!is_known(memory, text))
			know(memory, text);
		return memory->known_ascii;
	}
	for (size_t at = 0; at < text.len; at++)
		if (text.ptr[at] >= 0x80)
			return false;
	return true;
}

size_t axr_text_count(struct axr_fold_memory *memory, struct axr_span text)
{
	size_t count = 0;

	if (is_ascii(memory, text))
		return text.len;
	if (is_known(memory, text))
		return memory->known_count;
	for (size_t at = 0; at < text.len; at += char_len(text, at))
		count++;
	return count;
}

/* Where the character before at begins. */
static size_t step_back(struct axr_span text, size_t at)
{
	for (size_t back = 4; back > 1; back--)
		if (at >= back && char_len(text, at - back) == back)
			return at - back;
	return at - 1;
}

/* The byte of character number index, from the place that is known. */
static size_t byte_of(struct axr_fold_memory *memory, struct axr_span text, size_t index)
{
	bool known = is_known(memory, text);
	size_t at = known ? memory->known_at : 0, byte = known ? memory->known_byte : 0;

	if (index < at / 2)
		at = byte = 0;
	axr_fold_work(memory, index > at ? index - at : at - index);
	while (at > index) {
		byte = step_back(text, byte);
		at--;
	}
	while (at < index && byte < text.len) {
		byte += char_len(text, byte);
		at++;
	}
	if (known) {
		memory->known_at = at;
		memory->known_byte = byte;
	}
	return byte;
}

struct axr_span axr_text_cut(struct axr_fold_memory *memory, struct axr_span text, size_t from,
			     size_t count)
{
	size_t start, end;

	if (is_ascii(memory, text))
		return axr_span_cut(text, from, count);
	if (from > text.len)
		from = text.len;
	if (count > text.len)
		count = text.len;
	start = byte_of(memory, text, from);
	end = count < text.len ? byte_of(memory, text, from + count) : text.len;
	return axr_span_cut(text, start, end > start ? end - start : 0);
}

static size_t find(struct axr_span text, struct axr_span what, size_t from, bool fold_case)
{
	if (!fold_case)
		return axr_span_find(text, what, from);
	return axr_span_ifind(text, what, from);
}

bool axr_text_replace(struct axr_fold_memory *memory, struct axr_span text, struct axr_span what,
		      struct axr_span with, bool all, bool fold_case, struct axr_span *result)
{
	size_t hits = 0, len = 0, from = 0;
	uint8_t *room;

	*result = text;
	/* a repetitive text makes the search cost its needle at every place */
	if (!what.len)
		return true;
	if (!axr_fold_work(memory, text.len * (1 + (fold_case ? what.len : what.len / 64))))
		return false;
	for (size_t at = find(text, what, 0, fold_case); at != SIZE_MAX;
	     at = find(text, what, at + what.len, fold_case)) {
		hits++;
		if (!all)
			break;
	}
	if (!hits)
		return true;
	if (with.len && hits > memory->bytes_left / with.len) {
		memory->exhausted = true;
		return false;
	}
	room = axr_fold_room(memory, text.len - hits * what.len + hits * with.len);
	if (!room)
		return false;
	while (hits--) {
		size_t at = find(text, what, from, fold_case);

		memcpy(room + len, text.ptr + from, at - from);
		len += at - from;
		if (with.len)
			memcpy(room + len, with.ptr, with.len);
		len += with.len;
		from = at + what.len;
	}
	memcpy(room + len, text.ptr + from, text.len - from);
	*result = axr_span(room, len + text.len - from);
	return true;
}

bool axr_text_reverse(struct axr_fold_memory *memory, struct axr_span text, struct axr_span *result)
{
	uint8_t *room = axr_fold_work(memory, text.len) ? axr_fold_room(memory, text.len) : NULL;

	if (!room)
		return false;
	for (size_t at = 0; at < text.len;) {
		size_t len = char_len(text, at);

		memcpy(room + text.len - at - len, text.ptr + at, len);
		at += len;
	}
	*result = axr_span(room, text.len);
	return true;
}

bool axr_text_case(struct axr_fold_memory *memory, struct axr_span text, bool upper,
		   struct axr_span *result)
{
	uint8_t *room = axr_fold_work(memory, text.len) ? axr_fold_room(memory, text.len) : NULL;

	if (!room)
		return false;
	for (size_t at = 0; at < text.len; at++) {
		uint8_t c = text.ptr[at];

		room[at] = axr_lower(c);
		if (upper)
			room[at] = c >= 'a' && c <= 'z' ? (uint8_t)(c - 32) : c;
	}
	*result = axr_span(room, text.len);
	return true;
}

bool axr_text_repeat(struct axr_fold_memory *memory, struct axr_span text, int64_t times,
		     struct axr_span *result)
{
	uint8_t *room;

	*result = axr_span("", 0);
	if (times <= 0 || !text.len)
		return times >= 0;
	if ((uint64_t)times > memory->bytes_left / text.len) {
		memory->exhausted = true;
		return false;
	}
	room = axr_fold_room(memory, text.len * (size_t)times);
	if (!room)
		return false;
	for (size_t i = 0; i < (size_t)times; i++)
		memcpy(room + i * text.len, text.ptr, text.len);
	*result = axr_span(room, text.len * (size_t)times);
	return true;
}

bool axr_text_split(struct axr_fold_memory *memory, struct axr_span text, struct axr_span separator,
		    struct axr_value *result)
{
	size_t count = 1, from = 0;

	if (!axr_fold_work(memory, text.len * (1 + separator.len / 64)))
		return false;
	if (!separator.len) {
		/* JScript: into characters */
		if (!axr_value_array(memory, axr_text_count(memory, text), result))
			return false;
		for (size_t i = 0; i < result->count; i++) {
			size_t len = char_len(text, from);

			result->items[i] = axr_value_string(axr_span_cut(text, from, len));
			from += len;
		}
		return true;
	}
	for (size_t at = axr_span_find(text, separator, 0); at != SIZE_MAX;
	     at = axr_span_find(text, separator, at + separator.len))
		count++;
	if (!axr_value_array(memory, count, result))
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t at = axr_span_find(text, separator, from);

		if (at == SIZE_MAX)
			at = text.len;
		result->items[i] = axr_value_string(axr_span_cut(text, from, at - from));
		from = at + separator.len;
	}
	return true;
}

bool axr_text_join(struct axr_fold_memory *memory, const struct axr_value *items,
		   struct axr_span separator, enum axr_lang lang, struct axr_value *result)
{
	struct axr_value between = axr_value_string(separator);
	size_t count = axr_value_count(memory, items);

	if (!axr_fold_work(memory, count * 8))
		return false;
	*result = axr_value_string(axr_span("", 0));
	for (size_t i = 0; i < count; i++) {
		struct axr_value item;

		if (i && separator.len && !axr_value_concat(memory, result, &between, lang, result))
			return false;
		if (items->kind == AXR_VALUE_ARRAY)
			item = items->items[i];
		else if (!axr_value_item(memory, items, (int64_t)i, &item))
			return false;
		if (!axr_value_concat(memory, result, &item, lang, result))
			return false;
	}
	return true;
}

/* {0}, {1,5:X} at at; its length, or 0. */
static size_t placeholder(struct axr_span format, size_t at, size_t *index)
{
	size_t from = at;

	*index = 0;
	for (at++; at < format.len && axr_is_digit(format.ptr[at]) && at - from < 8; at++)
		*index = *index * 10 + (size_t)(format.ptr[at] - '0');
	if (at == from + 1)
		return 0;
	while (at < format.len && format.ptr[at] != '}' && at - from < 64)
		at++;
	return at < format.len && format.ptr[at] == '}' ? at + 1 - from : 0;
}

bool axr_text_format(struct axr_fold_memory *memory, struct axr_span format,
		     const struct axr_value *args, size_t count, enum axr_lang lang,
		     struct axr_span *result)
{
	struct axr_value all = axr_value_string(axr_span("", 0)), part;
	size_t at = 0, from = 0, index, len;

	if (!axr_fold_work(memory, format.len))
		return false;
	while (at < format.len) {
		uint8_t c = format.ptr[at];
		bool doubled = at + 1 < format.len && format.ptr[at + 1] == c;

		if (c != '{' && c != '}') {
			at++;
			continue;
		}
		len = doubled ? 2 : c == '{' ? placeholder(format, at, &index) : 0;
		if (!len || (!doubled && index >= count))
			return false;
		part = axr_value_string(axr_span_cut(format, from, at - from + doubled));
		if (!axr_value_concat(memory, &all, &part, lang, &all) ||
		    (!doubled && !axr_value_concat(memory, &all, &args[index], lang, &all)))
			return false;
		at += len;
		from = at;
	}
	part = axr_value_string(axr_span_from(format, from));
	if (!axr_value_concat(memory, &all, &part, lang, &all))
		return false;
	*result = all.text;
	return true;
}

bool axr_text_hex_format(struct axr_fold_memory *memory, struct axr_span format,
			 struct axr_span digits, struct axr_span *result)
{
	enum { WIDTH_MAX = 8 };
	struct axr_span number = axr_span_from(format, 1);
	size_t width = number.len ? (size_t)(number.ptr[0] - '0') : 0;
	uint8_t *room;

	if (number.len > 1 || width > WIDTH_MAX)
		return false;
	if (digits.len < width) {
		room = axr_fold_room(memory, width);
		if (!room)
			return false;
		memset(room, '0', width - digits.len);
		memcpy(room + width - digits.len, digits.ptr, digits.len);
		digits = axr_span(room, width);
	}
	*result = digits;
	return format.ptr[0] != 'X' || axr_text_case(memory, digits, true, result);
}
