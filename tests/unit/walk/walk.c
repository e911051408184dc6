#include "walk/walk.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "base/buf.h"
#include "../tree.h"

/* ---- A walk, and what it gave ------------------------------------------------------------- */

struct outcome {
	pthread_mutex_t lock;
	struct axr_walk *walk;
	struct axr_buf paths; /* one a line, as met */
	struct axr_buf problems; /* "name path", one a line */
	size_t files, opened, problem_count;
	enum axr_trouble last;
	size_t longest;
	struct axr_root root;
	size_t stop_after; /* files; 0: never */
	atomic_bool stop;
};

static void on_problem(void *user, size_t root, const struct axr_problem *problem)
{
	struct outcome *outcome = user;

	(void)root;
	pthread_mutex_lock(&outcome->lock);
	outcome->problem_count++;
	outcome->last = problem->trouble;
	axr_buf_put(&outcome->problems, problem->path);
	axr_buf_puts(&outcome->problems, " | ");
	axr_buf_put(&outcome->problems, problem->text);
	axr_buf_putc(&outcome->problems, '\n');
	pthread_mutex_unlock(&outcome->lock);
}

static void *work(void *user)
{
	struct outcome *outcome = user;
	struct axr_arena arena;
	struct axr_entry entry;

	axr_arena_init(&arena, 64 << 20);
	while (axr_walk_next(outcome->walk, &entry, &arena)) {
		struct axr_os_handle handle;
		int code = axr_walk_open_file(outcome->walk, &entry, &handle);

		pthread_mutex_lock(&outcome->lock);
		outcome->files++;
		outcome->opened += !code;
		if (entry.path.len > outcome->longest)
			outcome->longest = entry.path.len;
		if (entry.path.len < 300) {
			axr_buf_put(&outcome->paths, entry.relative);
			axr_buf_putc(&outcome->paths, '\n');
		}
		if (outcome->files == outcome->stop_after)
			atomic_store(&outcome->stop, true);
		pthread_mutex_unlock(&outcome->lock);
		assert_int_equal(entry.path.ptr[entry.path.len], 0);
		assert_ptr_equal(entry.name.ptr + entry.name.len, entry.path.ptr + entry.path.len);
		axr_os_close(&handle);
		axr_walk_done(outcome->walk, &entry);
		axr_arena_reset(&arena, 1 << 20);
	}
	axr_arena_free(&arena);
	return NULL;
}

static void run_many(struct outcome *outcome, const char *const *paths, size_t count,
		     struct axr_walk_setup setup, unsigned threads)
{
	struct axr_walk_root roots[4];
	struct axr_root told[4] = { { .missing = false } };
	pthread_t ids[8];
	struct axr_err err;

	*outcome = (struct outcome){ .stop_after = outcome->stop_after };
	pthread_mutex_init(&outcome->lock, NULL);
	for (size_t i = 0; i < count; i++)
		roots[i] = (struct axr_walk_root){ paths[i], axr_span_str(paths[i]), '/', "test" };
	setup.roots = roots;
	setup.root_count = count;
	setup.problem = on_problem;
	setup.user = outcome;
	setup.stop = &outcome->stop;
	assert_int_equal(axr_walk_open(&outcome->walk, &setup, &err), 0);
	for (unsigned i = 0; i < threads; i++)
		assert_int_equal(pthread_create(&ids[i], NULL, work, outcome), 0);
	for (unsigned i = 0; i < threads; i++)
		pthread_join(ids[i], NULL);
	axr_walk_roots(outcome->walk, told);
	outcome->root = told[0];
	assert_true(outcome->stop_after || axr_walk_listed(outcome->walk));
}

static void forget(struct outcome *outcome)
{
	axr_walk_free(outcome->walk);
	axr_buf_free(&outcome->paths);
	axr_buf_free(&outcome->problems);
	pthread_mutex_destroy(&outcome->lock);
}

static void run(struct outcome *outcome, const char *path, struct axr_walk_setup setup,
		unsigned threads)
{
	run_many(outcome, &path, 1, setup, threads);
}

static bool met(const struct outcome *outcome, const char *relative)
{
	struct axr_span rest = axr_buf_span(&outcome->paths), line;

	while (axr_span_line(&rest, &line))
		if (axr_span_is(line, relative))
			return true;
	return false;
}

/* Where in the order of files it came; SIZE_MAX where it did not. */
static size_t place_of(const struct outcome *outcome, const char *relative)
{
	struct axr_span rest = axr_buf_span(&outcome->paths), line;

	for (size_t i = 0; axr_span_line(&rest, &line); i++)
		if (axr_span_is(line, relative))
			return i;
	return SIZE_MAX;
}

