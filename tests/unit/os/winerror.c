#include "os/winerror.h"

#include "../test.h"

static void codes_mean_what_they_mean(void **state)
{
	static const struct {
		int code;
		enum axr_trouble trouble;
	} cases[] = {
		{ 2, AXR_TROUBLE_VANISHED },  { 3, AXR_TROUBLE_VANISHED },
		{ 5, AXR_TROUBLE_OPEN },      { 8, AXR_TROUBLE_MEMORY },
		{ 23, AXR_TROUBLE_READ },     { 32, AXR_TROUBLE_BLOCKED },
		{ 33, AXR_TROUBLE_BLOCKED },  { 225, AXR_TROUBLE_ANTIVIRUS },
		{ 226, AXR_TROUBLE_ANTIVIRUS }, { 267, AXR_TROUBLE_CHANGED },
		{ 681, AXR_TROUBLE_CHANGED }, { 1006, AXR_TROUBLE_CHANGED },
		{ 1117, AXR_TROUBLE_READ },   { 0, AXR_TROUBLE_OPEN },
		{ 65000, AXR_TROUBLE_OPEN },  { 303, AXR_TROUBLE_VANISHED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(axr_win_trouble(cases[i].code), cases[i].trouble);
}

static void what_is_deleted_is_gone_not_refused(void **state)
{
	(void)state;
	assert_true(axr_win_gone(0xc0000056));
	assert_true(axr_win_gone(0xc0000123));
	assert_false(axr_win_gone(0xc0000022)); /* access denied */
	assert_false(axr_win_gone(0x56));
	assert_false(axr_win_gone(0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_mean_what_they_mean),
		cmocka_unit_test(what_is_deleted_is_gone_not_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
