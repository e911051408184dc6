#include "os/os.h"

#include "../tree.h"
#include "base/arena.h"

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

static void names_are_joined_as_the_system_does(void **state)
{
	const bool windows = axr_os_separator() == '\\';
	struct axr_arena arena;
	char **names;
	size_t count;
	char *here;

	(void)state;
	axr_arena_init(&arena, 0);
	assert_string_equal(axr_os_join(&arena, "a", "b"), windows ? "a\\b" : "a/b");
	assert_string_equal(axr_os_join(&arena, windows ? "a\\" : "a/", "b"),
			    windows ? "a\\b" : "a/b");
	assert_string_equal(axr_os_join(&arena, "\\\\?\\C:\\a", "b") + 8,
			    windows ? "\\b" : "/b");
	/* a path that is taken letter for letter */
	tree_dirs(AT_FDCWD, "top/below");
	here = axr_os_real_path("top");
	assert_non_null(here);
	if (windows)
		assert_int_equal(axr_os_folder(axr_os_join(&arena,
							   axr_arena_printf(&arena, "\\\\?\\%s",
									    here),
							   "below"),
					       &names, &count),
				 0);
	else
		assert_int_equal(axr_os_folder(axr_os_join(&arena, here, "below"), &names, &count),
				 0);
	assert_int_equal(count, 0);
	axr_os_folder_free(names, count);
	free(here);
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_come_sorted),
		cmocka_unit_test(what_is_no_folder_has_no_names),
		cmocka_unit_test(names_are_joined_as_the_system_does),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
