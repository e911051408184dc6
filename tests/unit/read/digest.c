#include "read/digest.h"

#include "base/num.h"
#include "../test.h"

static void pieces_make_the_whole(void **state)
{
	struct axr_digest_set *set;
	struct axr_digester *digester;
	struct axr_file file = { .digests = 0 };
	struct axr_err err;
	uint8_t sha256[32];
	char hex[65];

	(void)state;
	assert_int_equal(axr_digest_set_open(&set, &err), 0);
	digester = axr_digester_new(set);
	for (unsigned again = 0; again < 2; again++) {
		file.digests = 0;
		assert_true(axr_digester_begin(digester, AXR_SHA256 | AXR_MD5));
		axr_digester_update(digester, axr_span_str("a"));
		axr_digester_update(digester, axr_span(NULL, 0));
		axr_digester_update(digester, axr_span_str("bc"));
		axr_digester_end(digester, &file);
		assert_int_equal(file.digests, AXR_SHA256 | AXR_MD5);
		axr_format_hex(hex, file.md5, 16);
		assert_string_equal(hex, "900150983cd24fb0d6963f7d28e17f72");
	}
	assert_true(axr_sha256(set, axr_span_str("abc"), sha256));
	assert_memory_equal(sha256, file.sha256, 32);
	axr_digester_end(digester, &file);
	assert_memory_equal(sha256, file.sha256, 32);
	axr_digester_free(digester);
	axr_digest_set_free(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_make_the_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
