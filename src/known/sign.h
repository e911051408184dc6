/*
 * Signatures in the file formats of minisign (https://jedisct1.github.io/minisign/): Ed25519 over
 * the BLAKE2b-512 of the file, with a comment that is signed too.  What this makes "minisign -V"
 * verifies, and the other way round; the old kind without the hash is verified as well.
 */
#ifndef AXR_KNOWN_SIGN_H
#define AXR_KNOWN_SIGN_H

#include "base/buf.h"

/*
 * Whether signature (a .minisig file; ptr NULL where there is none) is one of the bytes by the
 * public key trust (a .pub file, or its Base64 line alone).  Returns AXR_ETRUST with a reason that
 * names the file where it is not; AXR_EUSAGE where trust is no public key.
 */
int axr_sign_verify(const char *name, struct axr_span bytes, struct axr_span signature,
		    struct axr_span trust, struct axr_err *err);

/* Whether a secret key file of minisign asks for a password. */
bool axr_sign_needs_password(struct axr_span key);

/*
 * Appends the .minisig of the bytes to signature.  key is a secret key file of minisign, encrypted
 * (default of "minisign -G"; opening it takes a second and 1 GB of memory) or not (-W); password is
 * ignored where it is not.  comment, of one line, is signed too.  AXR_EUSAGE where the key or the
 * password is wrong.
 */
int axr_sign_make(struct axr_span bytes, struct axr_span key, struct axr_span password,
		  const char *comment, struct axr_buf *signature, struct axr_err *err);

#endif
