#include "os/dospath.h"

#include "base/span.h"
#include "../test.h"

static void paths_become_absolute(void **state)
{
	static const struct {
		const char *path, *current, *expected; /* NULL: refused */
	} cases[] = {
		{ "C:\\a\\b", NULL, "\\\\?\\C:\\a\\b" },
		{ "c:/a//b\\", NULL, "\\\\?\\c:\\a\\b" },
		{ "C:\\", NULL, "\\\\?\\C:\\" },
		{ "C:\\a\\.\\b\\..\\c", NULL, "\\\\?\\C:\\a\\c" },
		{ "C:\\..\\..\\a", NULL, "\\\\?\\C:\\a" },
		{ "C:\\a\\..", NULL, "\\\\?\\C:\\" },
		/* nothing is cut off, nothing is a device */
		{ "C:\\ProgramData\\COM1\\a.aspx", NULL, "\\\\?\\C:\\ProgramData\\COM1\\a.aspx" },
		{ "C:\\x. \\con.aspx.", NULL, "\\\\?\\C:\\x. \\con.aspx." },
		{ "C:\\...\\a", NULL, "\\\\?\\C:\\...\\a" },
		{ "COM1", "C:\\web", "\\\\?\\C:\\web\\COM1" },
		/* relative: to the directory, to its drive, to another drive's directory */
		{ "a", "C:\\web\\sub", "\\\\?\\C:\\web\\sub\\a" },
		{ ".", "C:\\web", "\\\\?\\C:\\web" },
		{ "..", "C:\\web", "\\\\?\\C:\\" },
		{ "..\\..\\..\\x", "C:\\web", "\\\\?\\C:\\x" },
		{ "\\x", "C:\\web", "\\\\?\\C:\\x" },
		{ "/x", "\\\\server\\share\\web", "\\\\?\\UNC\\server\\share\\x" },
		{ "..\\..\\x", "\\\\server\\share\\web", "\\\\?\\UNC\\server\\share\\x" },
		{ "D:x", "D:\\web", "\\\\?\\D:\\web\\x" },
		{ "D:", "D:\\web", "\\\\?\\D:\\web" },
		{ "x", "\\\\?\\C:\\long", "\\\\?\\C:\\long\\x" },
		{ "x", "\\\\?\\UNC\\s\\h\\long", "\\\\?\\UNC\\s\\h\\long\\x" },
		{ "x", "\\\\?\\Volume{1}\\long", "\\\\?\\Volume{1}\\long\\x" },
		{ "x", "web", NULL },
		{ "x", NULL, NULL },
		/* shares */
		{ "\\\\server\\share", NULL, "\\\\?\\UNC\\server\\share" },
		{ "//server/share/a/../b", NULL, "\\\\?\\UNC\\server\\share\\b" },
		{ "\\\\server\\share\\..\\..", NULL, "\\\\?\\UNC\\server\\share" },
		/* letter for letter, but never a raw volume */
		{ "\\\\?\\C:\\a/..\\.", NULL, "\\\\?\\C:\\a/..\\." },
		{ "\\\\?\\C:", NULL, "\\\\?\\C:\\" },
		{ "\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy1\\x", NULL,
		  "\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy1\\x" },
		{ "\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy1", NULL,
		  "\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy1\\" },
		{ "\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy1\\", NULL,
		  "\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy1\\" },
		{ "\\\\?\\GLOBALROOT\\Device\\", NULL, "\\\\?\\GLOBALROOT\\Device\\" },
		{ "\\\\?\\Volume{1}", NULL, "\\\\?\\Volume{1}\\" },
		{ "\\\\?\\Volume{1}\\x", NULL, "\\\\?\\Volume{1}\\x" },
		{ "\\\\?\\", NULL, NULL },
		/* devices */
		{ "\\\\.\\PhysicalDrive0", NULL, NULL },
		{ "//./C:", "C:\\", NULL },
		{ "", "C:\\", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_buf out = { 0 };
		const bool made = axr_dos_path(&out, axr_span_str(cases[i].path),
					       axr_span_str(cases[i].current));

		assert_int_equal(made, cases[i].expected != NULL);
		if (made)
			assert_span(axr_buf_span(&out), cases[i].expected);
		axr_buf_free(&out);
	}
	{
		struct axr_buf out = { 0 };

		assert_false(axr_dos_path(&out, axr_span("C:\\a\0b", 6), axr_span(NULL, 0)));
		axr_buf_free(&out);
	}
}

static void people_read_it_without_prefix(void **state)
{
	static const char *const cases[][2] = {
		{ "\\\\?\\C:\\a", "C:\\a" },
		{ "\\\\?\\UNC\\server\\share\\a", "\\\\server\\share\\a" },
		{ "\\\\?\\Volume{1}\\a", "\\\\?\\Volume{1}\\a" },
		{ "C:\\a", "C:\\a" },
		{ "\\\\server\\share", "\\\\server\\share" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_buf out = { 0 };

		assert_true(axr_dos_plain(&out, axr_span_str(cases[i][0])));
		assert_span(axr_buf_span(&out), cases[i][1]);
		axr_buf_free(&out);
	}
}

static void device_names_are_known(void **state)
{
	static const char *const devices[] = { "NUL", "con", "COM1", "lpt9", "CONOUT$" };
	static const char *const files[] = { "", "COM", "COM0", "COM10", "nul.txt", "x\\nul" };

	(void)state;
	for (size_t i = 0; i < sizeof(devices) / sizeof(*devices); i++)
		assert_true(axr_dos_is_device_name(axr_span_str(devices[i])));
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		assert_false(axr_dos_is_device_name(axr_span_str(files[i])));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_become_absolute),
		cmocka_unit_test(people_read_it_without_prefix),
		cmocka_unit_test(device_names_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
