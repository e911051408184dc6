#include "fold_test.h"

static void expressions_bind_as_in_their_language(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(int n){return \"\"+(n+2*3-(4-1))+(n<<2|1);} f(d(1));",
		  "f ( \"45\" ) ;" },
		{ "cs", "string d(int n){return n==1?\"a\":\"b\";} f(d(1)+d(2));",
		  "f ( \"ab\" ) ;" },
		{ "cs", "string d(int n){return \"\"+(char)n+(char)(n+1)+(byte)(n+256);} f(d(97));",
		  "f ( \"ab97\" ) ;" },
		{ "cs", "string d(int n){return \"\"+-n+~n;} f(d(1));", "f ( \"-1-2\" ) ;" },
		{ "vb", "Function d(n)\nReturn n + 1 & n * 2 Mod 3\nEnd Function\nf(d(4))",
		  "f ( \"52\" ) ;" },
		{ "vb", "Function d(n)\nIf Not n = 1 Then Return \"a\"\nReturn \"b\"\nEnd Functio"
		  "n\nf(d(1) & d(2))",
		  "f ( \"ba\" ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void names_and_members_have_values(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(string s){return s.Replace(\"x\",\"\").Substring(1).ToUpper()+s"
		  ".Length+string.Empty;} f(d(\"axb\"));",
		  "f ( \"B3\" ) ;" },
		{ "cs", "string d(string s){return Encoding.UTF8.GetString(Convert.FromBase64Stri"
		  "ng(s));} f(d(\"Y21k\"));",
		  "f ( \"cmd\" ) ;" },
		{ "asp", FOLD_JS "function d(s){return s[1]+s.charAt(0)+[7,8][1]} f(d(\"ab\"))%>",
		  "f ( \"ba8\" )" },
		{ "vb", "Function d(s)\nReturn Split(s, \",\")(1)\nEnd Function\nf(d(\"a,b\"))",
		  "f ( \"b\" ) ;" },
		{ "cs", "string d(string s){return s.Foo()+\"x\";} f(d(\"a\"));",
		  "f ( d ( \"a\" ) ) ;" },
		{ "cs", "string d(string s){return s+z;} f(d(\"a\"));", "f ( d ( \"a\" ) ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void lists_are_made(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(char c){return new string(new char[]{c,'b',});} f(d('a'));",
		  "f ( \"ab\" ) ;" },
		{ "cs", "int d(int n){return new int[n].Length;} f(d(3));", "f ( 3 ) ;" },
		{ "cs", "int d(int n){return new int[n].Length;} f(d(99999999));",
		  "f ( d ( 99999999 ) ) ;" },
		{ "vb", "Function d(c)\nReturn New String(New Char() {c, \"b\"c})\nEnd Function\n"
		  "f(d(\"a\"c))",
		  "f ( \"ab\" ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expressions_bind_as_in_their_language),
		cmocka_unit_test(names_and_members_have_values),
		cmocka_unit_test(lists_are_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
