#include "outcome.h"

/* Wine makes a thousand files a second. */
#ifdef _WIN32
enum { MANY = 5000 };
#else
enum { MANY = 100000 };
#endif

static void a_wide_and_deep_tree_needs_few_handles(void **state)
{
	struct outcome outcome = { 0 };
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
			tree_close(two);
		}
		tree_close(one);
	}
	run_with_few(&outcome, path, (struct axr_walk_setup){ .handles = 8 }, 8, 48);
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
	for (unsigned i = 0; i < MANY; i++) {
		int fd;

		snprintf(name, sizeof(name), "%u.txt", i);
		fd = openat(many, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		assert_true(fd >= 0);
		tree_close(fd);
	}
	tree_close(many);
	run(&outcome, path, (struct axr_walk_setup){ 0 }, 4);
	assert_int_equal(outcome.opened, MANY);
	assert_int_equal(outcome.root.seen, MANY);
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
		tree_close(at);
	}
	tree_close(root);
	run(&outcome, path, (struct axr_walk_setup){ 0 }, 1);
	assert_int_equal(outcome.files, 804);
	assert_int_equal(place_of(&outcome, "Windows/inetpub/late.ASPX"), 0);
	assert_true(place_of(&outcome, "Windows/aaa/late.ASPX") <
		    place_of(&outcome, "Windows/WinSxS/late.ASPX"));
	assert_int_equal(place_of(&outcome, "Windows/WinSxS/late.ASPX"), 603);
	forget(&outcome);
	tree_remove(dir, path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wide_and_deep_tree_needs_few_handles),
		cmocka_unit_test(a_directory_of_many_files_comes_in_chunks),
		cmocka_unit_test(risky_places_come_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
