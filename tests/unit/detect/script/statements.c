#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">"
#define BASIC "<%@ Page Language=\"VB\" %><script runat=\"server\">\n"
#define START \
	"Pro" \
	"cess.Start"

/* What a method yields one by one. */
static void iterators(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "IEnumerable<string> All() { yield return Request[\"x\"]; }"
			  " void F() { foreach (var c in All()) " START "(c); }</script>",
		    "request-to-process", 95);
}

/* [WebMethod]: the arguments are the client's. */
static void web_methods(void **state)
{
	(void)state;
	assert_rule("asmx",
		    "<%@ WebService Language=\"C#\" Class=\"A\" %>\nclass A { [WebMethod(true)] "
		    "public string Run(string c) { " START "(c); return \"\"; } }",
		    "request-to-process", 95);
	assert_rule("asmx",
		    "<%@ WebService Language=\"C#\" Class=\"A\" %>\nclass A { "
		    "public string Run(string c) { " START "(c); return \"\"; } }",
		    "request-to-process", 0);
	assert_rule("asmx",
		    "<%@ WebService Language=\"VB\" Class=\"A\" %>\nClass A\n<WebMethod()> _\n"
		    "Public Function Run(ByVal c As String) As String\n" START "(c)\nEnd Function\n"
		    "End Class\n",
		    "request-to-process", 95);
}

/* Code of classic ASP goes on over the HTML between its blocks. */
static void blocks(void **state)
{
	(void)state;
	assert_rule("asp",
		    "<% sub f(c) %><b>\n<% ev"
		    "al c %></b>\n<% end sub\nf request(\"x\") %>",
		    "request-to-eval", 95);
}

/* Functions of Windows under names of one's own. */
static void entry_points(void **state)
{
	(void)state;
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><script runat=\"server\">"
		    "[Dll" "Import(\"kernel32\", EntryPoint = \"Virtual" "Alloc\")] "
		    "static extern IntPtr A(); void F() { A(); }</script>",
		    "native-code", 88);
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><script runat=\"server\">"
		    "[Description(\"Virtual" "Alloc\")] "
		    "void F() { A(); }</script>",
		    "native-code", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(iterators),
		cmocka_unit_test(web_methods),
		cmocka_unit_test(blocks),
		cmocka_unit_test(entry_points),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
