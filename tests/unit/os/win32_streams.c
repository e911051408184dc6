#include "os/os.h"

#include "os/winerror.h"
#include "../tree.h"

/* Writes a stream; false where the file system has none. */
static bool put_stream(const struct tree *tree, const char *name, const char *text)
{
	wchar_t *path = tree_path(tree->fd, name);
	DWORD flags = 0, n;
	HANDLE file;

	assert_true(GetVolumeInformationW(L"C:\\", NULL, 0, NULL, NULL, &flags, NULL, 0));
	if (!(flags & FILE_NAMED_STREAMS)) {
		free(path);
		return false;
	}
	file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
	free(path);
	assert_true(file != INVALID_HANDLE_VALUE);
	assert_true(WriteFile(file, text, (DWORD)strlen(text), &n, NULL));
	CloseHandle(file);
	return true;
}

static void streams_are_listed_and_read(void **state)
{
	struct axr_os_handle file, stream;
	char **names;
	uint8_t bytes[16];
	size_t count, got;

	tree_text(AT_FDCWD, "with", "content");
	if (!put_stream(*state, "with:payload", "12345"))
		skip_for("the file system has no streams");
	assert_int_equal(axr_os_open_root(&file, "with"), 0);
	assert_int_equal(axr_os_streams(file, &names, &count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(names[0], "payload");
	assert_int_equal(axr_os_open_stream(&stream, file, names[0]), 0);
	assert_int_equal(axr_os_read(stream, bytes, sizeof(bytes), &got), 0);
	assert_span(axr_span(bytes, got), "12345");
	axr_os_close(&stream);
	axr_os_folder_free(names, count);
	axr_os_close(&file);
}

static void none_is_no_error(void **state)
{
	struct axr_os_handle file, stream;
	char **names;
	size_t count;

	(void)state;
	tree_text(AT_FDCWD, "without", "content");
	assert_int_equal(axr_os_open_root(&file, "without"), 0);
	assert_int_equal(axr_os_streams(file, &names, &count), 0);
	assert_int_equal(count, 0);
	axr_os_folder_free(names, count);
	assert_int_equal(axr_os_open_stream(&stream, file, ""), AXR_WIN_BAD_NAME);
	assert_int_equal(axr_os_open_stream(&stream, file, "a:b"), AXR_WIN_BAD_NAME);
	assert_int_equal(axr_os_open_stream(&stream, file, "..\\x"), AXR_WIN_BAD_NAME);
	assert_false(axr_os_is_open(stream));
	axr_os_close(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(streams_are_listed_and_read),
		cmocka_unit_test(none_is_no_error),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
