/* Bytes with a length: comparing, finding and cutting.  Letters fold as ASCII only. */
#ifndef AXR_BASE_SPAN_H
#define AXR_BASE_SPAN_H

#include <string.h>

#include "aspxray.h"

/* For static initialisers, where a function cannot stand. */
#define AXR_SPAN_LIT(s) { (const uint8_t *)(s), sizeof(s) - 1 }

static inline struct axr_span axr_span(const void *ptr, size_t len)
{
	struct axr_span s = { ptr, len };

	return s;
}

/* The bytes of a C string of ours; NULL is empty. */
static inline struct axr_span axr_span_str(const char *s)
{
	return axr_span(s, s ? strlen(s) : 0);
}

/* From byte at on (clamped to the end). */
static inline struct axr_span axr_span_from(struct axr_span s, size_t at)
{
	if (at >= s.len)
		return axr_span(s.ptr ? s.ptr + s.len : NULL, 0);
	return axr_span(s.ptr + at, s.len - at);
}

/* len bytes from byte at on (both clamped). */
static inline struct axr_span axr_span_cut(struct axr_span s, size_t at, size_t len)
{
	s = axr_span_from(s, at);
	if (len < s.len)
		s.len = len;
	return s;
}

static inline uint8_t axr_lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c;
}

static inline bool axr_is_space(uint8_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool axr_is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static inline bool axr_is_alpha(uint8_t c)
{
	return axr_lower(c) >= 'a' && axr_lower(c) <= 'z';
}

/* 0 to 15, or -1 */
static inline int axr_hex_value(uint8_t c)
{
	if (axr_is_digit(c))
		return c - '0';
	c = axr_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/*
 * Tokens are compared with words and signs by the million: where the text is a literal its length
 * is known when this is compiled, and little is left of the comparison.
 */
static inline bool axr_span_eq(struct axr_span a, struct axr_span b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

static inline bool axr_span_is(struct axr_span a, const char *s)
{
	return axr_span_eq(a, axr_span_str(s));
}

static inline bool axr_span_starts(struct axr_span s, const char *prefix)
{
	const size_t len = strlen(prefix);

	return s.len >= len && (!len || !memcmp(s.ptr, prefix, len));
}

bool axr_span_ieq(struct axr_span a, struct axr_span b);

/* A literal of another length is told apart without a look at its letters. */
static inline bool axr_span_iis(struct axr_span a, const char *s)
{
	return a.len == strlen(s) && axr_span_ieq(a, axr_span_str(s));
}

bool axr_span_istarts(struct axr_span s, const char *prefix);
bool axr_span_ends(struct axr_span s, const char *suffix);
bool axr_span_iends(struct axr_span s, const char *suffix);

/* By bytes, shorter first where one is the beginning of the other; <0, 0, >0. */
int axr_span_cmp(struct axr_span a, struct axr_span b);
int axr_span_icmp(struct axr_span a, struct axr_span b);

/* The offset of needle at or after from, or SIZE_MAX. */
size_t axr_span_find(struct axr_span s, struct axr_span needle, size_t from);
size_t axr_span_ifind(struct axr_span s, struct axr_span needle, size_t from);
size_t axr_span_find_byte(struct axr_span s, uint8_t byte, size_t from);

/* Without white space at both ends. */
struct axr_span axr_span_trim(struct axr_span s);

/*
 * Cuts the next line off *rest, without its LF or CRLF; false when there is none left.  A last
 * line without LF counts.
 */
bool axr_span_line(struct axr_span *rest, struct axr_span *line);

/* Cuts *rest at the first sep: what stands before it; all of it where there is none. */
struct axr_span axr_span_until(struct axr_span *rest, uint8_t sep);

/* The number of LF bytes before offset at, plus one. */
uint32_t axr_span_line_at(struct axr_span s, size_t at);

#endif
