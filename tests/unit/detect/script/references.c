#include "page_of.h"

static void references(void **state)
{
	(void)state;
	assert_rule("asp", "<!--#include file=\"a.jpg\"-->", "code-from-elsewhere", 75);
	assert_rule("asp", "<!--#include file=\"a.txt\"-->", "code-from-elsewhere", 65);
	assert_rule("asp", "<!--#include file=\"a.inc\"--><!--#include virtual=\"/b.asp\"-->",
		    "code-from-elsewhere", 0);
	assert_rule("aspx", "<%@ Page Language=\"C#\" Src=\"a.png\" %>", "code-from-elsewhere", 80);
	assert_rule("aspx", "<%@ Page Language=\"C#\" CodeFile=\"a.aspx.cs\" %>",
		    "code-from-elsewhere", 0);
}

static void innocent_names(void **state)
{
	(void)state;
	assert_true(axr_script_is_innocent(axr_span_str("images/logo.GIF")));
	assert_true(axr_script_is_innocent(axr_span_str("c:\\a.b\\x.log ")));
	assert_false(axr_script_is_innocent(axr_span_str("lib/strings.asp")));
	assert_false(axr_script_is_innocent(axr_span_str("a.gif/lib")));
	assert_false(axr_script_is_innocent(axr_span_str("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references),
		cmocka_unit_test(innocent_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
