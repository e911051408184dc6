#include "fold_test.h"

static void signs_of_csharp_fold(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "\"a\"+'b'+1+(char)105", "\"ab1i\"" },
		{ "cs", "x+\"a\"+\"b\"", "x + \"ab\"" },
		{ "cs", "x+1+2", "x + 1 + 2" },
		{ "cs", "x-\"a\"+\"b\"", "x - \"a\" + \"b\"" },
		{ "cs", "x*2+3", "x * 2 + 3" },
		{ "cs", "2+3*4", "14" },
		{ "cs", "(2+3)*4-1", "19" },
		{ "cs", "-3+5", "2" },
		{ "cs", "a-3", "a - 3" },
		{ "cs", "0x41^3|8", "74" },
		{ "cs", "1<<4>>2", "4" },
		{ "cs", "\"a\"=\"b\"", "\"a\" = \"b\"" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void casts_and_choices(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "(char)105+\"x\"", "\"ix\"" },
		{ "cs", "true?\"a\":\"b\"", "\"a\"" },
		{ "cs", "1==2?\"a\":\"b\"", "\"b\"" },
		{ "cs", "x=1>2?\"a\":\"b\";", "x = \"b\" ;" },
		{ "cs", "(string)\"a\"", "\"a\"" },
		{ "cs", "(Foo)\"a\"", "( Foo ) \"a\"" },
		{ "cs", "(byte)300", "44" },
		{ "cs", "!true", "false" },
		{ "cs", "~0", "-1" },
		{ "cs", "1/0", "1 / 0" },
		{ "cs", "7%3", "1" },
		{ "cs", "1<2&&2>1", "true" },
		{ "cs", "x==1?\"a\":\"b\"", "x == 1 ? \"a\" : \"b\"" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void signs_of_vb_fold(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "x = \"a\" & \"b\" & 1", "x = \"ab1\" ;" },
		{ "vb", "x = y & \"a\" & Chr(98)", "x = y & \"ab\" ;" },
		{ "vb", "x = \"a\" + \"b\" & \"c\"", "x = \"abc\" ;" },
		{ "vb", "f(Asc(\"a\") + 1, 7 Mod 4, 7 \\ 2, 5 Xor 1, 2 ^ 3)",
		  "f ( 98 , 3 , 3 , 4 , 8 ) ;" },
		{ "vb", "If a = \"b\" & \"c\" Then", "if a = \"bc\" then ;" },
		{ "vb", "x = 1 + 2 & 3", "x = \"33\" ;" },
		{ "vb", "x = \"a\" = \"a\"", "x = \"a\" = \"a\" ;" },
		{ "vb", "f(1 <> 2)", "f ( true ) ;" },
		{ "vb", "f(1 Or 6, 7 And 3)", "f ( 7 , 3 ) ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void signs_of_jscript_fold(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", FOLD_JS "\"ev\"+'al'+1%>", "\"eval1\"" },
		{ "asp", FOLD_JS "\"abc\".charCodeAt(1)^1%>", "99" },
		{ "asp", FOLD_JS "1+2+\"a\"%>", "\"3a\"" },
		{ "asp", FOLD_JS "7/2%>", "7 / 2" },
		{ "asp", FOLD_JS "\"a\"===\"b\"%>", "false" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signs_of_csharp_fold),
		cmocka_unit_test(casts_and_choices),
		cmocka_unit_test(signs_of_vb_fold),
		cmocka_unit_test(signs_of_jscript_fold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
