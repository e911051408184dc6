#include "page_test.h"
#include "page/reader.h"

static void brackets_find_their_partners(void **state)
{
	static const uint32_t none = UINT32_MAX;
	static const struct {
		const char *signs; /* one token each */
		uint32_t mates[8];
	} cases[] = {
		{ "(a)", { 2, none, 0 } },
		{ "([{}])", { 5, 4, 3, 2, 1, 0 } },
		{ "{(}", { 2, none, 0 } },
		{ "(}", { none, none } },
		{ ")(", { none, none } },
		{ "({)}", { none, 3, none, 1 } },
		{ "([)", { 2, none, 0 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_token tokens[8] = { 0 };
		size_t count = strlen(cases[i].signs);

		for (size_t n = 0; n < count; n++) {
			tokens[n].kind = AXR_TOKEN_PUNCT;
			tokens[n].text = axr_span(cases[i].signs + n, 1);
		}
		assert_true(axr_pair_brackets(tokens, count));
		for (size_t n = 0; n < count; n++)
			assert_int_equal(tokens[n].mate, cases[i].mates[n]);
	}
}

/* <% if (a) { %> html <% } %>: a brace reaches over a block's end, a round bracket does not. */
static void only_braces_reach_over_blocks(void **state)
{
	struct page_test test;

	(void)state;
	page_test_read(&test, "aspx",
		       axr_span_str("<%@ Page Language=C# %><% { %>x<% } %><% f( %>y<% ) %>"));
	assert_string_equal(page_test_tell(&test), "{ } f ( )");
	assert_int_equal(test.page->tokens[0].mate, 1);
	assert_int_equal(test.page->tokens[1].mate, 0);
	assert_int_equal(test.page->tokens[3].mate, UINT32_MAX);
	assert_int_equal(test.page->tokens[4].mate, UINT32_MAX);
	page_test_free(&test);
}

static void strings_are_no_brackets(void **state)
{
	struct page_test test;

	(void)state;
	page_test_read(&test, "cs", axr_span_str("f(\")\",')')"));
	assert_int_equal(test.page->tokens[1].mate, 5);
	page_test_free(&test);
}

static void deep_brackets_are_paired(void **state)
{
	enum { DEPTH = 5000 };
	struct axr_token *tokens = calloc(2 * DEPTH, sizeof(*tokens));

	(void)state;
	assert_non_null(tokens);
	for (size_t i = 0; i < 2 * DEPTH; i++) {
		tokens[i].kind = AXR_TOKEN_PUNCT;
		tokens[i].text = axr_span_str(i < DEPTH ? "(" : ")");
	}
	assert_true(axr_pair_brackets(tokens, 2 * DEPTH));
	for (uint32_t i = 0; i < 2 * DEPTH; i++)
		assert_int_equal(tokens[i].mate, 2 * DEPTH - 1 - i);
	free(tokens);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(brackets_find_their_partners),
		cmocka_unit_test(only_braces_reach_over_blocks),
		cmocka_unit_test(strings_are_no_brackets),
		cmocka_unit_test(deep_brackets_are_paired),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
