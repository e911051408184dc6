#include "discover/listing.h"

#include <stdlib.h>

#include "base/span.h"
#include "os/os.h"

enum {
	NAMES_MAX = 1 << 20 /* kept at a time: some 50 MB; a folder with more stands alone */
};

struct axr_listing {
	char *folder;
	char **names; /* in the order of compare() */
	size_t count;
};

/* By any case first, so that what Windows takes for one name stands together. */
static int compare(const void *a, const void *b)
{
	const char *first = *(char *const *)a, *second = *(char *const *)b;
	int order = axr_span_icmp(axr_span_str(first), axr_span_str(second));

	return order ? order : strcmp(first, second);
}

static void drop(struct axr_listings *listings, size_t slot)
{
	struct axr_listing *listing = listings->slots[slot];

	listings->slots[slot] = NULL;
	if (!listing)
		return;
	listings->names -= listing->count;
	axr_os_folder_free(listing->names, listing->count);
	free(listing->folder);
	free(listing);
}

void axr_listings_free(struct axr_listings *listings)
{
	for (size_t i = 0; i < AXR_LISTINGS; i++)
		drop(listings, i);
}

static int list(const char *folder, struct axr_listing **out)
{
	struct axr_listing *listing = calloc(1, sizeof(*listing));
	int code;

	*out = NULL;
	if (!listing)
		return axr_os_code_memory();
	listing->folder = strdup(folder);
	code = listing->folder ? axr_os_folder(folder, &listing->names, &listing->count) :
				 axr_os_code_memory();
	if (code) {
		free(listing->folder);
		free(listing);
		return code;
	}
	if (listing->count)
		qsort(listing->names, listing->count, sizeof(*listing->names), compare);
	*out = listing;
	return 0;
}

/* FNV-1a: a slot that is shared costs a listing, nothing else. */
static size_t slot_of(const char *folder)
{
	uint32_t hash = 2166136261u;

	for (; *folder; folder++)
		hash = (hash ^ (uint8_t)*folder) * 16777619u;
	return hash % AXR_LISTINGS;
}

static const char *search(const struct axr_listing *listing, struct axr_span name)
{
	size_t low = 0, high = listing->count;
	const char *found = NULL;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (axr_span_icmp(axr_span_str(listing->names[middle]), name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < listing->count; low++) {
		struct axr_span there = axr_span_str(listing->names[low]);

		if (!axr_span_ieq(there, name))
			break;
		if (!found || axr_span_eq(there, name))
			found = listing->names[low];
	}
	return found;
}

int axr_listings_find(struct axr_listings *listings, const char *folder, struct axr_span name,
		      const char **found)
{
	const size_t slot = slot_of(folder);
	struct axr_listing *listing = listings->slots[slot];
	int code;

	*found = NULL;
	if (!listing || strcmp(listing->folder, folder)) {
		code = list(folder, &listing);
		if (code)
			return code;
		if (listings->names + listing->count > NAMES_MAX)
			axr_listings_free(listings);
		drop(listings, slot);
		listings->slots[slot] = listing;
		listings->names += listing->count;
	}
	*found = search(listing, name);
	return 0;
}
