#include "page/fold/value.h"

#include <stdio.h>

#include "base/clock.h"

enum { NUMBER_LONGEST = 128 }; /* with spaces, zeros and underscores */

bool axr_fold_work(struct axr_fold_memory *memory, size_t len)
{
	/* a call costs something even where it reads nothing */
	if (memory->work_left < len + 16 || !axr_clock_step(memory->arena->clock, len + 16)) {
		memory->work_left = 0;
		memory->exhausted = true;
		return false;
	}
	memory->work_left -= len + 16;
	return true;
}

uint8_t *axr_fold_room(struct axr_fold_memory *memory, size_t len)
{
	uint8_t *room = NULL;

	if (len < memory->bytes_left && axr_clock_step(memory->arena->clock, len))
		room = axr_arena_alloc(memory->arena, len ? len : 1);
	if (!room) {
		memory->exhausted = true;
		return NULL;
	}
	memory->bytes_left -= len + 1;
	return room;
}

bool axr_value_array(struct axr_fold_memory *memory, size_t count, struct axr_value *array)
{
	uint8_t *room = NULL;

	*array = (struct axr_value){ .kind = AXR_VALUE_ARRAY, .count = (uint32_t)count };
	if (count < memory->bytes_left / sizeof(*array))
		room = axr_fold_room(memory, count * sizeof(*array));
	else
		memory->exhausted = true;
	array->items = (struct axr_value *)(void *)room;
	return room != NULL;
}

bool axr_value_parse(struct axr_span text, int64_t *number)
{
	static const char suffixes[] = "lLuUsSiI&%";
	uint64_t n = 0, radix = 10;
	size_t at = 0, digits = 0;

	/* nobody pays for reading it, so it must be short */
	if (text.len > NUMBER_LONGEST)
		return false;

	if (text.len > 2 && (text.ptr[0] == '0' || text.ptr[0] == '&')) {
		uint8_t c = axr_lower(text.ptr[1]);

		radix = c == 'x' || c == 'h' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 10;
		at = radix == 10 ? 0 : 2;
		if (text.ptr[0] == '&' && axr_is_digit(c)) { /* &141, for short */
			radix = 8;
			at = 1;
		}
	}
	for (; at < text.len; at++) {
		int digit = axr_hex_value(text.ptr[at]);

		if (text.ptr[at] == '_')
			continue;
		if (digit < 0 || (uint64_t)digit >= radix)
			break;
		if (++digits > 20 || n > UINT64_MAX / 16)
			return false;
		n = n * radix + (uint64_t)digit;
	}
	while (at < text.len && strchr(suffixes, text.ptr[at]) && text.ptr[at])
		at++;
	*number = (int64_t)n;
	return digits && at == text.len;
}

bool axr_value_number(const struct axr_value *value, int64_t *number)
{
	struct axr_span text;
	bool minus;

	switch (value->kind) {
	case AXR_VALUE_INT:
	case AXR_VALUE_CHAR:
		*number = value->number;
		return true;
	case AXR_VALUE_STRING:
		if (value->text.len > NUMBER_LONGEST)
			return false;
		text = axr_span_trim(value->text);
		minus = text.len && text.ptr[0] == '-';
		if (!axr_value_parse(axr_span_from(text, minus), number))
			return false;
		if (minus)
			*number = -*number;
		return true;
	case AXR_VALUE_NULL:
		*number = 0;
		return true;
	default:
		return false;
	}
}

bool axr_value_text(struct axr_fold_memory *memory, const struct axr_value *value,
		    enum axr_lang lang, struct axr_span *text)
{
	char digits[32];
	uint8_t *room;
	int len;

	switch (value->kind) {
	case AXR_VALUE_STRING:
		*text = value->text;
		return true;
	case AXR_VALUE_NULL:
		*text = axr_span("", 0);
		return true;
	case AXR_VALUE_CHAR:
		room = axr_fold_room(memory, 4);
		if (!room)
			return false;
		*text = axr_span(room, axr_char_put(room, (uint32_t)value->number));
		return true;
	case AXR_VALUE_BOOL:
		if (lang == AXR_LANG_JSCRIPT)
			*text = axr_span_str(value->number ? "true" : "false");
		else
			*text = axr_span_str(value->number ? "True" : "False");
		return true;
	case AXR_VALUE_INT:
		len = snprintf(digits, sizeof(digits), "%lld", (long long)value->number);
		room = axr_fold_room(memory, (size_t)len);
		if (!room)
			return false;
		memcpy(room, digits, (size_t)len);
		*text = axr_span(room, (size_t)len);
		return true;
	default:
		return false;
	}
}

