#include "discover/winpath.h"

#include "../test.h"

static struct axr_span of(const char *s)
{
	return axr_span_str(s);
}

static bool get_other(const void *user, const char *name, struct axr_buf *value)
{
	if (strcmp(name, user))
		return false;
	axr_buf_puts(value, "%windir%\\x");
	return true;
}

static void expands(void **state)
{
	static const char *const cases[][2] = {
		{ "%SystemDrive%\\inetpub/wwwroot\\", "C:\\inetpub\\wwwroot" },
		{ "%WINDIR%\\x", "C:\\Windows\\x" },
		{ "%ExchangeInstallPath%ClientAccess", "D:\\Ex\\V15\\ClientAccess" },
		{ "%ExchangeInstallPath%\\ClientAccess", "D:\\Ex\\V15\\ClientAccess" },
		{ "%Nobody%\\x", "%Nobody%\\x" },
		{ "50% of it", "50% of it" },
		{ "\\\\server\\share\\\\x", "\\\\server\\share\\x" },
		{ "C:\\", "C:\\" },
		{ "", "" },
	};
	struct axr_winpath_variables variables = axr_winpath_defaults;
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 0);
	variables.exchange = of("D:\\Ex\\V15");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_span(axr_winpath_expand(&arena, of(cases[i][0]), &variables), cases[i][1]);
	variables.other = get_other;
	variables.user = "Sites";
	assert_span(axr_winpath_expand(&arena, of("%Sites%y%none%"), &variables),
		    "%windir%\\x\\y%none%"); /* nothing is replaced in what replaced it */
	assert_int_equal(axr_winpath_expand(&arena, axr_span("%Sites\0%", 8), &variables).len, 8);
	axr_arena_free(&arena);
}

static void knows_kinds(void **state)
{
	(void)state;
	assert_true(axr_winpath_is_unc(of("\\\\server\\share")));
	assert_false(axr_winpath_is_unc(of("\\\\?\\C:\\x")));
	assert_true(axr_winpath_is_unc(of("\\\\?\\unc\\server\\share")));
	assert_false(axr_winpath_is_unc(of("C:\\x")));
	assert_int_equal(axr_winpath_drive(of("d:\\x")), 'D');
	assert_int_equal(axr_winpath_drive(of("\\x")), 0);
	assert_true(axr_winpath_below(of("c:/INETPUB\\x.aspx"), of("C:\\inetpub\\")));
	assert_true(axr_winpath_below(of("C:\\inetpub"), of("C:\\inetpub")));
	assert_false(axr_winpath_below(of("C:\\inetpub2"), of("C:\\inetpub")));
	assert_false(axr_winpath_below(of("C:\\x"), of("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expands),
		cmocka_unit_test(knows_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