static bool complained(const struct outcome *outcome, const char *words)
{
	return axr_span_find(axr_buf_span(&outcome->problems), axr_span_str(words), 0) != SIZE_MAX;
}

/* ---- Tests -------------------------------------------------------------------------------- */

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
	close(sock);
	close(sub);
	tree_remove(dir, path);
}

static void names_are_any_bytes(void **state)
{
	struct outcome outcome = { 0 };
	char path[256], name[256], odd[] = { 1, 2, '\x1b', '\xff', '\xc3', ' ', '.', 0 };
	int dir = tree_make(path), sub;

	(void)state;
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
	close(sub);
	tree_remove(dir, path);
}

static void depth_has_no_end(void **state)
{
	struct outcome outcome = { 0 };
	const struct axr_walk_setup few = { .handles = 8 };
	struct rlimit old, low;
	char path[256], name[32];
	int dir = tree_make(path), deep, at;

	(void)state;
	deep = tree_chain(dir, "quite-a-long-name-for-a-folder", 2000);
	tree_text(deep, "deep.aspx", "x");
	/* siblings at the bottom: each is opened again from what is still open */
	for (unsigned i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "s%u", i);
		at = tree_dir(deep, name);
		tree_text(at, "f", "x");
		close(at);
	}
	close(deep);
	getrlimit(RLIMIT_NOFILE, &old);
	low = (struct rlimit){ 40, old.rlim_max };
	setrlimit(RLIMIT_NOFILE, &low);
	run(&outcome, path, few, 3);
	setrlimit(RLIMIT_NOFILE, &old);
	assert_int_equal(outcome.opened, 101);
	assert_true(outcome.longest > 60000);
	assert_int_equal(outcome.root.dirs, 2101);
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

static void a_wide_and_deep_tree_needs_few_handles(void **state)
{
	struct outcome outcome = { 0 };
	struct rlimit old, low;
	char path[256], name[32];
	int dir = tree_make(path);

	(void)state;
	for (unsigned i = 0; i < 40; i++) {
		int one;

		snprintf(name, sizeof(name), "d%u", i);
		one = tree_dir(dir, name);
		for (unsigned k = 0; k < 20; k++) {
			int two;

			snprintf(name, sizeof(name), "e%u", k);
			two = tree_dir(one, name);
			for (unsigned m = 0; m < 5; m++) {
				snprintf(name, sizeof(name), "f%u.aspx", m);
				tree_text(two, name, "x");
			}
			close(two);
		}
		close(one);
	}
	getrlimit(RLIMIT_NOFILE, &old);
	low = (struct rlimit){ 48, old.rlim_max };
	setrlimit(RLIMIT_NOFILE, &low);
	run(&outcome, path, (struct axr_walk_setup){ .handles = 8 }, 8);
	setrlimit(RLIMIT_NOFILE, &old);
	assert_int_equal(outcome.opened, 4000);
	assert_int_equal(outcome.problem_count, 0);
	assert_int_equal(outcome.root.dirs, 841);
	forget(&outcome);
	tree_remove(dir, path);
}

