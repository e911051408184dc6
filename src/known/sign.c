#include "known/sign.h"

#include "base/base64.h"
#include "base/err.h"
#include "base/span.h"
#include "known/crypto.h"

enum {
	KEY_ID = 8,
	PUBLIC_SIZE = 2 + KEY_ID + AXR_ED25519_KEY,
	SIGNATURE_SIZE = 2 + KEY_ID + AXR_ED25519_SIGNATURE,
	SALT = 32,
	SEALED = KEY_ID + AXR_ED25519_SEED + AXR_ED25519_KEY + 32, /* what the password hides */
	SECRET_SIZE = 2 + 2 + 2 + SALT + 8 + 8 + SEALED,
	COMMENT_MAX = 8192
};

static const char untrusted[] = "untrusted comment: ";
static const char trusted[] = "trusted comment: ";

/* ---- Verifying ---- */

struct signature {
	uint8_t bytes[SIGNATURE_SIZE];
	struct axr_span comment;
	uint8_t global[AXR_ED25519_SIGNATURE];
};

static bool read_line(struct axr_span *rest, const char *prefix, struct axr_span *line)
{
	if (!axr_span_line(rest, line) || !axr_span_starts(*line, prefix))
		return false;
	*line = axr_span_from(*line, strlen(prefix));
	return true;
}

static bool read_signature(struct axr_span text, struct signature *signature)
{
	struct axr_span line;

	return read_line(&text, untrusted, &line) && read_line(&text, "", &line) &&
	       axr_base64_read(axr_span_trim(line), signature->bytes, SIGNATURE_SIZE) &&
	       read_line(&text, trusted, &signature->comment) &&
	       signature->comment.len <= COMMENT_MAX && read_line(&text, "", &line) &&
	       axr_base64_read(axr_span_trim(line), signature->global, AXR_ED25519_SIGNATURE);
}

static bool read_key_line(struct axr_span text, uint8_t *key, size_t size)
{
	struct axr_span line;

	while (axr_span_line(&text, &line)) {
		line = axr_span_trim(line);
		if (line.len && !axr_span_starts(line, untrusted))
			return axr_base64_read(line, key, size);
	}
	return false;
}

static bool verify_bytes(const uint8_t *key, const struct signature *signature,
			 struct axr_span bytes)
{
	uint8_t digest[AXR_BLAKE2B_512];

	if (signature->bytes[1] == 'd')
		return axr_ed25519_verify(key, bytes, signature->bytes + 2 + KEY_ID);
	return signature->bytes[1] == 'D' && axr_blake2b_512(bytes, digest) &&
	       axr_ed25519_verify(key, axr_span(digest, sizeof(digest)),
				  signature->bytes + 2 + KEY_ID);
}

static bool verify_comment(const uint8_t *key, const struct signature *signature)
{
	uint8_t signed_bytes[AXR_ED25519_SIGNATURE + COMMENT_MAX];

	memcpy(signed_bytes, signature->bytes + 2 + KEY_ID, AXR_ED25519_SIGNATURE);
	memcpy(signed_bytes + AXR_ED25519_SIGNATURE, signature->comment.ptr,
	       signature->comment.len);
	return axr_ed25519_verify(
		key, axr_span(signed_bytes, AXR_ED25519_SIGNATURE + signature->comment.len),
		signature->global);
}

int axr_sign_verify(const char *name, struct axr_span bytes, struct axr_span signature,
		    struct axr_span trust, struct axr_err *err)
{
	uint8_t public[PUBLIC_SIZE];
	const uint8_t *key = public + 2 + KEY_ID;
	struct signature sig;

	if (!read_key_line(trust, public, sizeof(public)) || memcmp(public, "Ed", 2) != 0)
		return axr_fail(err, AXR_EUSAGE, "the trusted key is no public key of minisign");
	if (!signature.ptr)
		return axr_fail(err, AXR_ETRUST, "%s: not signed (no %s.minisig)", name, name);
	if (!read_signature(signature, &sig) || sig.bytes[0] != 'E')
		return axr_fail(err, AXR_ETRUST, "%s.minisig: no signature of minisign", name);
	if (memcmp(sig.bytes + 2, public + 2, KEY_ID) != 0)
		return axr_fail(err, AXR_ETRUST, "%s: signed with another key than the trusted one",
				name);
	if (!verify_bytes(key, &sig, bytes))
		return axr_fail(err, AXR_ETRUST,
				"%s: the signature does not fit: the file was altered", name);
	if (!verify_comment(key, &sig))
		return axr_fail(err, AXR_ETRUST,
				"%s.minisig: the trusted comment was altered", name);
	return AXR_OK;
}

/* ---- Signing ---- */

static uint64_t get_u64(const uint8_t *bytes)
{
	uint64_t value = 0;

	for (size_t i = 8; i > 0; i--)
		value = value << 8 | bytes[i - 1];
	return value;
}

