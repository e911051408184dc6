/*
 * MD5, SHA-1 and SHA-256 by OpenSSL.  Over a stream: each worker has its own digester, whose state
 * is reused from file to file.
 */
#ifndef AXR_BASE_DIGEST_H
#define AXR_BASE_DIGEST_H

#include "aspxray.h"

struct axr_digester; /* running digests; one thread at a time */

struct axr_digester *axr_digester_new(void); /* NULL: no memory */
void axr_digester_free(struct axr_digester *digester);

/* Begins anew with the digests of mask (enum axr_digest). */
void axr_digester_begin(struct axr_digester *digester, unsigned mask);
void axr_digester_update(struct axr_digester *digester, struct axr_span bytes);

/* Writes what was made into file->md5, sha1, sha256 and sets the bits in file->digests. */
void axr_digester_end(struct axr_digester *digester, struct axr_file *file);

/*
 * SHA-256 over fields, each behind its length in 64 bits, low byte first: no other fields make the
 * same bytes.
 */
void axr_digest_fields(const struct axr_span *fields, size_t count, uint8_t digest[32]);

#endif
