#include "read/rate.h"

#include <pthread.h>

#include "../test.h"

enum { MS = 1000000 };

static struct axr_rate rate;
static atomic_bool stop;

static void *pay_thrice(void *user)
{
	(void)user;
	for (unsigned i = 0; i < 3; i++)
		axr_rate_pay(&rate, 100000, &stop);
	return NULL;
}

static void all_readers_share_the_rate(void **state)
{
	pthread_t threads[2];
	const uint64_t start = axr_os_ticks();

	(void)state;
	assert_int_equal(axr_rate_init(&rate, 1000000), 0);
	for (unsigned i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, pay_thrice, NULL), 0);
	for (unsigned i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	/* 600 kB at 1 MB/s, less the burst of 0.1 s */
	assert_true(axr_os_ticks() - start >= 450 * MS);
	axr_rate_fini(&rate);
}

static void a_stop_ends_the_waiting(void **state)
{
	const uint64_t start = axr_os_ticks();

	(void)state;
	assert_int_equal(axr_rate_init(&rate, 1), 0);
	atomic_store(&stop, true);
	axr_rate_pay(&rate, 1000000, &stop);
	assert_true(axr_os_ticks() - start < 1000 * (uint64_t)MS);
	atomic_store(&stop, false);
	axr_rate_fini(&rate);
}

static void no_rate_is_no_wait(void **state)
{
	const uint64_t start = axr_os_ticks();

	(void)state;
	assert_int_equal(axr_rate_init(&rate, 0), 0);
	axr_rate_pay(&rate, UINT64_MAX, NULL);
	assert_true(axr_os_ticks() - start < 1000 * (uint64_t)MS);
	axr_rate_fini(&rate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_readers_share_the_rate),
		cmocka_unit_test(a_stop_ends_the_waiting),
		cmocka_unit_test(no_rate_is_no_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
