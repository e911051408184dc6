#include "page/chars.h"

#include "base/utf8.h"

/* The values of enum axr_char, sixteen characters a line; 0 from 0x80 on. */
const uint8_t axr_char_table[256] = {
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 3, 3, 4, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0,
	0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1,
	0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 3,
};

static enum axr_char class_of(uint32_t code)
{
	if (code < 0x80)
		return (enum axr_char)axr_char_table[code];
	if (code == 0x85 || code == 0x2028 || code == 0x2029)
		return AXR_CHAR_NEWLINE;
	if (code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200a) ||
	    code == 0x202f || code == 0x205f || code == 0x3000)
		return AXR_CHAR_SPACE;
	if (axr_is_format_char(code))
		return AXR_CHAR_FORMAT;
	if (code < 0xa0)
		return AXR_CHAR_SPACE;
	/* signs that no language takes for a letter; all else may be one */
	if ((code < 0xc0 && code != 0xaa && code != 0xb5 && code != 0xba) || code == 0xd7 ||
	    code == 0xf7 || (code >= 0x2010 && code <= 0x203e) ||
	    (code >= 0x2041 && code <= 0x205e) || (code >= 0x2190 && code <= 0x2bff) ||
	    (code >= 0x3001 && code <= 0x3004) || (code >= 0x3008 && code <= 0x3020) ||
	    (code >= 0xff01 && code <= 0xff0f) || (code >= 0xff1a && code <= 0xff20) ||
	    (code >= 0xff3b && code <= 0xff40 && code != 0xff3f) ||
	    (code >= 0xff5b && code <= 0xff65))
		return AXR_CHAR_OTHER;
	if (code >= 0xff10 && code <= 0xff19)
		return AXR_CHAR_DIGIT;
	return AXR_CHAR_LETTER;
}

enum axr_char axr_char_at(struct axr_span s, size_t at, uint32_t *code, size_t *len)
{
	int32_t got = axr_utf8_get(s, at, len);

	*code = got < 0 ? s.ptr[at] : (uint32_t)got;
	/* a lone byte 0x85 is an ellipsis of Windows-1252 rather than a newline */
	if (got < 0 && *code < 0xc0)
		return AXR_CHAR_OTHER;
	return class_of(*code);
}

bool axr_is_newline_at(struct axr_span s, size_t at)
{
	uint8_t c = s.ptr[at];

	if (c == '\n' || c == '\r')
		return true;
	if (c == 0xc2)
		return at + 1 < s.len && s.ptr[at + 1] == 0x85;
	return c == 0xe2 && at + 2 < s.len && s.ptr[at + 1] == 0x80 &&
	       (s.ptr[at + 2] == 0xa8 || s.ptr[at + 2] == 0xa9);
}

size_t axr_newline_from(struct axr_span s, size_t at)
{
	while (at < s.len && !axr_is_newline_at(s, at))
		at++;
	return at;
}

uint32_t axr_half_width(uint32_t code)
{
	return code >= 0xff01 && code <= 0xff5e ? code - 0xff00 + 0x20 : code;
}

size_t axr_char_put(uint8_t *to, uint32_t code)
{
	if (code < 0x80) {
		to[0] = (uint8_t)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (uint8_t)(0xc0 | code >> 6);
		to[1] = (uint8_t)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (uint8_t)(0xe0 | code >> 12);
		to[1] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
		to[2] = (uint8_t)(0x80 | (code & 0x3f));
		return 3;
	}
	if (code > 0x10ffff)
		return axr_char_put(to, 0xfffd);
	to[0] = (uint8_t)(0xf0 | code >> 18);
	to[1] = (uint8_t)(0x80 | (code >> 12 & 0x3f));
	to[2] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
	to[3] = (uint8_t)(0x80 | (code & 0x3f));
	return 4;
}

uint8_t *axr_pool_room(struct axr_pool *pool, size_t len)
{
	const size_t chunk = 32 * 1024;

	if (pool->left >= len && pool->ptr)
		return pool->ptr;
	pool->ptr = axr_arena_alloc(pool->arena, len > chunk / 4 ? len : chunk);
	pool->left = !pool->ptr ? 0 : len > chunk / 4 ? len : chunk;
	return pool->ptr;
}

struct axr_span axr_pool_keep(struct axr_pool *pool, size_t len)
{
	struct axr_span kept = { pool->ptr, len };

	pool->ptr += len;
	pool->left -= len;
	return kept;
}
