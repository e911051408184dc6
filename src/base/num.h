/* Numbers and digests as text, and back, without locale and without surprises. */
#ifndef AXR_BASE_NUM_H
#define AXR_BASE_NUM_H

#include "aspxray.h"

/* All of s as a decimal number up to max; false where it is anything else. */
bool axr_parse_u64(struct axr_span s, uint64_t max, uint64_t *value);

/* All of s as hex digits of exactly len bytes, in either case. */
bool axr_parse_hex(struct axr_span s, uint8_t *bytes, size_t len);

/* Lower-case hex; text has room for 2 * len + 1. */
void axr_format_hex(char *text, const uint8_t *bytes, size_t len);

enum { AXR_U64_DIGITS = 20 };

/* Decimal, and a NUL behind it; returns the number of digits. */
size_t axr_format_u64(char text[AXR_U64_DIGITS + 1], uint64_t number);

/*
 * RFC 3339 in UTC with milliseconds, "2026-01-02T03:04:05.678Z"; "" where the time is not known
 * or lies outside the years 0 to 9999.  text has room for 32.
 */
void axr_format_time(char *text, size_t size, struct axr_time time);

/* RFC 3339 (with an offset or Z) to UTC. */
bool axr_parse_time(struct axr_span s, struct axr_time *time);

/* Seconds since 1970 of a date of the Gregorian calendar, UTC. */
int64_t axr_time_of(int64_t year, unsigned month, unsigned day, unsigned hour, unsigned minute,
		    unsigned second);

/* 64-bit FNV-1a, for hash tables whose keys are not the enemy's to choose. */
uint64_t axr_hash_bytes(struct axr_span s, uint64_t seed);

#endif
