#include "os/os.h"

#include <time.h>
#include <windows.h>

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

static DWORD WINAPI lower(void *user)
{
	axr_os_lower_priority();
	axr_os_lower_priority(); /* it is no error to ask twice */
	*(int *)user = GetThreadPriority(GetCurrentThread());
	return 0;
}

/* It is this thread's affair alone: the reporters stay quick. */
static void priority_is_of_one_thread(void **state)
{
	const int before = GetThreadPriority(GetCurrentThread());
	int low = before;
	HANDLE thread = CreateThread(NULL, 0, lower, &low, 0, NULL);

	(void)state;
	assert_non_null(thread);
	WaitForSingleObject(thread, INFINITE);
	CloseHandle(thread);
	assert_int_equal(GetThreadPriority(GetCurrentThread()), before);
	if (low == before)
		skip_for("background mode does not show");
	assert_true(low < before);
}

static void the_machine_is_there(void **state)
{
	char host[65], brief[2];

	(void)state;
	assert_true(axr_os_processors() >= 1);
	assert_true(strlen(axr_os_host(host, sizeof(host))) > 0);
	assert_true(strlen(axr_os_host(brief, sizeof(brief))) <= 1);
}

static void errors_have_words(void **state)
{
	char text[128], brief[4];

	(void)state;
	assert_true(strlen(axr_os_error(ERROR_SHARING_VIOLATION, text, sizeof(text))) > 10);
	assert_null(strpbrk(text, "\r\n"));
	assert_int_not_equal(text[strlen(text) - 1], '.');
	assert_string_equal(axr_os_error(987654321, text, sizeof(text)),
			    "Windows error 987654321");
	assert_int_equal(strlen(axr_os_error(2, brief, sizeof(brief))), 3);
}

static void a_stream_is_what_the_process_was_given(void **state)
{
	HANDLE before = GetStdHandle(STD_OUTPUT_HANDLE), reader, writer;

	(void)state;
	assert_true(CreatePipe(&reader, &writer, NULL, 0));
	SetStdHandle(STD_OUTPUT_HANDLE, writer);
	assert_ptr_equal((HANDLE)axr_os_stream_handle(AXR_OS_STDOUT).value, writer);
	SetStdHandle(STD_OUTPUT_HANDLE, before);
	CloseHandle(reader);
	CloseHandle(writer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clocks_run),
		cmocka_unit_test(priority_is_of_one_thread),
		cmocka_unit_test(the_machine_is_there),
		cmocka_unit_test(errors_have_words),
		cmocka_unit_test(a_stream_is_what_the_process_was_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
