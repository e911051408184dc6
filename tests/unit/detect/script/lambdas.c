#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">"
#define START \
	"Pro" \
	"cess.Start"

static void lambdas(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "void F(){ Action<string> r = c => " START "(c); r(Request[\"x\"]); }"
			  "</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "void F(){ Action<string> r = delegate(string c) { " START "(c); }; "
			  "r(Request[\"x\"]); }</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "void F(){ Request.Form.AllKeys.ToList().ForEach(k => { " START
			  "(k); }); }</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    "<%@ Page Language=\"JScript\" %><% var f = function(c) { return ev"
		    "al(c, \"a\"); }; f(Request.Item[\"x\"]); %>",
		    "request-to-eval", 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lambdas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
