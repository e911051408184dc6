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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_load_whole_or_not),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
