#include "detect/texts.h"

#include "libyara.h"

static unsigned refused;

static void on_loaded(void *user, const struct axr_rule_info *info)
{
	(void)user;
	assert_non_null(info->failure);
	assert_string_equal(info->source, "bad");
	refused++;
}

static void what_does_not_compile_falls_out(void **state)
{
	const struct axr_source sources[] = {
		{ .name = "one", .bytes = AXR_SPAN_LIT("rule a { condition: true }") },
		{ .name = "bad", .bytes = AXR_SPAN_LIT("rule b { condition: nothing }") },
		{ .name = "two", .bytes = AXR_SPAN_LIT("rule a { condition: false }") },
		{ .name = "bad", .bytes = AXR_SPAN_LIT("rule") },
	};
	const struct axr_detect_setup setup = { .loaded = on_loaded };
	static const char *const spaces[] = { "0", "1", "2", "3" };
	struct axr_texts texts = { 0 };
	struct axr_yara_rules *rules;
	struct axr_err err;

	(void)state;
	refused = 0;
	assert_int_equal(axr_texts_init(&texts, 4, &err), AXR_OK);
	for (size_t i = 0; i < 4; i++)
		axr_texts_add(&texts, &sources[i], spaces[i]);
	assert_int_equal(axr_texts_compile(&texts, &rules, &setup, &err), AXR_OK);
	assert_non_null(rules);
	assert_int_equal(refused, 2);
	assert_int_equal(texts.count, 2);
	assert_string_equal(texts.sources[1]->name, "two");
	axr_yara_rules_free(rules);
	axr_texts_free(&texts);
}

static void nothing_gives_nothing(void **state)
{
	const struct axr_detect_setup setup = { 0 };
	struct axr_texts texts = { 0 };
	struct axr_yara_rules *rules;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_texts_init(&texts, 0, &err), AXR_OK);
	assert_int_equal(axr_texts_compile(&texts, &rules, &setup, &err), AXR_OK);
	assert_null(rules);
	axr_texts_free(&texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_does_not_compile_falls_out),
		cmocka_unit_test(nothing_gives_nothing),
	};

	return cmocka_run_group_tests(tests, libyara_start, libyara_stop);
}
