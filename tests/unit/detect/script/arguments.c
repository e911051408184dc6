#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ "
#define END " }</script>"
#define START \
	"Pro" \
	"cess.Start"

static void by_place_and_by_name(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "File.WriteAll"
			  "Text(contents: Request[\"c\"], path: Request[\"p\"]);" END,
		    "request-to-file", 92);
	assert_rule("aspx", SHARP START "(fileName: \"a\", arguments: Request[\"c\"]);" END,
		    "request-to-process", 95);
	assert_rule("asp",
		    "<% Set s = CreateObject(\"WSc"
		    "ript.Shell\")\ns.Run request(\"x\"), 0, True %>",
		    "request-to-process", 95);
}

/* However many there are, none is lost. */
static void more_than_are_told_apart(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP START
		    "(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, Request[\"c\"], 15);" END,
		    "request-to-process", 95);
}

static void elements(void **state)
{
	static char text[20000];
	size_t len;

	(void)state;
	assert_rule("aspx", SHARP START "(new[] { \"a\", Request[\"c\"] }[1]);" END,
		    "request-to-process", 95);
	/* a program as numbers */
	len = (size_t)snprintf(text, sizeof(text),
			       "%sAsse"
			       "mbly.Load(new byte[] { 77, 90",
			       SHARP);
	for (unsigned i = 0; i < 1000; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, ", %u", i % 251);
	snprintf(text + len, sizeof(text) - len, " });%s", END);
	assert_rule("aspx", text, "decoded-to-assembly", 85);
	assert_rule("aspx",
		    SHARP "Asse"
			  "mbly.Load(new byte[] { 77, 90 });" END,
		    "decoded-to-assembly", 0);
}

/* What cannot be an argument does not hide what stands behind it. */
static void noise_inside(void **state)
{
	(void)state;
	assert_rule("aspx", SHARP START "(a b ; @ c, Request[\"c\"]);" END, "request-to-process",
		    95);
	assert_rule("aspx", SHARP START "(,,, Request[\"c\"]);" END, "request-to-process", 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_place_and_by_name),
		cmocka_unit_test(more_than_are_told_apart),
		cmocka_unit_test(elements),
		cmocka_unit_test(noise_inside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
