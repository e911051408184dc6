#include "fold_test.h"

static void texts_of_net(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "new System.Text.StringBuilder(\"a\").Append(\"b\").ToString()", "\"ab\"" },
		{ "cs", "\"abc\".Replace(\"b\",\"\").Substring(1)", "\"c\"" },
		{ "cs", "\"abcdef\".Substring(1,2).ToUpper()", "\"BC\"" },
		{ "cs", "\"abc\".Remove(1,1).Insert(0,\"x\")", "\"xac\"" },
		{ "cs", "\" abc \".Trim().PadLeft(5,'.')", "\"..abc\"" },
		{ "cs", "\"a|b\".Split('|')[1]", "\"b\"" },
		{ "cs", "new string(\"cba\".Reverse().ToArray())", "\"abc\"" },
		{ "cs", "x.Replace(\"a\",\"b\")", "x . Replace ( \"a\" , \"b\" )" },
		{ "cs", "\"a-b\".IndexOf(\"b\")", "2" },
		{ "cs", "\"ab\".PadRight(4,'x')", "\"abxx\"" },
		{ "cs", "\"xxaxx\".TrimStart('x').TrimEnd('x')", "\"a\"" },
		{ "cs", "10.ToString(\"x2\")", "\"0a\"" },
		{ "cs", "(255).ToString(\"x2\")", "\"ff\"" },
		{ "cs", "\"abc\".Substring(9)", "\"\"" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void texts_of_jscript(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", FOLD_JS "\"aXbX\".replace(/X/g,\"\")+\"aXbX\".replace(\"X\",\"\")%>", "\"ababX\"" },
		{ "asp", FOLD_JS "\"a-b+c\".replace(/[\\-+]/g,\"\")%>", "\"abc\"" },
		{ "asp", FOLD_JS "\"abcd\".substr(1,2)+\"abcd\".substring(1,2)+\"abcd\".slice(-1)%>", "\"bcbd\"" },
		{ "asp", FOLD_JS "\"a|b\".split(\"|\")[1]+\"abc\".charAt(1)+\"abc\"[2]%>", "\"bbc\"" },
		{ "asp", FOLD_JS "\"a.b\".replace(/a.b/,\"\")%>",
		  "\"a.b\" . replace ( /a.b/ , \"\" )" },
		{ "asp", FOLD_JS "\"AxA\".replace(/a/gi,\"b\")%>", "\"bxb\"" },
		{ "asp", FOLD_JS "\"ab\".concat(\"c\",1)%>", "\"abc1\"" },
		{ "asp", FOLD_JS "\"abc\".split(\"\").reverse().join(\"\")%>", "\"cba\"" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void numbers_in_hexadecimal(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "(255).ToString(\"X2\")+(255).ToString(\"x\")", "\"FFff\"" },
		{ "cs", "(10).ToString(\"x2\")+(10).ToString(\"X4\")", "\"0a000A\"" },
		{ "cs", "(10).ToString(\"x99\")", "10 . ToString ( \"x99\" )" },
		{ "cs", "(10).ToString(\"x/\")", "10 . ToString ( \"x/\" )" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void objects_are_made(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "new String('a',3)", "\"aaa\"" },
		{ "cs", "new UTF8Encoding().GetString(new byte[]{0x61})", "\"a\"" },
		{ "cs", "new StringBuilder(\"ac\").Insert(1,\"b\").Replace(\"c\",\"\").ToString()",
		  "\"ab\"" },
		{ "cs", "new string(new char[]{'a','b','c'},1,2)", "\"bc\"" },
		{ "cs", "new Foo(\"a\").ToString()", "new Foo ( \"a\" ) . ToString ( )" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_of_net),
		cmocka_unit_test(texts_of_jscript),
		cmocka_unit_test(numbers_in_hexadecimal),
		cmocka_unit_test(objects_are_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
