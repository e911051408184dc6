#include "detect/ioc.h"

#include "../test.h"

static enum axr_ioc_kind kind(const char *name, const char *text)
{
	struct axr_source source = { .name = name, .bytes = axr_span_str(text) };

	return axr_ioc_kind(&source);
}

static void names_say_what_a_list_holds(void **state)
{
	(void)state;
	assert_int_equal(kind("/a/hash-iocs.txt", ""), AXR_IOC_HASHES);
	assert_int_equal(kind("C:\\hash\\my-FILENAME-iocs.txt", ""), AXR_IOC_NAMES);
	assert_int_equal(kind("falsepositive-hashes.txt", ""), AXR_IOC_TRUSTED_HASHES);
	assert_int_equal(kind("x-trusted-hash.csv", ""), AXR_IOC_TRUSTED_HASHES);
	assert_int_equal(kind("/hash/c2-iocs.txt", "example.com"), AXR_IOC_UNKNOWN);
	assert_int_equal(kind("list.txt", "# x\n0123456789abcdef0123456789ABCDEF;x"),
			 AXR_IOC_HASHES);
	assert_int_equal(kind("list.txt", "0123456789abcdef0123456789ABCDE;x"), AXR_IOC_UNKNOWN);
	assert_int_equal(kind("list.txt", ""), AXR_IOC_UNKNOWN);
}

static void comments_describe_what_follows(void **state)
{
	struct axr_ioc_lines lines;
	struct axr_span line;

	(void)state;
	axr_ioc_lines_init(&lines, axr_span_str("\xef\xbb\xbf" "one\r\n\n## The second \n#\n# ----\n"
						"#! technique T1505.004\n  two  \nthree"));
	assert_true(axr_ioc_next(&lines, &line));
	assert_span(line, "one");
	assert_int_equal(lines.comment.len, 0);
	assert_true(axr_ioc_next(&lines, &line));
	assert_span(line, "two");
	assert_span(lines.comment, "The second");
	assert_span(lines.technique, "T1505.004");
	assert_int_equal(lines.number, 7);
	assert_true(axr_ioc_next(&lines, &line));
	assert_span(line, "three");
	assert_span(lines.comment, "The second");
	assert_false(axr_ioc_next(&lines, &line));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_say_what_a_list_holds),
		cmocka_unit_test(comments_describe_what_follows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
