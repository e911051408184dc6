#include "os/os.h"

#include "os/winerror.h"
#include "../tree.h"

static void assert_content(const char *file, const char *expected)
{
	struct axr_buf buf = { 0 };

	assert_int_equal(axr_os_load(file, 1000, &buf), 0);
	assert_span(axr_buf_span(&buf), expected);
	assert_int_equal(buf.ptr[buf.len], 0);
	axr_buf_free(&buf);
}

static void files_load_whole_or_not(void **state)
{
	const struct tree *tree = *state;
	struct axr_buf buf = { 0 };

	tree_text(tree->fd, "in.txt", "12\r\n5\x1a");
	assert_content("in.txt", "12\r\n5\x1a");
	assert_int_equal(axr_os_load("in.txt", 6, &buf), 0);
	assert_int_equal(axr_os_load("in.txt", 6, &buf), 0);
	assert_span(axr_buf_span(&buf), "12\r\n5\x1a" "12\r\n5\x1a");
	axr_buf_reset(&buf);
	assert_int_equal(axr_os_load("in.txt", 5, &buf), ERROR_FILE_TOO_LARGE);
	axr_buf_reset(&buf);
	assert_int_equal(axr_os_load(".", 100, &buf), AXR_WIN_IS_A_DIRECTORY);
	assert_int_equal(axr_os_load("nowhere", 100, &buf), ERROR_FILE_NOT_FOUND);
	tree_text(tree->fd, "in.txt", "");
	assert_content("in.txt", "");
	axr_buf_free(&buf);
}

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
	assert_int_equal(axr_os_folder("folder", &names, &count), 0);
	assert_int_equal(count, 20);
	for (size_t i = 1; i < count; i++)
		assert_true(strcmp(names[i - 1], names[i]) < 0);
	axr_os_folder_free(names, count);
	assert_int_equal(axr_os_folder("nowhere", &names, &count), ERROR_FILE_NOT_FOUND);
	assert_null(names);
	assert_int_equal(axr_os_folder("folder\\00", &names, &count), ERROR_DIRECTORY);
	tree_close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_load_whole_or_not),
		cmocka_unit_test(folders_come_sorted),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
