#include "page_of.h"

/* Whether what an expression of C# gives reaches a command line as the client's. */
#define flows(expression)                                                           \
	assert_rule("aspx",                                                         \
		    "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){" \
		    "Pro"                                                           \
		    "cess.Start(" expression ");}</script>",                        \
		    "request-to-process", 95)
#define stops(expression)                                                           \
	assert_rule("aspx",                                                         \
		    "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){" \
		    "Pro"                                                           \
		    "cess.Start(" expression ");}</script>",                        \
		    "request-to-process", 0)

static void parts_of_values(void **state)
{
	(void)state;
	flows("Request[\"a\"].Trim().Substring(1)");
	flows("new string[] { \"a\", Request[\"b\"] }");
	flows("new Thing { Name = Request[\"b\"] }");
	flows("Foo.Bar<string>(Request[\"b\"])");
	flows("new List<string>(Request.Form.AllKeys)[0]");
	flows("$\"/c {Request[\"b\"]}\"");
	flows("f(x => Request[\"b\"])");
	stops("Request[\"a\"].Length");
	stops("int.Parse(Request[\"a\"])");
	stops("(int)Request[\"a\"]");
	stops("Request[\"a\"].Contains(\"b\")");
}

static void code_from_text(void **state)
{
	(void)state;
	assert_rule("asp",
		    "<%@ Language=\"JScript\" %><% (function(){}).construct"
		    "or(\"\" + Request(\"k\"))(); %>",
		    "request-to-eval", 95);
	assert_rule("aspx",
		    "<%@ Page Language=\"JScript\" %><% var f = new Fun"
		    "ction(\"a\", \"b\", Request.Form(\"x\")); %>",
		    "request-to-eval", 95);
	assert_rule("aspx",
		    "<%@ Page Language=\"JScript\" %><% var f = new Thing(\"a\", "
		    "Request.Form(\"x\")); %>",
		    "request-to-eval", 0);
	/* a delegate is the function that it is made of */
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><% d.Go = new Func<string, int>(x => { Pro"
		    "cess.Start(x); return 1; }); d.Go(Request[\"x\"]); %>",
		    "request-to-process", 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_of_values),
		cmocka_unit_test(code_from_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
