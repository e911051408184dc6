/* Texts that are made to be slow to read: each repeats what a naive reader pays for twice. */
#ifndef AXR_BENCH_HOSTILE_H
#define AXR_BENCH_HOSTILE_H

#include "base/buf.h"

struct hostile {
	const char *name, *extension;
	const char *head, *unit, *tail;
	size_t most; /* bytes of the longer one; the shorter has a quarter */
};

extern const struct hostile hostile_kinds[];
extern const size_t hostile_count;

/* head, then unit until size is reached, then tail.  The caller frees it. */
struct axr_buf hostile_make(const struct hostile *kind, size_t size);

#endif
