/* The stable id of a finding. */
#ifndef AXR_JUDGE_ID_H
#define AXR_JUDGE_ID_H

#include "aspxray.h"

/*
 * Fills in finding->id: the first 128 bits of SHA-256 over host, path, SHA-256 of the content
 * and the best rule (reasons[0]), each with its length before it, as 32 hex digits.  The same on
 * every system and in every version; another rule set may find another best rule and so give
 * another id.  Two findings share an id only where all four agree: nobody, not even who chooses
 * names and contents, can make two that collide with less than about 2^64 tries.  host may be
 * NULL; a file that was not hashed counts with an empty digest.
 */
void axr_finding_id(struct axr_finding *finding, const char *host);

#endif
