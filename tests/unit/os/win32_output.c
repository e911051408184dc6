#include "os/os.h"

#include "os/winerror.h"
#include "../tree.h"

static void assert_content(const char *file, const char *expected)
{
	struct axr_buf buf = { 0 };

	assert_int_equal(axr_os_load(file, 1000, &buf), 0);
	assert_span(axr_buf_span(&buf), expected);
	axr_buf_free(&buf);
}

static size_t names_in(const char *path)
{
	char **names;
	size_t count;

	assert_int_equal(axr_os_folder(path, &names, &count), 0);
	axr_os_folder_free(names, count);
	return count;
}

static void an_output_appears_when_whole(void **state)
{
	/* neither a device nor cut at its end */
	static const char file[] = "out\\COM1.txt.";
	const struct tree *tree = *state;
	struct axr_os_output *output;
	char *left;
	struct axr_os_stat stat;
	int fd = tree_dir(tree->fd, "out");

	assert_int_equal(axr_os_output_open(&output, file), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("one\n")), 0);
	assert_int_equal(axr_os_stat_path(file, &stat), ERROR_FILE_NOT_FOUND);
	assert_int_equal(names_in("out"), 1);
	assert_int_equal(axr_os_output_close(output, true, &left), 0);
	assert_content(file, "one\n");
	assert_int_equal(names_in("out"), 1);

	/* thrown away: what was there stays */
	assert_int_equal(axr_os_output_open(&output, file), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("two")), 0);
	assert_int_equal(axr_os_output_close(output, false, &left), 0);
	assert_content(file, "one\n");
	assert_int_equal(names_in("out"), 1);

	/* over what was there */
	assert_int_equal(axr_os_output_open(&output, file), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("three")), 0);
	assert_int_equal(axr_os_output_close(output, true, &left), 0);
	assert_content(file, "three");
	tree_close(fd);
}

/* At once: a folder does not go away. */
static void what_cannot_be_renamed_is_kept(void **state)
{
	const struct tree *tree = *state;
	struct axr_os_output *output;
	char *left;

	assert_int_equal(axr_os_output_open(&output, "taken"), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("one")), 0);
	tree_close(tree_dir(tree->fd, "taken"));
	assert_int_not_equal(axr_os_output_close(output, true, &left), 0);
	assert_non_null(left);
	assert_non_null(strstr(left, "\\taken.partial-"));
	assert_null(strstr(left, "?"));
	assert_content(left, "one");
	assert_true(DeleteFileA(left));
	free(left);
	assert_true(RemoveDirectoryA("taken"));
}

static DWORD WINAPI let_go(void *file)
{
	Sleep(500);
	CloseHandle(file);
	return 0;
}

/* An antivirus, or a viewer that shows the report of before. */
static void who_holds_the_file_is_waited_for(void **state)
{
	struct axr_os_output *output;
	HANDLE file, thread;
	char *left;

	(void)state;
	file = CreateFileA("held", GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
	assert_ptr_not_equal(file, INVALID_HANDLE_VALUE);
	assert_int_equal(axr_os_output_open(&output, "held"), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("new")), 0);
	assert_false(MoveFileExA("held", "elsewhere", 0)); /* else this would test nothing */
	thread = CreateThread(NULL, 0, let_go, file, 0, NULL);
	assert_non_null(thread);
	assert_int_equal(axr_os_output_close(output, true, &left), 0);
	assert_null(left);
	assert_content("held", "new");
	WaitForSingleObject(thread, INFINITE);
	CloseHandle(thread);
}

static void what_cannot_be_written_is_told(void **state)
{
	struct axr_os_output *output;
	char *left;

	(void)state;
	assert_int_equal(axr_os_output_open(&output, "nowhere\\x"), ERROR_PATH_NOT_FOUND);
	assert_null(output);
	assert_int_equal(axr_os_output_open(&output, "."), AXR_WIN_IS_A_DIRECTORY);
	assert_int_equal(axr_os_output_close(NULL, true, &left), 0);
}

/* What people mean by it, not a file that nobody can delete. */
static void nul_is_the_device(void **state)
{
	struct axr_os_output *output;
	char *left;
	struct axr_os_stat stat;

	(void)state;
	assert_int_equal(axr_os_output_open(&output, "NUL"), 0);
	assert_int_equal(axr_os_output_write(output, axr_span_str("x")), 0);
	assert_int_equal(axr_os_output_close(output, true, &left), 0);
	assert_int_equal(axr_os_stat_path(".\\NUL", &stat), ERROR_FILE_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_output_appears_when_whole),
		cmocka_unit_test(what_cannot_be_renamed_is_kept),
		cmocka_unit_test(who_holds_the_file_is_waited_for),
		cmocka_unit_test(what_cannot_be_written_is_told),
		cmocka_unit_test(nul_is_the_device),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
