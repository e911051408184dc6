#include "base/digest.h"

/*
 * OpenSSL would rather be called through EVP.  But the first algorithm that is fetched there makes
 * it read the names of all, which is a tenth of what a scan of one small file takes, and each
 * digest allocates; the algorithms are the same.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/md5.h>
#include <openssl/sha.h>
#include <stdlib.h>

struct axr_digester {
	MD5_CTX md5;
	SHA_CTX sha1;
	SHA256_CTX sha256;
	unsigned mask; /* running */
};

struct axr_digester *axr_digester_new(void)
{
	return calloc(1, sizeof(struct axr_digester));
}

void axr_digester_free(struct axr_digester *digester)
{
	free(digester);
}

void axr_digester_begin(struct axr_digester *digester, unsigned mask)
{
	digester->mask = mask;
	if (mask & AXR_MD5)
		MD5_Init(&digester->md5);
	if (mask & AXR_SHA1)
		SHA1_Init(&digester->sha1);
	if (mask & AXR_SHA256)
		SHA256_Init(&digester->sha256);
}

void axr_digester_update(struct axr_digester *digester, struct axr_span bytes)
{
	if (digester->mask & AXR_MD5)
		MD5_Update(&digester->md5, bytes.ptr, bytes.len);
	if (digester->mask & AXR_SHA1)
		SHA1_Update(&digester->sha1, bytes.ptr, bytes.len);
	if (digester->mask & AXR_SHA256)
		SHA256_Update(&digester->sha256, bytes.ptr, bytes.len);
}

void axr_digester_end(struct axr_digester *digester, struct axr_file *file)
{
	if (digester->mask & AXR_MD5)
		MD5_Final(file->md5, &digester->md5);
	if (digester->mask & AXR_SHA1)
		SHA1_Final(file->sha1, &digester->sha1);
	if (digester->mask & AXR_SHA256)
		SHA256_Final(file->sha256, &digester->sha256);
	file->digests |= digester->mask;
	digester->mask = 0;
}

void axr_digest_fields(const struct axr_span *fields, size_t count, uint8_t digest[32])
{
	SHA256_CTX sha256;

	SHA256_Init(&sha256);
	for (size_t i = 0; i < count; i++) {
		uint8_t length[8];

		for (size_t byte = 0; byte < sizeof(length); byte++)
			length[byte] = (uint8_t)((uint64_t)fields[i].len >> 8 * byte);
		SHA256_Update(&sha256, length, sizeof(length));
		SHA256_Update(&sha256, fields[i].ptr, fields[i].len);
	}
	SHA256_Final(digest, &sha256);
}
