#include "record.h"

static void missing_roots(void **state)
{
	const char *paths[] = { "there", "nowhere" };
	struct axr_engine *engine;
	struct axr_options options;
	struct told told = { 0 };
	struct axr_err err;

	(void)state;
	tree_close(tree_dir(AT_FDCWD, "there"));
	tree_text(AT_FDCWD, "there/a.txt", "hello");
	axr_options_init(&options);
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_OK);
	assert_int_equal(axr_scan_open(&told.scan, engine, paths + 1, 1, &err), AXR_EUSAGE);
	assert_null(told.scan);
	assert_string_equal(err.text, "cannot scan 'nowhere': " NO_SUCH_FILE);
	/* among others it is a problem: what is there is scanned all the same */
	assert_int_equal(axr_scan_open(&told.scan, engine, paths, 2, &err), AXR_OK);
	assert_int_equal(axr_scan_run(told.scan, told_record, &told), AXR_EXIT_INCOMPLETE);
	assert_int_equal(told.by_trouble[AXR_TROUBLE_ROOT], 1);
	assert_int_equal(told.total.scanned, 1);
	axr_scan_free(told.scan);
	axr_scan_free(NULL);
	axr_engine_free(engine);
}

static void too_many_threads(void **state)
{
	const char *path = ".";
	struct axr_engine *engine;
	struct axr_options options;
	struct axr_scan *scan;
	struct axr_err err;

	(void)state;
	axr_options_init(&options);
	options.threads = 100000;
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_OK);
	assert_int_equal(axr_scan_open(&scan, engine, &path, 1, &err), AXR_EUSAGE);
	assert_null(scan);
	assert_string_equal(err.text, "100000 threads are too many: at most 1024");
	axr_engine_free(engine);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(missing_roots),
		cmocka_unit_test(too_many_threads),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
