/* UTF-8 (and WTF-8, where lone surrogates live) read and written a code point at a time. */
#ifndef AXR_BASE_UTF8_H
#define AXR_BASE_UTF8_H

#include "base/buf.h"

/*
 * The code point at byte at, and how many bytes it takes.  Returns -1 with *len = 1 where the bytes
 * are not well-formed (overlong, over U+10FFFF, truncated, a surrogate).
 */
int32_t axr_utf8_get(struct axr_span s, size_t at, size_t *len);

/* The bytes of a code point up to U+10FFFF, a surrogate as in WTF-8; returns how many, 1 to 4. */
size_t axr_utf8_encode(uint32_t code, uint8_t to[4]);

/* Writes a code point; a surrogate is written as WTF-8 does, anything over U+10FFFF as U+FFFD. */
void axr_utf8_put(struct axr_buf *buf, uint32_t code);

/* The same for text that others are to read: half a pair of surrogates becomes U+FFFD too. */
void axr_utf8_put_text(struct axr_buf *buf, uint32_t code);

/*
 * Writes UTF-16, a lone surrogate as WTF-8 does, and returns the bytes read: what may go on in the
 * next piece (an odd byte, the first half of a pair: up to three bytes) is left unless this is the
 * end.  A byte-order mark is a character like any other.
 */
size_t axr_utf16_put(struct axr_buf *buf, struct axr_span bytes, bool big_endian, bool end);

bool axr_utf8_valid(struct axr_span s);

/* General category Cf and the like: invisible characters that compilers drop from identifiers. */
bool axr_is_format_char(uint32_t code);

/* Characters that reorder or hide text on a screen: bidi controls, zero width, separators. */
bool axr_is_deceptive(uint32_t code);

#endif
