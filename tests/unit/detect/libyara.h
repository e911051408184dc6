/* libyara for the tests of a file: given to cmocka_run_group_tests(). */
#ifndef AXR_TEST_DETECT_LIBYARA_H
#define AXR_TEST_DETECT_LIBYARA_H

#include "../test.h"

#include "detect/yara.h"

static inline int libyara_start(void **state)
{
	struct axr_err err;

	(void)state;
	return axr_yara_start(&err);
}

static inline int libyara_stop(void **state)
{
	(void)state;
	axr_yara_stop();
	return 0;
}

#endif
