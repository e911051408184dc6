#include "read/facts.h"

#include "../test.h"

static void extensions_are_those_of_windows(void **state)
{
	static const struct {
		const char *name, *extension;
	} cases[] = {
		{ "a.aspx", "aspx" },	 { "A.B.AsPx", "aspx" },   { "a.aspx. . ", "aspx" },
		{ "web.config", "config" }, { ".config", "config" }, { "none", "" },
		{ "a.", "" },		 { "...", "" },		   { "", "" },
		{ "a.b c", "b c" },	 { "x.\xc4\xb0", "\xc4\xb0" }, { "a.aspx;.jpg", "jpg" },
	};
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_span(axr_extension_of(axr_span_str(cases[i].name), &arena),
			    cases[i].extension);
	axr_arena_free(&arena);
}

static void compare(struct axr_subject *subject, struct axr_os_stat before,
		    struct axr_os_stat after, uint64_t total)
{
	axr_subject_init(subject, subject->arena, subject->arena);
	axr_facts_compare(subject, &before, &after, total);
}

static void one_change_is_one_problem(void **state)
{
	const struct axr_os_stat before = { .size = 10, .mtime = { 5, 0, true } };
	struct axr_os_stat after = before;
	struct axr_subject subject;
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 0);
	subject.arena = &arena;
	compare(&subject, before, after, 10);
	assert_int_equal(subject.problem_count, 0);
	compare(&subject, before, after, 9);
	assert_int_equal(subject.problem_count, 1);
	after.ctime.nsec = 1;
	compare(&subject, before, after, 10);
	assert_span(subject.problems[0].text, "was written to while it was read");
	after.size = 11;
	compare(&subject, before, after, 10);
	assert_int_equal(subject.problem_count, 1);
	assert_span(subject.problems[0].text,
		    "grew from 10 to 11 bytes while it was read; 10 were seen");
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(extensions_are_those_of_windows),
		cmocka_unit_test(one_change_is_one_problem),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
