#include "detect/places.h"

#include <stdlib.h>

#include "base/span.h"

enum {
	HEADER = 6,
	BUFFER_COUNT = 5, /* where it stands in there */
	BUFFER = 12, /* bytes of an entry of the table */
	BUFFER_SIZE = 8, /* where it stands in there */
	BUFFERS_MAX = 64, /* libyara 4.5 has sixteen */
	NUMBER_MAX = 5 /* bytes of a number of 32 bits in a list */
};

struct place {
	uint32_t buffer, offset;
};

static int by_buffer_and_offset(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	if (a->buffer != b->buffer)
		return a->buffer < b->buffer ? -1 : 1;
	return (a->offset > b->offset) - (a->offset < b->offset);
}

static void put_number(struct axr_buf *list, uint32_t number)
{
	for (; number > 0x7f; number >>= 7)
		axr_buf_putc(list, (uint8_t)(number | 0x80));
	axr_buf_putc(list, (uint8_t)number);
}

/* False where a place lies in no buffer. */
static bool put_places(struct axr_buf *list, const struct place *places, size_t count,
		       uint32_t buffers)
{
	size_t at = 0;

	for (uint32_t buffer = 0; buffer < buffers; buffer++) {
		size_t end = at;
		uint32_t last = 0;

		while (end < count && places[end].buffer == buffer)
			end++;
		put_number(list, (uint32_t)(end - at));
		for (; at < end; at++) {
			put_number(list, places[at].offset - last);
			last = places[at].offset;
		}
	}
	return at == count;
}

bool axr_places_cut(struct axr_span saved, size_t *len, struct axr_buf *list)
{
	const uint32_t buffers = saved.len > BUFFER_COUNT ? saved.ptr[BUFFER_COUNT] : 0;
	uint64_t cut = HEADER + (uint64_t)buffers * BUFFER;
	struct place *places;
	size_t count;
	bool ok;

	if (!axr_span_starts(saved, "YARA") || buffers > BUFFERS_MAX || saved.len < cut)
		return false;
	for (uint32_t i = 0; i < buffers; i++) {
		uint32_t size;

		memcpy(&size, saved.ptr + HEADER + i * BUFFER + BUFFER_SIZE, sizeof(size));
		cut += size;
	}
	if (saved.len < cut || (saved.len - cut) % sizeof(*places))
		return false;
	count = (size_t)(saved.len - cut) / sizeof(*places);
	places = calloc(count + 1, sizeof(*places));
	if (!places)
		return false;
	memcpy(places, saved.ptr + cut, count * sizeof(*places));
	qsort(places, count, sizeof(*places), by_buffer_and_offset);
	ok = put_places(list, places, count, buffers) && !list->failed;
	free(places);
	*len = (size_t)cut;
	return ok;
}

static bool take_number(struct axr_span *rest, uint32_t *number)
{
	uint64_t value = 0;

	for (size_t i = 0; i < rest->len && i < NUMBER_MAX; i++) {
		value |= (uint64_t)(rest->ptr[i] & 0x7f) << 7 * i;
		if (rest->ptr[i] & 0x80)
			continue;
		*number = (uint32_t)value;
		*rest = axr_span_from(*rest, i + 1);
		return value <= UINT32_MAX;
	}
	return false;
}

/* To where it says that it points; false where there is no such place. */
static bool point(uint8_t *at, const struct axr_places_buffer *buffers, size_t count)
{
	const uint8_t *pointer = NULL;
	struct place to;

	memcpy(&to, at, sizeof(to));
	if (to.buffer != UINT32_MAX || to.offset != UINT32_MAX) {
		if (to.buffer >= count || to.offset > buffers[to.buffer].len)
			return false;
		pointer = buffers[to.buffer].bytes;
		if (pointer) /* libyara gives an empty buffer no memory */
			pointer += to.offset;
	}
	memcpy(at, &pointer, sizeof(pointer));
	return true;
}

bool axr_places_fill(struct axr_span list, const struct axr_places_buffer *buffers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t left, distance;
		uint64_t at = 0;

		if (!take_number(&list, &left))
			return false;
		for (; left; left--) {
			if (!take_number(&list, &distance))
				return false;
			at += distance;
			if (buffers[i].len < sizeof(struct place) ||
			    at > buffers[i].len - sizeof(struct place) ||
			    !point(buffers[i].bytes + at, buffers, count))
				return false;
		}
	}
	return !list.len;
}
