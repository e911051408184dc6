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

static void operators(void **state)
{
	(void)state;
	flows("Request[\"a\"]");
	flows("\"/c \" + Request[\"a\"]");
	flows("(string)Request[\"a\"]");
	flows("x ? Request[\"a\"] : \"b\"");
	flows("Request[\"a\"] ?? \"b\"");
	flows("(Request[\"a\"])");
	flows("x = Request[\"a\"]");
	flows("Request[\"a\"] as string");
	flows("(x == 1 ? \"b\" : Request[\"a\"]) + \"z\"");
	stops("Request[\"a\"] == \"b\"");
	stops("Request[\"a\"] == \"b\" ? \"c\" : \"d\"");
	stops("\"a\" + \"b\"");
	stops("Request[\"a\"] is string");
}

static void visual_basic(void **state)
{
	(void)state;
	assert_rule("asp",
		    "<% ex"
		    "ecute \"a\" & request(\"x\") %>",
		    "request-to-eval", 95);
	assert_rule("asp",
		    "<% ex"
		    "ecute (\"a\") & request(\"x\") %>",
		    "request-to-eval", 95);
	assert_rule("asp",
		    "<% if 1 then ex"
		    "ecute request(\"x\") else y = 2 %>",
		    "request-to-eval", 95);
	assert_rule("asp",
		    "<% ex"
		    "ecute(request(\"x\") = \"y\") %>",
		    "request-to-eval", 0);
	assert_rule("asp",
		    "<% ex"
		    "ecute cstr(len(request(\"x\"))) %>",
		    "request-to-eval", 0);
	assert_rule("aspx",
		    "<%@ Page Language=\"VB\" %><% Dim p = New Pro"
		    "cessStartInfo() With {"
		    ".FileName = Request(\"x\")} %>",
		    "request-to-process", 95);
}

/* Brackets beyond any sense, broken ones too: an end, and in linear time. */
static void depth_is_bounded(void **state)
{
	enum { DEEP = 200000 };
	char *text = malloc(DEEP * 2 + 200);
	size_t len = 0;
	struct shown shown;

	(void)state;
	assert_non_null(text);
	len += (size_t)sprintf(text, "<%%@ Page Language=\"C#\" %%><%% Pro"
				     "cess.Start(");
	memset(text + len, '(', DEEP);
	len += DEEP;
	len += (size_t)sprintf(text + len, "Request[1]");
	memset(text + len, ')', DEEP);
	len += DEEP;
	sprintf(text + len, "); %%>");
	show(&shown, "aspx", text);
	assert_non_null(reason_of(&shown, "request-to-process"));
	hide(&shown);
	text[len - DEEP] = '\0';
	show(&shown, "aspx", text);
	hide(&shown);
	free(text);
}

static void noise_ends(void **state)
{
	static const char *const noise[] = {
		"<% = = = %>",	   "<% ..... %>",   "<% a.b.( %>",	   "<% ]}) %>",
		"<% x => %>",	   "<% new %>",	    "<% new new new ( %>", "<% f(,,,) %>",
		"<% a ? b ? c %>", "<% $\"{\" %>",  "<% case: %>",	   "<% function %>",
		"<% function( %>", "<% delegate %>"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++) {
		static const char *const extensions[] = { "aspx", "asp", "cshtml" };

		for (size_t k = 0; k < 3; k++)
			assert_worst_below(extensions[k], noise[i], 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operators),
		cmocka_unit_test(visual_basic),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(noise_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
