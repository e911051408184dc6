#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">"
#define START \
	"Pro" \
	"cess.Start"

static void through_parameters_and_results(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "string D(string s){ return s; } void F(){ R(D(Request[\"x\"])); } "
			  "void R(string c){ " START "(c); }</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "string D(string s){ return \"a\"; } void F(){ " START
			  "(D(Request[\"x\"])); }</script>",
		    "request-to-process", 0);
	assert_rule("aspx",
		    SHARP "string D(string s) => s + \"1\"; void F(){ " START
			  "(D(Request[\"x\"])); }</script>",
		    "request-to-process", 95);
	assert_rule("asp",
		    "<% Function D(s)\nD = StrReverse(s)\nEnd Function\n"
		    "ex"
		    "ecute D(request(\"x\")) %>",
		    "request-to-eval", 95);
	assert_rule("asp",
		    "<% Function D(s)\nD = \"a\"\nEnd Function\nex"
		    "ecute D(request(\"x\")) %>",
		    "request-to-eval", 0);
}

static void overloads(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "void R(int a){} void R(string c){ " START "(c); } void F(){ "
			  "R(Request[\"x\"]); }</script>",
		    "request-to-process", 95);
}

/* What a function puts into its parameters comes out where it is called. */
static void out_parameters(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "void G(out string s){ s = Request[\"x\"]; } void F(){ string c; "
			  "G(out c); " START "(c); }</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "void G(string s){ } void F(){ string c; G(Request[\"x\"]); G(c); " START
			  "(c); }</script>",
		    "request-to-process", 0);
	assert_rule("asp",
		    "<% Function f(x)\nex"
		    "ecute x\nEnd Function\nSet g = GetRef(\"F\")\n"
		    "g request(\"a\") %>",
		    "request-to-eval", 95);
}

/* A function of the page by the name of a sink is the page's. */
static void own_names(void **state)
{
	(void)state;
	assert_rule("asp",
		    "<% Sub ShellEx"
		    "ecute(a)\nEnd Sub\nShellEx"
		    "ecute request(\"x\") %>",
		    "request-to-process", 0);
}

/* A header that the page's end cuts off is read to there and no further. */
static void cut_off(void **state)
{
	(void)state;
	assert_worst_below("asp", "<% sub f(", 1);
	assert_worst_below("asp", "<% sub f(a, b", 1);
	assert_worst_below("aspx", "<% void F(string a", 1);
	assert_worst_below("aspx",
			   "<%@ Page Language=\"VB\" %><script runat=\"server\">Property Get", 1);
}

static void words_by_language(void **state)
{
	(void)state;
	/* request is a name like any other in C#, and the request in VBScript */
	assert_rule("aspx", SHARP "void F(string request){ " START "(request); }</script>",
		    "request-to-process", 0);
	assert_rule("asp",
		    "<% ev"
		    "al rEqUeSt(\"x\") %>",
		    "request-to-eval", 95);
	/* aliases of the page */
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><script runat=\"server\">using P = "
		    "System.Diagnostics.Pro"
		    "cess; void F(){ P.Start(Request[\"x\"]); }</script>",
		    "request-to-process", 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(through_parameters_and_results),
		cmocka_unit_test(overloads),
		cmocka_unit_test(out_parameters),
		cmocka_unit_test(own_names),
		cmocka_unit_test(cut_off),
		cmocka_unit_test(words_by_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
