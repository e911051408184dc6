#include "os/os.h"

#include "../tree.h"

static void folders_come_sorted(void **state)
{
	const struct tree *tree = *state;
	char **names;
	size_t count;
	int fd = tree_dir(tree->fd, "folder");

	assert_int_equal(axr_os_folder("folder", &names, &count), 0);
	assert_int_equal(count, 0);
	axr_os_folder_free(names, count);
	for (unsigned i = 0; i < 20; i++) {
		char name[8];

		snprintf(name, sizeof(name), "%02u", i * 7 % 20);
		tree_text(fd, name, "");
	}
	tree_close(tree_dir(fd, "zz"));
	assert_int_equal(axr_os_folder("folder", &names, &count), 0);
	assert_int_equal(count, 21);
	for (size_t i = 1; i < count; i++)
		assert_true(strcmp(names[i - 1], names[i]) < 0);
	axr_os_folder_free(names, count);
	tree_close(fd);
}

static void what_is_no_folder_has_no_names(void **state)
{
	const struct tree *tree = *state;
	char **names;
	size_t count;

	tree_text(tree->fd, "file", "");
	assert_int_equal(axr_os_folder("file", &names, &count), axr_os_code_not_a_folder());
	assert_null(names);
	assert_int_not_equal(axr_os_folder("nowhere", &names, &count), 0);
	assert_null(names);
	assert_int_equal(count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_come_sorted),
		cmocka_unit_test(what_is_no_folder_has_no_names),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
