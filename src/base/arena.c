#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/span.h"

enum { BLOCK_SIZE = 64 * 1024 };

struct axr_arena_block {
	struct axr_arena_block *next;
	size_t size, used;
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

	while (*link && (*link)->size <= keep) {
		keep -= (*link)->size;
		(*link)->used = 0;
		link = &(*link)->next;
	}
	free_blocks(*link);
	*link = NULL;
	arena->now = arena->first;
	arena->used = 0;
	arena->failed = false;
}

static struct axr_arena_block *new_block(struct axr_arena *arena, size_t size)
{
	size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
	struct axr_arena_block *block = malloc(sizeof(*block) + room);

	if (!block)
		return NULL;
	block->size = room;
	block->used = 0;
	block->next = NULL;
	if (arena->now) {
		block->next = arena->now->next;
		arena->now->next = block;
	} else {
		arena->first = block;
	}
	arena->now = block;
	return block;
}

void *axr_arena_alloc(struct axr_arena *arena, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct axr_arena_block *block = arena->now;
	void *place;

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
	place = block->bytes + block->used;
	block->used += size;
	arena->used = arena->limit - arena->used < size ? arena->limit : arena->used + size;
	return memset(place, 0, size);
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

void *axr_arena_grow(struct axr_arena *arena, void *old, size_t count, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap * 2 : 8;
	void *place = more > *cap ? axr_arena_array(arena, more, size) : NULL;

	if (!place)
		return NULL;
	if (count)
		memcpy(place, old, count * size);
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
