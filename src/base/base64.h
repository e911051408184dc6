/* Base64 as RFC 4648 has it. */
#ifndef AXR_BASE_BASE64_H
#define AXR_BASE_BASE64_H

#include "base/span.h"

/* What axr_base64url_value() says of each byte. */
extern const int8_t axr_base64url_values[256];

/* 0 to 63, or -1; '-' and '_' stand for '+' and '/' as they do in names and URLs. */
static inline int axr_base64url_value(uint8_t c)
{
	return axr_base64url_values[c];
}

/* The same without '-' and '_'. */
static inline int axr_base64_value(uint8_t c)
{
	return c == '-' || c == '_' ? -1 : axr_base64url_values[c];
}

/* Decodes text to exactly len bytes; false where it is malformed or of another length. */
bool axr_base64_read(struct axr_span text, uint8_t *bytes, size_t len);

/* Characters that len bytes take, with padding and without the NUL. */
static inline size_t axr_base64_size(size_t len)
{
	return (len + 2) / 3 * 4;
}

/* Writes len bytes as text with a NUL behind it. */
void axr_base64_write(char *text, const uint8_t *bytes, size_t len);

#endif
