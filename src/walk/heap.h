/* What waits, the highest key first. */
#ifndef AXR_WALK_HEAP_H
#define AXR_WALK_HEAP_H

#include "aspxray.h"

struct axr_heap_item {
	uint64_t key;
	void *item;
};

struct axr_heap {
	struct axr_heap_item *items;
	size_t count, cap;
};

void axr_heap_free(struct axr_heap *heap); /* not the items */

/* Room for more pushes; false: no memory. */
bool axr_heap_reserve(struct axr_heap *heap, size_t more);

/* Room must have been reserved. */
void axr_heap_push(struct axr_heap *heap, uint64_t key, void *item);

/* NULL where it is empty. */
void *axr_heap_pop(struct axr_heap *heap);

#endif
