#include "fold_test.h"

static void brackets_for_no_reason_go(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "f(\"unsa\"+\"fe\")", "f ( \"unsafe\" )" },
		{ "cs", "(\"a\")", "\"a\"" },
		{ "cs", "((\"a\"+((\"b\"))))", "\"ab\"" },
		{ "cs", "if(\"a\")", "if ( \"a\" )" },
		{ "cs", "return (\"a\"+\"b\");", "return \"ab\" ;" },
		{ "cs", "Request(\"a\")", "Request ( \"a\" )" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void lists_have_items(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "new string(new char[]{'a','b'})", "\"ab\"" },
		{ "cs", "\"abc\"[1]", "'b'" },
		{ "cs", "new[]{\"a\",\"b\"}[1]", "\"b\"" },
		{ "vb", "f(New String(New Char() {\"a\"c, \"b\"c}))", "f ( \"ab\" ) ;" },
		{ "asp", FOLD_JS "[\"a\",\"b\"].reverse().join(\"\")%>", "\"ba\"" },
		{ "asp", FOLD_JS "[\"a\",\"b\"][1]%>", "\"b\"" },
		{ "cs", "new[]{\"a\",\"b\",}[0]", "\"a\"" },
		{ "cs", "new[]{\"a\",x}[0]", "new [ ] { \"a\" , x } [ 0 ]" },
		{ "cs", "new[]{\"a\"}[1]", "new [ ] { \"a\" } [ 1 ]" },
		{ "cs", "\"abc\"[3]", "\"abc\" [ 3 ]" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void members_by_name_are_called(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", FOLD_JS "String[\"fromCharCode\"](101)%>", "\"e\"" },
		{ "asp", FOLD_JS "\"ab\"[\"length\"]%>", "\"ab\" [ \"length\" ]" },
		{ "asp", FOLD_JS "\"ab\"[\"toUpperCase\"]()%>", "\"AB\"" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void properties_are_known(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "\"abc\".Length", "3" },
		{ "cs", "string.Empty+\"a\"", "\"a\"" },
		{ "cs", "x.Length", "x . Length" },
		{ "cs", "new[]{1,2}.Length+1", "3" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void strays_do_no_harm(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", ")]}(\"a\"+\"b\"", ") ] } ( \"ab\"" },
		{ "cs", "f((\"a\"+\"b\"}", "f ( ( \"ab\" }" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(brackets_for_no_reason_go),
		cmocka_unit_test(lists_have_items),
		cmocka_unit_test(members_by_name_are_called),
		cmocka_unit_test(properties_are_known),
		cmocka_unit_test(strays_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
