/*
 * Memory that dies at once: everything that one file under scan owns lies in one arena.  Blocks
 * are kept over a reset, so that the steady state of a worker allocates nothing.
 */
#ifndef AXR_BASE_ARENA_H
#define AXR_BASE_ARENA_H

#include <stdarg.h>

#include "aspxray.h"

struct axr_arena_block;
struct axr_clock; /* base/clock.h */

struct axr_arena {
	struct axr_arena_block *first, *now;
	size_t used;  /* bytes given out since the last reset */
	size_t limit; /* most bytes that may be given out */
	bool failed;  /* something was refused since the last reset: limit or no memory */
	struct axr_clock *clock; /* of the file whose memory it is; NULL: none; stays */
};

/* limit in bytes; 0 for none. */
void axr_arena_init(struct axr_arena *arena, size_t limit);
void axr_arena_free(struct axr_arena *arena);

/* Forgets all that was given out; keeps up to keep bytes of blocks for reuse. */
void axr_arena_reset(struct axr_arena *arena, size_t keep);

/* Zeroed, aligned for any type; NULL (and failed set) where the limit or memory is exhausted. */
void *axr_arena_alloc(struct axr_arena *arena, size_t size);

/* The same for count elements; NULL where count * size overflows. */
void *axr_arena_array(struct axr_arena *arena, size_t count, size_t size);

/*
 * A longer array in place of one whose capacity is full: *cap doubles (from 8), the elements move,
 * and what lies behind them is of no known value.  Returns the new place, the old one being gone;
 * or NULL with the old array untouched.
 */
void *axr_arena_grow(struct axr_arena *arena, void *old, size_t count, size_t *cap, size_t size);

/* A NUL-terminated copy, its length as in s; an empty span on failure. */
struct axr_span axr_arena_copy(struct axr_arena *arena, struct axr_span s);

/* A NUL-terminated copy as a C string of ours, cut at a NUL inside; "" on failure. */
const char *axr_arena_str(struct axr_arena *arena, struct axr_span s);

/* printf into the arena; "" on failure. */
__attribute__((format(AXR_PRINTF, 2, 3))) const char *axr_arena_printf(struct axr_arena *arena,
								       const char *format, ...);
__attribute__((format(AXR_PRINTF, 2, 0))) const char *
axr_arena_vprintf(struct axr_arena *arena, const char *format, va_list args);

#endif
