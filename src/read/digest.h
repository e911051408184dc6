/*
 * MD5, SHA-1 and SHA-256 over a stream, by OpenSSL.  Each worker has its own digester, whose state
 * is reused from file to file.
 */
#ifndef AXR_READ_DIGEST_H
#define AXR_READ_DIGEST_H

#include "aspxray.h"

struct axr_digester; /* running digests; one thread at a time */

struct axr_digester *axr_digester_new(void); /* NULL: no memory */
void axr_digester_free(struct axr_digester *digester);

/* Begins anew with the digests of mask (enum axr_digest). */
void axr_digester_begin(struct axr_digester *digester, unsigned mask);
void axr_digester_update(struct axr_digester *digester, struct axr_span bytes);

/* Writes what was made into file->md5, sha1, sha256 and sets the bits in file->digests. */
void axr_digester_end(struct axr_digester *digester, struct axr_file *file);

#endif
