#include "report/merge.h"

#include "records.h"

/* Hands over a scan of EXCH01 as a file would, cut after so many lines; returns what was taken. */
struct taken {
	unsigned starts, findings, problems, states, ends;
	uint64_t malicious; /* as the end says */
};

static struct taken read_scan(struct axr_merge *merge, unsigned lines, int bad, int64_t when)
{
	struct axr_start start = scan_start();
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_problem problem = open_problem();
	struct axr_end end = scan_end();
	struct axr_record records[] = { start_record(&start),     problem_record(&problem),
					finding_record(&finding), state_record(&file),
					problem_record(&problem), end_record(&end) };
	struct taken taken = { 0 };

	start.time = at(when);
	axr_merge_file(merge);
	for (unsigned i = 0; i < lines; i++) {
		if ((int)i == bad) {
			axr_merge_bad(merge);
			continue;
		}
		if (!axr_merge_takes(merge, &records[i]))
			continue;
		taken.starts += records[i].kind == AXR_RECORD_START;
		taken.findings += records[i].kind == AXR_RECORD_FINDING;
		taken.problems += records[i].kind == AXR_RECORD_PROBLEM;
		taken.states += records[i].kind == AXR_RECORD_STATE;
		taken.ends += records[i].kind == AXR_RECORD_END;
		if (records[i].kind == AXR_RECORD_END)
			taken.malicious = records[i].end->by_level[AXR_MALICIOUS];
	}
	return taken;
}

static void assert_taken(struct taken is, struct taken expected)
{
	assert_int_equal(is.starts, expected.starts);
	assert_int_equal(is.findings, expected.findings);
	assert_int_equal(is.problems, expected.problems);
	assert_int_equal(is.states, expected.states);
	assert_int_equal(is.ends, expected.ends);
	assert_int_equal(is.malicious, expected.malicious);
}

static const struct taken whole = { 1, 1, 2, 1, 1, 1 }, none = { 0, 0, 0, 0, 0, 0 };

static void a_scan_told_twice_is_told_once(void **state)
{
	struct axr_merge merge = { 0 };

	(void)state;
	assert_taken(read_scan(&merge, 6, -1, 0), whole);
	assert_taken(read_scan(&merge, 6, -1, 0), none);
	assert_taken(read_scan(&merge, 3, -1, 0), none);
	axr_merge_free(&merge);
}

static void a_cut_copy_hides_nothing_of_the_whole_one(void **state)
{
	(void)state;
	for (unsigned lines = 1; lines < 6; lines++) {
		struct axr_merge merge = { 0 };
		struct taken first = read_scan(&merge, lines, -1, 0);
		struct taken rest = read_scan(&merge, 6, -1, 0);

		assert_int_equal(first.starts + rest.starts, 1);
		assert_int_equal(first.findings + rest.findings, 1);
		assert_int_equal(first.problems + rest.problems, 2);
		assert_int_equal(first.states + rest.states, 1);
		assert_int_equal(rest.ends, 1);
		assert_int_equal(rest.malicious, 1);
		assert_taken(read_scan(&merge, 6, -1, 0), none);
		axr_merge_free(&merge);
	}
}

/* Whichever line of one copy is bad, the other copy brings it. */
static void a_bad_line_is_made_good_by_a_copy(void **state)
{
	(void)state;
	for (int bad = 1; bad < 5; bad++) {
		struct axr_merge merge = { 0 };
		struct taken first = read_scan(&merge, 6, bad, 0);
		struct taken rest = read_scan(&merge, 6, -1, 0);

		assert_int_equal(first.findings + rest.findings, 1);
		assert_in_range(first.problems + rest.problems, 2, 3);
		assert_in_range(first.states + rest.states, 1, 2);
		assert_int_equal(first.ends + rest.ends, 1);
		axr_merge_free(&merge);
	}
}

static void a_second_scan_tells_only_what_is_new(void **state)
{
	struct axr_merge merge = { 0 };
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_record record = finding_record(&finding);

	(void)state;
	assert_taken(read_scan(&merge, 6, -1, 0), whole);
	/* later, on the same host: its problems are its own, the file is the same */
	assert_taken(read_scan(&merge, 6, -1, 99), (struct taken){ 1, 0, 2, 1, 1, 0 });
	assert_false(axr_merge_takes(&merge, &record));
	/* the same on the image of another server, which has the name of the host that scans */
	file.ctime = at(61);
	assert_true(axr_merge_takes(&merge, &record));
	assert_false(axr_merge_takes(&merge, &record));
	/* judged worse than before */
	finding.level = AXR_SUSPICIOUS;
	assert_true(axr_merge_takes(&merge, &record));
	/* nothing says that these are one */
	finding.id[0] = '\0';
	assert_true(axr_merge_takes(&merge, &record));
	assert_true(axr_merge_takes(&merge, &record));
	assert_false(merge.full);
	axr_merge_free(&merge);
}

/* Images of two servers may be scanned at once, from one host, from the same millisecond on. */
static void scans_that_begin_at_once_are_two(void **state)
{
	struct axr_merge merge = { 0 };
	struct axr_start start = scan_start();
	struct axr_problem problem = open_problem();
	struct axr_end end = scan_end();
	struct axr_record records[] = { start_record(&start), problem_record(&problem),
					end_record(&end) };

	(void)state;
	assert_taken(read_scan(&merge, 6, -1, 0), whole);
	problem.path = axr_span_str("C:\\other.aspx");
	end.seconds += 1e-6;
	assert_false(axr_merge_takes(&merge, &records[0]));
	assert_true(axr_merge_takes(&merge, &records[1]));
	assert_true(axr_merge_takes(&merge, &records[2]));
	axr_merge_free(&merge);
}

static void memory_is_bounded_and_nothing_is_lost(void **state)
{
	struct axr_merge merge = { 0 };
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_record record = finding_record(&finding);

	(void)state;
	for (unsigned i = 0; i < AXR_MERGE_TOLD_MAX + AXR_MERGE_TOLD_MAX / 20; i++) {
		snprintf(finding.id, sizeof(finding.id), "%032x", i);
		assert_true(axr_merge_takes(&merge, &record));
	}
	assert_true(merge.full);
	assert_in_range(merge.told_cap, AXR_MERGE_TOLD_MAX, 4 * AXR_MERGE_TOLD_MAX);
	snprintf(finding.id, sizeof(finding.id), "%032x", 7);
	assert_false(axr_merge_takes(&merge, &record));
	axr_merge_free(&merge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_scan_told_twice_is_told_once),
		cmocka_unit_test(a_cut_copy_hides_nothing_of_the_whole_one),
		cmocka_unit_test(a_bad_line_is_made_good_by_a_copy),
		cmocka_unit_test(a_second_scan_tells_only_what_is_new),
		cmocka_unit_test(scans_that_begin_at_once_are_two),
		cmocka_unit_test(memory_is_bounded_and_nothing_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
