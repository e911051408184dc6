#include "detect/preload.h"

#include "detect/builtin.h"
#include "../test.h"

static void every_set_comes_once(void **state)
{
	struct axr_preload *preload;
	struct axr_builtin builtin;
	struct axr_yara_rules *rules = NULL;
	struct axr_yara_fault fault;
	struct axr_err err;
	int code = -1;

	(void)state;
	assert_int_equal(axr_builtin_open(&builtin, &err), AXR_OK);
	preload = axr_preload_start(builtin.rules, builtin.rule_count);
	assert_non_null(preload);
	for (size_t i = 0; i < builtin.rule_count; i++) {
		assert_true(axr_preload_take(preload, &builtin.rules[i], &code, &rules, &fault));
		assert_int_equal(code, AXR_OK);
		assert_true(axr_yara_rule_count(rules) > 0);
		axr_yara_rules_free(rules);
		assert_false(axr_preload_take(preload, &builtin.rules[i], &code, &rules, &fault));
	}
	axr_preload_free(preload);
	/* what nobody takes is freed */
	axr_preload_free(axr_preload_start(builtin.rules, builtin.rule_count));
	axr_builtin_free(&builtin);
}

static void what_is_not_masked_is_not_loaded(void **state)
{
	const struct axr_source source = { .name = "a.yar", .bytes = axr_span_str("rule a {}") };
	struct axr_yara_rules *rules;
	struct axr_yara_fault fault;
	int code;

	(void)state;
	assert_null(axr_preload_start(&source, 1));
	assert_null(axr_preload_start(NULL, 0));
	assert_false(axr_preload_take(NULL, &source, &code, &rules, &fault));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_set_comes_once),
		cmocka_unit_test(what_is_not_masked_is_not_loaded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
