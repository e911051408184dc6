/* The alphabets of base64 (RFC 4648). */
#ifndef AXR_DECODE_BASE64_H
#define AXR_DECODE_BASE64_H

#include "base/span.h"

/* 0 to 63, or -1 */
static inline int axr_base64_value(uint8_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (axr_is_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* The same with '-' and '_' as well, which stand for '+' and '/' in names and URLs. */
static inline int axr_base64url_value(uint8_t c)
{
	return c == '-' ? 62 : c == '_' ? 63 : axr_base64_value(c);
}

#endif
