#include "report/attack.h"

#include "../test.h"

static void techniques_have_words(void **state)
{
	const struct axr_attack *row = axr_attack_find(axr_span_str("t1505.003"));

	(void)state;
	assert_non_null(row);
	assert_string_equal(row->name, "Web Shell");
	assert_string_equal(row->tactic, "TA0003");
	assert_string_equal(axr_attack_find(axr_span_str("T1505"))->name,
			    "Server Software Component");
	assert_null(axr_attack_find(axr_span_str("T1505.00")));
	assert_null(axr_attack_find(axr_span(NULL, 0)));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(techniques_have_words) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
