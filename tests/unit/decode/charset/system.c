#include "decode/charset/codepage.h"

#include "by_system.h"

static void code_pages_are_read(void **state)
{
	static const struct {
		unsigned codepage;
		const char *bytes, *text;
	} cases[] = {
		{ 932, "a\x83\x5c\"", "a\xe3\x82\xbd\"" },
		{ 936, "\xd6\xd0<%", "\xe4\xb8\xad<%" },
		{ 950, "\xa4\xa4", "\xe4\xb8\xad" },
		{ 949, "\xb0\xa1", "\xea\xb0\x80" },
		{ 1251, "\xc0", "\xd0\x90" },
		{ 28605, "\xa4", "\xe2\x82\xac" },
		{ 20866, "\xc1", "\xd0\xb0" },
		{ 51932, "\xc3\xe6", "\xe4\xb8\xad" },
		{ 54936, "\xd6\xd0", "\xe4\xb8\xad" },
		{ 50220, "ev\x1b(Bal", "eval" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };

		assert_true(axr_system_decode(&draft, axr_span_str(cases[i].bytes),
					     cases[i].codepage));
		assert_span(axr_buf_span(&draft.text), cases[i].text);
		draft_free(&draft);
	}
}

/* What is no character costs one byte; what the end cuts off is left out. */
static void broken_bytes(void **state)
{
	static const struct {
		unsigned codepage;
		const char *bytes, *text;
	} cases[] = {
		{ 936, "a\xff" "b", "a\xef\xbf\xbd" "b" },
		{ 936, "a\xd6", "a" },
		{ 932, "\x83", "" },
		{ 20127, "a\x80\x81" "b", "a\xef\xbf\xbd\xef\xbf\xbd" "b" },
		{ 936, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };

		assert_true(axr_system_decode(&draft, axr_span_str(cases[i].bytes),
					     cases[i].codepage));
		assert_span(axr_buf_span(&draft.text), cases[i].text);
		draft_free(&draft);
	}
}

static void unknown_pages_are_refused(void **state)
{
	static const unsigned pages[] = { 0, 1, 28607, 65535, UINT32_MAX };
	struct axr_draft draft = { .scale = 1 };

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		assert_false(axr_system_decode(&draft, axr_span_str("abc"), pages[i]));
	assert_int_equal(draft.text.len, 0);
	draft_free(&draft);
}

/* Long text in pieces comes out as in one, and a place is found again to a piece. */
static void pieces_do_not_show(void **state)
{
	enum { LEN = 100001 };
	uint8_t *bytes;
	char *room;
	struct axr_draft draft = { .scale = 1 };

	(void)state;
#ifdef _WIN32
	skip_for("there is no iconv to compare with");
#endif
	bytes = test_malloc(LEN);
	room = test_malloc(4 * LEN);
	bytes[0] = 'x';
	for (size_t i = 1; i + 1 < LEN; i += 2)
		memcpy(bytes + i, "\xd6\xd0", 2);
	memcpy(bytes + 90001, "yz", 2);
	assert_true(axr_system_decode(&draft, axr_span(bytes, LEN), 936));
	assert_true(axr_span_eq(axr_buf_span(&draft.text),
				by_system("CP936", axr_span(bytes, LEN), room, 4 * LEN)));
	assert_in_range(draft_origin(&draft, axr_span_find_byte(axr_buf_span(&draft.text), 'y', 0)),
			90001 - 64, 90001 + 64);
	draft_free(&draft);
	test_free(bytes);
	test_free(room);
}

/* A draft whose budget is spent ends the work. */
static void a_limit_ends_it(void **state)
{
	enum { LEN = 100000 };
	uint8_t *bytes = test_calloc(LEN, 1);
	struct axr_draft draft = { .scale = 1, .text = { .limit = 2000 } };

	(void)state;
	memset(bytes, 'a', LEN);
	assert_true(axr_system_decode(&draft, axr_span(bytes, LEN), 1252));
	assert_true(draft.text.failed);
	assert_true(draft.text.len <= 2000);
	draft_free(&draft);
	test_free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(code_pages_are_read),	cmocka_unit_test(broken_bytes),
		cmocka_unit_test(unknown_pages_are_refused), cmocka_unit_test(pieces_do_not_show),
		cmocka_unit_test(a_limit_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
