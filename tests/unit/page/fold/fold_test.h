/* What the tests of folding share: what a page ends in, and a budget for functions of constants. */
#ifndef AXR_FOLD_TEST_H
#define AXR_FOLD_TEST_H

#include "../page_test.h"
#include "base/buf.h"
#include "page/fold/value.h"

struct fold_test {
	struct axr_arena arena;
	struct axr_fold_memory memory;
};

static inline void fold_test_begin(struct fold_test *test, size_t bytes, size_t work)
{
	memset(test, 0, sizeof(*test));
	axr_arena_init(&test->arena, 0);
	test->memory.arena = &test->arena;
	test->memory.bytes_left = bytes;
	test->memory.work_left = work;
}

static inline void fold_test_end(struct fold_test *test)
{
	axr_arena_free(&test->arena);
}

/* The tokens of each page end as expected; what stands before is the code that led there. */
static inline void fold_ends(const struct page_case *cases, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct page_test test;
		const char *told;

		page_test_read(&test, cases[i].extension, axr_span_str(cases[i].text));
		told = page_test_tell(&test);
		if (!axr_span_ends(axr_span_str(told), cases[i].expected)) {
			print_error("%s: %s\n  is           %s\n  expected end %s\n",
				    cases[i].extension, cases[i].text, told, cases[i].expected);
			wrong++;
		}
		page_test_free(&test);
	}
	assert_int_equal(wrong, 0);
}

#define FOLD_ENDS(cases) fold_ends(cases, sizeof(cases) / sizeof(*(cases)))

/*
 * Which limit a page meets that consists of head, so many times unit, and tail; "" for none.  What
 * costs is counted, so that these need not be long enough for a clock.
 */
static inline const char *fold_limit(const char *extension, const char *head, const char *unit,
				     size_t times, const char *tail)
{
	struct axr_buf text = { 0 };
	const char *limit;
	struct page_test test;

	axr_buf_puts(&text, head);
	while (times--)
		axr_buf_puts(&text, unit);
	axr_buf_puts(&text, tail);
	assert_false(text.failed);
	page_test_read(&test, extension, axr_buf_span(&text));
	limit = test.page->limit ? test.page->limit : "";
	page_test_free(&test);
	axr_buf_free(&text);
	return limit;
}

/* The language that a page of classic ASP is in, said at its begin. */
#define FOLD_JS "<%@language=jscript%><%"

#endif
