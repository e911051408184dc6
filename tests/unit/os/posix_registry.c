#include "os/registry.h"

#include "../test.h"

static void there_is_none(void **state)
{
	struct axr_buf text = { 0 };
	uint32_t number = 7;

	(void)state;
	assert_false(axr_os_has_registry());
	assert_int_not_equal(axr_os_registry_text("SOFTWARE", "x", &text), 0);
	assert_int_not_equal(axr_os_registry_number("SOFTWARE", "x", &number), 0);
	/* a path of this system is no folder of Windows, whatever the variable is called */
	setenv("SystemRoot", "/", 1);
	assert_int_not_equal(axr_os_variable("SystemRoot", &text), 0);
	assert_int_equal(text.len, 0);
	assert_int_equal(number, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(there_is_none) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
