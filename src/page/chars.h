/*
 * The characters that the languages of a page are written with, and memory for texts that differ
 * from what was written.
 */
#ifndef AXR_PAGE_CHARS_H
#define AXR_PAGE_CHARS_H

#include "base/arena.h"
#include "base/span.h"

enum axr_char {
	AXR_CHAR_OTHER,
	AXR_CHAR_LETTER,  /* begins an identifier; '_' too */
	AXR_CHAR_DIGIT,
	AXR_CHAR_SPACE,   /* white space and control characters, NUL among them */
	AXR_CHAR_NEWLINE,
	AXR_CHAR_FORMAT   /* invisible, dropped by the compilers */
};

/* Of a byte below 0x80; the others are AXR_CHAR_OTHER, whatever character they belong to. */
extern const uint8_t axr_char_table[256];

static inline bool axr_is_word(uint8_t c)
{
	return axr_char_table[c] == AXR_CHAR_LETTER || axr_char_table[c] == AXR_CHAR_DIGIT;
}

/*
 * The class of the character at byte at (at < s.len), its code point and its length in bytes.  A
 * byte that is no UTF-8 counts as the Latin-1 character.
 */
enum axr_char axr_char_at(struct axr_span s, size_t at, uint32_t *code, size_t *len);

/* True at CR, LF, NEL, U+2028 and U+2029, where a line comment ends. */
bool axr_is_newline_at(struct axr_span s, size_t at);

/* The first newline at or behind at; s.len where there is none. */
size_t axr_newline_from(struct axr_span s, size_t at);

/* The half-width ASCII character of a full-width one (U+FF01 to U+FF5E); else code itself. */
uint32_t axr_half_width(uint32_t code);

/* Writes a code point as UTF-8 (surrogates as WTF-8) to at most 4 bytes; returns how many. */
size_t axr_char_put(uint8_t *to, uint32_t code);

/* Many small texts in few blocks of an arena. */
struct axr_pool {
	struct axr_arena *arena;
	uint8_t *ptr;
	size_t left;
};

/* Room for len bytes that axr_pool_keep() will keep; NULL where memory is exhausted. */
uint8_t *axr_pool_room(struct axr_pool *pool, size_t len);

/* Keeps the first len bytes of the last room. */
struct axr_span axr_pool_keep(struct axr_pool *pool, size_t len);

#endif