static unsigned log2_below(uint64_t max)
{
	unsigned bits = 1;

	while (bits < 63 && (uint64_t)1 << bits <= max / 2)
		bits++;
	return bits;
}

/* How libsodium makes scrypt's parameters of its two limits. */
static bool unseal(uint8_t sealed[SEALED], const uint8_t *salt, uint64_t ops, uint64_t memory,
		   struct axr_span password)
{
	uint8_t stream[SEALED];
	uint64_t n, p = 1;
	bool good;

	ops = ops < 32768 ? 32768 : ops;
	if (ops < memory / 32) {
		n = (uint64_t)1 << log2_below(ops / 32);
	} else {
		n = (uint64_t)1 << log2_below(memory / 1024);
		p = ops / 4 / n;
		p = (p > 0x3fffffff ? 0x3fffffff : p) / 8;
	}
	/* minisign itself asks for 1 GB; a key that asks for more is not of this world */
	if (n > (uint64_t)1 << 22 || !p || p > 1024)
		return false;
	good = axr_scrypt(password, axr_span(salt, SALT), n, (uint32_t)p,
			  1024 * (n + p) + ((uint64_t)1 << 20), stream, sizeof(stream));
	for (size_t i = 0; good && i < SEALED; i++)
		sealed[i] ^= stream[i];
	axr_crypto_forget(stream, sizeof(stream));
	return good;
}

/* The key number and the seed; false where the key cannot be used or the password is wrong. */
static bool open_secret(uint8_t secret[SECRET_SIZE], struct axr_span password, uint8_t **opened)
{
	uint8_t *salt = secret + 6, *limits = salt + SALT, *sealed = limits + 16;
	uint8_t public[AXR_ED25519_KEY];

	if (memcmp(secret, "Ed", 2) != 0)
		return false;
	if (!memcmp(secret + 2, "Sc", 2) &&
	    !unseal(sealed, salt, get_u64(limits), get_u64(limits + 8), password))
		return false;
	/* the public key stands behind the seed: it tells a wrong password from a right one */
	if (!axr_ed25519_public(sealed + KEY_ID, public) ||
	    memcmp(public, sealed + KEY_ID + AXR_ED25519_SEED, sizeof(public)) != 0)
		return false;
	*opened = sealed;
	return true;
}

bool axr_sign_needs_password(struct axr_span key)
{
	uint8_t secret[SECRET_SIZE];
	bool sealed = read_key_line(key, secret, sizeof(secret)) && !memcmp(secret + 2, "Sc", 2);

	axr_crypto_forget(secret, sizeof(secret));
	return sealed;
}

static bool put_signature(struct axr_span bytes, const uint8_t *opened, struct axr_span comment,
			  struct axr_buf *out)
{
	uint8_t sig[SIGNATURE_SIZE] = { 'E', 'D' }, digest[AXR_BLAKE2B_512];
	uint8_t both[AXR_ED25519_SIGNATURE + COMMENT_MAX], global[AXR_ED25519_SIGNATURE];
	char text[SIGNATURE_SIZE * 2];

	memcpy(sig + 2, opened, KEY_ID);
	if (!axr_blake2b_512(bytes, digest) ||
	    !axr_ed25519_sign(opened + KEY_ID, axr_span(digest, sizeof(digest)), sig + 2 + KEY_ID))
		return false;
	memcpy(both, sig + 2 + KEY_ID, AXR_ED25519_SIGNATURE);
	memcpy(both + AXR_ED25519_SIGNATURE, comment.ptr, comment.len);
	if (!axr_ed25519_sign(opened + KEY_ID,
			      axr_span(both, AXR_ED25519_SIGNATURE + comment.len), global))
		return false;
	axr_base64_write(text, sig, sizeof(sig));
	axr_buf_printf(out, "%ssignature from aspxray\n%s\n%s", untrusted, text, trusted);
	axr_buf_put(out, comment);
	axr_base64_write(text, global, sizeof(global));
	axr_buf_printf(out, "\n%s\n", text);
	return !out->failed;
}

int axr_sign_make(struct axr_span bytes, struct axr_span key, struct axr_span password,
		  const char *comment, struct axr_buf *signature, struct axr_err *err)
{
	uint8_t secret[SECRET_SIZE], *opened;
	struct axr_span words = axr_span_str(comment);
	int status = AXR_OK;

	if (words.len > COMMENT_MAX || axr_span_find_byte(words, '\n', 0) != SIZE_MAX)
		return axr_fail(err, AXR_EUSAGE, "the comment of a signature is one line");
	if (!read_key_line(key, secret, sizeof(secret)))
		status = axr_fail(err, AXR_EUSAGE, "the key is no secret key of minisign");
	else if (!open_secret(secret, password, &opened))
		status = axr_fail(err, AXR_EUSAGE,
				  "the secret key cannot be opened (wrong password?)");
	else if (!put_signature(bytes, opened, words, signature))
		status = axr_fail(err, AXR_EINTERNAL, "the signature cannot be made");
	axr_crypto_forget(secret, sizeof(secret));
	return status;
}
