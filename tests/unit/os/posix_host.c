#include "os/os.h"

#include <pthread.h>
#include <sys/resource.h>
#include <time.h>

#include "../test.h"

static void clocks_run(void **state)
{
	const uint64_t before = axr_os_ticks();
	const struct axr_time now = axr_os_now();

	(void)state;
	axr_os_sleep(20000000);
	assert_true(axr_os_ticks() - before >= 20000000);
	assert_true(now.known && llabs(now.sec - time(NULL)) <= 1);
}

static void *lower(void *user)
{
	axr_os_lower_priority();
	*(int *)user = getpriority(PRIO_PROCESS, 0);
	return NULL;
}

/* It is this thread's affair alone: the reporters stay quick. */
static void priority_is_of_one_thread(void **state)
{
	const int before = getpriority(PRIO_PROCESS, 0);
	pthread_t thread;
	int low = 0;

	(void)state;
	assert_int_equal(pthread_create(&thread, NULL, lower, &low), 0);
	pthread_join(thread, NULL);
	assert_int_equal(low, 19);
	assert_int_equal(getpriority(PRIO_PROCESS, 0), before);
}

static void the_machine_is_there(void **state)
{
	char host[65], brief[2];

	(void)state;
	assert_true(axr_os_processors() >= 1);
	assert_true(strlen(axr_os_host(host, sizeof(host))) > 0);
	assert_true(strlen(axr_os_host(brief, sizeof(brief))) <= 1);
	assert_null(axr_os_take_backup_privilege());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clocks_run),
		cmocka_unit_test(priority_is_of_one_thread),
		cmocka_unit_test(the_machine_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
