#include "page_test.h"

static void tokens_of_csharp(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "a+b", "a + b" },
		{ "cs", "a/**/b//c\nd/*", "a b d" },
		{ "cs",
		  "a//c\xe2\x80\xa8"
		  "b",
		  "a b" },
		{ "cs",
		  "a//c\xc2\x85"
		  "b",
		  "a b" },
		{ "cs", "\"a\\tb\\x41\\u0042\\U00000043\\\"\"", "\"a\tbABC\"\"" },
		{ "cs", "\"a//b\" 'c' '\\'' '\\x41' '\"'", "\"a//b\" 'c' ''' 'A' '\"'" },
		{ "cs", "@\"a\"\"b\\n\nc\"", "\"a\"b\\n\nc\"" },
		{ "cs", "@class ev\\u0061l \\U00000065val", "class eval eval" },
		{ "cs",
		  "Sy\xe2\x80\x8bst\xc2\xad"
		  "em.IO",
		  "System . IO" },
		{ "cs", "caf\xc3\xa9 x\xe9y", "caf\xc3\xa9 x\xc3\xa9y" },
		{ "cs", "0x41 65L 1_000 1.5e-3 .5 1.Foo()",
		  "0x41 65L 1_000 1.5e-3 .5 1 . Foo ( )" },
		{ "cs", "a<<=b>>c=>d?.e??f::g", "a <<= b >> c => d ?. e ?? f :: g" },
		{ "cs", "\"unterminated\nb", "\"unterminated\" b" },
		{ "cs", "a\0b", "a" },
		{ "cs", "\"\"\"a \"b\" c\"\"\"", "\"a \"b\" c\"" },
		{ "cs", "\"\"\"\n  a\n   b\n  \"\"\"", "\"a\n b\"" },
		{ "cs", "\"\"\"\" x", "\"\" x" },
		{ "cs", "it's a", "it ' s a" },
		{ "cs", ";;;;;;;;a", "; ; ; a" },
		{ "cs",
		  "a\x01\x0c\x0b"
		  "b",
		  "a b" },
		{ "cs", "a @", "a @" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void strings_with_holes(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "$\"a{b}c\"", "( \"a\" + ( b ) + \"c\" )" },
		{ "cs", "$\"{b}\" x", "( \"\" + ( b ) ) x" },
		{ "cs", "$\"a{{b}}\"", "\"a{b}\"" },
		{ "cs", "$\"a{b,5:X2}c\"", "( \"a\" + ( b ) + \"c\" )" },
		{ "cs", "$\"a{(x?y:z)}\"", "( \"a\" + ( ( x ? y : z ) ) )" },
		{ "cs", "$\"a{global::b}\"", "( \"a\" + ( global :: b ) )" },
		{ "cs", "$@\"a\"\"{b}\\\"", "( \"a\"\" + ( b ) + \"\\\" )" },
		{ "cs", "@$\"a{b}\"", "( \"a\" + ( b ) )" },
		{ "cs", "$\"a{$\"b{c}\"}d\"", "( \"a\" + ( ( \"b\" + ( c ) ) ) + \"d\" )" },
		{ "cs", "$$\"\"\"a{b}{{c}}\"\"\"", "( \"a{b}\" + ( c ) )" },
		{ "cs", "$\"a{b[\"}\"]}\"", "( \"a\" + ( b [ \"}\" ] ) )" },
		{ "cs", "$\"a{", "( \"a\" + (" },
		{ "cs", "$\"a\nb", "\"a\" b" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void conditions_leave_out_code(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "a\n#region x\nb\n#endregion\nc", "a b c" },
		{ "cs", "a\n#if false\n/* \" \n#endif\nb", "a b" },
		{ "cs", "a\n#if (false) // never\nx\n#if y\nz\n#endif\n#else\nb\n#endif\nc",
		  "a b c" },
		{ "cs", "#if DEBUG\na\n#endif\nb", "a b" },
		{ "cs", "#if !true\na\n#endif\nb", "b" },
		{ "cs", "#if false || true\na\n#endif\nb", "a b" },
		{ "cs", "#if false\na", "a" },
		{ "cs", "a # if\nb", "a # if b" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void flags_and_places(void **state)
{
	struct page_test test;
	const struct axr_token *tokens;

	(void)state;
	page_test_read(&test, "cs", axr_span_str("x ev\\u0061l \"a"));
	assert_int_equal(test.page->token_count, 3);
	tokens = test.page->tokens;
	assert_int_equal(tokens[0].flags, 0);
	assert_int_equal(tokens[1].flags, AXR_TOKEN_ESCAPED);
	assert_int_equal(tokens[1].at, 2);
	assert_int_equal(tokens[1].len, 9);
	assert_int_equal(tokens[2].flags, AXR_TOKEN_CUT);
	assert_int_equal(test.page->escaped_words, 1);
	page_test_free(&test);
}

/* The limit on tokens is reached at a raw string that has no end, and behind which is nothing. */
static void limit_at_the_end(void **state)
{
	static const char code[] = "a b c \"\"\"\"";
	struct axr_page_limits limits = axr_page_default_limits;
	struct axr_arena arena;
	uint8_t *text = test_malloc(sizeof(code) - 1);

	(void)state;
	memcpy(text, code, sizeof(code) - 1);
	limits.tokens = 3;
	axr_arena_init(&arena, 0);
	assert_non_null(axr_page_read(&arena, axr_span(text, sizeof(code) - 1), axr_span_str("cs"),
				      &limits));
	axr_arena_free(&arena);
	test_free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_of_csharp),
		cmocka_unit_test(strings_with_holes),
		cmocka_unit_test(conditions_leave_out_code),
		cmocka_unit_test(flags_and_places),
		cmocka_unit_test(limit_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
