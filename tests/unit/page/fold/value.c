#include "fold_test.h"

static void numbers_are_read(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		int64_t number;
	} cases[] = {
		{ "12", true, 12 },    { "0x1F", true, 31 },  { "&H41", true, 65 }, { "&o17", true, 15 },
		{ "0b101", true, 5 },  { "1_000", true, 1000 }, { "7UL", true, 7 }, { "&HFF&", true, 255 },
		{ "1.5", false, 0 },   { "", false, 0 },      { "0x", false, 0 },   { "12a", false, 0 },
		{ "99999999999999999999", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int64_t number = 0;

		assert_int_equal(axr_value_parse(axr_span_str(cases[i].text), &number), cases[i].ok);
		if (cases[i].ok)
			assert_true(number == cases[i].number);
	}
}

static void values_are_numbers(void **state)
{
	struct axr_value text = axr_value_string(axr_span_str(" -12 ")), none = { 0 };
	struct axr_value letter = axr_value_char('a'), truth = axr_value_bool(true);
	int64_t number;

	(void)state;
	assert_true(axr_value_number(&text, &number));
	assert_true(number == -12);
	assert_true(axr_value_number(&letter, &number));
	assert_true(number == 'a');
	assert_false(axr_value_number(&truth, &number));
	assert_false(axr_value_number(&none, &number));
}

static void values_are_texts(void **state)
{
	struct axr_value truth = axr_value_bool(true), number = axr_value_int(INT64_MIN);
	struct axr_value letter = axr_value_char(0x20ac), null = { .kind = AXR_VALUE_NULL }, list;
	struct fold_test test;
	struct axr_span text;

	(void)state;
	fold_test_begin(&test, 1000, 10000);
	assert_true(axr_value_text(&test.memory, &truth, AXR_LANG_JSCRIPT, &text));
	assert_span(text, "true");
	assert_true(axr_value_text(&test.memory, &truth, AXR_LANG_CSHARP, &text));
	assert_span(text, "True");
	assert_true(axr_value_text(&test.memory, &number, AXR_LANG_VB, &text));
	assert_span(text, "-9223372036854775808");
	assert_true(axr_value_text(&test.memory, &letter, AXR_LANG_VB, &text));
	assert_span(text, "\xe2\x82\xac");
	assert_true(axr_value_text(&test.memory, &null, AXR_LANG_VB, &text));
	assert_span(text, "");
	assert_true(axr_value_array(&test.memory, 2, &list));
	assert_false(axr_value_text(&test.memory, &list, AXR_LANG_VB, &text));
	fold_test_end(&test);
}

/* What is put behind a text shares its memory: the text itself must stay what it was. */
static void growing_texts_do_not_change_others(void **state)
{
	struct axr_value a = axr_value_string(axr_span_str("a")), b = axr_value_string(axr_span_str("b"));
	struct axr_value ab, aba, abb;
	struct fold_test test;

	(void)state;
	fold_test_begin(&test, 1000, 10000);
	assert_true(axr_value_concat(&test.memory, &a, &b, AXR_LANG_VB, &ab));
	assert_true(axr_value_concat(&test.memory, &ab, &a, AXR_LANG_VB, &aba));
	assert_true(axr_value_concat(&test.memory, &ab, &b, AXR_LANG_VB, &abb));
	assert_span(ab.text, "ab");
	assert_span(aba.text, "aba");
	assert_span(abb.text, "abb");
	assert_true(axr_value_concat(&test.memory, &aba, &aba, AXR_LANG_VB, &ab));
	assert_span(ab.text, "abaaba");
	fold_test_end(&test);
}

static void items_lie_inside(void **state)
{
	struct axr_value text = axr_value_string(axr_span_str("a\xc3\xa4")), item;
	struct axr_value bytes = { .kind = AXR_VALUE_BYTES, .text = axr_span_str("\xff") };
	struct fold_test test;

	(void)state;
	fold_test_begin(&test, 1000, 10000);
	assert_int_equal(axr_value_count(&test.memory, &text), 2);
	assert_true(axr_value_item(&test.memory, &text, 1, &item));
	assert_int_equal(item.kind, AXR_VALUE_CHAR);
	assert_int_equal(item.number, 0xe4);
	assert_false(axr_value_item(&test.memory, &text, 2, &item));
	assert_false(axr_value_item(&test.memory, &text, -1, &item));
	assert_true(axr_value_item(&test.memory, &bytes, 0, &item));
	assert_int_equal(item.number, 255);
	assert_false(axr_value_item(&test.memory, &bytes, 1, &item));
	fold_test_end(&test);
}

static void the_budget_is_kept(void **state)
{
	struct fold_test test;
	struct axr_value array;

	(void)state;
	fold_test_begin(&test, 100, 100);
	assert_non_null(axr_fold_room(&test.memory, 60));
	assert_null(axr_fold_room(&test.memory, 60));
	assert_true(test.memory.exhausted);
	test.memory.exhausted = false;
	assert_false(axr_value_array(&test.memory, SIZE_MAX / 2, &array));
	assert_true(test.memory.exhausted);
	assert_true(axr_fold_work(&test.memory, 50));
	assert_false(axr_fold_work(&test.memory, 50));
	fold_test_end(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_read),
		cmocka_unit_test(values_are_numbers),
		cmocka_unit_test(values_are_texts),
		cmocka_unit_test(growing_texts_do_not_change_others),
		cmocka_unit_test(items_lie_inside),
		cmocka_unit_test(the_budget_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
