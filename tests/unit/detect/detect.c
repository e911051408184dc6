#include "fixture.h"

static void a_list_that_nobody_reads_is_told(void **state)
{
	const struct axr_source iocs[] = { source_of("c2-iocs.txt", "example.com\n") };
	struct fixture f = { .setup = { .iocs = iocs, .ioc_count = 1 } };

	(void)state;
	fixture_open(&f);
	assert_non_null(strstr(fixture_told(&f), "c2-iocs.txt:0: "));
	assert_int_equal(f.loaded, 0);
	fixture_close(&f);
}

static void nothing_loaded_finds_nothing(void **state)
{
	struct axr_detect_counts counts;
	struct fixture f = { 0 };

	(void)state;
	fixture_open(&f);
	counts = axr_detectors_count(f.detectors);
	assert_int_equal(counts.rules + counts.iocs, 0);
	assert_int_equal(axr_detectors_digests(f.detectors), 0);
	fixture_file(&f, "/x", axr_span(NULL, 0));
	fixture_look(&f);
	assert_int_equal(f.subject.reason_count + f.subject.problem_count, 0);
	fixture_close(&f);
}

static void an_interrupted_worker_says_so_once(void **state)
{
	const struct axr_source rules[] = { source_of("r.yar", "rule r { condition: true }") };
	struct fixture f = { .setup = { .rules = rules, .rule_count = 1 } };

	(void)state;
	fixture_open(&f);
	axr_detect_interrupt(f.worker);
	fixture_file(&f, "/x", axr_span_str("x"));
	fixture_look(&f);
	assert_int_equal(f.subject.reason_count, 0);
	assert_int_equal(f.subject.problem_count, 1);
	assert_int_equal(f.subject.problems[0].trouble, AXR_TROUBLE_STOPPED);
	fixture_close(&f);
}

static void null_is_freed(void **state)
{
	(void)state;
	axr_detectors_free(NULL);
	axr_detect_worker_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_that_nobody_reads_is_told),
		cmocka_unit_test(nothing_loaded_finds_nothing),
		cmocka_unit_test(an_interrupted_worker_says_so_once),
		cmocka_unit_test(null_is_freed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
