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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_left_out_is_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
