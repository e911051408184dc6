/*
 * What signatures and hash tables need of cryptography; the one file of this stage that sees
 * OpenSSL.
 */
#ifndef AXR_KNOWN_CRYPTO_H
#define AXR_KNOWN_CRYPTO_H

#include "aspxray.h"

enum {
	AXR_ED25519_KEY = 32,
	AXR_ED25519_SEED = 32,
	AXR_ED25519_SIGNATURE = 64,
	AXR_BLAKE2B_512 = 64
};

/*
 * Starts OpenSSL without the machine's configuration of it, which may name modules to load.  To be
 * called before anything else starts it (libyara does); the functions below do so themselves.
 */
bool axr_crypto_start(void);

bool axr_crypto_random(uint8_t *bytes, size_t len);

/* False where the signature is wrong or the library fails. */
bool axr_ed25519_verify(const uint8_t key[AXR_ED25519_KEY], struct axr_span message,
			const uint8_t signature[AXR_ED25519_SIGNATURE]);

bool axr_ed25519_sign(const uint8_t seed[AXR_ED25519_SEED], struct axr_span message,
		      uint8_t signature[AXR_ED25519_SIGNATURE]);

/* The public key that belongs to a seed. */
bool axr_ed25519_public(const uint8_t seed[AXR_ED25519_SEED], uint8_t key[AXR_ED25519_KEY]);

bool axr_blake2b_512(struct axr_span message, uint8_t digest[AXR_BLAKE2B_512]);

/* scrypt with block size 8; memory in bytes is what the library may take. */
bool axr_scrypt(struct axr_span password, struct axr_span salt, uint64_t n, uint32_t p,
		uint64_t memory, uint8_t *key, size_t key_len);

/* Overwrites a secret in a way that no compiler drops. */
void axr_crypto_forget(void *secret, size_t len);

#endif
