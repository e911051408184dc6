#include "fold_test.h"

static void names_that_others_set(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "a=\"x\"; h(ref a); f(a);", "a = \"x\" ; h ( ref a ) ; f ( a ) ;" },
		{ "cs", "a=\"x\"; var y = q.Select(a => a+1);",
		  "a = \"x\" ; var y = q . Select ( a => a + 1 ) ;" },
		{ "asp", "<%a=\"x\":for each a in b:f a:next%>",
		  "a = \"x\" ; for each a in b ; f a ; next ;" },
		{ "cs", "a=\"x\"; h(out a); f(a);", "a = \"x\" ; h ( out a ) ; f ( a ) ;" },
		{ "cs", "a=\"x\"; q.Select((a,b)=>a+b); f(a);",
		  "a = \"x\" ; q . Select ( ( a , b ) => a + b ) ; f ( a ) ;" },
		{ "asp", "<%a=\"x\":redim a(3):f a%>", "a = \"x\" ; redim a ( 3 ) ; f a ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void functions_are_found(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(string a){return a+\"x\";} f(d(\"q\"));", "f ( \"qx\" ) ;" },
		{ "cs", "string d(string a)=>a+\"x\"; f(d(\"q\"));", "f ( \"qx\" ) ;" },
		{ "asp", FOLD_JS "function d(a){return a+\"x\"} f(d(\"q\"))%>", "f ( \"qx\" )" },
		{ "asp", FOLD_JS "function d(a:String):String{return a+\"x\"} f(d(\"q\"))%>",
		  "f ( \"qx\" )" },
		{ "asp", FOLD_JS "var d=function(a){return a+\"x\"}; f(d(\"q\"))%>",
		  "f ( \"qx\" )" },
		{ "vb", "Function d(ByVal a As String) As String\nReturn a & \"x\"\nEnd Function"
		  "\nf(d(\"q\"))",
		  "f ( \"qx\" ) ;" },
		{ "asp", "<%Function d(a)\nd=a&\"x\"\nEnd Function\nf d(\"q\")%>", "f \"qx\" ;" },
		{ "vb", "Function d(a() As Byte)\nReturn a(1)\nEnd Function\nf(d(New Byte() {1,2}"
		  "))",
		  "f ( 2 ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void functions_that_may_be_others_are_not_run(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(string a){return a+\"x\";} string d(object a){return \"y\";} f("
		  "d(\"q\"));",
		  "f ( d ( \"q\" ) ) ;" },
		{ "cs", "string d(string a){return a+\"x\";} f(d(\"q\",\"r\"));",
		  "f ( d ( \"q\" , \"r\" ) ) ;" },
		{ "cs", "string d(string a){return a+\"x\";} f(z.d(\"q\"));",
		  "f ( z . d ( \"q\" ) ) ;" },
		{ "vb", "Sub d(a)\ng(a)\nEnd Sub\nf(d(\"q\"))", "f ( d ( \"q\" ) ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_others_set),
		cmocka_unit_test(functions_are_found),
		cmocka_unit_test(functions_that_may_be_others_are_not_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
