#include "read/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/span.h"

enum { KINDS = 3 };

static const struct kind {
	const char *name;
	unsigned bit;
	unsigned size;
} kinds[KINDS] = {
	{ "MD5", AXR_MD5, 16 },
	{ "SHA1", AXR_SHA1, 20 },
	{ "SHA256", AXR_SHA256, 32 },
};

struct axr_digest_set {
	EVP_MD *md[KINDS]; /* NULL: not to be had */
};

struct axr_digester {
	const struct axr_digest_set *set;
	EVP_MD_CTX *state[KINDS];
	unsigned mask; /* running */
};

int axr_digest_set_open(struct axr_digest_set **set, struct axr_err *err)
{
	struct axr_digest_set *new = calloc(1, sizeof(*new));

	*set = NULL;
	/*
	 * The machine under investigation has no say in how its files are hashed, and its
	 * configuration takes longer to read than a small file.
	 */
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	if (!new)
		return axr_fail(err, AXR_ENOMEM, "no memory for digests");
	for (size_t i = 0; i < KINDS; i++) {
		new->md[i] = EVP_MD_fetch(NULL, kinds[i].name, NULL);
		if (!new->md[i] && kinds[i].bit == AXR_SHA256) {
			axr_digest_set_free(new);
			return axr_fail(err, AXR_EINTERNAL, "OpenSSL has no SHA-256");
		}
	}
	*set = new;
	return AXR_OK;
}

void axr_digest_set_free(struct axr_digest_set *set)
{
	if (!set)
		return;
	for (size_t i = 0; i < KINDS; i++)
		EVP_MD_free(set->md[i]);
	free(set);
}

struct axr_digester *axr_digester_new(const struct axr_digest_set *set)
{
	struct axr_digester *digester = calloc(1, sizeof(*digester));

	if (!digester)
		return NULL;
	digester->set = set;
	for (size_t i = 0; i < KINDS; i++) {
		digester->state[i] = EVP_MD_CTX_new();
		if (!digester->state[i]) {
			axr_digester_free(digester);
			return NULL;
		}
	}
	return digester;
}

void axr_digester_free(struct axr_digester *digester)
{
	if (!digester)
		return;
	for (size_t i = 0; i < KINDS; i++)
		EVP_MD_CTX_free(digester->state[i]);
	free(digester);
}

bool axr_digester_begin(struct axr_digester *digester, unsigned mask)
{
	digester->mask = 0;
	for (size_t i = 0; i < KINDS; i++) {
		const EVP_MD *md = digester->set->md[i];

		if ((mask & kinds[i].bit) && md &&
		    EVP_DigestInit_ex2(digester->state[i], md, NULL) == 1)
			digester->mask |= kinds[i].bit;
	}
	return !(mask & AXR_SHA256) || (digester->mask & AXR_SHA256);
}

void axr_digester_update(struct axr_digester *digester, struct axr_span bytes)
{
	for (size_t i = 0; i < KINDS; i++)
		if ((digester->mask & kinds[i].bit) &&
		    EVP_DigestUpdate(digester->state[i], bytes.ptr, bytes.len) != 1)
			digester->mask &= ~kinds[i].bit;
}

void axr_digester_end(struct axr_digester *digester, struct axr_file *file)
{
	uint8_t *const where[KINDS] = { file->md5, file->sha1, file->sha256 };

	for (size_t i = 0; i < KINDS; i++) {
		uint8_t digest[EVP_MAX_MD_SIZE];
		unsigned size = 0;

		if (!(digester->mask & kinds[i].bit) ||
		    EVP_DigestFinal_ex(digester->state[i], digest, &size) != 1 ||
		    size != kinds[i].size)
			continue;
		memcpy(where[i], digest, size);
		file->digests |= kinds[i].bit;
	}
	digester->mask = 0;
}

bool axr_sha256(const struct axr_digest_set *set, struct axr_span bytes, uint8_t digest[32])
{
	return EVP_Digest(bytes.ptr, bytes.len, digest, NULL, set->md[2], NULL) == 1;
}
