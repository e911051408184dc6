#include "page_test.h"

static void what_is_left_out_is_not_read(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "#if false\n/*\n#endif\na", "a" },
		{ "cs", "#if false\nx\n#else\na\n#endif\nb", "a b" },
		{ "cs", "#if false\nx\n#if y\nz\n#endif\nx\n#elif w\na\n#endif", "a" },
		{ "cs", "#if ( !true ) // c\n\"\n#endif\na", "a" },
		{ "cs", "#if X\na\n#else\nb\n#endif", "a b" },
		{ "cs", "#if false || X\na\n#endif", "a" },
		{ "cs", "#if false\na", "a" },
		{ "cs", "#if false\n#endiff\nx\n  # endif\na", "a" },
		{ "cs", "#region \"x\na\n#pragma y", "a" },
		{ "cs", "a #b", "a # b" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void parts_of_vb(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "#If False Then\n( \"x\n#Else\na\n#End If\nb", "a ; b ;" },
		{ "vb",
		  "# if 0 then\n#IF x THEN\n(\n#end IF\n#Region \"r\"\n#End Region\n(\n"
		  "#ElseIf y Then\na\n#End If",
		  "a ;" },
		{ "vb", "#If False Or x Then\na\n#End If", "a ;" },
		{ "vb", "#If DEBUG Then\na\n#Else\nb\n#End If", "a ; b ;" },
		{ "vb", "#If False Then\na", "a ;" }, /* it never ends */
		{ "vb", "#If", "" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

/* Conditions without an end by the hundred thousand cost no more than so many lines. */
static void conditions_without_end(void **state)
{
	static const char line[] = "#if false\n";
	enum { LINES = 300000, LEN = LINES * (sizeof(line) - 1) };
	char *text = test_malloc(LEN + 1);
	struct page_test test;

	(void)state;
	for (size_t i = 0; i < LINES; i++)
		memcpy(text + i * (sizeof(line) - 1), line, sizeof(line));
	page_test_read(&test, "cs", axr_span(text, LEN));
	page_test_free(&test);
	test_free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_left_out_is_not_read),
		cmocka_unit_test(parts_of_vb),
		cmocka_unit_test(conditions_without_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
