#include "walk/glob.h"

#include "../test.h"

static bool fits(const char *glob, const char *subject)
{
	struct axr_globs *globs;
	struct axr_err err;
	char path[256];
	bool found;

	assert_int_equal(axr_globs_open(&globs, &glob, 1, &err), 0);
	snprintf(path, sizeof(path), "%s", subject);
	found = axr_globs_want_path(globs)
			? axr_globs_match_path(globs, (uint8_t *)path, strlen(path))
			: axr_globs_match_name(globs, axr_span_str(subject));
	axr_globs_free(globs);
	return found;
}

static void names(void **state)
{
	(void)state;
	assert_true(fits("*.log", "A.LOG"));
	assert_false(fits("*.log", "a.log.aspx"));
	assert_true(fits("a?c", "abc"));
	assert_true(fits("a?c", "a\xc3\xa9" "c"));
	assert_true(fits("a?c", "a\xff" "c"));
	assert_true(fits("\xc3\x84.*", "\xc3\xa4.txt"));
	assert_true(fits("[abc].txt", "B.txt"));
	assert_true(fits("*", "\xff\xfe\n"));
	assert_false(fits("node", "node_modules"));
	assert_false(fits("a.b", "axb"));
	assert_true(fits("*a*", "\xff" "a"));
}

static void paths(void **state)
{
	(void)state;
	assert_true(fits("C:\\inetpub\\logs", "c:\\InetPub\\Logs"));
	assert_true(fits("C:/inetpub/*", "C:\\inetpub\\logs"));
	assert_false(fits("C:/inetpub/*", "C:\\inetpub\\logs\\a.log"));
	assert_true(fits("C:/inetpub/**", "C:\\inetpub\\logs\\a.log"));
	assert_false(fits("C:/inetpub/*", "D:\\x\\C:\\inetpub\\logs"));
	assert_true(fits("logs/*.txt", "/srv/www/logs/a.txt"));
	assert_false(fits("logs/*.txt", "/srv/www/xlogs/a.txt"));
	assert_true(fits("/srv/*/logs", "/srv/www/logs"));
	assert_false(fits("/srv/*/logs", "/x/srv/www/logs"));
	assert_true(fits("/a\\b/c", "/a/b/c"));
}

static void what_is_no_glob_is_said(void **state)
{
	static const char *const bad[] = { "[a", "" };
	struct axr_globs *globs;
	struct axr_err err;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(axr_globs_open(&globs, &bad[i], 1, &err), AXR_EUSAGE);
		assert_null(globs);
	}
}

static void many_stars_take_no_time(void **state)
{
	char name[200];

	(void)state;
	memset(name, 'a', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	assert_false(fits("*a*a*a*a*a*a*a*a*a*a*a*a*b", name));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(paths),
		cmocka_unit_test(what_is_no_glob_is_said),
		cmocka_unit_test(many_stars_take_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
