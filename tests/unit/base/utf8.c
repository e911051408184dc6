#include "base/utf8.h"

#include "../test.h"

static void every_code_point_comes_back(void **state)
{
	struct axr_buf buf = { 0 };

	(void)state;
	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		size_t len;

		if (code >= 0xd800 && code < 0xe000)
			continue;
		axr_buf_reset(&buf);
		axr_utf8_put(&buf, code);
		assert_int_equal(axr_utf8_get(axr_buf_span(&buf), 0, &len), code);
		assert_int_equal(len, buf.len);
	}
	axr_buf_free(&buf);
}

static void refuses_what_is_not_well_formed(void **state)
{
	static const char *const bad[] = {
		"\x80",         "\xc0\x80",         "\xc1\xbf",         "\xc3",     "\xe0\x80\x80",
		"\xed\xa0\x80", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80", "\xe2\x82",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		size_t len;

		assert_int_equal(axr_utf8_get(axr_span_str(bad[i]), 0, &len), -1);
		assert_int_equal(len, 1);
		assert_false(axr_utf8_valid(axr_span_str(bad[i])));
	}
	assert_true(axr_utf8_valid(axr_span_str("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80")));
}

static void knows_what_cannot_be_seen(void **state)
{
	(void)state;
	assert_true(axr_is_format_char(0x200b));
	assert_true(axr_is_format_char(0xad));
	assert_true(axr_is_format_char(0xe0061));
	assert_false(axr_is_format_char('a'));
	assert_false(axr_is_format_char(0x2010));
	assert_true(axr_is_deceptive(0x202e));
	assert_true(axr_is_deceptive(0x2028));
	assert_false(axr_is_deceptive(0x439));
}

static void text_has_no_half_pairs(void **state)
{
	static const uint32_t codes[] = { 0xd7ff, 0xd800, 0xdfff, 0xe000, 0x110000, 'a' };
	struct axr_buf buf = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		axr_utf8_put_text(&buf, codes[i]);
	assert_span(axr_buf_span(&buf), "\xed\x9f\xbf\ufffd\ufffd\xee\x80\x80\ufffd" "a");
	axr_buf_free(&buf);
}

static void utf16_may_come_in_pieces(void **state)
{
	/* "a", a pair, the first half of one alone, "b", and half a unit */
	static const uint8_t bytes[] = { 'a', 0, 0x3d, 0xd8, 0, 0xde, 0x3d, 0xd8, 'b', 0, 'c' };
	static const char expected[] = "a\xf0\x9f\x98\x80\xed\xa0\xbd" "b";

	(void)state;
	for (size_t piece = 1; piece <= sizeof(bytes); piece++) {
		struct axr_buf out = { 0 };
		size_t done = 0;

		for (size_t len = piece; len < sizeof(bytes); len += piece)
			done += axr_utf16_put(&out, axr_span(bytes + done, len - done), false,
					      false);
		assert_in_range(sizeof(bytes) - done, 1, 3 + piece);
		done += axr_utf16_put(&out, axr_span(bytes + done, sizeof(bytes) - done), false,
				      true);
		assert_int_equal(done, sizeof(bytes));
		assert_span(axr_buf_span(&out), expected);
		axr_buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_comes_back),
		cmocka_unit_test(refuses_what_is_not_well_formed),
		cmocka_unit_test(knows_what_cannot_be_seen),
		cmocka_unit_test(text_has_no_half_pairs),
		cmocka_unit_test(utf16_may_come_in_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
