#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">"
#define BASIC "<%@ Page Language=\"VB\" %><script runat=\"server\">\n"
#define START \
	"Pro" \
	"cess.Start"

static void declarations(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "void F(){ string a = Request[\"x\"], b = a; " START "(b); }</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "string a; void G(){ " START "(a); } void F(){ a = Request[\"x\"]; }"
			  "</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "void F(){ foreach (string k in Request.Form) " START "(k); }</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "void F(){ using (var r = new StreamReader(Request.InputStream)) " START
			  "(r.ReadToEnd()); }</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "void F(){ Dictionary<string, List<int>> a = G(Request[\"x\"]);" START
			  "(a); }</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    BASIC "Sub F()\nDim a As String = Request(\"x\"), b As String\nb = a\n" START
			  "(b)\nEnd Sub</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    BASIC "Sub F()\nFor Each k As String In Request.Form\n" START "(k)\nNext\n"
			  "End Sub</script>",
		    "request-to-process", 95);
}

/* What is local stays local. */
static void scopes(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "void F(){ var a = Request[\"x\"]; } void G(){ var a = \"b\"; " START
			  "(a); }</script>",
		    "request-to-process", 0);
	assert_rule("aspx",
		    BASIC "Sub F()\nDim a = Request(\"x\")\nEnd Sub\nSub G()\nDim a = \"b\"\n" START
			  "(a)\nEnd Sub</script>",
		    "request-to-process", 0);
}

static void properties(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "string C { get { return Request[\"x\"]; } } void F(){ " START "(C); }"
			  "</script>",
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "string C => Request[\"x\"]; void F(){ " START "(this.C); }</script>",
		    "request-to-process", 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(declarations),
		cmocka_unit_test(scopes),
		cmocka_unit_test(properties),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
