#include "outcome.h"

static void names_are_any_bytes(void **state)
{
	struct outcome outcome = { 0 };
	char path[256], name[256], odd[] = { 1, 2, '\x1b', '\xff', '\xc3', ' ', '.', 0 };
	int dir, sub;

	(void)state;
	tree_needs_posix();
	dir = tree_make(path);
	memset(name, 'n', 255);
	name[255] = '\0';
	sub = tree_dir(dir, odd);
	tree_text(sub, odd, "x");
	tree_text(dir, name, "x");
	tree_text(dir, "a\\b", "x");
	run(&outcome, path, (struct axr_walk_setup){ 0 }, 1);
	assert_int_equal(outcome.opened, 3);
	snprintf(name, sizeof(name), "%s/%s", odd, odd);
	assert_true(met(&outcome, name));
	assert_true(met(&outcome, "a\\b"));
	forget(&outcome);
	tree_close(sub);
	tree_remove(dir, path);
}

static void facts_come_by_name(void **state)
{
	struct axr_walk_root root = { .separator = '/', .origin = "test" };
	const struct axr_walk_setup setup = { .roots = &root, .root_count = 1 };
	struct axr_walk *walk;
	struct axr_arena arena;
	struct axr_entry entry;
	struct axr_os_stat stat;
	struct axr_err err;
	char path[256];
	int dir, code = -1;

	(void)state;
#ifdef _WIN32
	skip_for("the owner wants a handle");
#endif
	dir = tree_make(path);
	tree_text(dir, "a", "three");
	root.open = path;
	root.shown = axr_span_str("/");
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_walk_open(&walk, &setup, &err), 0);
	assert_true(axr_walk_next(walk, &entry, &arena));
	assert_true(axr_walk_stat_file(walk, &entry, &stat, &code));
	assert_int_equal(code, 0);
	assert_int_equal(stat.size, 5);
	unlinkat(dir, "a", 0);
	assert_true(axr_walk_stat_file(walk, &entry, &stat, &code));
	assert_int_equal(axr_os_trouble(code), AXR_TROUBLE_VANISHED);
	axr_walk_done(walk, &entry);
	axr_walk_free(walk);
	axr_arena_free(&arena);
	tree_remove(dir, path);
}

/* By what it is, not by its name. */
static void spared_files_are_counted_apart(void **state)
{
	struct axr_walk_root root = { .separator = '/', .origin = "test" };
	const struct axr_walk_setup setup = { .roots = &root, .root_count = 1 };
	struct axr_root told = { .seen = 0 };
	struct axr_walk *walk;
	struct axr_arena arena;
	struct axr_entry entry;
	struct axr_err err;
	char path[256];
	int dir = tree_make(path), sub = tree_dir(dir, "sub");
	unsigned spared = 0, others = 0;

	(void)state;
	tree_text(dir, "report", "x");
	tree_text(dir, "page.aspx", "x");
	tree_text(sub, "report", "x");
	root.open = path;
	root.shown = axr_span_str("/");
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_walk_open(&walk, &setup, &err), 0);
	for (bool first = true; axr_walk_next(walk, &entry, &arena); first = false) {
		struct axr_os_handle handle;
		struct axr_os_stat stat;

		assert_int_equal(axr_walk_open_file(walk, &entry, &handle), 0);
		assert_int_equal(axr_os_stat(handle, &stat), 0);
		axr_os_close(&handle);
		if (first)
			assert_int_equal(axr_walk_spare(walk, stat.id), 0);
		spared += axr_walk_spares(walk, &entry, stat.id);
		others++;
		axr_walk_done(walk, &entry);
	}
	assert_int_equal(others, 3);
	assert_int_equal(spared, 1);
	axr_walk_roots(walk, &told);
	assert_int_equal(told.seen, 2);
	assert_int_equal(told.skipped[AXR_SKIP_OWN], 1);
	axr_walk_free(walk);
	axr_arena_free(&arena);
	tree_close(sub);
	tree_remove(dir, path);
}

static void windows_paths_are_shown(void **state)
{
	struct axr_walk_root root = { .separator = '\\', .origin = "image" };
	const struct axr_walk_setup setup = { .roots = &root, .root_count = 1 };
	struct axr_walk *walk;
	struct axr_arena arena;
	struct axr_entry entry;
	struct axr_err err;
	char path[256];
	int dir = tree_make(path), sub = tree_dir(dir, "wwwroot");

	(void)state;
	tree_text(sub, "a.aspx", "x");
	tree_text(dir, "b.txt", "x");
	root.open = path;
	root.shown = axr_span_str("C:\\");
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_walk_open(&walk, &setup, &err), 0);
	assert_true(axr_walk_next(walk, &entry, &arena));
	assert_span(entry.path, "C:\\wwwroot\\a.aspx");
	assert_span(entry.directory, "C:\\wwwroot");
	assert_span(entry.name, "a.aspx");
	assert_span(entry.relative, "wwwroot/a.aspx");
	axr_walk_done(walk, &entry);
	assert_true(axr_walk_next(walk, &entry, &arena));
	assert_span(entry.path, "C:\\b.txt");
	assert_span(entry.directory, "C:\\");
	axr_walk_done(walk, &entry);
	assert_false(axr_walk_next(walk, &entry, &arena));
	axr_walk_free(walk);
	axr_arena_free(&arena);
	tree_close(sub);
	tree_remove(dir, path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_any_bytes),
		cmocka_unit_test(facts_come_by_name),
		cmocka_unit_test(spared_files_are_counted_apart),
		cmocka_unit_test(windows_paths_are_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
