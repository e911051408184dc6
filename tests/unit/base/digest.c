#include "base/digest.h"

#include "base/num.h"
#include "../test.h"

static void check(const uint8_t *digest, size_t size, const char *expected)
{
	char hex[65];

	axr_format_hex(hex, digest, size);
	assert_string_equal(hex, expected);
}

/* The examples of RFC 1321 and FIPS 180. */
static void pieces_make_the_whole(void **state)
{
	struct axr_digester *digester = axr_digester_new();
	struct axr_file file = { .digests = 0 };

	(void)state;
	for (unsigned again = 0; again < 2; again++) {
		file = (struct axr_file){ .digests = 0 };
		axr_digester_begin(digester, AXR_MD5 | AXR_SHA1 | AXR_SHA256);
		axr_digester_update(digester, axr_span_str("a"));
		axr_digester_update(digester, axr_span(NULL, 0));
		axr_digester_update(digester, axr_span_str("bc"));
		axr_digester_end(digester, &file);
		assert_int_equal(file.digests, AXR_MD5 | AXR_SHA1 | AXR_SHA256);
		check(file.md5, 16, "900150983cd24fb0d6963f7d28e17f72");
		check(file.sha1, 20, "a9993e364706816aba3e25717850c26c9cd0d89d");
		check(file.sha256, 32,
		      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	}
	axr_digester_free(digester);
}

static void only_what_was_asked_for(void **state)
{
	struct axr_digester *digester = axr_digester_new();
	struct axr_file file = { .digests = AXR_SHA256, .sha256 = { 1 } };

	(void)state;
	axr_digester_begin(digester, AXR_MD5);
	axr_digester_end(digester, &file);
	assert_int_equal(file.digests, AXR_MD5 | AXR_SHA256);
	check(file.md5, 16, "d41d8cd98f00b204e9800998ecf8427e");
	assert_int_equal(file.sha256[0], 1);
	/* an end without a beginning changes nothing */
	file.md5[0] = 0;
	axr_digester_end(digester, &file);
	assert_int_equal(file.md5[0], 0);
	axr_digester_free(digester);
	axr_digester_free(NULL);
}

/* The first figure is Python's: hashlib over the lengths, packed as "<Q", and the fields. */
static void fields_do_not_run_into_each_other(void **state)
{
	const struct axr_span fields[] = { axr_span_str("EXCH01"), axr_span_str(""),
					   axr_span_str("abc") };
	const struct axr_span others[] = { axr_span_str("EXCH01"), axr_span_str("abc"),
					   axr_span_str("") };
	uint8_t digest[32], other[32];

	(void)state;
	axr_digest_fields(fields, 3, digest);
	check(digest, 32, "89d975f0dcaa9f397ed8cccdb30c51904c88361390f15da28d2865bd40331348");
	axr_digest_fields(others, 3, other);
	assert_memory_not_equal(digest, other, 32);
	axr_digest_fields(fields, 2, other);
	assert_memory_not_equal(digest, other, 32);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_make_the_whole),
		cmocka_unit_test(only_what_was_asked_for),
		cmocka_unit_test(fields_do_not_run_into_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
