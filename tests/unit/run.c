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

static void missing_roots(void **state)
{
	const char *paths[] = { "many", "nowhere" };
	struct axr_engine *engine;
	struct axr_options options;
	struct told told = { 0 };
	struct axr_err err;

	(void)state;
	axr_options_init(&options);
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_OK);
	assert_int_equal(axr_scan_open(&told.scan, engine, paths + 1, 1, &err), AXR_EUSAGE);
	assert_null(told.scan);
	assert_string_equal(err.text, "cannot scan 'nowhere': " NO_SUCH_FILE);
	/* among others it is a problem: what is there is scanned all the same */
	assert_int_equal(axr_scan_open(&told.scan, engine, paths, 2, &err), AXR_OK);
	assert_int_equal(axr_scan_run(told.scan, told_record, &told), AXR_EXIT_INCOMPLETE);
	assert_int_equal(told.by_trouble[AXR_TROUBLE_ROOT], 1);
	assert_int_equal(told.total.scanned, 500);
	axr_scan_free(told.scan);
	axr_scan_free(NULL);
	axr_engine_free(engine);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stops_when_told),
		cmocka_unit_test(ends_in_time),
		cmocka_unit_test(missing_roots),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
