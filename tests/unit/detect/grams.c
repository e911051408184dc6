#include "detect/grams.h"

#include "../test.h"

/* The indexes that a look at text gives, as bits. */
static unsigned look(const struct axr_grams *grams, struct axr_grams_hits *hits, const char *text)
{
	unsigned bits = 0;
	size_t index;

	axr_grams_look(grams, hits, axr_span_str(text));
	while (axr_grams_next(hits, &index)) {
		assert_int_equal(bits & 1U << index, 0); /* each once */
		bits |= 1U << index;
	}
	return bits;
}

static void expressions_that_stand_a_chance_are_found(void **state)
{
	struct axr_grams *grams = axr_grams_new();
	struct axr_grams_hits *hits;

	(void)state;
	assert_true(axr_grams_add(grams, axr_span_str("\\\\common\\\\first\\.aspx")));
	assert_true(axr_grams_add(grams, axr_span_str("\\\\common\\\\second\\.aspx")));
	assert_false(axr_grams_add(grams, axr_span_str("[0-9]\\.as")));
	assert_true(axr_grams_add(grams, axr_span_str("this one|OR THAT")));
	assert_true(axr_grams_add(grams, axr_span_str("\\\\folder\\\\[^x]*\\.(aspx|ashx)$")));
	assert_true(axr_grams_finish(grams));
	hits = axr_grams_hits_new(grams);
	assert_int_equal(look(grams, hits, ""), 1 << 2);
	assert_int_equal(look(grams, hits, "\\folder\\a.ashx"), 1 << 2 | 1 << 4);
	assert_int_equal(look(grams, hits, "\\folder\\a.js"), 1 << 2);
	assert_int_equal(look(grams, hits, "\\COMMON\\First.aspx"), 1 << 0 | 1 << 2);
	assert_int_equal(look(grams, hits, "x\\common\\second.aspx\\common\\second.aspx"),
			 1 << 1 | 1 << 2);
	assert_int_equal(look(grams, hits, "\\common\\first.asp"), 1 << 2);
	assert_int_equal(look(grams, hits, "or that, this one, or that"), 1 << 2 | 1 << 3);
	axr_grams_hits_free(hits);
	axr_grams_free(grams);
}

static void none_is_as_good_as_many(void **state)
{
	struct axr_grams *grams = axr_grams_new();
	struct axr_grams_hits *hits;

	(void)state;
	assert_true(axr_grams_finish(grams));
	hits = axr_grams_hits_new(grams);
	assert_int_equal(look(grams, hits, "anything"), 0);
	axr_grams_hits_free(hits);
	axr_grams_free(grams);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expressions_that_stand_a_chance_are_found),
		cmocka_unit_test(none_is_as_good_as_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
