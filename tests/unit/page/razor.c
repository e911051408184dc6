#include "page_test.h"

static void code_of_razor(void **state)
{
	static const struct page_case cases[] = {
		{ "cshtml", "<p>@a.b(c)[d] e</p>", "a . b ( c ) [ d ]" },
		{ "cshtml", "@{ a(\"}\"); }b", "a ( \"}\" ) ;" },
		{ "cshtml", "@(a+b)c", "a + b" },
		{ "cshtml", "x@y.z @@a @* b @c *@", "" },
		{ "cshtml", "@functions { void a() { b(); } } c", "void a ( ) { b ( ) ; }" },
		{ "cshtml", "@if (a) { b(); } else { c(); } d",
		  "if ( a ) { b ( ) ; } else { c ( ) ; }" },
		{ "cshtml", "@using A.B\n@using (c) { d(); }",
		  "using A . B using ( c ) { d ( ) ; }" },
		{ "cshtml", "@{ a", "a" },
		{ "cshtml", "@(((", "( (" },
		{ "vbhtml", "@Code\na = 1\nEnd Code\nb", "a = 1 ;" },
		{ "vbhtml", "@a.B(c) d", "a . b ( c ) ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(code_of_razor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
