#include "base/subject.h"

#include "../test.h"

static void reasons_own_their_excerpt_and_count_once(void **state)
{
	static struct axr_subject subject;
	struct axr_arena told, scratch;
	char *bytes;

	(void)state;
	axr_arena_init(&told, 0);
	axr_arena_init(&scratch, 0);
	axr_subject_init(&subject, &told, &scratch);
	bytes = axr_arena_alloc(&scratch, 6);
	memcpy(bytes, "a\nbad", 6);
	struct axr_layer layer = { .bytes = axr_span(bytes, 5),
				   .name = axr_arena_printf(&scratch, "x"),
				   .is_text = true };
	struct axr_reason reason = { .detector = "d", .rule = "r", .title = "t", .score = 50 };

	axr_subject_reason_at(&subject, &layer, 2, 3, reason);
	axr_subject_reason_at(&subject, &layer, 0, 1, reason);
	reason.rule = "other";
	axr_subject_reason(&subject, &reason);
	memset(bytes, 'z', 5);
	axr_arena_free(&scratch);
	assert_int_equal(subject.reason_count, 2);
	assert_span(subject.reasons[0].excerpt, "bad");
	assert_int_equal(subject.reasons[0].line, 2);
	assert_int_equal(subject.reasons[0].offset, 2);
	assert_string_equal(subject.reasons[0].layer, "x");
	assert_string_equal(subject.reasons[1].layer, "raw");
	axr_arena_free(&told);
}

static void bounds_hold(void **state)
{
	static struct axr_subject subject;
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	for (int i = 0; i < 2 * AXR_REASONS_MAX; i++) {
		struct axr_reason reason = { .detector = "d",
					     .rule = axr_arena_printf(&arena, "r%d", i) };

		axr_subject_reason(&subject, &reason);
	}
	/* what is not kept is told, once */
	assert_int_equal(subject.problem_count, 1);
	for (int i = 1; i < 2 * AXR_PROBLEMS_MAX; i++)
		axr_subject_problem(&subject, AXR_TROUBLE_LIMIT, 0, "number %d", i);
	assert_int_equal(subject.reason_count, AXR_REASONS_MAX);
	assert_int_equal(subject.problem_count, AXR_PROBLEMS_MAX);
	assert_span(subject.problems[7].text, "number 7");
	assert_true(subject.problems[7].incomplete);
	assert_span(subject.problems[AXR_PROBLEMS_MAX - 1].text,
		    "there are more problems with it than are told");
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reasons_own_their_excerpt_and_count_once),
		cmocka_unit_test(bounds_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
