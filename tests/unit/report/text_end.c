#include "capture.h"

static void assert_begins(const char *text, const char *beginning)
{
	if (strncmp(text, beginning, strlen(beginning)) != 0)
		fail_msg("\"%.300s\" does not begin with \"%s\"", text, beginning);
}

static void several_hosts_are_kept_apart(void **state)
{
	struct axr_start first = scan_start(), second = scan_start();
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_end end = scan_end();
	struct axr_record records[] = {
		start_record(&first), finding_record(&finding), end_record(&end),
		start_record(&second), finding_record(&finding), end_record(&end),
	};
	struct axr_report_options options = { .format = "text" };
	struct axr_buf out;

	(void)state;
	second.host = "EXCH\x1b[2J02";
	out = capture(options, records, 6);
	assert_begins((char *)out.ptr, "MALICIOUS: 2 web shells found on 2 hosts (2 files malicious "
				       "or suspicious of 2,474 checked in 2 scans)\n");
	assert_non_null(strstr((char *)out.ptr, " 1. EXCH01: C:\\inetpub"));
	assert_non_null(strstr((char *)out.ptr, "same at  EXCH\\u001b[2J02: C:\\inetpub"));
	assert_non_null(strstr((char *)out.ptr, "COVERAGE\n  on EXCH01\n  C:\\inetpub"));
	assert_non_null(strstr((char *)out.ptr, "\n  on EXCH\\u001b[2J02\n  C:\\inetpub"));
	assert_non_null(strstr((char *)out.ptr, "all together\n      2,480 files"));
	axr_buf_free(&out);
}

static void folders_and_problems_have_their_host(void **state)
{
	struct axr_start first = scan_start(), second = scan_start();
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_problem problem = open_problem();
	struct axr_end end = scan_end();
	struct axr_record records[] = {
		start_record(&first),  finding_record(&finding), problem_record(&problem),
		end_record(&end),      start_record(&second),    finding_record(&finding),
		problem_record(&problem), end_record(&end),
	};
	struct axr_report_options options = { .format = "text" };
	struct axr_buf out;

	(void)state;
	second.host = "EXCH02";
	finding.level = AXR_INFO;
	out = capture(options, records, 8);
	assert_non_null(strstr((char *)out.ptr, "\n    EXCH01: C:\\inetpub\\wwwroot\\aspnet_client"
						": 1 file\n"));
	assert_non_null(strstr((char *)out.ptr, "\n    EXCH02: C:\\inetpub\\wwwroot\\aspnet_client"
						": 1 file\n"));
	assert_non_null(strstr((char *)out.ptr,
			       "\n    EXCH01: C:\\inetpub\\wwwroot\\locked.aspx: Permission denied"
			       " (13)\n    EXCH02: C:\\inetpub\\wwwroot\\locked.aspx: "));
	axr_buf_free(&out);
	/* one host need not be named */
	out = capture(options, records, 4);
	assert_non_null(strstr((char *)out.ptr, "\n    C:\\inetpub\\wwwroot\\aspnet_client: 1 "));
	assert_non_null(strstr((char *)out.ptr, "\n    C:\\inetpub\\wwwroot\\locked.aspx: "));
	axr_buf_free(&out);
}

static void problems_are_told_by_kind(void **state)
{
	struct axr_problem problems[9];
	struct axr_record records[9];
	char paths[9][16];
	struct axr_report_options options = { .format = "text" };
	struct axr_buf out;

	(void)state;
	for (size_t i = 0; i < 9; i++) {
		problems[i] = open_problem();
		snprintf(paths[i], sizeof(paths[i]), "/srv/%zu\x1b", 8 - i);
		problems[i].path = axr_span_str(paths[i]);
		problems[i].trouble = i < 8 ? AXR_TROUBLE_OPEN : AXR_TROUBLE_BLOCKED;
		problems[i].incomplete = i < 8;
		records[i] = problem_record(&problems[i]);
	}
	out = capture(options, records, 9);
	assert_non_null(strstr((char *)out.ptr,
			       "\nPROBLEMS: 9, of which 8 left something unscanned\n"
			       "  open-failed: 8 (could not be opened; with more rights they may be)\n"
			       "    /srv/1\\u001b: Permission denied (13)\n"
			       "    /srv/2\\u001b: Permission denied (13)\n"
			       "    /srv/3\\u001b: Permission denied (13)\n"
			       "    /srv/4\\u001b: Permission denied (13)\n"
			       "    /srv/5\\u001b: Permission denied (13)\n"
			       "    and 3 more; --all shows all\n"
			       "  blocked: 1 (another process lets nobody read them: "));
	axr_buf_free(&out);
	options.all = true;
	out = capture(options, records, 9);
	assert_non_null(strstr((char *)out.ptr, "/srv/8\\u001b: Permission denied"));
	axr_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(several_hosts_are_kept_apart),
		cmocka_unit_test(folders_and_problems_have_their_host),
		cmocka_unit_test(problems_are_told_by_kind),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
