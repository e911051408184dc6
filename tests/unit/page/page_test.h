/* What the tests of the page reader share: pages read from text, and told as text. */
#ifndef AXR_PAGE_TEST_H
#define AXR_PAGE_TEST_H

#include "../test.h"
#include "base/layer.h"
#include "page/page.h"

struct page_test {
	struct axr_arena arena;
	struct axr_page *page;
	struct axr_span canonical;
	struct axr_map_point *map;
	size_t map_count;
	char told[8192]; /* tokens, each behind a space */
};

static inline void page_test_read(struct page_test *test, const char *extension,
				  struct axr_span text)
{
	memset(test, 0, sizeof(*test));
	axr_arena_init(&test->arena, 0);
	test->page = axr_page_read(&test->arena, text, axr_span_str(extension), NULL);
	assert_non_null(test->page);
	assert_true(axr_page_canonical(test->page, &test->arena, &test->canonical, &test->map,
				       &test->map_count));
}

static inline void page_test_free(struct page_test *test)
{
	axr_arena_free(&test->arena);
}

/*
 * The tokens of the page: words, numbers and signs as they are, strings in "", characters in '',
 * ends of statements as ;
 */
static inline const char *page_test_tell(struct page_test *test)
{
	size_t len = 0;

	for (uint32_t i = 0; i < test->page->token_count; i++) {
		const struct axr_token *token = &test->page->tokens[i];
		const char *quote = token->kind == AXR_TOKEN_STRING ? "\""
				    : token->kind == AXR_TOKEN_CHAR ? "'"
								    : "";

		assert_true(len + token->text.len + 4 < sizeof(test->told));
		if (i)
			test->told[len++] = ' ';
		if (token->kind == AXR_TOKEN_NEWLINE) {
			test->told[len++] = ';';
			continue;
		}
		len += (size_t)sprintf(test->told + len, "%s%.*s%s", quote, (int)token->text.len,
				       (const char *)token->text.ptr, quote);
	}
	test->told[len] = '\0';
	return test->told;
}

struct page_case {
	const char *extension, *text, *expected;
};

enum page_view { PAGE_TOKENS, PAGE_CANONICAL };

static inline void page_cases(enum page_view view, const struct page_case *cases, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct page_test test;
		const char *told;

		page_test_read(&test, cases[i].extension, axr_span_str(cases[i].text));
		told = page_test_tell(&test);
		if (view == PAGE_CANONICAL)
			told = axr_arena_str(&test.arena, test.canonical);
		if (strcmp(told, cases[i].expected)) {
			print_error("%s: %s\n  is       %s\n  expected %s\n", cases[i].extension,
				    cases[i].text, told, cases[i].expected);
			wrong++;
		}
		page_test_free(&test);
	}
	assert_int_equal(wrong, 0);
}

#define PAGE_CASES(view, cases) page_cases(view, cases, sizeof(cases) / sizeof(*(cases)))

#endif
