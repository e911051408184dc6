#include "judge/id.h"

#include "base/num.h"

#include "../test.h"

static const char *hash(struct axr_span bytes, size_t size)
{
	static char text[65];
	uint8_t digest[32];

	axr_blake2s(digest, size, &bytes, 1);
	axr_format_hex(text, digest, size);
	return text;
}

/* The second is RFC 7693's own example; the others are Python's hashlib.blake2s. */
static void blake2s_is_blake2s(void **state)
{
	uint8_t bytes[129];
	struct axr_span halves[2] = { axr_span(bytes, 60), axr_span(bytes + 60, 69) };
	uint8_t digest[16];
	char text[33];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)i;
	assert_string_equal(hash(axr_span("", 0), 16), "64550d6ffe2c0a01a14aba1eade0200c");
	assert_string_equal(hash(axr_span("abc", 3), 32),
			    "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982");
	assert_string_equal(hash(axr_span(bytes, 64), 16), "dc66ca8f03865801b0ffe06ed8a1a90e");
	assert_string_equal(hash(axr_span(bytes, 129), 16), "dd6146fb0f48a29aa4c813fe75d15941");
	axr_blake2s(digest, sizeof(digest), halves, 2);
	axr_format_hex(text, digest, sizeof(digest));
	assert_string_equal(text, "dd6146fb0f48a29aa4c813fe75d15941");
}

static const char *id_of(const char *host, const char *path, uint8_t first, const char *rule)
{
	static char ids[8][33];
	static unsigned next;
	struct axr_reason reason = { .detector = "yara", .rule = rule };
	struct axr_file file = { .path = axr_span_str(path), .digests = AXR_SHA256 };
	struct axr_finding finding = { .file = &file, .reasons = &reason, .reason_count = 1 };

	for (size_t i = 0; i < 32; i++)
		file.sha256[i] = (uint8_t)(i + first);
	axr_finding_id(&finding, host);
	return memcpy(ids[next++ % 8], finding.id, 33);
}

static void each_of_the_four_counts(void **state)
{
	const char *id = id_of("EXCH01", "C:\\x.aspx", 0, "chopper");

	(void)state;
	assert_string_equal(id, "3ab19ad936733c1c9e124598a8ee1b84");
	assert_string_equal(id, id_of("EXCH01", "C:\\x.aspx", 0, "chopper"));
	assert_string_not_equal(id, id_of("EXCH02", "C:\\x.aspx", 0, "chopper"));
	assert_string_not_equal(id, id_of("EXCH01", "C:\\y.aspx", 0, "chopper"));
	assert_string_not_equal(id, id_of("EXCH01", "C:\\x.aspx", 1, "chopper"));
	assert_string_not_equal(id, id_of("EXCH01", "C:\\x.aspx", 0, "chopper2"));
}

static void fields_do_not_run_into_each_other(void **state)
{
	(void)state;
	assert_string_not_equal(id_of("EXCH0", "1C:\\x.aspx", 0, "r"),
				id_of("EXCH01", "C:\\x.aspx", 0, "r"));
	assert_string_not_equal(id_of(NULL, "ab", 0, "r"), id_of("a", "b", 0, "r"));
}

static void a_file_without_reasons_or_hash_has_one(void **state)
{
	struct axr_file file = { .path = axr_span_str("x") };
	struct axr_finding finding = { .file = &file };

	(void)state;
	axr_finding_id(&finding, NULL);
	assert_int_equal(strlen(finding.id), 32);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blake2s_is_blake2s),
		cmocka_unit_test(each_of_the_four_counts),
		cmocka_unit_test(fields_do_not_run_into_each_other),
		cmocka_unit_test(a_file_without_reasons_or_hash_has_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
