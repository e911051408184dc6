#include "page_of.h"

#include "detect/script/tables.h"

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

/* Rows of one name must stand together, or some of them would never be looked at. */
static void every_sink_is_reached(void **state)
{
	for (size_t i = 0; axr_sink_words[i].name; i++) {
		const struct axr_word *word = axr_vocabulary_find(*state,
								  axr_span_str(axr_sink_words[i].name));

		assert_non_null(word);
		if (i < word->sinks || i >= (size_t)word->sinks + word->sink_count)
			fail_msg("%s", axr_sink_words[i].name);
	}
}

static void names_are_lower_case(void **state)
{
	static const struct axr_named *const tables[] = { axr_specials, axr_kinds, axr_effects,
		axr_groups, axr_requests, axr_sources, axr_traits };

	(void)state;
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
		for (const struct axr_named *n = tables[t]; n->name; n++)
			for (const char *c = n->name; *c; c++)
				if (*c >= 'A' && *c <= 'Z')
					fail_msg("%s", n->name);
	for (size_t i = 0; axr_sink_words[i].name; i++)
		for (const char *c = axr_sink_words[i].name; *c; c++)
			if (*c >= 'A' && *c <= 'Z')
				fail_msg("%s", axr_sink_words[i].name);
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
		cmocka_unit_test(every_sink_is_reached),
		cmocka_unit_test(names_are_lower_case),
		cmocka_unit_test(filters_patterns),
	};

	return cmocka_run_group_tests(tests, open_vocabulary, close_vocabulary);
}
