#include "page_test.h"

static void evaluated_constants_are_code(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", "<%s=\"ev\"&\"al(req(\"\"x\"\"))\":execute s%>",
		  "s = \"eval(req(\"x\"))\" ; execute \"eval(req(\"x\"))\" ; eval ( req ( \"x\" ) "
		  ") ;" },
		{ "asp", "<%execute(\"execute(\"\"f(\"\"&g&\"\")\"\")\")%>",
		  "execute ( \"execute(\"f(\"&g&\")\")\" ) ; execute ( \"f(\" & g & \")\" ) ;" },
		{ "asp", "<%execute(\"execute(chr(102)&\"\"(a,b,c)\"\")\")%>",
		  "execute ( \"execute(chr(102)&\"(a,b,c)\")\" ) ; execute ( \"f(a,b,c)\" ) ; f ( "
		  "a , "
		  "b , c ) ;" },
		{ "asp",
		  "<%@language=jscript%><%"
		  "eval('var a=b')%>",
		  "eval ( \"var a=b\" ) var a = b" },
		{ "asp", "<%execute \"x=1\"%>", "execute \"x=1\" ;" },
		{ "asp", "<%executeglobal(\"f 1:g 2\")%>",
		  "executeglobal ( \"f 1:g 2\" ) ; f 1 ; g 2 ;" },
		{ "asp", "<%x.ExecuteStatement \"f 1:g 2\"%>",
		  "x . executestatement \"f 1:g 2\" ; f 1 ; g 2 ;" },
		{ "asp", "<%run \"f 1,2\"%>", "run \"f 1,2\" ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(evaluated_constants_are_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
