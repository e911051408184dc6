#include "fold_test.h"

static void edges_of_text_functions(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "f(Mid(\"abc\", 9), Mid(\"abc\", 2), Right(\"abc\", 9), Left(\"abc\", 0))",
		  "f ( \"\" , \"bc\" , \"abc\" , \"\" ) ;" },
		{ "vb", "f(Left(\"abc\", -1))", "f ( left ( \"abc\" , -1 ) ) ;" },
		{ "vb",
		  "f(Replace(\"aXbx\",\"x\",\"\",1,-1,1), Replace(\"aXbx\",\"x\",\"\",1,-1,0))",
		  "f ( \"ab\" , \"aXb\" ) ;" },
		{ "vb", "f(Replace(\"aXbx\",\"x\",\"\",2))",
		  "f ( replace ( \"aXbx\" , \"x\" , \"\" , 2 ) ) ;" },
		{ "vb", "f(InStr(2,\"aba\",\"a\"), InStr(\"a\",\"b\"), Asc(\"\"))",
		  "f ( 3 , 0 , asc ( \"\" ) ) ;" },
		{ "asp", "<%f Split(\"a b\")(1), String(2,97), String(0,\"a\")%>",
		  "f \"b\" , \"aa\" , \"\" ;" },
		{ "asp",
		  "<%f Mid(\"\xc3\xa4"
		  "b\xc3\xb6\", 3, 1), StrReverse(\"\xc3\xa4"
		  "b\")%>",
		  "f \"\xc3\xb6\" , \"b\xc3\xa4\" ;" },
		{ "asp", "<%f unescape(\"%zz%4\"), unescape(\"%u00e4\")%>",
		  "f \"%zz%4\" , \"\xc3\xa4\" ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edges_of_text_functions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
