#include "known/crypto.h"

#include "../test.h"
#include "base/num.h"

static void hex(uint8_t *bytes, size_t len, const char *text)
{
	assert_true(axr_parse_hex(axr_span_str(text), bytes, len));
}

/* RFC 8032, 7.1, TEST 2 */
static void ed25519(void **state)
{
	uint8_t seed[32], key[32], want[64], got[64], public[32];

	(void)state;
	hex(seed, 32, "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
	hex(key, 32, "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
	hex(want, 64,
	    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
	    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
	assert_true(axr_ed25519_sign(seed, axr_span("\x72", 1), got));
	assert_memory_equal(got, want, 64);
	assert_true(axr_ed25519_public(seed, public));
	assert_memory_equal(public, key, 32);
	assert_true(axr_ed25519_verify(key, axr_span("\x72", 1), want));
	assert_false(axr_ed25519_verify(key, axr_span("\x73", 1), want));
	want[0] ^= 1;
	assert_false(axr_ed25519_verify(key, axr_span("\x72", 1), want));
}

/* RFC 7693, appendix A */
static void blake2b(void **state)
{
	uint8_t want[64], got[64];

	(void)state;
	hex(want, 64,
	    "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
	    "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
	assert_true(axr_blake2b_512(axr_span_str("abc"), got));
	assert_memory_equal(got, want, 64);
}

/* RFC 7914, 12: N = 1024, r = 8, p = 16 */
static void scrypt(void **state)
{
	uint8_t want[64], got[64];

	(void)state;
	hex(want, 64,
	    "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
	    "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
	assert_true(axr_scrypt(axr_span_str("password"), axr_span_str("NaCl"), 1024, 16, 4 << 20,
			       got, 64));
	assert_memory_equal(got, want, 64);
	assert_false(axr_scrypt(axr_span_str("password"), axr_span_str("NaCl"), 1024, 16, 1000,
				got, 64));
}

static void random_differs(void **state)
{
	uint8_t a[16] = { 0 }, b[16] = { 0 };

	(void)state;
	assert_true(axr_crypto_random(a, 16) && axr_crypto_random(b, 16));
	assert_memory_not_equal(a, b, 16);
	axr_crypto_forget(a, 16);
	for (size_t i = 0; i < 16; i++)
		assert_int_equal(a[i], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ed25519),
		cmocka_unit_test(blake2b),
		cmocka_unit_test(scrypt),
		cmocka_unit_test(random_differs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
