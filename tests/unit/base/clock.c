#include "base/clock.h"

#include "../test.h"

static uint64_t time_is, looks;

static uint64_t now(void)
{
	looks++;
	return time_is;
}

static void none_never_runs_out(void **state)
{
	struct axr_clock clock = { .now = now };

	(void)state;
	assert_true(axr_clock_step(NULL, SIZE_MAX));
	assert_int_equal(axr_clock_rest(NULL), 0);
	axr_clock_end(NULL);
	axr_clock_begin(&clock, 5, 0);
	time_is = UINT64_MAX;
	assert_true(axr_clock_step(&clock, SIZE_MAX));
	assert_int_equal(axr_clock_rest(&clock), 0);
	/* what no clock will ever say */
	axr_clock_begin(&clock, 100, UINT64_MAX - 50);
	assert_true(axr_clock_step(&clock, SIZE_MAX));
}

static void it_runs_out_and_stays_so(void **state)
{
	struct axr_clock clock = { .now = now };

	(void)state;
	time_is = 1000;
	axr_clock_begin(&clock, 1000, 500);
	assert_int_equal(axr_clock_rest(&clock), 500);
	assert_true(axr_clock_step(&clock, SIZE_MAX));
	time_is = 1499;
	assert_true(axr_clock_step(&clock, SIZE_MAX));
	time_is = 1500;
	assert_int_equal(axr_clock_rest(&clock), 1);
	assert_false(axr_clock_step(&clock, SIZE_MAX));
	assert_true(clock.over);
	assert_false(clock.stopped);
	time_is = 1000;
	assert_false(axr_clock_step(&clock, 0));
	/* the next part of the work has time of its own */
	clock.told = true;
	axr_clock_begin(&clock, 1000, 600);
	assert_true(axr_clock_step(&clock, 0));
	assert_false(clock.told);
	axr_clock_end(&clock);
	assert_false(axr_clock_step(&clock, 0));
	assert_false(clock.stopped);
}

static void few_steps_ask_no_clock(void **state)
{
	struct axr_clock clock = { .now = now };

	(void)state;
	time_is = 0;
	looks = 0;
	axr_clock_begin(&clock, 0, 10);
	for (int i = 0; i < 1000000; i++)
		assert_true(axr_clock_step(&clock, 1));
	assert_in_range(looks, 10, 100);
	/* and it is asked soon enough */
	time_is = 10;
	for (int i = 0; i < 100000 && axr_clock_step(&clock, 1); i++)
		;
	assert_true(clock.over);
}

static void who_is_stopped_stays_so(void **state)
{
	atomic_bool stop = false;
	struct axr_clock clock = { .now = now, .stop = &stop };

	(void)state;
	time_is = 0;
	axr_clock_begin(&clock, 0, 10);
	assert_true(axr_clock_step(&clock, SIZE_MAX));
	atomic_store(&stop, true);
	assert_false(axr_clock_step(&clock, SIZE_MAX));
	assert_true(clock.stopped);
	atomic_store(&stop, false);
	axr_clock_begin(&clock, 0, 10);
	clock.told = true;
	axr_clock_begin(&clock, 0, 10);
	assert_false(axr_clock_step(&clock, 0));
	assert_true(clock.stopped);
	assert_true(clock.told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(none_never_runs_out),
		cmocka_unit_test(it_runs_out_and_stays_so),
		cmocka_unit_test(few_steps_ask_no_clock),
		cmocka_unit_test(who_is_stopped_stays_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
