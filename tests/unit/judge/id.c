#include "judge/id.h"

#include "../test.h"

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
	assert_string_equal(id, "1dcf5d1d57bc5aed65429959c44a389c");
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
		cmocka_unit_test(each_of_the_four_counts),
		cmocka_unit_test(fields_do_not_run_into_each_other),
		cmocka_unit_test(a_file_without_reasons_or_hash_has_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
