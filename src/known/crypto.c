#include "known/crypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <limits.h>

bool axr_crypto_start(void)
{
	return OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) == 1;
}

static EVP_PKEY *public_key(const uint8_t key[AXR_ED25519_KEY])
{
	if (!axr_crypto_start())
		return NULL;
	return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, AXR_ED25519_KEY);
}

static EVP_PKEY *private_key(const uint8_t seed[AXR_ED25519_SEED])
{
	if (!axr_crypto_start())
		return NULL;
	return EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, AXR_ED25519_SEED);
}

bool axr_crypto_random(uint8_t *bytes, size_t len)
{
	return len <= INT_MAX && axr_crypto_start() && RAND_bytes(bytes, (int)len) == 1;
}

bool axr_ed25519_verify(const uint8_t key[AXR_ED25519_KEY], struct axr_span message,
			const uint8_t signature[AXR_ED25519_SIGNATURE])
{
	EVP_PKEY *pkey = public_key(key);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool good = pkey && ctx && EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, pkey) == 1 &&
		    EVP_DigestVerify(ctx, signature, AXR_ED25519_SIGNATURE, message.ptr,
				     message.len) == 1;

	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(pkey);
	return good;
}

bool axr_ed25519_sign(const uint8_t seed[AXR_ED25519_SEED], struct axr_span message,
		      uint8_t signature[AXR_ED25519_SIGNATURE])
{
	EVP_PKEY *pkey = private_key(seed);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t len = AXR_ED25519_SIGNATURE;
	bool good = pkey && ctx && EVP_DigestSignInit(ctx, NULL, NULL, NULL, pkey) == 1 &&
		    EVP_DigestSign(ctx, signature, &len, message.ptr, message.len) == 1;

	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(pkey);
	return good;
}

bool axr_ed25519_public(const uint8_t seed[AXR_ED25519_SEED], uint8_t key[AXR_ED25519_KEY])
{
	EVP_PKEY *pkey = private_key(seed);
	size_t len = AXR_ED25519_KEY;
	bool good = pkey && EVP_PKEY_get_raw_public_key(pkey, key, &len) == 1;

	EVP_PKEY_free(pkey);
	return good;
}

bool axr_blake2b_512(struct axr_span message, uint8_t digest[AXR_BLAKE2B_512])
{
	return axr_crypto_start() &&
	       EVP_Digest(message.ptr, message.len, digest, NULL, EVP_blake2b512(), NULL) == 1;
}

bool axr_scrypt(struct axr_span password, struct axr_span salt, uint64_t n, uint32_t p,
		uint64_t memory, uint8_t *key, size_t key_len)
{
	EVP_KDF *kdf = axr_crypto_start() ? EVP_KDF_fetch(NULL, "SCRYPT", NULL) : NULL;
	EVP_KDF_CTX *ctx = kdf ? EVP_KDF_CTX_new(kdf) : NULL;
	uint8_t *pass = OPENSSL_memdup(password.len ? password.ptr : (const uint8_t *)"",
				       password.len ? password.len : 1);
	uint8_t *grains = OPENSSL_memdup(salt.ptr, salt.len);
	uint32_t r = 8;
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, pass, password.len),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, grains, salt.len),
		OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
		OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
		OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
		OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &memory),
		OSSL_PARAM_construct_end(),
	};
	bool good = ctx && pass && grains && EVP_KDF_derive(ctx, key, key_len, params) == 1;

	EVP_KDF_CTX_free(ctx);
	EVP_KDF_free(kdf);
	OPENSSL_clear_free(pass, password.len ? password.len : 1);
	OPENSSL_free(grains);
	return good;
}

void axr_crypto_forget(void *secret, size_t len)
{
	OPENSSL_cleanse(secret, len);
}
