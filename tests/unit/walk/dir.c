#include "walk/dir.h"

#include "../tree.h"

static struct axr_walk_dir *child(struct axr_dirs *dirs, struct axr_walk_dir *parent,
				  const char *name)
{
	struct axr_walk_dir *dir = axr_dir_new(parent, name, strlen(name));
	struct axr_dir_use use;
	struct axr_os_stat stat;

	assert_non_null(dir);
	assert_int_equal(axr_dir_open(dirs, dir, &use), 0);
	assert_int_equal(axr_os_stat(use.handle, &stat), 0);
	axr_dir_close(dirs, &use);
	dir->id = stat.id;
	dir->known = true;
	return dir;
}

static void idle_handles_are_closed_and_opened_again(void **state)
{
	struct axr_walk_dir *nodes[50];
	struct axr_dir_use use;
	struct axr_dirs dirs;
	char path[256];
	int root = tree_make(path);

	(void)state;
	tree_close(tree_chain(root, "d", 50));
	assert_int_equal(axr_dirs_init(&dirs, 5), 0);
	nodes[0] = axr_dir_new_root(path, 0);
	for (unsigned i = 1; i < 50; i++) {
		nodes[i] = child(&dirs, nodes[i - 1], "d");
		assert_true(dirs.open <= 5);
	}
	assert_false(axr_os_is_open(nodes[3]->handle));
	assert_int_equal(axr_dir_open(&dirs, nodes[3], &use), 0);
	assert_true(axr_os_is_open(nodes[3]->handle));
	axr_dir_close(&dirs, &use);
	assert_true(dirs.open <= 5);
	for (unsigned i = 50; i--;)
		axr_dir_drop(&dirs, nodes[i]);
	assert_int_equal(dirs.open, 0);
	axr_dirs_fini(&dirs);
	tree_remove(root, path);
}

static void a_swapped_directory_is_refused(void **state)
{
	struct axr_walk_dir *top, *one, *two, *others[8];
	struct axr_dir_use use;
	struct axr_os_handle file;
	struct axr_dirs dirs;
	char path[256];
	int root = tree_make(path), fd;

	(void)state;
	tree_close(tree_chain(root, "a", 2));
	for (char c = 'p'; c < 'x'; c++)
		tree_close(tree_dir(root, (char[]){ c, 0 }));
	assert_int_equal(axr_dirs_init(&dirs, 4), 0);
	top = axr_dir_new_root(path, 0);
	one = child(&dirs, top, "a");
	two = child(&dirs, one, "a");
	for (unsigned i = 0; i < 8; i++)
		others[i] = child(&dirs, top, (char[]){ (char)('p' + i), 0 });
	assert_false(axr_os_is_open(one->handle));
	assert_false(axr_os_is_open(two->handle));
	/* the same path again, another directory */
	assert_int_equal(renameat(root, "a", root, "b"), 0);
	fd = tree_chain(root, "a", 2);
	assert_int_equal(axr_dir_open(&dirs, two, &use), axr_os_code_changed());
	assert_false(axr_os_is_open(use.handle));
	tree_close(fd);
	/* while a handle is open its path does not matter */
	assert_int_equal(axr_dir_open(&dirs, others[7], &use), 0);
	tree_text(root, "w/f", "x");
	assert_int_equal(renameat(root, "w", root, "elsewhere"), 0);
	assert_int_equal(axr_dir_open_file(&dirs, &use, "f", &file), 0);
	axr_os_close(&file);
	axr_dir_close(&dirs, &use);
	for (unsigned i = 0; i < 8; i++)
		axr_dir_drop(&dirs, others[i]);
	axr_dir_drop(&dirs, two);
	axr_dir_drop(&dirs, one);
	axr_dir_drop(&dirs, top);
	axr_dirs_fini(&dirs);
	tree_remove(root, path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(idle_handles_are_closed_and_opened_again),
		cmocka_unit_test(a_swapped_directory_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
