#include "base/clock.h"
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

static uint64_t late(void)
{
	return 10;
}

/* What costs nothing is done all the same. */
static void who_is_late_still_looks_a_hash_up(void **state)
{
	const struct axr_source rules[] = { source_of("r.yar", "rule r { condition: true }") };
	/* SHA-256 of "x" */
	const struct axr_source lists[] = { source_of("hash-iocs.txt",
		"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881;known\n") };
	struct fixture f = { .setup = { .rules = rules, .rule_count = 1, .iocs = lists,
					.ioc_count = 1 } };
	struct axr_clock clock = { .now = late };

	(void)state;
	fixture_open(&f);
	f.arena.clock = &clock;
	axr_clock_begin(&clock, 0, 10);
	fixture_file(&f, "/x", axr_span_str("x"));
	f.subject.read_whole = true;
	f.subject.file.digests = AXR_SHA256;
	memcpy(f.subject.file.sha256, "\x2d\x71\x16\x42\xb7\x26\xb0\x44\x01\x62\x7c\xa9\xfb\xac"
	       "\x32\xf5\xc8\x53\x0f\xb1\x90\x3c\xc4\xdb\x02\x25\x87\x17\x92\x1a\x48\x81", 32);
	fixture_look(&f);
	assert_null(fixture_reason(&f, "yara", "r"));
	assert_int_equal(f.subject.reason_count, 1);
	assert_int_equal(f.subject.problem_count, 1);
	assert_int_equal(f.subject.problems[0].trouble, AXR_TROUBLE_TIMEOUT);
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
		cmocka_unit_test(who_is_late_still_looks_a_hash_up),
		cmocka_unit_test(null_is_freed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
