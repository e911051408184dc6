#include "known/times.h"

#include "subjects.h"

static struct axr_arena arena, late;
static struct axr_times *times;
static unsigned told;
static struct axr_subject *last;

static struct axr_subject *note(const char *relative, enum axr_class file_class, int64_t created,
				int64_t mtime, uint32_t nsec)
{
	struct axr_subject *subject = make_subject(&arena, "/site", relative, 1);

	subject->file.created = (struct axr_time){ created, 1, true };
	subject->file.mtime = (struct axr_time){ mtime, nsec, true };
	subject->file_class = file_class;
	subject->known_good = file_class == AXR_CLASS_STOCK;
	axr_times_own(subject);
	axr_times_note(times, subject);
	return subject;
}

static void on_late(void *user, struct axr_subject *subject)
{
	(void)user;
	told++;
	/* it lives until this returns */
	last = axr_arena_alloc(&arena, sizeof(*last));
	axr_subject_init(last, &arena, &arena);
	last->file.path = axr_arena_copy(&arena, subject->file.path);
	for (size_t i = 0; i < subject->reason_count; i++) {
		struct axr_reason reason = subject->reasons[i];

		reason.title = axr_arena_str(&arena, axr_span_str(reason.title));
		axr_subject_reason(last, &reason);
	}
}

static int begin(void **state)
{
	(void)state;
	axr_arena_init(&arena, 0);
	axr_arena_init(&late, 0);
	times = axr_times_new();
	told = 0;
	return times ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	axr_times_free(times);
	axr_arena_free(&arena);
	axr_arena_free(&late);
	return 0;
}

static void by_itself(void **state)
{
	struct axr_subject *subject;

	(void)state;
	subject = note("a.aspx", AXR_CLASS_UNEXPECTED, 1000000, 500000, 0);
	assert_non_null(find_reason(subject, "created-after-modified"));
	assert_non_null(find_reason(subject, "whole-second"));
	subject = note("b.aspx", AXR_CLASS_UNEXPECTED, 1000000, 500000, 77);
	assert_null(find_reason(subject, "whole-second"));
	subject = note("c.aspx", AXR_CLASS_UNEXPECTED, 1000000, 1000000, 0);
	assert_int_equal(subject->reason_count, 0);
	subject = note("d.aspx", AXR_CLASS_STOCK, 1000000, 500000, 0);
	assert_int_equal(subject->reason_count, 0); /* setup does just that */
	subject = note("e.aspx", AXR_CLASS_MATCH, 1000000, 500000, 0);
	assert_int_equal(subject->reason_count, 0);
}

static void cluster(void **state)
{
	(void)state;
	note("d/a.aspx", AXR_CLASS_UNEXPECTED, 5000, 5000, 3);
	note("d/z.aspx", AXR_CLASS_UNEXPECTED, 1000, 1000, 3);
	note("d/b.aspx", AXR_CLASS_MODIFIED, 5200, 5200, 3);
	note("d/c.aspx", AXR_CLASS_UNEXPECTED, 5100, 5100, 3);
	note("e/c.aspx", AXR_CLASS_UNEXPECTED, 5100, 5100, 3);
	axr_times_finish(times, &late, on_late, NULL);
	assert_int_equal(told, 1);
	assert_span(last->file.path, "/site/d");
	assert_string_equal(find_reason(last, "cluster")->title,
			    "3 unexpected or modified files came here between "
			    "1970-01-01T01:23:20.000Z and 1970-01-01T01:26:40.000Z");
	assert_span(find_reason(last, "cluster")->excerpt, "a.aspx");
	assert_in_range(find_reason(last, "cluster")->score, 1, 15);
}

static void two_are_no_cluster(void **state)
{
	(void)state;
	note("d/a.aspx", AXR_CLASS_UNEXPECTED, 5000, 5000, 3);
	note("d/b.aspx", AXR_CLASS_UNEXPECTED, 5200, 5200, 3);
	note("d/c.aspx", AXR_CLASS_UNEXPECTED, 5400, 5400, 3);
	axr_times_finish(times, &late, on_late, NULL);
	assert_int_equal(told, 0);
}

