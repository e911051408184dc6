#include "fold_test.h"

static void functions_of_the_page_are_run(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string k=\"x\";string d(string a){return a+k;} f(d(\"q\"));",
		  "f ( \"qx\" ) ;" },
		{ "cs", "string a=\"x\";string d(string a){return a+\"y\";} f(d(\"q\")+a);",
		  "f ( \"qyx\" ) ;" },
		{ "cs", "string e(string a){return a+\"2\";} string d(string a){return e(a)+\"1\""
		  ";} f(d(\"q\"));",
		  "f ( \"q21\" ) ;" },
		{ "cs", "void d(string a){g(a);} f(d(\"q\"));", "f ( d ( \"q\" ) ) ;" },
		{ "cs", "string d(string a){return a+g();} f(d(\"q\"));", "f ( d ( \"q\" ) ) ;" },
		{ "cs", "string d(){return \"x\";} f(d());", "f ( \"x\" ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void calls_are_bounded(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(int n){if(n==0)return \"\";return d(n-1)+\"x\";} f(d(3));",
		  "f ( \"xxx\" ) ;" },
		{ "cs", "string d(int n){if(n==0)return \"\";return d(n-1)+\"x\";} f(d(60));",
		  "f ( d ( 60 ) ) ;" },
		{ "cs", "string d(string n){return d(n);} f(d(\"x\"));", "f ( d ( \"x\" ) ) ;" },
		{ "cs", "while(true){} f(\"a\"+\"b\");", "f ( \"ab\" ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void loops_leave_their_names(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", FOLD_JS "for(var i=0;i<3;i++){} f(i)%>", "f ( 3 )" },
		{ "asp", "<%a=0:For i=1 To 2\na=i\nNext\nf a%>", "f 2 ;" },
		{ "asp", "<%r=\"q\":For i=1 To 2\nr=r&i\nNext\nf r:r=g%>", "f r ; r = g ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

/* A name is compared as often as it is looked for. */
static void long_names_cost(void **state)
{
	(void)state;
	assert_string_equal(fold_limit("cs", "var z=\"\";for(int ", "abcdefgh", 2000,
				       "=0,i=0;i<2000;i++)z+=abcdefgh;"),
			    "");
	assert_string_equal(fold_limit("cs", "string f(int a", "abcdefgh", 2000,
				       "){return \"b\";}var z=\"\";for(int i=0;i<3000;i++)z+=f(i);"),
			    "fold_bytes");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_of_the_page_are_run),
		cmocka_unit_test(calls_are_bounded),
		cmocka_unit_test(loops_leave_their_names),
		cmocka_unit_test(long_names_cost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
