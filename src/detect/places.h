/*
 * Where a compiled set of YARA rules holds pointers.  A saved set ends with a list of these places,
 * eight bytes for each, and libyara allocates for each when it loads them: tens of thousands, two
 * thirds of the instructions of a small scan.  So our own sets are packed without that list, which
 * libyara takes for a set that has no pointers, with the list beside it in a tenth of the room.
 *
 * A saved set, as libyara 4 writes it in the order of bytes of the machine: "YARA", a byte with the
 * version of the format, one with the number of buffers; for each buffer a 64-bit offset and a
 * 32-bit size; the buffers; until the end, for each place the 32-bit number of its buffer and its
 * 32-bit offset in there.  At a place stands where it points to, in the same way, or ~0 for NULL.
 *
 * The list: for each buffer the number of its places, then for each the distance from the one
 * before it; numbers of seven bits a byte, the lowest first, all but the last byte with the highest
 * bit set.
 */
#ifndef AXR_DETECT_PLACES_H
#define AXR_DETECT_PLACES_H

#include "base/buf.h"

/*
 * Finds the length of a saved set without its places, and puts these into list; false where saved
 * is no such set.
 */
bool axr_places_cut(struct axr_span saved, size_t *len, struct axr_buf *list);

/* A buffer of a set that was loaded without its places. */
struct axr_places_buffer {
	uint8_t *bytes;
	size_t len;
};

/* Makes a pointer of what stands at each place; false where the list or the set is damaged. */
bool axr_places_fill(struct axr_span list, const struct axr_places_buffer *buffers, size_t count);

#endif
