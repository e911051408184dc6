/*
 * MD5, SHA-1 and SHA-256 over a stream, by OpenSSL.  The algorithms are fetched once and shared;
 * each worker has its own digester, whose state is reused from file to file.
 */
#ifndef AXR_READ_DIGEST_H
#define AXR_READ_DIGEST_H

#include "aspxray.h"

struct axr_digest_set; /* the algorithms; immutable */
struct axr_digester;   /* running digests; one thread at a time */

/* MD5 or SHA-1 may be missing where the system's policy forbids them; SHA-256 may not. */
int axr_digest_set_open(struct axr_digest_set **set, struct axr_err *err);
void axr_digest_set_free(struct axr_digest_set *set);

/* NULL: no memory.  The set must outlive it. */
struct axr_digester *axr_digester_new(const struct axr_digest_set *set);
void axr_digester_free(struct axr_digester *digester);

/* Begins anew with the digests of mask (enum axr_digest); false where SHA-256 cannot begin. */
bool axr_digester_begin(struct axr_digester *digester, unsigned mask);
void axr_digester_update(struct axr_digester *digester, struct axr_span bytes);

/* Writes what was made into file->md5, sha1, sha256 and sets the bits in file->digests. */
void axr_digester_end(struct axr_digester *digester, struct axr_file *file);

/* The SHA-256 of bytes; false where it cannot be made. */
bool axr_sha256(const struct axr_digest_set *set, struct axr_span bytes, uint8_t digest[32]);

#endif
