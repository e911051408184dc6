#include "decode/charset/utf7.h"

#include "by_system.h"

static void runs_are_measured(void **state)
{
	static const struct {
		const char *text; /* the run begins at its first '+' */
		size_t end, units, readable;
		bool ascii, tag;
	} cases[] = {
		{ "+ADwAJQ-", 7, 2, 2, true, true },	 /* <% */
		{ "+ADw-%", 4, 1, 1, true, true },	 /* < and on in clear */
		{ "+ADw-+ACU-", 4, 1, 1, true, true },	 /* < and on in the next run */
		{ "+ADw b", 4, 1, 1, true, false },	 /* a < b */
		{ "+ADwAcw-", 7, 2, 2, true, true },	 /* <s */
		{ "+ADwAPQ-", 7, 2, 2, true, false },	 /* <= */
		{ "+Ti0-", 4, 1, 0, false, false },	 /* no ASCII */
		{ "+AGFOLQ-", 7, 2, 1, false, false },
		{ "+-", 1, 0, 0, false, false },
		{ "+", 1, 0, 0, false, false },
		{ "+AB", 3, 0, 0, false, false },
		{ "a+AGE", 5, 1, 1, true, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_span s = axr_span_str(cases[i].text);
		struct axr_utf7_run run;

		assert_int_equal(axr_utf7_run(s, axr_span_find_byte(s, '+', 0), &run),
				 cases[i].end);
		assert_int_equal(run.units, cases[i].units);
		assert_int_equal(run.readable, cases[i].readable);
		assert_int_equal(run.ascii, cases[i].ascii);
		assert_int_equal(run.tag, cases[i].tag);
	}
}

static void text_comes_out(void **state)
{
	static const struct {
		const char *bytes, *text;
	} cases[] = {
		{ "", "" },
		{ "plain", "plain" },
		{ "1 +- 2", "1 + 2" },
		{ "+ADwAJQ-x+ACUAPg-", "<%x%>" },
		{ "+AGE(b", "a(b" },	     /* any other byte ends a run, and stays */
		{ "+AGE-b", "ab" },	     /* but for the minus */
		{ "+AGE--b", "a-b" },
		{ "+Ti0-", "\xe4\xb8\xad" },
		{ "+2D3eAA-", "\xf0\x9f\x98\x80" },
		{ "+AAAAYQ-", "a" },	     /* zeros are nothing */
		{ "a+", "a" },
		{ "a+AG", "a" },	     /* half a unit */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };

		axr_utf7_decode(&draft, axr_span_str(cases[i].bytes));
		assert_span(axr_buf_span(&draft.text), cases[i].text);
		draft_free(&draft);
	}
}

static void places_are_kept(void **state)
{
	static const struct {
		const char *bytes;
		char c;
		uint64_t from;
	} cases[] = {
		{ "ab+-c", '+', 2 },
		{ "ab+-c", 'c', 4 },
		{ "ab+AGE-c", 'c', 7 },
		{ "+ADw-+ACU- x", '%', 5 },
		{ "+ADw-+ACU- x", 'x', 11 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };
		size_t at;

		axr_utf7_decode(&draft, axr_span_str(cases[i].bytes));
		at = axr_span_find_byte(axr_buf_span(&draft.text), (uint8_t)cases[i].c, 0);
		assert_true(at != SIZE_MAX);
		assert_int_equal(draft_origin(&draft, at), cases[i].from);
		draft_free(&draft);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_are_measured),
		cmocka_unit_test(text_comes_out),
		cmocka_unit_test(places_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
