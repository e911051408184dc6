#include "fold_test.h"

static void positions_are_characters(void **state)
{
	struct axr_span text = axr_span_str("a\xc3\xa4\xe2\x82\xac" "b"), got;
	struct fold_test test;

	(void)state;
	fold_test_begin(&test, 1000, 10000);
	assert_int_equal(axr_text_count(&test.memory, text), 4);
	assert_span(axr_text_cut(&test.memory, text, 1, 2), "\xc3\xa4\xe2\x82\xac");
	assert_span(axr_text_cut(&test.memory, text, 3, SIZE_MAX), "b");
	assert_span(axr_text_cut(&test.memory, text, 9, 1), "");
	assert_true(axr_text_reverse(&test.memory, text, &got));
	assert_span(got, "b\xe2\x82\xac\xc3\xa4" "a");
	fold_test_end(&test);
}

static void long_texts_are_cut_right(void **state)
{
	char text[400];
	struct fold_test test;
	struct axr_span whole;

	(void)state;
	memset(text, 'a', sizeof(text));
	memcpy(text + 200, "\xc3\xa4" "b", 3);
	whole = axr_span(text, sizeof(text));
	fold_test_begin(&test, 1000, 100000);
	assert_int_equal(axr_text_count(&test.memory, axr_span_cut(whole, 0, 200)), 200);
	assert_int_equal(axr_text_count(&test.memory, whole), 399);
	assert_span(axr_text_cut(&test.memory, whole, 200, 2), "\xc3\xa4" "b");
	assert_span(axr_text_cut(&test.memory, whole, 199, 1), "a");
	assert_span(axr_text_cut(&test.memory, whole, 201, 1), "b");
	fold_test_end(&test);
}

static void hexadecimal_digits_as_formatted(void **state)
{
	struct axr_span digits = axr_span_str("ff"), got;
	struct fold_test test;

	(void)state;
	fold_test_begin(&test, 1000, 10000);
	assert_true(axr_text_hex_format(&test.memory, axr_span_str("X"), digits, &got));
	assert_span(got, "FF");
	assert_true(axr_text_hex_format(&test.memory, axr_span_str("x4"), digits, &got));
	assert_span(got, "00ff");
	assert_true(axr_text_hex_format(&test.memory, axr_span_str("X1"), digits, &got));
	assert_span(got, "FF");
	assert_false(axr_text_hex_format(&test.memory, axr_span_str("X9"), digits, &got));
	assert_false(axr_text_hex_format(&test.memory, axr_span_str("X44"), digits, &got));
	fold_test_end(&test);
}

static void texts_are_replaced(void **state)
{
	static const struct {
		const char *text, *what, *with;
		bool all, fold_case;
		const char *result;
	} cases[] = {
		{ "aXbX", "X", "", true, false, "ab" },   { "aXbX", "X", "yy", false, false, "ayybX" },
		{ "aXbx", "x", "-", true, true, "a-b-" }, { "aaa", "aa", "b", true, false, "ba" },
		{ "abc", "", "x", true, false, "abc" },   { "abc", "q", "x", true, false, "abc" },
	};
	struct fold_test test;
	struct axr_span got;

	(void)state;
	fold_test_begin(&test, 1000, 10000);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_true(axr_text_replace(&test.memory, axr_span_str(cases[i].text),
					     axr_span_str(cases[i].what), axr_span_str(cases[i].with),
					     cases[i].all, cases[i].fold_case, &got));
		assert_span(got, cases[i].result);
	}
	fold_test_end(&test);
}

static void parts_are_split_and_joined(void **state)
{
	struct fold_test test;
	struct axr_value parts, whole;

	(void)state;
	fold_test_begin(&test, 10000, 10000);
	assert_true(axr_text_split(&test.memory, axr_span_str(",a,,b"), axr_span_str(","), &parts));
	assert_int_equal(parts.count, 4);
	assert_span(parts.items[0].text, "");
	assert_span(parts.items[3].text, "b");
	assert_true(axr_text_join(&test.memory, &parts, axr_span_str("-"), AXR_LANG_VB, &whole));
	assert_span(whole.text, "-a--b");
	assert_true(axr_text_split(&test.memory, axr_span_str("a\xc3\xa4"), axr_span_str(""), &parts));
	assert_int_equal(parts.count, 2);
	assert_span(parts.items[1].text, "\xc3\xa4");
	fold_test_end(&test);
}

static void formats_are_filled(void **state)
{
	struct axr_value args[] = { axr_value_string(axr_span_str("a")), axr_value_int(7) };
	struct fold_test test;
	struct axr_span got;

	(void)state;
	fold_test_begin(&test, 10000, 10000);
	assert_true(axr_text_format(&test.memory, axr_span_str("{1}{{{0,3}}}"), args, 2,
				    AXR_LANG_CSHARP, &got));
	assert_span(got, "7{a}");
	assert_false(axr_text_format(&test.memory, axr_span_str("{2}"), args, 2, AXR_LANG_CSHARP, &got));
	assert_false(axr_text_format(&test.memory, axr_span_str("{x}"), args, 2, AXR_LANG_CSHARP, &got));
	assert_false(axr_text_format(&test.memory, axr_span_str("{0"), args, 2, AXR_LANG_CSHARP, &got));
	fold_test_end(&test);
}

static void bombs_stop_at_the_budget(void **state)
{
	struct fold_test test;
	struct axr_span got;

	(void)state;
	fold_test_begin(&test, 1000, 10000);
	assert_true(axr_text_repeat(&test.memory, axr_span_str("ab"), 3, &got));
	assert_span(got, "ababab");
	assert_false(axr_text_repeat(&test.memory, axr_span_str("ab"), -1, &got));
	assert_false(test.memory.exhausted);
	assert_false(axr_text_repeat(&test.memory, axr_span_str("ab"), INT64_MAX, &got));
	assert_true(test.memory.exhausted);
	fold_test_end(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(positions_are_characters),
		cmocka_unit_test(long_texts_are_cut_right),
		cmocka_unit_test(hexadecimal_digits_as_formatted),
		cmocka_unit_test(texts_are_replaced),
		cmocka_unit_test(parts_are_split_and_joined),
		cmocka_unit_test(formats_are_filled),
		cmocka_unit_test(bombs_stop_at_the_budget),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
