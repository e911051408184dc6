#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ "
#define END " }</script>"

static void how_it_is_built(void **state)
{
	(void)state;
	assert_rule("aspx", SHARP "Sys\\u0074em.\\u0041b.Cd\\u0045();" END, "escaped-names", 65);
	assert_rule("aspx", SHARP "System.Ab.Cd();" END, "escaped-names", 0);
	assert_rule("asp",
		    "<%%><%%><%%><%%><%%><%%><%%><%%><%%><%%><%%><%%><%%><%%><%%><%%><%%><%%>"
		    "<%%><%%><%%><%%><%%><%%>",
		    "empty-blocks", 50);
	assert_rule("asp", "<%@ LANGUAGE=\"VBScript.Encode\" %><%#@~^AAAAAA==aAAAAA==^#~@%>",
		    "encoded-script", 40);
}

/* Bundles of scripts carry templates, and texts in escapes. */
static void escapes_outside_pages(void **state)
{
	static const char text[] = "x='<% a\\u0062(); c\\u0064(); e\\u0066(); g\\u0068(); i\\u006a(); "
				   "k\\u006c(); m\\u006e(); %>'";

	(void)state;
	assert_rule("asp", text, "escaped-names", 80);
	assert_worst_below("js", text, 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(how_it_is_built),
		cmocka_unit_test(escapes_outside_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
