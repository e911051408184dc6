#include "page_test.h"

#define JS "<%@language=jscript%><%"

static void tokens_of_jscript(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", JS "var a='b\"c'%>", "var a = \"b\"c\"" },
		{ "asp", JS "\"\\x65\\166\\u0061l\\\n!\"%>", "\"eval!\"" },
		{ "asp", JS "\\u0065val ev\\u0061l $a_$%>", "eval eval $a_$" },
		{ "asp", JS "a/*x*/b//c\nd%>", "a b d" },
		{ "asp", JS "<!-- x\na\n--> y\nb-->c%>", "a b -- > c" },
		{ "asp", JS "x=/a\\/[/]b/g;y=a/b/c%>", "x = /a\\/[/]b/g ; y = a / b / c" },
		{ "asp", JS "return /x/.test(a)%>", "return /x/ . test ( a )" },
		{ "asp", JS "(a)/b/1%>", "( a ) / b / 1" },
		{ "asp", JS "/*@cc_on a @*/b%>", "a b" },
		{ "asp", JS "/*@if(1) a @end @*/b%>", "if ( 1 ) a @ end b" },
		{ "asp", JS "a===b!==c>>>d%>", "a === b !== c >>> d" },
		{ "asp", JS "a//\xe2\x80\xa9" "b%>", "a b" },
		{ "asp", JS "\"a\nb%>", "\"a\" b" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_of_jscript),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
