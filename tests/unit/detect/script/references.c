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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
