#include "page/fold/value.h"

#include <stdio.h>

bool axr_fold_work(struct axr_fold_memory *memory, size_t len)
{
	/* a call costs something even where it reads nothing */
	if (memory->work_left < len + 16) {
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

	if (len < memory->bytes_left)
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

	if (text.len > 2 && (text.ptr[0] == '0' || text.ptr[0] == '&')) {
		uint8_t c = axr_lower(text.ptr[1]);

		radix = c == 'x' || c == 'h' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 10;
		at = radix == 10 ? 0 : 2;
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

/* The growing text that ends where a ends and has room for more, or -1. */
static int growing_of(const struct axr_fold_memory *memory, struct axr_span a, size_t more)
{
	for (int i = 0; i < AXR_GROWING; i++) {
		if (memory->growing[i].ptr && a.ptr + a.len == memory->growing[i].ptr +
		    memory->growing[i].len && a.ptr >= memory->growing[i].ptr &&
		    memory->growing[i].cap - memory->growing[i].len >= more)
			return i;
	}
	return -1;
}

bool axr_value_concat(struct axr_fold_memory *memory, const struct axr_value *a,
		      const struct axr_value *b, enum axr_lang lang, struct axr_value *result)
{
	struct axr_span left, right;
	uint8_t *room;
	size_t cap;
	int grow;

	if (!axr_value_text(memory, a, lang, &left) || !axr_value_text(memory, b, lang, &right))
		return false;
	grow = left.len ? growing_of(memory, left, right.len) : -1;
	if (grow < 0) {
		cap = (left.len + right.len) * 2 + 32;
		if (!axr_fold_work(memory, left.len) ||
		    memory->bytes_left <= left.len + right.len) {
			memory->exhausted = true;
			return false;
		}
		memory->bytes_left -= left.len;
		room = axr_arena_alloc(memory->arena, cap);
		if (!room)
			return false;
		if (left.len)
			memcpy(room, left.ptr, left.len);
		grow = (int)memory->next_growing;
		memory->next_growing = (memory->next_growing + 1) % AXR_GROWING;
		memory->growing[grow].ptr = room;
		memory->growing[grow].len = left.len;
		memory->growing[grow].cap = cap;
		left.ptr = room;
	}
	if (memory->bytes_left <= right.len) {
		memory->exhausted = true;
		return false;
	}
	memory->bytes_left -= right.len;
	room = memory->growing[grow].ptr + memory->growing[grow].len;
	if (right.len)
		memmove(room, right.ptr, right.len);
	memory->growing[grow].len += right.len;
	*result = axr_value_string(axr_span(left.ptr, left.len + right.len));
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
