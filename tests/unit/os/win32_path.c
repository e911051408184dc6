#include "os/win32.h"

#include "../tree.h"

static void assert_wide(const char *path, const wchar_t *expected)
{
	wchar_t *wide;

	assert_int_equal(axr_win32_path(path, &wide), 0);
	assert_int_equal(wcscmp(wide, expected), 0);
	free(wide);
}

static void no_path_goes_without_prefix(void **state)
{
	char path[1000] = "C:";
	wchar_t *wide;

	(void)state;
	assert_wide("C:\\a.aspx", L"\\\\?\\C:\\a.aspx");
	assert_wide("C:/ProgramData/COM1/x. ", L"\\\\?\\C:\\ProgramData\\COM1\\x. ");
	assert_wide("\\\\server\\share\\a", L"\\\\?\\UNC\\server\\share\\a");
	/* a Cyrillic name, one that reads from right to left, half a pair of surrogates */
	assert_wide("C:\\\xd1\x84\xe2\x80\xae\xed\xa0\x80", L"\\\\?\\C:\\\x444\x202e\xd800");
	for (int i = 0; i < 90; i++)
		strcat(path, "\\012345678");
	assert_int_equal(axr_win32_path(path, &wide), 0);
	assert_int_equal(wcsncmp(wide, L"\\\\?\\C:\\0", 8), 0);
	assert_int_equal(wcslen(wide), strlen(path) + 4);
	free(wide);
}

static void relative_ones_start_where_we_are(void **state)
{
	wchar_t *wide, current[MAX_PATH];

	(void)state;
	assert_true(GetCurrentDirectoryW(MAX_PATH, current) > 0);
	assert_int_equal(axr_win32_path("a.aspx", &wide), 0);
	assert_int_equal(wcsncmp(wide, L"\\\\?\\", 4), 0);
	assert_int_equal(wcsncmp(wide + 4, current, wcslen(current)), 0);
	assert_int_equal(wcscmp(wide + 4 + wcslen(current), L"\\a.aspx"), 0);
	free(wide);
	assert_int_equal(axr_win32_path(".", &wide), 0);
	assert_int_equal(wcscmp(wide + 4, current), 0);
	free(wide);
}

static void what_is_no_path_is_refused(void **state)
{
	wchar_t *wide;

	(void)state;
	assert_int_equal(axr_win32_path("", &wide), ERROR_PATH_NOT_FOUND);
	assert_int_equal(axr_win32_path("C:\\\xff", &wide), ERROR_INVALID_NAME);
	assert_int_equal(axr_win32_path("\\\\.\\PhysicalDrive0", &wide), ERROR_INVALID_NAME);
	assert_null(wide);
}

static void texts_come_back(void **state)
{
	char *text = axr_win32_text(L"\x444\xd800z", 3);

	(void)state;
	assert_string_equal(text, "\xd1\x84\xed\xa0\x80z");
	free(text);
	text = axr_win32_text(L"", 0);
	assert_string_equal(text, "");
	free(text);
}

static void assert_shown(const char *path, const char *expected)
{
	struct axr_buf shown = { 0 };

	assert_int_equal(axr_os_shown_path(path, &shown), 0);
	assert_span(axr_buf_span(&shown), expected);
	axr_buf_free(&shown);
}

static void reports_show_absolute_paths(void **state)
{
	struct axr_buf shown = { 0 };

	(void)state;
	assert_shown("c:/inetpub//wwwroot/", "c:\\inetpub\\wwwroot");
	assert_shown("\\\\?\\C:\\x", "C:\\x");
	assert_shown("//server/share/x", "\\\\server\\share\\x");
	assert_int_equal(axr_os_shown_path("x", &shown), 0);
	assert_int_equal(shown.ptr[1], ':');
	assert_int_equal(axr_os_separator(), '\\');
	axr_buf_free(&shown);
}

static void the_real_path_is_as_people_write_it(void **state)
{
	struct tree *tree = *state;
	char *real;

	tree_text(tree->fd, "Real.txt", "");
	real = axr_os_real_path("./x/../Real.txt");
	assert_non_null(real);
	assert_int_equal(real[1], ':');
	assert_span(axr_span_from(axr_span_str(real), strlen(real) - 9), "\\Real.txt");
	free(real);
	assert_null(axr_os_real_path("nowhere"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_path_goes_without_prefix),
		cmocka_unit_test(relative_ones_start_where_we_are),
		cmocka_unit_test(what_is_no_path_is_refused),
		cmocka_unit_test(texts_come_back),
		cmocka_unit_test(reports_show_absolute_paths),
		cmocka_unit_test(the_real_path_is_as_people_write_it),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
