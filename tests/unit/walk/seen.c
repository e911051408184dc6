#include "walk/seen.h"

#include "../test.h"

static void each_is_new_once(void **state)
{
	struct axr_seen seen;

	(void)state;
	axr_seen_init(&seen, 42);
	for (unsigned again = 0; again < 2; again++) {
		for (uint64_t i = 0; i < 20000; i++) {
			const struct axr_os_id id = { i % 3, { i / 3 << 20, i % 2 } };

			assert_int_equal(axr_seen_add(&seen, id),
					 again ? AXR_SEEN_BEFORE : AXR_SEEN_NEW);
		}
	}
	assert_int_equal(seen.count, 20000);
	axr_seen_free(&seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_new_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
