#include "base/err.h"

#include "../test.h"

static void says_one_line(void **state)
{
	struct axr_err err;
	char long_name[1000];

	(void)state;
	assert_int_equal(axr_fail(&err, AXR_EIO, "cannot read '%s'", "x"), AXR_EIO);
	assert_string_equal(err.text, "cannot read 'x'");
	memset(long_name, 'a', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	assert_int_equal(axr_fail(&err, AXR_EFORMAT, "%s", long_name), AXR_EFORMAT);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
	assert_int_equal(axr_fail(NULL, AXR_ENOMEM, "%s", ""), AXR_ENOMEM);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(says_one_line) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
