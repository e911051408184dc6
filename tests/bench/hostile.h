/* Texts that are made to be slow to read: each repeats what a naive reader pays for twice. */
#ifndef AXR_BENCH_HOSTILE_H
#define AXR_BENCH_HOSTILE_H

#include "base/buf.h"

struct hostile {
	const char *name, *extension;
	const char *head, *unit, *tail;
	size_t most; /* bytes of the longer one; the shorter has a quarter */
	/* What stands between as many units and as many backs; without backs it is NULL. */
	const char *middle, *back;
};

extern const struct hostile hostile_kinds[];
extern const size_t hostile_count;

/*
 * head, units and backs until size is reached, tail.  A \1 in unit or back is the number of the
 * unit, so that names differ.  The caller frees it.
 */
struct axr_buf hostile_make(const struct hostile *kind, size_t size);

#endif
