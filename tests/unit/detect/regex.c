#include "detect/regex.h"

#include "../test.h"

static enum axr_regex_end find(const char *text, struct axr_span in)
{
	struct axr_regex_search *search = axr_regex_search_new();
	enum axr_regex_end plain, sharp;
	struct axr_regex *regex;
	char why[160] = "";

	regex = axr_regex_compile(axr_span_str(text), why, sizeof(why));
	assert_string_equal(why, "");
	assert_non_null(regex);
	plain = axr_regex_find(search, regex, in);
	axr_regex_sharpen(regex);
	sharp = axr_regex_find(search, regex, in);
	assert_int_equal(plain, sharp);
	axr_regex_free(regex);
	axr_regex_search_free(search);
	return plain;
}

static bool finds(const char *text, const char *in)
{
	return find(text, axr_span_str(in)) == AXR_REGEX_FOUND;
}

static void case_is_as_the_lists_mean_it(void **state)
{
	(void)state;
	assert_true(finds("plain", "x/PLAIN.txt"));
	assert_true(finds("Exact\\.aspx", "/Exact.aspx"));
	assert_false(finds("Exact\\.aspx", "/EXACT.aspx"));
	assert_true(finds("early(?i)\\.aspx", "/EARLY.aspx"));
	assert_true(finds("(?si)a\\.b", "/A.B"));
	/* a group that is named, or does not capture, says nothing of case */
	assert_false(finds("(?P<i>a)\\.b", "/A.B"));
	assert_false(finds("(?:i)\\.b", "/I.B"));
}

static void variables_stand_for_folders(void **state)
{
	struct axr_buf text = { 0 };

	(void)state;
	assert_true(finds("%WinDir%\\\\x$", "D:\\Windows\\x"));
	assert_true(finds("%UserProfile%\\\\x$", "C:\\Users\\who\\x"));
	axr_regex_expand(&text, axr_span_str("50%x%temp%\\\\%other%"));
	axr_buf_putc(&text, 0);
	assert_string_equal((const char *)text.ptr, "50%x\\\\Temp\\\\%other%");
	axr_buf_free(&text);
}

static void what_does_not_compile_says_why(void **state)
{
	char why[160], longest[9000];

	(void)state;
	assert_null(axr_regex_compile(axr_span_str("a("), why, sizeof(why)));
	assert_non_null(strstr(why, "parenthesis"));
	memset(longest, 'a', sizeof(longest));
	assert_null(axr_regex_compile(axr_span(longest, sizeof(longest)), why, sizeof(why)));
	assert_non_null(strstr(why, "too long"));
	/* half a character must not be seen by itself */
	assert_null(axr_regex_compile(axr_span_str("a\\Cb"), why, sizeof(why)));
}

static void cost_is_bounded(void **state)
{
	char text[5000];

	(void)state;
	memset(text, 'a', sizeof(text));
	text[sizeof(text) - 1] = '!';
	assert_int_equal(find("(a+)+$", axr_span(text, sizeof(text))), AXR_REGEX_GAVE_UP);
	/* bytes that are no UTF-8 */
	assert_int_equal(find("ok$", axr_span_str("/\xff\xfe\xc0/ok")), AXR_REGEX_FOUND);
	assert_int_equal(find("no$", axr_span_str("/\xff\xfe\xc0/ok")), AXR_REGEX_NOT_FOUND);
	assert_int_equal(find("^$", axr_span("", 0)), AXR_REGEX_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_is_as_the_lists_mean_it),
		cmocka_unit_test(variables_stand_for_folders),
		cmocka_unit_test(what_does_not_compile_says_why),
		cmocka_unit_test(cost_is_bounded),
	};

	axr_regex_free(NULL);
	axr_regex_search_free(NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
