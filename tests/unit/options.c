#include "test.h"

static void defaults_are_the_documented_ones(void **state)
{
	struct axr_options options;

	(void)state;
	memset(&options, 0xff, sizeof(options));
	axr_options_init(&options);
	assert_int_equal(options.window, 64 << 20);
	assert_int_equal(options.file_timeout, 60);
	assert_int_equal(options.fail_on, AXR_SUSPICIOUS);
	assert_int_equal(options.report, AXR_NOTABLE);
	assert_int_equal(options.threads, 0);
	assert_int_equal(options.max_runtime, 0);
	assert_null(options.rules);
	assert_false(options.nice);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(defaults_are_the_documented_ones) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
