#include "walk/seen.h"

#include <stdlib.h>

void axr_seen_init(struct axr_seen *seen, uint64_t seed)
{
	*seen = (struct axr_seen){ .seed = seed };
}

void axr_seen_free(struct axr_seen *seen)
{
	free(seen->slots);
	free(seen->taken);
	*seen = (struct axr_seen){ 0 };
}

/* The finaliser of MurmurHash3: every bit of x reaches every bit of the sum. */
static uint64_t mix(uint64_t x)
{
	x ^= x >> 33;
	x *= 0xff51afd7ed558ccd;
	x ^= x >> 33;
	x *= 0xc4ceb9fe1a85ec53;
	return x ^ x >> 33;
}

static size_t find(const struct axr_seen *seen, struct axr_os_id id)
{
	uint64_t hash = mix(id.volume ^ seen->seed);
	size_t at;

	hash = mix(hash ^ id.file[0]);
	hash = mix(hash ^ id.file[1]);
	at = (size_t)hash & (seen->cap - 1);
	while (seen->taken[at] && !axr_os_same(seen->slots[at], id))
		at = (at + 1) & (seen->cap - 1);
	return at;
}

static bool grow(struct axr_seen *seen)
{
	struct axr_seen grown = { .seed = seen->seed, .count = seen->count };

	grown.cap = seen->cap ? 2 * seen->cap : 256;
	grown.slots = malloc(grown.cap * sizeof(*grown.slots));
	grown.taken = calloc(grown.cap, 1);
	if (!grown.slots || !grown.taken) {
		axr_seen_free(&grown);
		return false;
	}
	for (size_t i = 0; i < seen->cap; i++) {
		if (seen->taken[i]) {
			const size_t at = find(&grown, seen->slots[i]);

			grown.slots[at] = seen->slots[i];
			grown.taken[at] = 1;
		}
	}
	axr_seen_free(seen);
	*seen = grown;
	return true;
}

enum axr_seen_answer axr_seen_add(struct axr_seen *seen, struct axr_os_id id)
{
	size_t at;

	if (seen->count >= seen->cap / 4 * 3 && !grow(seen))
		return AXR_SEEN_NO_MEMORY;
	at = find(seen, id);
	if (seen->taken[at])
		return AXR_SEEN_BEFORE;
	seen->slots[at] = id;
	seen->taken[at] = 1;
	seen->count++;
	return AXR_SEEN_NEW;
}
