#include "base/utf8.h"

#include "base/span.h"

int32_t axr_utf8_get(struct axr_span s, size_t at, size_t *len)
{
	const uint8_t *p = s.ptr + at;
	size_t left = s.len - at, need;
	uint32_t code, least;

	*len = 1;
	if (p[0] < 0x80)
		return p[0];
	if (p[0] >= 0xc2 && p[0] < 0xe0) {
		need = 2, code = p[0] & 0x1fu, least = 0x80;
	} else if (p[0] >= 0xe0 && p[0] < 0xf0) {
		need = 3, code = p[0] & 0x0fu, least = 0x800;
	} else if (p[0] >= 0xf0 && p[0] < 0xf5) {
		need = 4, code = p[0] & 0x07u, least = 0x10000;
	} else {
		return -1;
	}
	if (left < need)
		return -1;
	for (size_t i = 1; i < need; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return -1;
		code = code << 6 | (p[i] & 0x3fu);
	}
	if (code < least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		return -1;
	*len = need;
	return (int32_t)code;
}

size_t axr_utf8_encode(uint32_t code, uint8_t to[4])
{
	size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

	for (size_t i = len; i-- > 1; code >>= 6)
		to[i] = (uint8_t)(0x80 | (code & 0x3f));
	to[0] = (uint8_t)(len == 1 ? code : 0xf00U >> len | code);
	return len;
}

void axr_utf8_put(struct axr_buf *buf, uint32_t code)
{
	uint8_t bytes[4];
	size_t len = axr_utf8_encode(code > 0x10ffff ? 0xfffd : code, bytes);

	for (size_t i = 0; i < len; i++)
		axr_buf_putc(buf, bytes[i]);
}

void axr_utf8_put_text(struct axr_buf *buf, uint32_t code)
{
	axr_utf8_put(buf, code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
}

static uint32_t unit_at(struct axr_span bytes, size_t at, bool big_endian)
{
	return big_endian ? (uint32_t)(bytes.ptr[at] << 8 | bytes.ptr[at + 1]) :
			    (uint32_t)(bytes.ptr[at + 1] << 8 | bytes.ptr[at]);
}

size_t axr_utf16_put(struct axr_buf *buf, struct axr_span bytes, bool big_endian, bool end)
{
	size_t at = 0;

	for (; at + 1 < bytes.len; at += 2) {
		uint32_t unit = unit_at(bytes, at, big_endian), low = 0;

		if (unit >= 0xd800 && unit < 0xdc00) {
			if (at + 3 < bytes.len)
				low = unit_at(bytes, at + 2, big_endian);
			else if (!end)
				return at;
		}
		if (low >= 0xdc00 && low < 0xe000) {
			unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
			at += 2;
		}
		axr_utf8_put(buf, unit);
	}
	return end ? bytes.len : at;
}

bool axr_utf8_valid(struct axr_span s)
{
	size_t len;

	for (size_t at = 0; at < s.len; at += len)
		if (axr_utf8_get(s, at, &len) < 0)
			return false;
	return true;
}

struct range {
	uint32_t first, last;
};

static bool in_ranges(const struct range *ranges, size_t count, uint32_t code)
{
	for (size_t i = 0; i < count && code >= ranges[i].first; i++)
		if (code <= ranges[i].last)
			return true;
	return false;
}

bool axr_is_format_char(uint32_t code)
{
	/* Unicode 15, general category Cf */
	static const struct range ranges[] = {
		{ 0xad, 0xad },       { 0x600, 0x605 },     { 0x61c, 0x61c },
		{ 0x6dd, 0x6dd },     { 0x70f, 0x70f },     { 0x890, 0x891 },
		{ 0x8e2, 0x8e2 },     { 0x180e, 0x180e },   { 0x200b, 0x200f },
		{ 0x202a, 0x202e },   { 0x2060, 0x2064 },   { 0x2066, 0x206f },
		{ 0xfeff, 0xfeff },   { 0xfff9, 0xfffb },   { 0x110bd, 0x110bd },
		{ 0x110cd, 0x110cd }, { 0x13430, 0x1343f }, { 0x1bca0, 0x1bca3 },
		{ 0x1d173, 0x1d17a }, { 0xe0001, 0xe0001 }, { 0xe0020, 0xe007f },
	};

	return in_ranges(ranges, sizeof(ranges) / sizeof(*ranges), code);
}

bool axr_is_deceptive(uint32_t code)
{
	static const struct range ranges[] = {
		{ 0xad, 0xad },     { 0x61c, 0x61c },   { 0x180e, 0x180e }, { 0x200b, 0x200f },
		{ 0x2028, 0x202e }, { 0x2060, 0x2069 }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb },
	};

	return in_ranges(ranges, sizeof(ranges) / sizeof(*ranges), code);
}
