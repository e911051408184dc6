#include "decode/charset/codepage.h"

#include "by_system.h"

#define BYTES(s) s, sizeof(s) - 1

static void utf16_is_read(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		bool big;
		const char *text;
	} cases[] = {
		{ BYTES(""), false, "" },
		{ BYTES("<\0%\0"), false, "<%" },
		{ BYTES("\0<\0%"), true, "<%" },
		{ BYTES("\xff\xfe<\0"), false, "<" },
		{ BYTES("\xfe\xff\0<"), true, "<" },
		{ BYTES("<\0%\0>"), false, "<%" },		    /* half a unit at the end */
		{ BYTES("a\0\0\0b\0"), false, "ab" },		    /* zeros are nothing */
		{ BYTES("\x2d\x4e"), false, "\xe4\xb8\xad" },
		{ BYTES("\x3d\xd8\0\xde"), false, "\xf0\x9f\x98\x80" },
		{ BYTES("\xd8\x3d\xde\0"), true, "\xf0\x9f\x98\x80" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };

		axr_utf16_decode(&draft, axr_span(cases[i].bytes, cases[i].len), cases[i].big);
		assert_span(axr_buf_span(&draft.text), cases[i].text);
		draft_free(&draft);
	}
}

static void utf32_is_read(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		bool big;
		const char *text;
	} cases[] = {
		{ BYTES(""), false, "" },
		{ BYTES("<\0\0\0%\0\0\0"), false, "<%" },
		{ BYTES("\0\0\0<\0\0\0%"), true, "<%" },
		{ BYTES("\xff\xfe\0\0<\0\0\0"), false, "<" },
		{ BYTES("\0\0\xfe\xff\0\0\0<"), true, "<" },
		{ BYTES("<\0\0\0%\0\0"), false, "<" },
		{ BYTES("\0\xf6\x01\0"), false, "\xf0\x9f\x98\x80" },
		{ BYTES("\xff\xff\xff\xff" "a\0\0\0"), false, "\xef\xbf\xbd" "a" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };

		axr_utf32_decode(&draft, axr_span(cases[i].bytes, cases[i].len), cases[i].big);
		assert_span(axr_buf_span(&draft.text), cases[i].text);
		draft_free(&draft);
	}
}

static void half_a_pair_hides_nothing(void **state)
{
	struct axr_draft draft = { .scale = 1 };

	(void)state;
	axr_utf16_decode(&draft, axr_span(BYTES("\x3d\xd8" "a\0b\0\0\xde" "c\0\x3d\xd8")), false);
	assert_span(axr_buf_span(&draft.text), "\ufffd" "ab\ufffd" "c\ufffd");
	draft_free(&draft);
	draft = (struct axr_draft){ .scale = 1 };
	axr_utf32_decode(&draft, axr_span(BYTES("\0\xd8\0\0a\0\0\0")), false);
	assert_span(axr_buf_span(&draft.text), "\ufffd" "a");
	draft_free(&draft);
}

/* Behind a mark, characters of other lengths, and zeros. */
static void places_are_kept(void **state)
{
	static const char bytes[] = "\xff\xfe" "a\0" "\x2d\x4e" "b\0" "\0\0" "c\0" "\x3d\xd8\0\xde" "d\0";
	static const struct {
		char c;
		uint64_t from;
	} cases[] = { { 'a', 2 }, { 'b', 6 }, { 'c', 10 }, { 'd', 16 } };
	struct axr_draft draft = { .scale = 1 };

	(void)state;
	axr_utf16_decode(&draft, axr_span(bytes, sizeof(bytes) - 1), false);
	assert_int_equal(draft.scale, 2);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t at = axr_span_find_byte(axr_buf_span(&draft.text), (uint8_t)cases[i].c, 0);

		assert_int_equal(draft_origin(&draft, at), cases[i].from);
	}
	draft_free(&draft);
	draft = (struct axr_draft){ .scale = 1 };
	axr_utf32_decode(&draft, axr_span("a\0\0\0\0\0\0\0b\0\0\0c\0\0\0", 16), false);
	assert_int_equal(draft.scale, 4);
	assert_int_equal(draft_origin(&draft, 1), 8);
	assert_int_equal(draft_origin(&draft, 2), 12);
	draft_free(&draft);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf16_is_read),
		cmocka_unit_test(utf32_is_read),
		cmocka_unit_test(half_a_pair_hides_nothing),
		cmocka_unit_test(places_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
