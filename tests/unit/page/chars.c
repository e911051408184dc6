#include "page_test.h"
#include "page/chars.h"

static void characters_have_classes(void **state)
{
	static const struct {
		const char *text;
		enum axr_char class;
		uint32_t code;
		size_t len;
	} cases[] = {
		{ "a", AXR_CHAR_LETTER, 'a', 1 },
		{ "_", AXR_CHAR_LETTER, '_', 1 },
		{ "7", AXR_CHAR_DIGIT, '7', 1 },
		{ "$", AXR_CHAR_OTHER, '$', 1 },
		{ "\x01", AXR_CHAR_SPACE, 1, 1 },
		{ "\r", AXR_CHAR_NEWLINE, '\r', 1 },
		{ "\xc3\xa4", AXR_CHAR_LETTER, 0xe4, 2 },
		{ "\xc3\x97", AXR_CHAR_OTHER, 0xd7, 2 },
		{ "\xc2\xa0", AXR_CHAR_SPACE, 0xa0, 2 },
		{ "\xe2\x80\xa8", AXR_CHAR_NEWLINE, 0x2028, 3 },
		{ "\xe2\x80\x8d", AXR_CHAR_FORMAT, 0x200d, 3 },
		{ "\xef\xbc\x88", AXR_CHAR_OTHER, 0xff08, 3 },
		{ "\xe4", AXR_CHAR_LETTER, 0xe4, 1 },
		{ "\x85", AXR_CHAR_OTHER, 0x85, 1 },
		{ "\xe2\x80", AXR_CHAR_LETTER, 0xe2, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint32_t code;
		size_t len;

		assert_int_equal(axr_char_at(axr_span_str(cases[i].text), 0, &code, &len),
				 cases[i].class);
		assert_int_equal(code, cases[i].code);
		assert_int_equal(len, cases[i].len);
	}
}

static void newlines_are_found(void **state)
{
	struct axr_span text = axr_span_str("a\xe2\x80\xa9" "b\nc");

	(void)state;
	assert_int_equal(axr_newline_from(text, 0), 1);
	assert_int_equal(axr_newline_from(text, 4), 5);
	assert_int_equal(axr_newline_from(text, 6), text.len);
	assert_true(axr_is_newline_at(text, 1));
	assert_false(axr_is_newline_at(text, 4));
	assert_true(axr_is_newline_at(axr_span_str("\xc2\x85"), 0));
	assert_false(axr_is_newline_at(axr_span_str("\xe2\x80"), 0));
}

static void characters_are_written(void **state)
{
	uint8_t to[4];

	(void)state;
	assert_int_equal(axr_half_width(0xff41), 'a');
	assert_int_equal(axr_half_width(0xff5f), 0xff5f);
	assert_int_equal(axr_half_width('a'), 'a');
	assert_int_equal(axr_char_put(to, 'a'), 1);
	assert_int_equal(axr_char_put(to, 0x20ac), 3);
	assert_memory_equal(to, "\xe2\x82\xac", 3);
	assert_int_equal(axr_char_put(to, 0xd800), 3);
	assert_memory_equal(to, "\xed\xa0\x80", 3);
	assert_int_equal(axr_char_put(to, 0x1f600), 4);
}

static void kept_texts_stay(void **state)
{
	struct axr_arena arena;
	struct axr_pool pool = { .arena = &arena };
	struct axr_span first, second;

	(void)state;
	axr_arena_init(&arena, 1 << 20);
	memcpy(axr_pool_room(&pool, 8), "abcdefgh", 8);
	first = axr_pool_keep(&pool, 3);
	memcpy(axr_pool_room(&pool, 8), "ijklmnop", 8);
	second = axr_pool_keep(&pool, 8);
	assert_non_null(axr_pool_room(&pool, 100000));
	assert_span(first, "abc");
	assert_span(second, "ijklmnop");
	assert_null(axr_pool_room(&pool, 2 << 20));
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_have_classes),
		cmocka_unit_test(newlines_are_found),
		cmocka_unit_test(characters_are_written),
		cmocka_unit_test(kept_texts_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
