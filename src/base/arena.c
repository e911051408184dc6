#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/span.h"

enum { BLOCK_SIZE = 64 * 1024 };

/* Bytes above dirty were never given out: they are zero, and most of them not even in memory. */
struct axr_arena_block {
	struct axr_arena_block *next;
	size_t size, used, dirty;
	_Alignas(max_align_t) uint8_t bytes[];
};

void axr_arena_init(struct axr_arena *arena, size_t limit)
{
	*arena = (struct axr_arena){ .limit = limit ? limit : SIZE_MAX };
}

static void free_blocks(struct axr_arena_block *block)
{
	while (block) {
		struct axr_arena_block *next = block->next;

		free(block);
		block = next;
	}
}

void axr_arena_free(struct axr_arena *arena)
{
	if (!arena)
		return;
	free_blocks(arena->first);
	arena->first = arena->now = NULL;
	arena->used = 0;
}

void axr_arena_reset(struct axr_arena *arena, size_t keep)
{
	struct axr_arena_block **link = &arena->first;

	while (*link) {
		struct axr_arena_block *block = *link;

		block->used = 0;
		if (block->dirty <= keep) {
			keep -= block->dirty;
			link = &block->next;
		} else {
			*link = block->next;
			free(block);
		}
	}
	arena->now = arena->first;
	arena->used = 0;
	arena->failed = false;
}

static struct axr_arena_block *new_block(struct axr_arena *arena, size_t size)
{
	const size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
	/* what is large comes from the system zeroed and is not there until it is touched */
	const bool fresh = room > BLOCK_SIZE;
	struct axr_arena_block *block =
		fresh ? calloc(1, sizeof(*block) + room) : malloc(sizeof(*block) + room);

	if (!block)
		return NULL;
	block->next = NULL;
	block->size = room;
	block->used = 0;
	block->dirty = fresh ? 0 : room;
	if (arena->now) {
		block->next = arena->now->next;
		arena->now->next = block;
	} else {
		arena->first = block;
	}
	arena->now = block;
	return block;
}

/*
 * The next size bytes of a block that has them, zeroed.  What was never given out is left alone:
 * half of an array that doubles is often never used.
 */
static void *take(struct axr_arena_block *block, size_t size)
{
	uint8_t *place = block->bytes + block->used;
	size_t left = block->used < block->dirty ? block->dirty - block->used : 0;

	memset(place, 0, left < size ? left : size);
	block->used += size;
	if (block->dirty < block->used)
		block->dirty = block->used;
	return place;
}

void *axr_arena_alloc(struct axr_arena *arena, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct axr_arena_block *block = arena->now;

	if (size > SIZE_MAX / 2 || arena->limit - arena->used < size)
		goto refused;
	size = (size + align - 1) / align * align;
	while (block && block->size - block->used < size) {
		block = block->next;
		if (block)
			arena->now = block;
	}
	if (!block)
		block = new_block(arena, size);
	if (!block)
		goto refused;
	arena->used = arena->limit - arena->used < size ? arena->limit : arena->used + size;
	return take(block, size);
refused:
	arena->failed = true;
	return NULL;
}

void *axr_arena_array(struct axr_arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size) {
		arena->failed = true;
		return NULL;
	}
	return axr_arena_alloc(arena, count * size);
}

/* The link to the block that ends where an array of len bytes ends; NULL where it is none. */
static struct axr_arena_block **block_of(struct axr_arena *arena, const void *array, size_t len)
{
	const uint8_t *end = (const uint8_t *)array + len;

	for (struct axr_arena_block **link = &arena->first; *link; link = &(*link)->next)
		if ((*link)->bytes + (*link)->used == end)
			return link;
	return NULL;
}

/*
 * Makes an array of had bytes that fills a block of its own want bytes long: the system moves its
 * pages, and nothing is copied.  NULL where it has none, or there is no room.
 */
static void *stretch(struct axr_arena *arena, void *array, size_t had, size_t want)
{
	struct axr_arena_block **link, *block;
	const size_t align = _Alignof(max_align_t);

	had = (had + align - 1) / align * align;
	want = (want + align - 1) / align * align;
	if (had <= BLOCK_SIZE || arena->limit - arena->used < want - had)
		return NULL;
	link = block_of(arena, array, had);
	if (!link || (*link)->bytes != array)
		return NULL;
	block = *link;
	if (block->size < want) {
		block = realloc(block, sizeof(*block) + want);
		if (!block)
			return NULL;
		if (arena->now == *link)
			arena->now = block;
		*link = block;
		block->size = want;
	}
	block->used = want;
	if (block->dirty < want)
		block->dirty = want;
	arena->used += want - had;
	return block->bytes;
}

void *axr_arena_grow(struct axr_arena *arena, void *old, size_t count, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap * 2 : 8;
	void *place = NULL;

	if (more <= *cap)
		return NULL;
	if (*cap && more <= SIZE_MAX / 4 / size)
		place = stretch(arena, old, *cap * size, more * size);
	if (!place) {
		place = axr_arena_array(arena, more, size);
		if (place && count)
			memcpy(place, old, count * size);
	}
	if (place)
		*cap = more;
	return place;
}

struct axr_span axr_arena_copy(struct axr_arena *arena, struct axr_span s)
{
	uint8_t *copy = s.len < SIZE_MAX ? axr_arena_alloc(arena, s.len + 1) : NULL;

	if (!copy)
		return axr_span("", 0);
	if (s.len)
		memcpy(copy, s.ptr, s.len);
	return axr_span(copy, s.len);
}

const char *axr_arena_str(struct axr_arena *arena, struct axr_span s)
{
	return (const char *)axr_arena_copy(arena, s).ptr;
}

const char *axr_arena_vprintf(struct axr_arena *arena, const char *format, va_list args)
{
	va_list again;
	char *text = NULL;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len >= 0)
		text = axr_arena_alloc(arena, (size_t)len + 1);
	if (!text)
		return "";
	vsnprintf(text, (size_t)len + 1, format, args);
	return text;
}

const char *axr_arena_printf(struct axr_arena *arena, const char *format, ...)
{
	va_list args;
	const char *text;

	va_start(args, format);
	text = axr_arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}
