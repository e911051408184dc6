#include "os/wtf8.h"

#include "base/utf8.h"

size_t axr_wtf8_from16(const uint16_t *units, size_t count, char *out, size_t size)
{
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t c = units[i];
		uint8_t bytes[4];
		size_t n;

		if ((c & 0xfc00) == 0xd800 && i + 1 < count && (units[i + 1] & 0xfc00) == 0xdc00)
			c = 0x10000 + ((c & 0x3ff) << 10 | (units[++i] & 0x3ff));
		n = axr_utf8_encode(c, bytes);
		if (n > size - len)
			return SIZE_MAX;
		for (size_t k = 0; k < n; k++)
			out[len++] = (char)bytes[k];
	}
	return len;
}

/* The character at the front of bytes and its length; 0: it is broken, or written too long. */
static size_t take(struct axr_span bytes, uint32_t *c)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const uint8_t first = bytes.ptr[0];
	size_t len = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

	if (!len || len > bytes.len || first >= 0xf8)
		return 0;
	*c = len == 1 ? first : first & (0x7fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((bytes.ptr[i] & 0xc0) != 0x80)
			return 0;
		*c = *c << 6 | (bytes.ptr[i] & 63);
	}
	return *c < least[len] || *c > 0x10ffff ? 0 : len;
}

size_t axr_wtf8_to16(struct axr_span bytes, uint16_t *out, size_t room)
{
	size_t count = 0;

	while (bytes.len) {
		uint32_t c;
		const size_t len = take(bytes, &c);

		if (!len || room - count < (c < 0x10000 ? 1u : 2u))
			return SIZE_MAX;
		if (c >= 0x10000) {
			out[count++] = (uint16_t)(0xd800 | (c - 0x10000) >> 10);
			c = 0xdc00 | (c & 0x3ff);
		}
		out[count++] = (uint16_t)c;
		bytes.ptr += len;
		bytes.len -= len;
	}
	return count;
}
