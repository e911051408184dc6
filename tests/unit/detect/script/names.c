#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ "
#define END " }</script>"

static void sources(void **state)
{
	static const char *const spellings[] = {
		"Request[\"x\"]",
		"Request.Form[\"x\"]",
		"Request.QueryString.Get(\"x\")",
		"Page.Request.Params[\"x\"]",
		"this.Request[\"x\"]",
		"HttpContext.Current.Request.Headers[\"x\"]",
		"Request.Cookies[\"x\"].Value",
		"c.Request.ServerVariables[\"HTTP_X\"]",
		"Request.RawUrl",
		"Request.UserAgent",
		"Encoding.UTF8.GetString(Request.BinaryRead(Request.ContentLength))"
	};
	static const char *const harmless[] = { "Request.PhysicalPath",
						"Request.ApplicationPath",
						"Request.ServerVariables[\"SCRIPT_NAME\"]",
						"Request.ContentLength",
						"Request.Form.Count",
						"Request.HttpMethod" };
	char text[300];

	(void)state;
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		snprintf(text, sizeof(text),
			 "%sPro"
			 "cess.Start(%s);%s",
			 SHARP, spellings[i], END);
		assert_rule("aspx", text, "request-to-process", 95);
	}
	for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++) {
		snprintf(text, sizeof(text),
			 "%sPro"
			 "cess.Start(%s);%s",
			 SHARP, harmless[i], END);
		assert_rule("aspx", text, "request-to-process", 0);
	}
}

/* What is put under a key is what lies there. */
static void session(void **state)
{
	(void)state;
	assert_rule("asp",
		    "<% session(\"a\") = request(\"x\")\nex"
		    "ecute session(\"a\") %>",
		    "request-to-eval", 95);
	assert_rule("aspx",
		    SHARP "Session.Add(\"a\", Request[\"x\"]); Pro"
			  "cess.Start(Session[\"a\"]);" END,
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "Session[\"a\"] = Request[\"x\"]; Pro"
			  "cess.Start(Session[\"b\"]);" END,
		    "request-to-process", 0);
	assert_rule("asp",
		    "<% ex"
		    "ecute session(\"a\") %>",
		    "session-to-eval", 65);
}

/* Function by another name, and only where it is one. */
static void constructors(void **state)
{
	(void)state;
	assert_rule("asp",
		    "<%@ Language=\"JScript\" %><% (0)[\"constr"
		    "uctor\"].constr"
		    "uctor(Request.Form(\"a\"))(); %>",
		    "request-to-eval", 95);
	assert_rule("asp",
		    "<%@ Language=\"JScript\" %><% a.constr"
		    "uctor(Request.Form(\"a\")); %>",
		    "request-to-eval", 0);
}

static void passwords(void **state)
{
	(void)state;
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><% System.IO.File.AppendAllText(@\"C:\\t.tmp\", "
		    "Request.Form[\"user\"] + Request.Form[\"password\"]); %>",
		    "password-to-file", 80);
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><% System.IO.File.AppendAllText(@\"C:\\t.tmp\", "
		    "Request.Form[\"user\"] + Request.Form[\"city\"]); %>",
		    "password-to-file", 0);
	/* a database's own, into a configuration */
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><% System.IO.File.WriteAllText(\"web.config\", "
		    "Request.Form[\"server\"] + Request.Form[\"password\"]); %>",
		    "password-to-file", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sources),
		cmocka_unit_test(session),
		cmocka_unit_test(constructors),
		cmocka_unit_test(passwords),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
