#include "fixture.h"

static void open_list(struct fixture *f, const struct axr_source *list)
{
	f->setup.iocs = list;
	f->setup.ioc_count = 1;
	fixture_open(f);
}

/* The score of the name indicator with this expression, or 0. */
static int score(struct fixture *f, const char *path, const char *regex)
{
	const struct axr_reason *reason;

	fixture_file(f, path, axr_span_str("x"));
	fixture_look(f);
	reason = fixture_reason(f, "name", regex);
	return reason ? reason->score : 0;
}

static void lines_are_read_as_loki_and_thor_do(void **state)
{
	const struct axr_source list = source_of(
		"filename-iocs.txt", "# The first\n\\\\one\\.aspx$;90\n"
				     "\\\\two\\.aspx$;-20\r\n"
				     "# Others\n\\\\three\\.;60;\\\\good\\\\\n"
				     "\\\\four\\.\n"
				     "\\\\five(\n"
				     "\\\\six;many\n"
				     ";70\n"
				     "\\\\seven\\.;80;bad[\n");
	struct fixture f = { 0 };

	(void)state;
	open_list(&f, &list);
	assert_int_equal(axr_detectors_count(f.detectors).iocs, 4);
	assert_non_null(strstr(fixture_told(&f), "filename-iocs.txt:7: "));
	assert_non_null(strstr(fixture_told(&f), "filename-iocs.txt:8: the score"));
	assert_non_null(strstr(fixture_told(&f), "filename-iocs.txt:9: "));
	assert_non_null(strstr(fixture_told(&f), "filename-iocs.txt:10: "));

	assert_int_equal(score(&f, "C:\\x\\one.aspx", "\\\\one\\.aspx$"), 90);
	assert_string_equal(f.subject.reasons[0].title, "path is on a list of names: The first");
	assert_int_equal(score(&f, "C:\\x\\two.aspx", "\\\\two\\.aspx$"), -20);
	assert_int_equal(score(&f, "C:\\x\\three.aspx", "\\\\three\\."), 60);
	assert_int_equal(score(&f, "C:\\good\\three.aspx", "\\\\three\\."), 0);
	/* no false-positive expression and no score spill over to the next line */
	assert_int_equal(score(&f, "C:\\good\\four.aspx", "\\\\four\\."), 75);
	assert_string_equal(f.subject.reasons[0].title, "path is on a list of names: Others");
	fixture_close(&f);
}

static void paths_are_searched_as_windows_writes_them(void **state)
{
	const struct axr_source list =
		source_of("filename", "\\\\aspnet_client\\\\[^\\\\]+\\.aspx$\n^C:\\\\Temp\\\\x$");
	struct fixture f = { 0 };

	(void)state;
	open_list(&f, &list);
	assert_int_equal(score(&f, "/mnt/c/inetpub/wwwroot/aspnet_client/x.aspx",
			       "\\\\aspnet_client\\\\[^\\\\]+\\.aspx$"), 75);
	assert_int_equal(score(&f, "aspnet_client/x.aspx",
			       "\\\\aspnet_client\\\\[^\\\\]+\\.aspx$"), 75);
	assert_int_equal(score(&f, "/aspnet_client/sub/x.aspx",
			       "\\\\aspnet_client\\\\[^\\\\]+\\.aspx$"), 0);
	assert_int_equal(score(&f, "C:\\Temp\\x", "^C:\\\\Temp\\\\x$"), 75);
	fixture_close(&f);
}

static void case_follows_the_dialect(void **state)
{
	const struct axr_source list = source_of("filename", "plainname\n"
							     "Exact\\.aspx\n"
							     "(?i)blind\\.aspx\n"
							     "late(?i)\\.aspx\n"
							     "(?P<n>named)\\.aspx\n"
							     "%WINDIR%\\\\evil\\.exe\n");
	struct fixture f = { 0 };

	(void)state;
	open_list(&f, &list);
	assert_string_equal(fixture_told(&f), "");
	assert_int_equal(score(&f, "/x/PlainName.txt", "plainname"), 75);
	assert_int_equal(score(&f, "/x/Exact.aspx", "Exact\\.aspx"), 75);
	assert_int_equal(score(&f, "/x/EXACT.aspx", "Exact\\.aspx"), 0);
	assert_int_equal(score(&f, "/x/BLIND.ASPX", "(?i)blind\\.aspx"), 75);
	assert_int_equal(score(&f, "/x/LATE.ASPX", "late(?i)\\.aspx"), 75);
	assert_int_equal(score(&f, "/x/named.aspx", "(?P<n>named)\\.aspx"), 75);
	assert_int_equal(score(&f, "D:\\Windows\\evil.exe", "%WINDIR%\\\\evil\\.exe"), 75);
	fixture_close(&f);
}

static void our_own_lists_speak_once(void **state)
{
	struct axr_source list = source_of("built-in/filename-iocs.txt",
					   "\\\\a\\.aspx$;60\n\\\\a\\.as;80\n\\.aspx$;70\n");
	struct fixture f = { 0 };

	(void)state;
	list.builtin = true;
	open_list(&f, &list);
	assert_int_equal(score(&f, "/a.aspx", "\\\\a\\.as"), 80);
	assert_int_equal(f.subject.reason_count, 1);
	fixture_close(&f);
}

static void hostile_expressions_and_names_are_bounded(void **state)
{
	const struct axr_source list = source_of("filename", "(a+)+$\n(.*a){12}x\n\\\\ok$\n");
	char path[5000] = "/";
	struct fixture f = { 0 };

	(void)state;
	open_list(&f, &list);
	memset(path + 1, 'a', sizeof(path) - 3);
	path[sizeof(path) - 2] = '!';
	fixture_file(&f, path, axr_span_str("x"));
	fixture_look(&f);
	assert_int_equal(f.subject.reason_count, 0);
	assert_true(f.subject.problem_count > 0);
	assert_int_equal(f.subject.problems[0].trouble, AXR_TROUBLE_DETECTOR);
	/* bytes that are no UTF-8 */
	assert_int_equal(score(&f, "/\xff\xfe\xc0/ok", "\\\\ok$"), 75);
	fixture_close(&f);
}

static void a_file_is_named_once(void **state)
{
	const struct axr_source list = source_of("filename", "\\\\x$");
	struct fixture f = { 0 };

	(void)state;
	open_list(&f, &list);
	fixture_file(&f, "/x", axr_span_str("x"));
	f.subject.window_at = 1;
	fixture_look(&f);
	assert_int_equal(f.subject.reason_count, 0);
	fixture_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_read_as_loki_and_thor_do),
		cmocka_unit_test(paths_are_searched_as_windows_writes_them),
		cmocka_unit_test(case_follows_the_dialect),
		cmocka_unit_test(our_own_lists_speak_once),
		cmocka_unit_test(hostile_expressions_and_names_are_bounded),
		cmocka_unit_test(a_file_is_named_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
