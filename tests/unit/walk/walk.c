#include "outcome.h"

/* Under Wine a path of the system below it ends at 4,096 bytes. */
#ifdef _WIN32
enum { DEPTH = 100 };
#else
enum { DEPTH = 2000 };
#endif

static void depth_has_no_end(void **state)
{
	struct outcome outcome = { 0 };
	const struct axr_walk_setup few = { .handles = 8 };
	char path[256], name[32];
	int dir = tree_make(path), deep, at;

	(void)state;
	deep = tree_chain(dir, "quite-a-long-name-for-a-folder", DEPTH);
	tree_text(deep, "deep.aspx", "x");
	/* siblings at the bottom: each is opened again from what is still open */
	for (unsigned i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "s%u", i);
		at = tree_dir(deep, name);
		tree_text(at, "f", "x");
		tree_close(at);
	}
	tree_close(deep);
	run_with_few(&outcome, path, few, 3, 40);
	assert_int_equal(outcome.opened, 101);
	assert_true(outcome.longest > 30 * DEPTH);
	assert_int_equal(outcome.root.dirs, DEPTH + 101);
	assert_int_equal(outcome.problem_count, 0);
	forget(&outcome);

	run(&outcome, path, (struct axr_walk_setup){ .max_depth = 3 }, 2);
	assert_int_equal(outcome.files, 0);
	assert_int_equal(outcome.root.dirs, 4);
	assert_int_equal(outcome.problem_count, 1);
	assert_int_equal(outcome.last, AXR_TROUBLE_DEPTH);
	assert_true(complained(&outcome, "deeper than 3"));
	forget(&outcome);
	tree_remove(dir, path);
}

static void excludes_are_asked_for_what_is_not_there(void **state)
{
	static const char *const globs[] = { "*.log", "sub/tmp", "D:/elsewhere/**" };
	const struct axr_walk_root root = { ".", axr_span_str("C:\\Web"), '\\', "test", NULL };
	const struct axr_walk_setup setup = {
		.roots = &root, .root_count = 1, .excludes = globs, .exclude_count = 3
	};
	struct axr_walk *walk;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_walk_open(&walk, &setup, &err), 0);
	assert_true(axr_walk_excludes(walk, 0, axr_span_str("a.LOG")));
	assert_true(axr_walk_excludes(walk, 0, axr_span_str("old.log/a.txt")));
	assert_true(axr_walk_excludes(walk, 0, axr_span_str("x/sub/tmp/deep/a.txt")));
	assert_false(axr_walk_excludes(walk, 0, axr_span_str("sub/tmpx/a.txt")));
	assert_false(axr_walk_excludes(walk, 0, axr_span_str("a.log.txt")));
	assert_false(axr_walk_excludes(walk, 0, axr_span_str("elsewhere/a.txt")));
	axr_walk_free(walk);
}

static void roots_tell_what_became_of_them(void **state)
{
	struct axr_walk_root roots[2] = { { .separator = '/' }, { .separator = '/' } };
	const struct axr_walk_setup setup = { .roots = roots, .root_count = 2 };
	struct axr_root told[2] = { { .hashed = 7 }, { .hashed = 8 } };
	struct axr_walk *walk;
	struct axr_arena arena;
	struct axr_entry entry;
	struct axr_err err;
	uint64_t files, dirs;
	char path[256];
	int dir = tree_make(path);

	(void)state;
	tree_text(dir, "a", "x");
	tree_text(dir, "b", "x");
	roots[0] = (struct axr_walk_root){ path, axr_span_str(path), '/', "first", NULL };
	roots[1] = (struct axr_walk_root){ "/nowhere/at/all", { NULL, 0 }, '/', "second", NULL };
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_walk_open(&walk, &setup, &err), 0);
	assert_false(axr_walk_listed(walk));
	assert_true(axr_walk_next(walk, &entry, &arena));
	axr_walk_done(walk, &entry);
	axr_walk_stop(walk);
	assert_false(axr_walk_next(walk, &entry, &arena));
	axr_walk_left(walk, &files, &dirs);
	assert_int_equal(files, 1);
	assert_int_equal(dirs, 0);
	axr_walk_roots(walk, told);
	assert_span(told[0].path, path);
	assert_string_equal(told[0].origin, "first");
	assert_int_equal(told[0].seen, 2);
	assert_int_equal(told[0].hashed, 7);
	assert_false(told[0].missing);
	assert_span(told[1].path, "/nowhere/at/all");
	assert_true(told[1].missing);
	axr_walk_free(walk);
	axr_walk_free(NULL);
	axr_arena_free(&arena);
	tree_remove(dir, path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(depth_has_no_end),
		cmocka_unit_test(excludes_are_asked_for_what_is_not_there),
		cmocka_unit_test(roots_tell_what_became_of_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
