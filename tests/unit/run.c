#include "record.h"

static void stops_when_told(void **state)
{
	struct axr_options options;
	struct told told = { .stop_at_once = true };

	(void)state;
	tree_close(tree_dir(AT_FDCWD, "many"));
	for (int i = 0; i < 500; i++) {
		char path[64];

		snprintf(path, sizeof(path), "many/%d.txt", i);
		tree_text(AT_FDCWD, path, "hello");
	}
	axr_options_init(&options);
	options.threads = 2;
	told_scan(&told, &options, "many");
	assert_true(told.stopped);
	assert_int_equal(told.by_trouble[AXR_TROUBLE_STOPPED] > 0, true);
	assert_int_equal(told.exit_status & AXR_EXIT_INCOMPLETE, AXR_EXIT_INCOMPLETE);
}

static void ends_in_time(void **state)
{
	struct axr_options options;
	struct told told = { 0 };
	char *bytes = calloc(1, 4 << 20);

	(void)state;
	tree_close(tree_dir(AT_FDCWD, "slow"));
	tree_file(AT_FDCWD, "slow/a.bin", bytes, 4 << 20);
	free(bytes);
	axr_options_init(&options);
	options.max_runtime = 1;
	options.max_rate = 1; /* a megabyte a second: four seconds */
	told_scan(&told, &options, "slow");
	assert_true(told.stopped);
	assert_int_equal(told.total.failed, 1);
	assert_int_equal(told.exit_status & AXR_EXIT_INCOMPLETE, AXR_EXIT_INCOMPLETE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stops_when_told),
		cmocka_unit_test(ends_in_time),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