static void among_stock_files(void **state)
{
	(void)state;
	note("d/x.aspx", AXR_CLASS_UNEXPECTED, 90000, 2000, 5);
	note("d/logon.aspx", AXR_CLASS_STOCK, 50000, 2000, 5);
	note("d/logoff.aspx", AXR_CLASS_STOCK, 50001, 3000, 5);
	note("e/y.aspx", AXR_CLASS_UNEXPECTED, 50001, 2000, 6);
	note("e/logon.aspx", AXR_CLASS_STOCK, 50000, 2000, 5);
	axr_times_finish(times, &late, on_late, NULL);
	assert_int_equal(told, 1);
	assert_span(find_reason(last, "stomped")->excerpt, "x.aspx");
	assert_span(find_reason(last, "younger")->excerpt, "x.aspx");
}

static void unknown_times(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		struct axr_subject *subject = make_subject(&arena, "/site", "x.aspx", 1);

		subject->file_class = i ? AXR_CLASS_UNEXPECTED : AXR_CLASS_STOCK;
		subject->known_good = !i;
		axr_times_own(subject);
		axr_times_note(times, subject);
		assert_int_equal(subject->reason_count, 0);
	}
	axr_times_finish(times, &late, on_late, NULL);
	assert_int_equal(told, 0);
}

static void many_suspects_of_a_directory_are_forgotten(void **state)
{
	char relative[32];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(relative, sizeof(relative), "d/x%d.aspx", i);
		note(relative, AXR_CLASS_UNEXPECTED, 100, 100, 3);
	}
	assert_false(axr_times_lost(times)); /* there are enough of them */
	axr_times_finish(times, &late, on_late, NULL);
	assert_int_equal(told, 1);
	assert_true(axr_span_starts(axr_span_str(find_reason(last, "cluster")->title), "64 "));
}

static void count(void *user, struct axr_subject *subject)
{
	(void)user;
	told += find_reason(subject, "cluster") != NULL;
}

static void many_directories_are_forgotten(void **state)
{
	char relative[32];

	(void)state;
	for (int i = 0; i < 3 * 40000; i++) {
		snprintf(relative, sizeof(relative), "d%d/x%d.aspx", i % 40000, i / 40000);
		note(relative, AXR_CLASS_UNEXPECTED, 100, 100, 3);
		axr_arena_reset(&arena, SIZE_MAX);
	}
	assert_true(axr_times_lost(times));
	axr_times_finish(times, &late, count, NULL);
	assert_int_equal(told, 32768);
}

static void what_cannot_be_told_is_lost(void **state)
{
	(void)state;
	note("d/a.aspx", AXR_CLASS_UNEXPECTED, 5000, 5000, 3);
	note("d/b.aspx", AXR_CLASS_UNEXPECTED, 5000, 5000, 3);
	note("d/c.aspx", AXR_CLASS_UNEXPECTED, 5000, 5000, 3);
	assert_false(axr_times_lost(times));
	late.limit = 16;
	axr_times_finish(times, &late, on_late, NULL);
	assert_int_equal(told, 0);
	assert_true(axr_times_lost(times));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(by_itself, begin, end),
		cmocka_unit_test_setup_teardown(cluster, begin, end),
		cmocka_unit_test_setup_teardown(two_are_no_cluster, begin, end),
		cmocka_unit_test_setup_teardown(among_stock_files, begin, end),
		cmocka_unit_test_setup_teardown(unknown_times, begin, end),
		cmocka_unit_test_setup_teardown(many_suspects_of_a_directory_are_forgotten, begin,
						end),
		cmocka_unit_test_setup_teardown(many_directories_are_forgotten, begin, end),
		cmocka_unit_test_setup_teardown(what_cannot_be_told_is_lost, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
