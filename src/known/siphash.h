/*
 * SipHash-1-3 (Aumasson and Bernstein): for hash tables whose keys an enemy may choose.
 */
#ifndef AXR_KNOWN_SIPHASH_H
#define AXR_KNOWN_SIPHASH_H

#include "aspxray.h"

uint64_t axr_siphash(const uint8_t secret[16], struct axr_span s);

#endif
