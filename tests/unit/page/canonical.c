#include "page_test.h"

#define JS "<%@language=jscript%><%"

static void text_is_canonical(void **state)
{
	static const struct page_case cases[] = {
		{ "aspx", "<html><%@ PAGE language = 'C#' %><% /*x*/ a ( b , \"c\" ) ; d = 1 ; %>",
		  "<%@ PAGE language=\"C#\" %>\na(b,\"c\");\nd=1;\n" },
		{ "cs", "if(a){b();}else{c();}for(;;){d();}",
		  "if(a){\nb();\n}\n else{\nc();\n}\n for(;;){\nd();\n}\n" },
		{ "cs", "x=new[]{a,b};f(delegate{g();});",
		  "x=new[]{a,b};\nf(delegate{\ng();\n}\n);\n" },
		{ "cs", "a+ +b;c- --d;return\"x\";", "a+ +b;\nc- --d;\nreturn \"x\";\n" },
		{ "cs", "f(\"a\\\"\\n\\0\\\\\");", "f(\"a\\\"\\n\\0\\\");\n" },
		{ "cs", "using P=System.IO.File;P.Open(x.P);global::A.B();",
		  "using System.IO.File=System.IO.File;\nSystem.IO.File.Open(x.P);\nA.B();\n" },
		{ "vb", "A \"b\"\"c\" : D(\"e\"c)", "a \"b\"\"c\"\nd('e')\n" },
		{ "asp", JS "this[\"ev\"+\"al\"](Requ" "est[\"x\"])%>",
		  "<%@ language=\"jscript\" %>\nthis.ev" "al(Requ" "est[\"x\"])\n" },
		{ "asp",
		  "<!--#include file=\"x.png\"--><object runat=server "
		  "progid=\"A.B\"></object><%c%>",
		  "<!--#include file=\"x.png\"-->\n<object runat=server class=\"A.B\">\nc\n" },
		{ "aspx", "no code", "" },
		{ "asp", "<SCRIPT LANGUAGE=JavaScript RUNAT=Server>a = c();</SCRIPT><script runat=server "
			 "language=jscript>b(a);</script>",
		  "<script runat=server language=jscript>\na=c();\nb(a);\n" },
	};

	(void)state;
	PAGE_CASES(PAGE_CANONICAL, cases);
}

static void every_token_has_a_point(void **state)
{
	static const char text[] = "<% f( \"a\" + \"b\" ,\n  x ) %>";
	struct page_test test;

	(void)state;
	page_test_read(&test, "aspx", axr_span_str(text));
	assert_int_equal(test.map_count, test.page->token_count);
	for (size_t i = 0; i < test.map_count; i++)
		assert_int_equal(test.map[i].there, test.page->tokens[i].at);
	/* x stands behind f("ab", */
	assert_int_equal(test.map[4].here, strlen("f(\"ab\","));
	assert_int_equal(text[test.map[4].there], 'x');
	page_test_free(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_canonical),
		cmocka_unit_test(every_token_has_a_point),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
