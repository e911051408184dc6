/* The directories that were listed: exact, grows with their number, 24 bytes and a half each. */
#ifndef AXR_WALK_SEEN_H
#define AXR_WALK_SEEN_H

#include "os/os.h"

struct axr_seen {
	struct axr_os_id *slots;
	uint8_t *taken;
	size_t count, cap; /* cap is a power of two or 0 */
	uint64_t seed;
};

enum axr_seen_answer { AXR_SEEN_NEW, AXR_SEEN_BEFORE, AXR_SEEN_NO_MEMORY };

/* The numbers in a hostile image are its own choice: the seed is not. */
void axr_seen_init(struct axr_seen *seen, uint64_t seed);
void axr_seen_free(struct axr_seen *seen);

/* Adds it where it is new. */
enum axr_seen_answer axr_seen_add(struct axr_seen *seen, struct axr_os_id id);

#endif
