#include "decode/charset/double.h"

#include "by_system.h"

static void sequences_are_read(void **state)
{
	static const struct {
		unsigned codepage;
		const char *bytes, *text;
	} cases[] = {
		{ 52936, "a~{VP~}b", "a中b" },
		{ 52936, "ev~\nal ~~ ~x", "eval ~ ~x" },	 /* a line that goes on */
		{ 52936, "~{VP\n<%", "中\n<%" },		 /* a shift ends with its line */
		{ 52936, "~{#A#(V", "Ａ（V" },			 /* half a character at the end */
		{ 50220, "ev\x1b(Bal\x1b$BCf\x1b(Bx", "eval中x" },
		{ 50221, "\x1b$@Cf\x1b(Jx", "中x" },
		{ 50222, "\x0e" "abc\x0f", "abc" },
		{ 50225, "\x1b$)Ca\x0e\x30\x21\x0f" "b", "a가b" },
		{ 50227, "\x1b$)A\x0eVP\x0f<", "中<" },
		{ 50220, "\x1b", "\x1b" },
		{ 50220, "\x1b$", "\x1b$" },
		{ 52936, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };
		bool stood_in = false;

		assert_true(axr_shifted_decode(&draft, axr_span_str(cases[i].bytes),
					       cases[i].codepage, &stood_in));
		assert_span(axr_buf_span(&draft.text), cases[i].text);
		assert_false(stood_in);
		draft_free(&draft);
	}
}

static void places_are_kept(void **state)
{
	struct axr_draft draft = { .scale = 1 };
	bool stood_in = false;

	(void)state;
	assert_true(axr_shifted_decode(&draft, axr_span_str("ev~\nal~{VP~}b"), 52936, &stood_in));
	assert_int_equal(draft_origin(&draft, 2), 4);
	assert_int_equal(draft_origin(&draft, 4), 8);
	assert_int_equal(draft_origin(&draft, 7), 12);
	draft_free(&draft);
}

static void others_are_refused(void **state)
{
	struct axr_draft draft = { .scale = 1 };
	bool stood_in = false;

	(void)state;
	assert_false(axr_shifted_decode(&draft, axr_span_str("a"), 936, &stood_in));
	assert_false(axr_shifted_decode(&draft, axr_span_str("a"), 50226, &stood_in));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sequences_are_read),
		cmocka_unit_test(places_are_kept),
		cmocka_unit_test(others_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
