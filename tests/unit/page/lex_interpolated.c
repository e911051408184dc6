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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holes_are_expressions),
		cmocka_unit_test(raw_strings_are_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