static void a_directory_of_many_files_comes_in_chunks(void **state)
{
	struct outcome outcome = { 0 };
	char path[256], name[32];
	int dir = tree_make(path), many = tree_dir(dir, "many");

	(void)state;
	for (unsigned i = 0; i < 100000; i++) {
		int fd;

		snprintf(name, sizeof(name), "%u.txt", i);
		fd = openat(many, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		assert_true(fd >= 0);
		close(fd);
	}
	close(many);
	run(&outcome, path, (struct axr_walk_setup){ 0 }, 4);
	assert_int_equal(outcome.opened, 100000);
	assert_int_equal(outcome.root.seen, 100000);
	forget(&outcome);

	outcome.stop_after = 1000;
	run(&outcome, path, (struct axr_walk_setup){ 0 }, 4);
	assert_true(outcome.files >= 1000 && outcome.files < 1010);
	assert_false(axr_walk_listed(outcome.walk));
	forget(&outcome);
	tree_remove(dir, path);
}

static void risky_places_come_first(void **state)
{
	static const char *const places[] = { "aaa", "WinSxS", "inetpub", "zzz" };
	struct outcome outcome = { 0 };
	char path[256];
	int dir = tree_make(path), root, at;

	(void)state;
	root = tree_dir(dir, "Windows");
	for (size_t i = 0; i < 4; i++) {
		at = tree_dir(root, places[i]);
		for (unsigned k = 0; k < 200; k++) {
			char name[32];

			snprintf(name, sizeof(name), "n%u.txt", k);
			tree_text(at, name, "x");
		}
		tree_text(at, "late.ASPX", "x");
		close(at);
	}
	close(root);
	run(&outcome, path, (struct axr_walk_setup){ 0 }, 1);
	assert_int_equal(outcome.files, 804);
	assert_int_equal(place_of(&outcome, "Windows/inetpub/late.ASPX"), 0);
	assert_true(place_of(&outcome, "Windows/aaa/late.ASPX") <
		    place_of(&outcome, "Windows/WinSxS/late.ASPX"));
	assert_int_equal(place_of(&outcome, "Windows/WinSxS/late.ASPX"), 603);
	forget(&outcome);
	tree_remove(dir, path);
}

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
	close(deep);
	deep = tree_dir(dir, "deep");
	tree_text(deep, "in.aspx", "x");
	close(deep);
	close(tree_dir(dir, "Node_Modules"));
	run(&outcome, path, setup, 1);
	assert_int_equal(outcome.files, 2);
	assert_true(met(&outcome, "sub/in.aspx"));
	assert_true(met(&outcome, "deep/in.aspx"));
	assert_int_equal(outcome.root.skipped[AXR_SKIP_EXCLUDED], 3);
	assert_int_equal(outcome.root.dirs, 3);
	forget(&outcome);
	assert_int_equal(axr_walk_open(&walk, &bad, &err), AXR_EUSAGE);
	close(sub);
	tree_remove(dir, path);
}

static void a_directory_is_listed_once(void **state)
{
	struct outcome outcome = { 0 };
	char path[256], sub[300], link[300];
	const char *paths[] = { path, sub, link };
	int dir = tree_make(path), at = tree_dir(dir, "sub");

	(void)state;
	tree_text(at, "f", "x");
	close(at);
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

static void mounts_are_left_out_where_asked(void **state)
{
	const struct axr_walk_setup shallow = { .max_depth = 1 };
	const struct axr_walk_setup one = { .max_depth = 1, .one_file_system = true };
	struct outcome outcome = { 0 };
	uint64_t synthetic;

	(void)state;
	run(&outcome, "/", shallow, 2);
	synthetic = outcome.root.skipped[AXR_SKIP_MOUNT];
	assert_true(synthetic >= 1);
	assert_true(complained(&outcome, "\n/usr/"));
	assert_false(complained(&outcome, "\n/proc"));
	forget(&outcome);
	run(&outcome, "/", one, 2);
	assert_true(outcome.root.skipped[AXR_SKIP_MOUNT] >= synthetic);
	assert_false(complained(&outcome, "\n/proc"));
	forget(&outcome);
	/* but who names it gets it */
	run(&outcome, "/proc/sys/vm", (struct axr_walk_setup){ 0 }, 1);
	assert_true(outcome.files > 5);
	forget(&outcome);
}

static void roots_are_files_or_missing_or_neither(void **state)
{
	struct outcome outcome = { 0 };
	char path[256], file[300], none[300], fifo[300];
	const char *paths[] = { none, file, fifo };
	int dir = tree_make(path);

	(void)state;
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
	close(sub);
	tree_remove(dir, path);
}

/* Puts a link in the place of a file or an empty folder. */
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
	int dir = tree_make(path);

	(void)state;
	pthread_mutex_init(&outcome.lock, NULL);
	setup.problem = on_problem;
	setup.user = &outcome;
	for (unsigned i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "f%u", i);
		tree_text(dir, name, "x");
	}
	/* listed last: after the first hundred files */
	for (unsigned i = 0; i < 2; i++)
		close(tree_chain(dir, i ? "gone" : "swapped", 1));
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
		cmocka_unit_test(links_and_specials_are_counted_not_followed),
		cmocka_unit_test(names_are_any_bytes),
		cmocka_unit_test(depth_has_no_end),
		cmocka_unit_test(a_wide_and_deep_tree_needs_few_handles),
		cmocka_unit_test(a_directory_of_many_files_comes_in_chunks),
		cmocka_unit_test(risky_places_come_first),
		cmocka_unit_test(excludes_hold_for_names_and_paths),
		cmocka_unit_test(a_directory_is_listed_once),
		cmocka_unit_test(mounts_are_left_out_where_asked),
		cmocka_unit_test(roots_are_files_or_missing_or_neither),
		cmocka_unit_test(windows_paths_are_shown),
		cmocka_unit_test(what_vanishes_or_is_swapped_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
