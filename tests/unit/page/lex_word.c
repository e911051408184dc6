#include "page_test.h"

static void words_lose_their_disguise(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "\\u0065val", "eval" },
		{ "cs", "\\U00000065val", "eval" },
		{ "cs", "@eval", "eval" },
		{ "cs", "ev\xe2\x80\x8d" "al", "eval" },
		{ "cs", "\\u00zz", "\\ u00zz" },
		{ "vb", "EV\xe2\x80\x8d" "AL", "eval ;" },
		{ "asp", "<%@language=jscript%><%\\u0065val%>", "eval" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void what_begins_beyond_ascii_is_classed(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "\xc3\xa9val(a)", "\xc3\xa9val ( a )" },
		{ "cs", "a\xe2\x80\xa8#if x\nb", "a b" },   /* U+2028 ends a line */
		{ "cs", "a\xc3\x97" "b", "a \xc3\x97 b" },   /* U+00D7 is no letter */
		{ "cs", "a\xe2\x80\x83" "b", "a b" },        /* U+2003 is a blank */
		{ "cs", "\xe2\x80\x8d" "a", "a" },           /* nothing begins with U+200D */
		{ "asp", "<%@language=jscript%><%\xc3\xa9\xe2\x80\xa8x%>", "\xc3\xa9 x" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_lose_their_disguise),
		cmocka_unit_test(what_begins_beyond_ascii_is_classed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
