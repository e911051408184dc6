#include "page_test.h"

static void holes_are_expressions(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "$\"a{x}b\"", "( \"a\" + ( x ) + \"b\" )" },
		{ "cs", "$\"{{{x,5:N2}}}\"", "( \"{\" + ( x ) + \"}\" )" },
		{ "cs", "$\"{f(a,b)}{c[1]}\"", "( \"\" + ( f ( a , b ) ) + ( c [ 1 ] ) )" },
		{ "cs", "$@\"a\\{x}\"\"b\"", "( \"a\\\" + ( x ) + \"\"b\" )" },
		{ "cs", "@$\"{x}\"", "( \"\" + ( x ) )" },
		{ "cs", "$\"{$\"{x}\"}\"", "( \"\" + ( ( \"\" + ( x ) ) ) )" },
		{ "cs", "$\"\\u0061{x}\"", "( \"a\" + ( x ) )" },
		{ "cs", "$\"{a::b}\"", "( \"\" + ( a :: b ) )" },
		{ "cs", "$\"a", "\"a\"" },
		{ "cs", "$\"a{x", "( \"a\" + ( x" },
		{ "cs", "$\"{x}\ny", "( \"\" + ( x ) ) y" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void raw_strings_are_texts(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "\"\"\"a\"b\\c\"\"\"", "\"a\"b\\c\"" },
		{ "cs", "f(\"\"\"\n  a\n   b\n  \"\"\")", "f ( \"a\n b\" )" },
		{ "cs", "$$\"\"\"a{b}{{x}}\"\"\"", "( \"a{b}\" + ( x ) )" },
		{ "cs", "\"\"\"\"a\"\"\"b\"\"\"\"", "\"a\"\"\"b\"" },
		{ "cs", "\"\"\"a", "\"\" \"a\"" },
		{ "cs", "\"\" + x", "\"\" + x" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

/* Runs of quotes and braces that are shorter than what would end the string are part of it. */
static void long_runs_are_text(void **state)
{
	char text[512] = "$$$$$$$$$$$$$$$$$$$$", run[101];
	struct page_test test;

	(void)state;
	memset(run, '"', 100);
	run[100] = '\0';
	snprintf(text + 20, sizeof(text) - 20, "%sa%.90sb{{{{{{{{{{{{{{{{{{{c}}%s", run, run, run);
	page_test_read(&test, "cs", axr_span_str(text));
	assert_int_equal(test.page->token_count, 1);
	assert_int_equal(test.page->tokens[0].text.len, 1 + 90 + 1 + 19 + 1 + 2);
	page_test_free(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holes_are_expressions),
		cmocka_unit_test(raw_strings_are_texts),
		cmocka_unit_test(long_runs_are_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
