#include "page_test.h"

static void any_bytes_give_a_page(void **state)
{
	static const char *const extensions[] = { "", "aspx", "ashx", "cs", "vb", "cshtml", "png" };
	uint8_t bytes[512];
	uint32_t seed = 1;

	(void)state;
	for (size_t i = 0; i < 7 * 20; i++) {
		struct page_test test;

		for (size_t n = 0; n < sizeof(bytes); n++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[n] = seed >> 31 ? (uint8_t)"<%@\"'({[)}]$/*#\n"[seed >> 20 & 15]
					      : (uint8_t)(seed >> 23);
		}
		page_test_read(&test, extensions[i % 7], axr_span(bytes, sizeof(bytes)));
		for (uint32_t n = 0; n < test.page->token_count; n++)
			assert_true((size_t)test.page->tokens[n].at + test.page->tokens[n].len <=
				    sizeof(bytes));
		page_test_free(&test);
	}
}

static void server_code_is_told(void **state)
{
	static const struct {
		const char *extension, *text;
		bool server_code;
	} cases[] = {
		{ "aspx", "<%a%>", true },
		{ "aspx", "<p>a</p>", false },
		{ "aspx", "<%@ Page Language=VB %>", false },
		{ "aspx", "<%@ Page CodeFile=a.cs %>", true },
		{ "cs", "a", true },
		{ "txt", "a", false },
		{ "", "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct page_test test;

		page_test_read(&test, cases[i].extension, axr_span_str(cases[i].text));
		assert_int_equal(test.page->server_code, cases[i].server_code);
		assert_false(test.page->truncated);
		page_test_free(&test);
	}
}

static void the_first_limit_is_named(void **state)
{
	static const char text[] =
		"<%@ a b=c %><%@ d e=f %><!--#include file=g--><!--#include file=h-->"
		"<%i%><%j%>";
	struct axr_page_limits limits = axr_page_default_limits;
	struct axr_arena arena;
	struct axr_page *page;

	(void)state;
	axr_arena_init(&arena, 0);
	limits.directives = 1;
	page = axr_page_read(&arena, axr_span_str(text), axr_span_str("aspx"), &limits);
	assert_int_equal(page->directive_count, 1);
	assert_string_equal(page->limit, "directives");
	assert_int_equal(page->block_count, 2);
	limits.references = 1;
	limits.blocks = 1;
	page = axr_page_read(&arena, axr_span_str(text), axr_span_str("aspx"), &limits);
	assert_int_equal(page->reference_count, 1);
	assert_true(page->truncated);
	assert_string_equal(page->limit, "directives");
	axr_arena_free(&arena);
}

/* What is evaluated evaluates again, but not for ever. */
static void evaluating_ends(void **state)
{
	struct page_test test;

	(void)state;
	page_test_read(&test, "asp",
		       axr_span_str("<%execute \"execute \"\"f \"\"\"\"a\"\"\"\",1\"\"\"%>"));
	assert_int_equal(test.page->block_count, 3);
	assert_int_equal(test.page->blocks[2].kind, AXR_BLOCK_EVALUATED);
	assert_int_equal(test.page->blocks[2].at, test.page->blocks[1].at);
	assert_true(axr_span_ends(axr_span_str(page_test_tell(&test)), "; f \"a\" , 1 ;"));
	page_test_free(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_bytes_give_a_page),
		cmocka_unit_test(server_code_is_told),
		cmocka_unit_test(the_first_limit_is_named),
		cmocka_unit_test(evaluating_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
