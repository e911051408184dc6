#include "walk/heap.h"

#include <stdlib.h>

void axr_heap_free(struct axr_heap *heap)
{
	free(heap->items);
	*heap = (struct axr_heap){ 0 };
}

bool axr_heap_reserve(struct axr_heap *heap, size_t more)
{
	struct axr_heap_item *grown;
	size_t cap = heap->cap ? heap->cap : 256;

	if (heap->cap - heap->count >= more)
		return true;
	while (cap - heap->count < more)
		cap *= 2;
	grown = realloc(heap->items, cap * sizeof(*grown));
	if (!grown)
		return false;
	heap->items = grown;
	heap->cap = cap;
	return true;
}

void axr_heap_push(struct axr_heap *heap, uint64_t key, void *item)
{
	size_t at = heap->count++;

	while (at && heap->items[(at - 1) / 2].key < key) {
		heap->items[at] = heap->items[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	heap->items[at] = (struct axr_heap_item){ key, item };
}

void *axr_heap_pop(struct axr_heap *heap)
{
	struct axr_heap_item last;
	void *first;
	size_t at = 0;

	if (!heap->count)
		return NULL;
	first = heap->items[0].item;
	last = heap->items[--heap->count];
	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= heap->count)
			break;
		if (child + 1 < heap->count && heap->items[child + 1].key > heap->items[child].key)
			child++;
		if (heap->items[child].key <= last.key)
			break;
		heap->items[at] = heap->items[child];
		at = child;
	}
	if (heap->count)
		heap->items[at] = last;
	return first;
}