/* The text a with b behind it, where a's memory goes on there; else b with a before it. */
static bool grow(struct axr_fold_memory *memory, struct axr_span a, struct axr_span b,
		 struct axr_span *result)
{
	for (int i = 0; i < AXR_GROWING; i++) {
		uint8_t *ptr = memory->growing[i].ptr;

		if (!ptr)
			continue;
		if (a.len && a.ptr + a.len == ptr + memory->growing[i].end &&
		    a.ptr >= ptr + memory->growing[i].start &&
		    memory->growing[i].cap - memory->growing[i].end >= b.len) {
			memmove(ptr + memory->growing[i].end, b.ptr, b.len);
			memory->growing[i].end += b.len;
			*result = axr_span(a.ptr, a.len + b.len);
			return true;
		}
		if (b.len && b.ptr == ptr + memory->growing[i].start &&
		    b.ptr + b.len <= ptr + memory->growing[i].end &&
		    memory->growing[i].start >= a.len) {
			memory->growing[i].start -= a.len;
			memmove(ptr + memory->growing[i].start, a.ptr, a.len);
			*result = axr_span(b.ptr - a.len, a.len + b.len);
			return true;
		}
	}
	return false;
}

/* A copy of both; with room around it, on the side where it grew, where it is long. */
static bool copy(struct axr_fold_memory *memory, struct axr_span a, struct axr_span b,
		 struct axr_span *result)
{
	enum { LONG = 64 };
	size_t len = a.len + b.len, room = len >= LONG ? len + LONG : 0;
	size_t start = a.len < b.len ? room : 0;
	unsigned next = memory->next_growing;
	uint8_t *ptr;

	if (!axr_fold_work(memory, len))
		return false;
	ptr = axr_arena_alloc(memory->arena, len + room + 1);
	if (!ptr) {
		memory->exhausted = true;
		return false;
	}
	if (a.len)
		memcpy(ptr + start, a.ptr, a.len);
	if (b.len)
		memcpy(ptr + start + a.len, b.ptr, b.len);
	if (room) {
		memory->growing[next].ptr = ptr;
		memory->growing[next].start = start;
		memory->growing[next].end = start + len;
		memory->growing[next].cap = len + room;
		memory->next_growing = (next + 1) % AXR_GROWING;
	}
	*result = axr_span(ptr + start, len);
	return true;
}

bool axr_value_concat(struct axr_fold_memory *memory, const struct axr_value *a,
		      const struct axr_value *b, enum axr_lang lang, struct axr_value *result)
{
	struct axr_span left, right, both;
	size_t cost;

	if (!axr_value_text(memory, a, lang, &left) || !axr_value_text(memory, b, lang, &right))
		return false;
	if (!left.len || !right.len) {
		*result = axr_value_string(left.len ? left : right);
		return true;
	}
	/* what is copied costs; so does what is put to it */
	cost = left.len < right.len ? left.len : right.len;
	if (!grow(memory, left, right, &both)) {
		cost = left.len + right.len;
		if (memory->bytes_left > cost && !copy(memory, left, right, &both))
			return false;
	}
	if (memory->bytes_left <= cost) {
		memory->exhausted = true;
		return false;
	}
	memory->bytes_left -= cost;
	*result = axr_value_string(both);
	return true;
}

size_t axr_value_count(struct axr_fold_memory *memory, const struct axr_value *value)
{
	switch (value->kind) {
	case AXR_VALUE_STRING:
		return axr_text_count(memory, value->text);
	case AXR_VALUE_BYTES:
		return value->text.len;
	case AXR_VALUE_ARRAY:
		return value->count;
	default:
		return 0;
	}
}

bool axr_value_item(struct axr_fold_memory *memory, const struct axr_value *value, int64_t index,
		    struct axr_value *item)
{
	struct axr_span character;
	uint32_t code;
	size_t len;

	if (index < 0)
		return false;
	switch (value->kind) {
	case AXR_VALUE_ARRAY:
		if (index >= value->count)
			return false;
		*item = value->items[index];
		return item->kind != AXR_VALUE_NONE;
	case AXR_VALUE_BYTES:
		if ((uint64_t)index >= value->text.len)
			return false;
		*item = axr_value_int(value->text.ptr[index]);
		return true;
	case AXR_VALUE_STRING:
		if ((uint64_t)index >= value->text.len || !axr_fold_work(memory, 0))
			return false;
		character = axr_text_cut(memory, value->text, (size_t)index, 1);
		if (!character.len)
			return false;
		axr_char_at(character, 0, &code, &len);
		*item = axr_value_char(code);
		return true;
	default:
		return false;
	}
}
