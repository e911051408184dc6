#include "fold_test.h"

static void functions_of_net(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string.Join(\"-\",new[]{\"a\",\"b\"})", "\"a-b\"" },
		{ "cs", "string.Join(\"\",\"a\",\"b\")", "\"ab\"" },
		{ "cs", "System.String.Concat(\"a\",\"b\",'c')", "\"abc\"" },
		{ "cs", "string.Format(\"{0}{{x}}{1:X2}\",\"a\",1)", "\"a{x}1\"" },
		{ "cs", "Convert.ToChar(97)+\"\"", "\"a\"" },
		{ "cs", "Convert.ToInt32(\"61\",16)", "97" },
		{ "cs", "Encoding.UTF8.GetString(Convert.FromBase64String(\"Y21k\"))", "\"cmd\"" },
		{ "cs", "System.Text.Encoding.Unicode.GetString(new byte[]{99,0,109,0})", "\"cm\"" },
		{ "cs", "Encoding.GetEncoding(\"utf-8\").GetString(new byte[]{0x61})", "\"a\"" },
		{ "cs", "Convert.ToString(255,2)", "\"11111111\"" },
		{ "cs", "int.Parse(\"12\")+1", "13" },
		{ "cs", "string.Format(\"{2}\",\"a\")", "string . Format ( \"{2}\" , \"a\" )" },
		{ "cs", "Convert.FromHexString(\"6162\")[1]", "98" },
		{ "cs", "Chr(97)", "Chr ( 97 )" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void functions_of_vb(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "Execute Chr(101)&ChrW(&H76)", "execute \"ev\" ;" },
		{ "vb", "f StrReverse(\"ba\")", "f \"ab\" ;" },
		{ "vb", "f(Mid(\"xaby\", 2, 2), Left(\"abc\",2), Right(\"abc\",2))",
		  "f ( \"ab\" , \"ab\" , \"bc\" ) ;" },
		{ "vb", "f(Replace(\"aXb\",\"X\",\"\"), UCase(\"a\"), LCase(\"B\"))",
		  "f ( \"ab\" , \"A\" , \"b\" ) ;" },
		{ "vb", "f(Split(\"a,b\", \",\")(1), Join(Split(\"a b\"), \"\"))",
		  "f ( \"b\" , \"ab\" ) ;" },
		{ "asp", "<%f Array(\"a\",\"b\")(1), String(2,\"x\"), Hex(255)%>",
		  "f \"b\" , \"xx\" , \"FF\" ;" },
		{ "vb", "f(Strings.StrReverse(\"ba\"))", "f ( \"ab\" ) ;" },
		{ "vb", "f(Len(\"abc\"), InStr(\"abc\",\"c\"), IIf(True,\"a\",\"b\"))",
		  "f ( 3 , 3 , \"a\" ) ;" },
		{ "vb", "f(Trim(\" a \"), LTrim(\" a\"), RTrim(\"a \"), Space(2), StrDup(2, \"a\""
		  "))",
		  "f ( \"a\" , \"a\" , \"a\" , \"  \" , \"aa\" ) ;" },
		{ "vb", "f(Mid(\"abc\", 0), Chr(-1))", "f ( mid ( \"abc\" , 0 ) , chr ( -1 ) ) ;" },
		{ "vb", "f(x.Chr(97), CInt(\"7\"), Oct(8))",
		  "f ( x . chr ( 97 ) , 7 , \"10\" ) ;" },
		{ "asp", "<%f UBound(Array(1,2)), AscW(\"a\"), CStr(1)%>", "f 1 , 97 , \"1\" ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void functions_of_jscript(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", FOLD_JS "String.fromCharCode(101,0x76)%>", "\"ev\"" },
		{ "asp", FOLD_JS "unescape(\"%65%u0076\")%>", "\"ev\"" },
		{ "asp", FOLD_JS "parseInt(\"1f\",16)+(255).toString(16)%>", "\"31ff\"" },
		{ "asp", FOLD_JS "atob(\"YWI=\")+decodeURIComponent(\"%63\")%>", "\"abc\"" },
		{ "asp", FOLD_JS "String(1)+Number(\"2\")%>", "\"12\"" },
		{ "asp", FOLD_JS "x.atob(\"YWI=\")%>", "x . atob ( \"YWI=\" )" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_of_net),
		cmocka_unit_test(functions_of_vb),
		cmocka_unit_test(functions_of_jscript),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
