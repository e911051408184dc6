#include "outcome.h"

#ifndef _WIN32
#include <sys/socket.h>
#include <sys/un.h>

static void links_and_specials_are_counted_not_followed(void **state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct outcome outcome = { 0 };
	char path[256];
	int dir = tree_make(path), sub, sock;

	(void)state;
	sub = tree_dir(dir, "sub");
	tree_text(sub, "page.aspx", "x");
	assert_int_equal(symlinkat("..", sub, "loop"), 0);
	assert_int_equal(symlinkat("sub/page.aspx", dir, "link.aspx"), 0);
	assert_int_equal(symlinkat("nowhere", dir, "dangling"), 0);
	assert_int_equal(mkfifoat(dir, "fifo.aspx", 0644), 0);
	sock = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	snprintf(address.sun_path, sizeof(address.sun_path), "/proc/self/fd/%d/s", dir);
	assert_int_equal(bind(sock, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(linkat(sub, "page.aspx", dir, "hard.aspx", 0), 0);
	run(&outcome, path, (struct axr_walk_setup){ 0 }, 2);
	assert_int_equal(outcome.files, 2);
	assert_int_equal(outcome.opened, 2);
	assert_true(met(&outcome, "sub/page.aspx"));
	assert_true(met(&outcome, "hard.aspx"));
	assert_int_equal(outcome.root.dirs, 2);
	assert_int_equal(outcome.root.seen, 2);
	assert_int_equal(outcome.root.skipped[AXR_SKIP_LINK], 3);
	assert_int_equal(outcome.root.skipped[AXR_SKIP_SPECIAL], 2);
	assert_int_equal(outcome.problem_count, 0);
	forget(&outcome);
	tree_close(sock);
	tree_close(sub);
	tree_remove(dir, path);
}
#endif

static void excludes_hold_for_names_and_paths(void **state)
{
	static const char *const globs[] = { "*.LOG", "sub\\deep", "node_modules" };
	const struct axr_walk_setup setup = { .excludes = globs, .exclude_count = 3 };
	struct outcome outcome = { 0 };
	struct axr_err err;
	struct axr_walk *walk;
	static const char *const empty[] = { "" };
	const struct axr_walk_setup bad = { .excludes = empty, .exclude_count = 1 };
	char path[256];
	int dir = tree_make(path), sub, deep;

	(void)state;
	sub = tree_dir(dir, "sub");
	deep = tree_dir(sub, "deep");
	tree_text(deep, "in.aspx", "x");
	tree_text(sub, "in.log", "x");
	tree_text(sub, "in.aspx", "x");
	tree_close(deep);
	deep = tree_dir(dir, "deep");
	tree_text(deep, "in.aspx", "x");
	tree_close(deep);
	tree_close(tree_dir(dir, "Node_Modules"));
	run(&outcome, path, setup, 1);
	assert_int_equal(outcome.files, 2);
	assert_true(met(&outcome, "sub/in.aspx"));
	assert_true(met(&outcome, "deep/in.aspx"));
	assert_int_equal(outcome.root.skipped[AXR_SKIP_EXCLUDED], 3);
	assert_int_equal(outcome.root.dirs, 3);
	forget(&outcome);
	assert_int_equal(axr_walk_open(&walk, &bad, &err), AXR_EUSAGE);
	tree_close(sub);
	tree_remove(dir, path);
}

static void a_directory_is_listed_once(void **state)
{
	struct outcome outcome = { 0 };
	char path[256], sub[300], link[300];
	const char *paths[] = { path, sub, link };
	int dir, at;

	(void)state;
	tree_needs_posix();
	dir = tree_make(path);
	at = tree_dir(dir, "sub");
	tree_text(at, "f", "x");
	tree_close(at);
	assert_int_equal(symlinkat("sub", dir, "link"), 0);
	snprintf(sub, sizeof(sub), "%s/sub/", path);
	snprintf(link, sizeof(link), "%s/link", path);
	run_many(&outcome, paths, 3, (struct axr_walk_setup){ 0 }, 1);
	assert_int_equal(outcome.files, 1);
	forget(&outcome);

	/* alone, a root may be a link */
	run(&outcome, link, (struct axr_walk_setup){ 0 }, 1);
	assert_int_equal(outcome.opened, 1);
	forget(&outcome);
	tree_remove(dir, path);
}

static void what_the_kernel_makes_up_is_left_out(void **state)
{
	const struct axr_walk_setup shallow = { .max_depth = 1 };
	struct outcome outcome = { 0 };

	(void)state;
	tree_needs_posix();
	run(&outcome, "/", shallow, 2);
	assert_true(outcome.root.skipped[AXR_SKIP_MOUNT] >= 1);
	assert_true(complained(&outcome, "\n/usr/"));
	assert_false(complained(&outcome, "\n/proc"));
	forget(&outcome);
	/* but who names it gets it */
	run(&outcome, "/proc/sys/vm", (struct axr_walk_setup){ 0 }, 1);
	assert_true(outcome.files > 5);
	forget(&outcome);
}

/* /dev has folders of its own: where it is entered, that they lie too deep is told. */
static void other_file_systems_are_left_out_where_asked(void **state)
{
	struct axr_walk_setup setup = { .max_depth = 1 };
	struct outcome outcome = { 0 };
	struct stat top, dev, shm;
	uint64_t synthetic;

	(void)state;
	tree_needs_posix();
	assert_int_equal(stat("/", &top), 0);
	if (stat("/dev", &dev) || dev.st_dev == top.st_dev || stat("/dev/shm", &shm))
		skip_for("/dev is no file system of its own");
	run(&outcome, "/", setup, 2);
	synthetic = outcome.root.skipped[AXR_SKIP_MOUNT];
	assert_true(complained(&outcome, "\n/dev/"));
	forget(&outcome);
	setup.one_file_system = true;
	run(&outcome, "/", setup, 2);
	assert_true(outcome.root.skipped[AXR_SKIP_MOUNT] > synthetic);
	assert_true(complained(&outcome, "\n/usr/"));
	assert_false(complained(&outcome, "\n/dev/"));
	forget(&outcome);
}

static void roots_are_files_or_missing_or_neither(void **state)
{
	struct outcome outcome = { 0 };
	char path[256], file[300], none[300], fifo[300];
	const char *paths[] = { none, file, fifo };
	int dir;

	(void)state;
	tree_needs_posix();
	dir = tree_make(path);
	tree_text(dir, "page.aspx", "x");
	assert_int_equal(mkfifoat(dir, "fifo", 0600), 0);
	snprintf(file, sizeof(file), "%s/page.aspx", path);
	snprintf(none, sizeof(none), "%s/none", path);
	snprintf(fifo, sizeof(fifo), "%s/fifo", path);
	run_many(&outcome, paths, 3, (struct axr_walk_setup){ 0 }, 2);
	assert_int_equal(outcome.opened, 1);
	assert_true(met(&outcome, "page.aspx"));
	assert_true(outcome.root.missing);
	assert_int_equal(outcome.problem_count, 2);
	assert_int_equal(outcome.last, AXR_TROUBLE_ROOT);
	assert_true(complained(&outcome, "/none | it cannot be opened: No such file"));
	assert_true(complained(&outcome, "/fifo | neither a directory nor a file"));
	forget(&outcome);
	tree_remove(dir, path);
}

static void swap(int dir, const char *name, int flags)
{
	assert_int_equal(unlinkat(dir, name, flags), 0);
	assert_int_equal(symlinkat("/etc", dir, name), 0);
}

static void what_vanishes_or_is_swapped_is_told(void **state)
{
	struct axr_walk_root root = { .separator = '/' };
	struct outcome outcome = { 0 };
	struct axr_walk_setup setup = { .roots = &root, .root_count = 1, .handles = 4 };
	struct axr_os_handle handle;
	struct axr_walk *walk;
	struct axr_arena arena;
	struct axr_entry entry;
	struct axr_err err;
	char path[256], name[32];
	unsigned codes[AXR_TROUBLE_MEMORY + 1] = { 0 };
	int dir;

	(void)state;
	tree_needs_posix();
	dir = tree_make(path);
	pthread_mutex_init(&outcome.lock, NULL);
	setup.problem = on_problem;
	setup.user = &outcome;
	for (unsigned i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "f%u", i);
		tree_text(dir, name, "x");
	}
	/* listed last: after the first hundred files */
	for (unsigned i = 0; i < 2; i++)
		tree_close(tree_chain(dir, i ? "gone" : "swapped", 1));
	root.open = path;
	root.shown = axr_span_str(path);
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_walk_open(&walk, &setup, &err), 0);
	for (unsigned i = 0; axr_walk_next(walk, &entry, &arena); i++) {
		int code;

		if (!i) {
			assert_int_equal(unlinkat(dir, "gone", AT_REMOVEDIR), 0);
			swap(dir, "swapped", AT_REMOVEDIR);
		}
		if (i == 1)
			assert_int_equal(unlinkat(dir, (const char *)entry.name.ptr, 0), 0);
		if (i == 2)
			swap(dir, (const char *)entry.name.ptr, 0);
		code = axr_walk_open_file(walk, &entry, &handle);
		if (code)
			codes[axr_os_trouble(code)]++;
		axr_os_close(&handle);
		axr_walk_done(walk, &entry);
	}
	assert_int_equal(codes[AXR_TROUBLE_VANISHED], 1);
	assert_int_equal(codes[AXR_TROUBLE_CHANGED], 1);
	assert_int_equal(outcome.problem_count, 2);
	assert_true(complained(&outcome, "/gone | it cannot be opened: No such file"));
	assert_true(complained(&outcome, "/swapped | it cannot be opened: Not a directory"));
	axr_walk_free(walk);
	axr_arena_free(&arena);
	axr_buf_free(&outcome.problems);
	pthread_mutex_destroy(&outcome.lock);
	tree_remove(dir, path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#ifndef _WIN32
		cmocka_unit_test(links_and_specials_are_counted_not_followed),
#endif
		cmocka_unit_test(excludes_hold_for_names_and_paths),
		cmocka_unit_test(a_directory_is_listed_once),
		cmocka_unit_test(what_the_kernel_makes_up_is_left_out),
		cmocka_unit_test(other_file_systems_are_left_out_where_asked),
		cmocka_unit_test(roots_are_files_or_missing_or_neither),
		cmocka_unit_test(what_vanishes_or_is_swapped_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
