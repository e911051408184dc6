#include "decode/charset/double.h"

#include "base/utf8.h"

#include "by_system.h"

/* What a system without tables reads: ASCII and its wide forms as they are. */
static void code_is_right(void **state)
{
	static const struct {
		unsigned codepage;
		const char *bytes, *text;
	} cases[] = {
		{ 932, "a\x82\x60\x82\x9a\x82\x4f\x81\x69\x81\x81\xb1", "aＡｚ０（＝ｱ" },
		{ 936, "a\xa3\xc1\xa3\xa8\xa1\xa1" "b", "aＡ（　b" },
		{ 949, "\xa3\xdf", "＿" },
		{ 950, "\xa2\xcf\xa2\xe9\xa3\x43\xa2\xaf", "Ａａｚ０" },
		{ 51932, "\xa3\xc1\xa3\xb0", "Ａ０" },
		{ 54936, "\xa3\xc1", "Ａ" },
		{ 1361, "abc", "abc" },
		{ 20000, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };
		bool stood_in = false;

		assert_true(axr_double_decode(&draft, axr_span_str(cases[i].bytes),
					      cases[i].codepage, &stood_in));
		assert_span(axr_buf_span(&draft.text), cases[i].text);
		assert_false(stood_in);
		draft_free(&draft);
	}
}

/* The second byte of a character is no sign of its own, and two names stay two. */
static void letters_stand_in(void **state)
{
	static const struct {
		unsigned codepage;
		const char *bytes;
		size_t letters; /* before the '=' */
	} cases[] = {
		{ 932, "\x83\x5c\x83\x7c=", 2 },     { 936, "\xd6\x5c\xd0\x7c=", 2 },
		{ 950, "\xa4\x5c\xa5\x7c=", 2 },     { 54936, "\x81\x30\x84\x36=", 1 },
		{ 51932, "\x8f\xb0\xa1\xb0\xa2=", 2 }, { 20001, "\xb0\x5c=", 1 },
		{ 936, "\xd6=", 1 },		     { 932, "\x83", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };
		bool stood_in = false;

		assert_true(axr_double_decode(&draft, axr_span_str(cases[i].bytes),
					      cases[i].codepage, &stood_in));
		assert_int_equal(draft.text.len, 3 * cases[i].letters + (i < 7));
		assert_true(stood_in == (i < 6));
		assert_true(axr_utf8_valid(axr_buf_span(&draft.text)));
		draft_free(&draft);
	}
}

static void others_are_refused(void **state)
{
	struct axr_draft draft = { .scale = 1 };
	bool stood_in = false;

	(void)state;
	assert_false(axr_double_decode(&draft, axr_span_str("a"), 1252, &stood_in));
	assert_false(axr_double_decode(&draft, axr_span_str("a"), 0, &stood_in));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(code_is_right),
		cmocka_unit_test(letters_stand_in),
		cmocka_unit_test(others_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
