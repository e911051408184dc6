/*
 * The names in folders of a volume, each folder listed once: a configuration may name thousands of
 * paths through the same few.  For as long only as a server is discovered, and for one thread.
 */
#ifndef AXR_DISCOVER_LISTING_H
#define AXR_DISCOVER_LISTING_H

#include "aspxray.h"

enum { AXR_LISTINGS = 256 };

struct axr_listing;

/* Begins as zeros. */
struct axr_listings {
	struct axr_listing *slots[AXR_LISTINGS]; /* by a hash of the folder's path */
	size_t names;                            /* in all of them */
};

/*
 * The name in a folder that Windows takes for this one: as written before any other case.  *found
 * is NULL where there is none, and lives until the next call.  0 or the system's error code of
 * listing the folder.
 */
int axr_listings_find(struct axr_listings *listings, const char *folder, struct axr_span name,
		      const char **found);

void axr_listings_free(struct axr_listings *listings);

#endif
