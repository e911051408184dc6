#include "fold_test.h"

static void functions_without_a_name_are_run(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "f(new string(new[]{98,99}.Select(x=>(char)(x-1)).ToArray()));",
		  "f ( \"ab\" ) ;" },
		{ "cs", "int[] a={98,99,100,101};f(string.Concat(a.Select(x=>(char)(x^3))));",
		  "f ( \"a`gf\" ) ;" },
		{ "cs", "f(new string(\"a#b#\".Where(c=>c!='#').ToArray()));", "f ( \"ab\" ) ;" },
		{ "cs", "var a=new[]{\"a\",\"b\",\"c\",\"d\"};f(a.Aggregate((x,y)=>x+y));",
		  "f ( \"abcd\" ) ;" },
		{ "cs", "var a=new[]{1,2,3,4};f(a.Aggregate(\"q\",(x,y)=>x+(char)(y+96)));",
		  "f ( \"qabcd\" ) ;" },
		{ "cs", "f(string.Concat(Array.ConvertAll(new[]{97,98,99,100},x=>(char)x)));",
		  "f ( \"abcd\" ) ;" },
		{ "cs", "string d(string s,int k){return new string(s.Select(c=>(char)(c^k))"
			".ToArray());} f(d(\"bc\",3));",
		  "f ( \"a`\" ) ;" },
		{ "vb", "f(New String({98,99,100,101}.Select(Function(x) ChrW(x - 1)).ToArray()))",
		  "f ( \"abcd\" ) ;" },
		{ "asp", FOLD_JS "f([98,99,100,101].map(function(x){return "
				 "String.fromCharCode(x-1)}).join(\"\"))%>",
		  "f ( \"abcd\" )" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

/* What is not known stays as it is. */
static void others_are_left(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "var a=\"b\";f(g.Select(x=>x+1));", "f ( g . Select ( x => x + 1 ) ) ;" },
		{ "cs", "var a=\"b\";f(\"bc\".Select(x=>g(x)));",
		  "f ( \"bc\" . Select ( x => g ( x ) ) ) ;" },
		{ "cs", "var a=\"b\";f(\"bc\".Select((x,i)=>x));",
		  "f ( \"bc\" . Select ( ( x , i ) => x ) ) ;" },
		{ "cs", "var a=\"b\";f(\"bc\".Where(x=>x));", "f ( \"bc\" . Where ( x => x ) ) ;" },
		{ "cs", "var a=\"b\";f(\"bc\".Select(x=>{return x;}));",
		  "f ( \"bc\" . Select ( x => { return x ; } ) ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void work_is_bounded(void **state)
{
	struct axr_buf text = { .limit = 1 << 24 };
	struct page_test test;

	(void)state;
	axr_buf_puts(&text, "var a=new[]{");
	for (int i = 0; i < 4000; i++)
		axr_buf_puts(&text, "1,");
	axr_buf_puts(&text, "1};");
	for (int i = 0; i < 400; i++)
		axr_buf_puts(&text, "f(a.Select(x=>a.Select(y=>x+y)));");
	page_test_read(&test, "cs", axr_buf_span(&text));
	assert_non_null(test.page->limit);
	page_test_free(&test);
	axr_buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_without_a_name_are_run),
		cmocka_unit_test(others_are_left),
		cmocka_unit_test(work_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
