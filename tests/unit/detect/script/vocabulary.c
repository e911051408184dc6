#include "page_of.h"

static int open_vocabulary(void **state)
{
	*state = axr_vocabulary_new();
	return *state ? 0 : -1;
}

static int close_vocabulary(void **state)
{
	axr_vocabulary_free(*state);
	return 0;
}

static void finds_without_case(void **state)
{
	const struct axr_word *word = axr_vocabulary_find(*state, axr_span_str("ReQuEsT"));

	assert_non_null(word);
	assert_int_equal(word->special & AXR_W_MASK, AXR_W_REQUEST);
	assert_true(word->groups & AXR_G_REQUEST);
	assert_null(axr_vocabulary_find(*state, axr_span_str("requests")));
	assert_null(axr_vocabulary_find(*state, axr_span_str("")));
	assert_null(axr_vocabulary_find(*state, axr_span_str("a_name_that_is_longer_than_any_word_"
							     "that_the_tables_have_in_them")));
}

static void joins_what_tables_say(void **state)
{
	const struct axr_word *word = axr_vocabulary_find(*state, axr_span_str("opentextfile"));

	assert_non_null(word);
	assert_int_equal(word->kind, AXR_K_WRITER);
	assert_int_equal(word->trait, AXR_TRAIT_READ);
	assert_int_equal(word->sink_count, 1);
	assert_string_equal(axr_sink_words[word->sinks].name, "opentextfile");
}

static bool may_begin(const struct axr_vocabulary *vocabulary, char a, char b)
{
	unsigned pair = (unsigned)(uint8_t)a << 8 | (uint8_t)b;

	return axr_vocabulary_begins(vocabulary)[pair / 8] >> pair % 8 & 1;
}

static void filters_patterns(void **state)
{
	assert_true(may_begin(*state, 'w', 's'));
	assert_true(may_begin(*state, '<', '%'));
	assert_false(may_begin(*state, 'q', 'q'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_without_case),
		cmocka_unit_test(joins_what_tables_say),
		cmocka_unit_test(filters_patterns),
	};

	return cmocka_run_group_tests(tests, open_vocabulary, close_vocabulary);
}
