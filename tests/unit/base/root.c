#include "base/root.h"

#include "../test.h"

static void every_count_is_added(void **state)
{
	struct axr_root total = { .origin = "all" }, root = {
		.origin = "argument", .dirs = 1, .seen = 2, .hashed = 3, .scanned = 4, .known = 5,
		.failed = 6, .bytes = 7,
	};

	(void)state;
	for (size_t i = 0; i < AXR_SKIP_COUNT; i++)
		root.skipped[i] = 10 + i;
	axr_root_add(&total, &root);
	axr_root_add(&total, &root);
	assert_string_equal(total.origin, "all");
	assert_int_equal(total.dirs, 2);
	assert_int_equal(total.seen, 4);
	assert_int_equal(total.hashed, 6);
	assert_int_equal(total.scanned, 8);
	assert_int_equal(total.known, 10);
	assert_int_equal(total.failed, 12);
	assert_int_equal(total.bytes, 14);
	for (size_t i = 0; i < AXR_SKIP_COUNT; i++)
		assert_int_equal(total.skipped[i], 20 + 2 * i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_count_is_added),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
