/* Deflated bytes (RFC 1951) bare, in zlib (RFC 1950) or in gzip (RFC 1952); the one door to zlib.
 */
#ifndef AXR_BASE_INFLATE_H
#define AXR_BASE_INFLATE_H

#include "base/buf.h"

enum axr_wrap {
	AXR_WRAP_NONE, /* bare deflate, as .NET's DeflateStream writes it */
	AXR_WRAP_ZLIB,
	AXR_WRAP_GZIP, /* the first member */
	AXR_WRAP_AUTO  /* zlib or gzip by its header */
};

/*
 * Appends to out what in inflates to.  True where the stream came to its end and its checksum is
 * right; what stands behind it is ignored.  False where it is cut short, broken, or too long:
 * out then holds what came out before.  out->limit bounds the work (set it for foreign bytes);
 * where the limit or memory was short, out->failed is set and false is returned.
 */
bool axr_inflate(struct axr_span in, struct axr_buf *out, enum axr_wrap wrap);

#endif
