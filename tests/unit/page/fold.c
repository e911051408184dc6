#include "page_test.h"

static void folded_tokens_keep_their_place(void **state)
{
	static const char text[] = "f( \"a\" + Chr ( 98 ) , s ) : s = \"q\" : g s";
	struct page_test test;
	const struct axr_token *tokens;

	(void)state;
	page_test_read(&test, "vb", axr_span_str(text));
	assert_string_equal(page_test_tell(&test), "f ( \"ab\" , s ) ; s = \"q\" ; g \"q\" ;");
	tokens = test.page->tokens;
	assert_int_equal(tokens[2].at, 3);
	assert_int_equal(tokens[2].len, strlen("\"a\" + Chr ( 98 )"));
	assert_int_equal(tokens[2].flags, AXR_TOKEN_FOLDED);
	assert_int_equal(tokens[0].flags, 0);
	assert_int_equal(tokens[1].mate, 5);
	assert_int_equal(tokens[12].flags, AXR_TOKEN_FOLDED);
	assert_int_equal(tokens[12].at, strlen(text) - 1);
	assert_int_equal(tokens[12].len, 1);
	page_test_free(&test);
}

static void bombs_stop_at_the_limit(void **state)
{
	struct axr_page_limits limits = axr_page_default_limits;
	char text[4096] = "s=\"0123456789\";";
	struct axr_arena arena;
	struct axr_page *page;

	(void)state;
	for (int i = 0; i < 60; i++)
		strcat(text, "s=s+s;");
	strcat(text, "eval(\"a\"+\"b\");");
	limits.fold_bytes = 1 << 20;
	axr_arena_init(&arena, 64u << 20);
	page = axr_page_read(&arena, axr_span_str(text), axr_span_str("cs"), &limits);
	assert_non_null(page);
	assert_true(page->truncated);
	assert_string_equal(page->limit, "fold_bytes");
	assert_true(arena.used < 16u << 20);
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folded_tokens_keep_their_place),
		cmocka_unit_test(bombs_stop_at_the_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
