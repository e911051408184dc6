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

/* Where there is no room for a word, the reading of the block ends, whatever the language. */
static void memory_may_end_in_any_word(void **state)
{
	static const char *const heads[] = { "<%@ Page Language=\"C#\"%><%", "<%@ Page Language=\"JScript\"%><%",
					     "<%@ Page Language=\"VB\"%><%" };
	enum { SIZE = 300000 };
	char *text = malloc(SIZE);
	unsigned ended = 0;

	(void)state;
	for (size_t i = 0; i < 3 * 24; i++) {
		const char *head = heads[i % 3];
		const size_t len = strlen(head);
		struct axr_arena arena;
		struct axr_page *page;

		memcpy(text, head, len);
		for (size_t at = len; at < SIZE; at++)
			text[at] = at % 200 == 0 ? ' ' : at % 200 == 2 ? '\xe9' : 'V';
		axr_arena_init(&arena, (size_t)(64 << 10) << i / 12);
		page = axr_page_read(&arena, axr_span(text, SIZE), axr_span_str("aspx"), NULL);
		if (page && page->truncated && !strcmp(page->limit, "memory"))
			ended |= 1u << i % 3;
		axr_arena_free(&arena);
	}
	free(text);
	assert_int_equal(ended, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_lose_their_disguise),
		cmocka_unit_test(what_begins_beyond_ascii_is_classed),
		cmocka_unit_test(memory_may_end_in_any_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
