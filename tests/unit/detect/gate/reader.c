#include "detect/gate/reader.h"

#include "../../test.h"

static struct axr_rule_reader reader_of(struct axr_rule_tokens *tokens, const char *text)
{
	axr_rule_tokens_begin(tokens, axr_span_str(text));
	return (struct axr_rule_reader){ .tokens = tokens };
}

static void words_of_the_language_name_no_rule(void **state)
{
	struct axr_rule_tokens tokens;
	struct axr_rule_reader r = reader_of(&tokens, "true and uint16be ( \"a\" ) any_rule");

	(void)state;
	while (!axr_rule_is(&r, ")")) {
		axr_rule_next(&r);
		assert_false(r.refers);
	}
	axr_rule_next(&r);
	assert_true(r.refers);
	assert_true(axr_rule_is_named(axr_span_str("_x")));
	assert_false(axr_rule_is_named(axr_span_str("$x")));
	assert_false(axr_rule_is_named(axr_span("", 0)));
}

static void a_term_ends_outside_its_brackets(void **state)
{
	static const char *const ends[] = { "x + 1 and y", "f(a and (b or c)) or y", "x ) y",
					    "x } y", "x (" };
	static const char *const at[] = { "and", "or", ")", "}", "" };
	struct axr_rule_tokens tokens;

	(void)state;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct axr_rule_reader r = reader_of(&tokens, ends[i]);
		struct axr_clauses clauses = { .most = 7 };

		axr_rule_skip_term(&r, &clauses);
		assert_true(axr_rule_ends_term(&r));
		assert_true(axr_rule_is(&r, at[i]));
		assert_int_not_equal(clauses.most, 7);
	}
}

static void numbers_have_units(void **state)
{
	uint64_t number = 0;

	(void)state;
	assert_true(axr_rule_number(axr_span_str("10KB"), &number));
	assert_int_equal(number, 10 << 10);
	assert_true(axr_rule_number(axr_span_str("3MB"), &number));
	assert_int_equal(number, 3 << 20);
	assert_false(axr_rule_number(axr_span_str("KB"), &number));
	assert_false(axr_rule_number(axr_span_str("0x10"), &number));
	assert_false(axr_rule_number(axr_span_str("18446744073709551615MB"), &number));
}

static void comparisons_are_read_whole(void **state)
{
	static const struct {
		const char *text;
		unsigned sign;
	} cases[] = {
		{ "< 10", AXR_RULE_BELOW },
		{ "<= 10", AXR_RULE_BELOW_OR },
		{ "== 10", AXR_RULE_EQUAL },
		{ "> 10", AXR_RULE_ABOVE },
		{ ">= 10", AXR_RULE_ABOVE_OR },
		{ "!= 10", 0 },
		{ "10", 0 },
		{ "< x", 0 },
	};
	struct axr_rule_tokens tokens;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_rule_reader r = reader_of(&tokens, cases[i].text);
		uint64_t number = 0;

		assert_int_equal(axr_rule_comparison(&r, &number), cases[i].sign);
		assert_int_equal(number, cases[i].sign ? 10 : 0);
	}
}

static void a_word_is_passed_where_it_stands(void **state)
{
	struct axr_rule_tokens tokens;
	struct axr_rule_reader r = reader_of(&tokens, "of them");

	(void)state;
	assert_false(axr_rule_skip(&r, "them"));
	assert_true(axr_rule_skip(&r, "of"));
	assert_true(axr_rule_skip(&r, "them"));
	assert_true(axr_rule_ends_term(&r));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_the_language_name_no_rule),
		cmocka_unit_test(a_term_ends_outside_its_brackets),
		cmocka_unit_test(numbers_have_units),
		cmocka_unit_test(comparisons_are_read_whole),
		cmocka_unit_test(a_word_is_passed_where_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
