/* The stable id of a finding. */
#ifndef AXR_JUDGE_ID_H
#define AXR_JUDGE_ID_H

#include "aspxray.h"

/*
 * Fills in finding->id: 128 bits of BLAKE2s over host, path, SHA-256 of the content and the best
 * rule (reasons[0]), each with its length before it, as 32 hex digits.  The same on every system
 * and in every version; another rule set may find another best rule and so give another id.  Two
 * findings share an id only where all four agree: nobody, not even who chooses names and contents,
 * can make two that collide with less than about 2^64 tries.  host may be NULL; a file that was not
 * hashed counts with an empty digest.
 */
void axr_finding_id(struct axr_finding *finding, const char *host);

/* BLAKE2s (RFC 7693) without a key; size is that of the digest, 1 to 32 bytes. */
void axr_blake2s(uint8_t *digest, size_t size, const struct axr_span *parts, size_t count);

#endif
