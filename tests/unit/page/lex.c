#include "page_test.h"

static void escapes_of_strings_are_undone(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "\"\\x41\\u0042\\U00000043\\t\\q\"", "\"ABC\tq\"" },
		{ "cs", "\"a\\\"b\\\\\"", "\"a\"b\\\"" },
		{ "cs", "\"\\x4g\"", "\"\x04g\"" },
		{ "asp", "<%@language=jscript%><%\"\\x41\\101\\u0042\"%>", "\"AAB\"" },
		{ "cs", "\"open\nb", "\"open\" b" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void comments_go(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "a/*b*/c//d\ne", "a c e" },
		{ "cs", "a/*b", "a" },
		{ "cs", "\"/*\"+x", "\"/*\" + x" },
		{ "cs", "a/**/b", "a b" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void numbers_are_one_token(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "1.5e3f 0x1F_FF 1_000UL .5", "1.5e3f 0x1F_FF 1_000UL .5" },
		{ "cs", "1..2", "1 .. 2" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void flags_tell_how_words_were_written(void **state)
{
	struct page_test test;

	(void)state;
	page_test_read(&test, "cs", axr_span_str("\\u0061 b \"open"));
	assert_int_equal(test.page->tokens[0].flags, AXR_TOKEN_ESCAPED);
	assert_int_equal(test.page->tokens[0].len, 6);
	assert_int_equal(test.page->tokens[1].flags, 0);
	assert_int_equal(test.page->tokens[2].flags, AXR_TOKEN_CUT);
	assert_int_equal(test.page->escaped_words, 1);
	page_test_free(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes_of_strings_are_undone),
		cmocka_unit_test(comments_go),
		cmocka_unit_test(numbers_are_one_token),
		cmocka_unit_test(flags_tell_how_words_were_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
