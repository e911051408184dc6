#include "os/os.h"

#include "../tree.h"

static void a_file_has_one_content(void **state)
{
	struct axr_os_handle file, stream;
	char **names;
	size_t count;

	(void)state;
	tree_text(AT_FDCWD, "file", "x");
	assert_int_equal(axr_os_open_root(&file, "file"), 0);
	assert_int_equal(axr_os_streams(file, &names, &count), 0);
	assert_int_equal(count, 0);
	axr_os_folder_free(names, count);
	assert_int_equal(axr_os_open_stream(&stream, file, "x"), ENOTSUP);
	assert_false(axr_os_is_open(stream));
	axr_os_close(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_has_one_content),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
