/* Base64 as RFC 4648 has it, nothing else: what AIDE and minisign write. */
#ifndef AXR_KNOWN_BASE64_H
#define AXR_KNOWN_BASE64_H

#include "aspxray.h"

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
