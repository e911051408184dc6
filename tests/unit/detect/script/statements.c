#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">"
#define BASIC "<%@ Page Language=\"VB\" %><script runat=\"server\">\n"
#define START "Pro" "cess.Start"

static void declarations(void **state)
{
	(void)state;
	assert_rule("aspx", SHARP "void F(){ string a = Request[\"x\"], b = a; " START "(b); }</script>",
		    "request-to-process", 95);
	assert_rule("aspx", SHARP "string a; void G(){ " START "(a); } void F(){ a = Request[\"x\"]; }"
		    "</script>", "request-to-process", 95);
	assert_rule("aspx", SHARP "void F(){ foreach (string k in Request.Form) " START "(k); }</script>",
		    "request-to-process", 95);
	assert_rule("aspx", SHARP "void F(){ using (var r = new StreamReader(Request.InputStream)) "
		    START "(r.ReadToEnd()); }</script>", "request-to-process", 95);
	assert_rule("aspx", SHARP "void F(){ Dictionary<string, List<int>> a = G(Request[\"x\"]);"
		    START "(a); }</script>", "request-to-process", 95);
	assert_rule("aspx", BASIC "Sub F()\nDim a As String = Request(\"x\"), b As String\nb = a\n"
		    START "(b)\nEnd Sub</script>", "request-to-process", 95);
	assert_rule("aspx", BASIC "Sub F()\nFor Each k As String In Request.Form\n" START "(k)\nNext\n"
		    "End Sub</script>", "request-to-process", 95);
}

/* What is local stays local. */
static void scopes(void **state)
{
	(void)state;
	assert_rule("aspx", SHARP "void F(){ var a = Request[\"x\"]; } void G(){ var a = \"b\"; "
		    START "(a); }</script>", "request-to-process", 0);
	assert_rule("aspx", BASIC "Sub F()\nDim a = Request(\"x\")\nEnd Sub\nSub G()\nDim a = \"b\"\n"
		    START "(a)\nEnd Sub</script>", "request-to-process", 0);
}

static void properties(void **state)
{
	(void)state;
	assert_rule("aspx", SHARP "string C { get { return Request[\"x\"]; } } void F(){ " START "(C); }"
		    "</script>", "request-to-process", 95);
	assert_rule("aspx", SHARP "string C => Request[\"x\"]; void F(){ " START "(this.C); }</script>",
		    "request-to-process", 95);
}

static void visual_basic(void **state)
{
	(void)state;
	assert_rule("asp", "<% With request\na = .form(\"x\")\nEnd With\nev" "al a %>",
		    "request-to-eval", 95);
	assert_rule("asp", "<% Set r = request\nSelect Case 1\nCase 2\nev" "al r(\"x\")\nEnd Select %>",
		    "request-to-eval", 95);
	assert_rule("asp", "<% Class C\nPrivate Sub Class_Initialize\nev" "al(request(\"x\"))\nEnd Sub\n"
		    "End Class\nSet X = New C %>", "request-to-eval", 95);
	assert_rule("asp", "<% On Error Resume Next\nDo While True\nEx" "ecuteGlobal request(\"x\")\n"
		    "Loop %>", "request-to-eval", 95);
}

/* [WebMethod]: the arguments are the client's. */
static void web_methods(void **state)
{
	(void)state;
	assert_rule("asmx", "<%@ WebService Language=\"C#\" Class=\"A\" %>\nclass A { [WebMethod(true)] "
		    "public string Run(string c) { " START "(c); return \"\"; } }",
		    "request-to-process", 95);
	assert_rule("asmx", "<%@ WebService Language=\"C#\" Class=\"A\" %>\nclass A { "
		    "public string Run(string c) { " START "(c); return \"\"; } }",
		    "request-to-process", 0);
	assert_rule("asmx", "<%@ WebService Language=\"VB\" Class=\"A\" %>\nClass A\n<WebMethod()> _\n"
		    "Public Function Run(ByVal c As String) As String\n" START "(c)\nEnd Function\n"
		    "End Class\n", "request-to-process", 95);
}

/* Code of classic ASP goes on over the HTML between its blocks. */
static void blocks(void **state)
{
	(void)state;
	assert_rule("asp", "<% sub f(c) %><b>\n<% ev" "al c %></b>\n<% end sub\nf request(\"x\") %>",
		    "request-to-eval", 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(declarations),
		cmocka_unit_test(scopes),
		cmocka_unit_test(properties),
		cmocka_unit_test(visual_basic),
		cmocka_unit_test(web_methods),
		cmocka_unit_test(blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
