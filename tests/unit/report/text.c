/* The text report, word by word, as the one who reads it sees it. */
#include "capture.h"

static void assert_begins(const char *text, const char *beginning)
{
	if (strncmp(text, beginning, strlen(beginning)) != 0)
		fail_msg("\"%.300s\" does not begin with \"%s\"", text, beginning);
}

static void malicious_and_incomplete(void **state)
{
	struct axr_start start = scan_start();
	struct axr_file shell = shell_file(), same = shell_file(), odd = shell_file();
	struct axr_finding finding = shell_finding(&shell), again = shell_finding(&same);
	struct axr_finding upload = shell_finding(&odd);
	struct axr_problem problem = open_problem(), rule = open_problem();
	struct axr_end end = scan_end();
	struct axr_report_options options = { .format = "text" };
	struct axr_buf out;

	(void)state;
	same.path = axr_span_str("C:\\inetpub\\wwwroot\\gpj.\xe2\x80\xaexpsa.aspx");
	odd.path = axr_span("C:\\a\nb\\\xff\0.ashx", 14);
	odd.created.known = false;
	odd.digests = AXR_SHA256;
	odd.attributes = 0;
	odd.sha256[0] = 1;
	upload.level = AXR_SUSPICIOUS;
	upload.score = 66;
	upload.file_class = AXR_CLASS_MATCH;
	upload.url_count = 0;
	upload.serving = NULL;
	upload.reasons++;
	upload.reason_count = 1;
	rule.trouble = AXR_TROUBLE_RULE;
	rule.path = axr_span_str("rules/x.yar");
	rule.line = 17;
	rule.code = 0;
	rule.text = axr_span_str("undefined identifier \"foo\"");
	rule.incomplete = false;
	end.by_level[AXR_MALICIOUS] = 2;
	end.by_level[AXR_SUSPICIOUS] = 1;
	{
		/* out of order: what is worst stands first all the same */
		struct axr_record records[] = {
			start_record(&start),   finding_record(&upload), finding_record(&again),
			problem_record(&rule),  finding_record(&finding), problem_record(&problem),
			end_record(&end),
		};

		out = capture(options, records, 7);
	}
	assert_document(&out,
"MALICIOUS: 2 web shells found on EXCH01 (3 files malicious or suspicious of 1,237 checked)\n"
"3 files were not read or not scanned to the end: see PROBLEMS.\n"
"\n"
"------------------------------------------------------------------------------------------------\n"
"MALICIOUS: 2 files\n"
"\n"
" 1. C:\\inetpub\\wwwroot\\aspnet_client\\x.aspx\n"
"    score    97 of 100, malicious; the file is unexpected\n"
"    url      https://mail.example.com/aspnet_client/x.aspx\n"
"    served   PageHandlerFactory-Integrated-4.0\n"
"    why       92 evaluates what the request holds, as JScript\n"
"                 yara: one_liner_jscript, line 3, read as utf-7\n"
"                 | <script language=\"JScript\" runat=\"server\">function Page_Load(){ev\\u00adal"
"(Req\n"
"                 | \\u202euest[\"k\"],\"unsafe\")}</script>\n"
"              85 what the client sends reaches eval\n"
"                 script: request-to-eval, line 3 (from line 2), read as utf-7/canonical\n"
"              40 a server page in aspnet_client, where only scripts for the browser belong\n"
"                 place: aspnet-client\n"
"    file     2,318 bytes, owner NT AUTHORITY\\SYSTEM, hidden, system\n"
"    times    created 2021-03-03 04:05:06, written 2021-03-03 04:05:07 UTC\n"
"             changed 2021-03-03 04:06:06, read 2021-03-03 05:05:06 UTC\n"
"    sha256   3333333333333333333333333333333333333333333333333333333333333333\n"
"    sha1     2222222222222222222222222222222222222222\n"
"    md5      11111111111111111111111111111111\n"
"    id       0123456789abcdef0123456789abcdef\n"
"    same at  C:\\inetpub\\wwwroot\\gpj.\\u202expsa.aspx\n"
"    do next  1. Isolate the server.\n"
"             2. Keep the file.\n"
"\n"
"------------------------------------------------------------------------------------------------\n"
"SUSPICIOUS: 1 file\n"
"\n"
" 2. C:\\a\\nb\\\\xff\\u0000.ashx\n"
"    score    66 of 100, suspicious\n"
"    why       85 what the client sends reaches eval\n"
"                 script: request-to-eval, line 3 (from line 2), read as utf-7/canonical\n"
"    file     2,318 bytes, owner NT AUTHORITY\\SYSTEM\n"
"    times    written 2021-03-03 04:05:07, changed 2021-03-03 04:06:06 UTC\n"
"             read 2021-03-03 05:05:06 UTC\n"
"    sha256   0133333333333333333333333333333333333333333333333333333333333333\n"
"    id       0123456789abcdef0123456789abcdef\n"
"    do next  as for no. 1\n"
"\n"
"PROBLEMS: 2, of which 1 left something unscanned\n"
"  open-failed: 1 (could not be opened; with more rights they may be)\n"
"    C:\\inetpub\\wwwroot\\locked.aspx: Permission denied (13)\n"
"  rule: 1 (rules or indicators that cannot be used)\n"
"    rules/x.yar:17: undefined identifier \"foo\"\n"
"\n"
"COVERAGE\n"
"  C:\\inetpub\\wwwroot (from applicationHost.config)\n"
"      1,240 files in 56 folders: 1,237 hashed, 1,234 scanned, 3 known good, 3 failed; 12.3 MB\n"
"      not followed or left out: 10 links, 1 special file\n"
"  NOT THERE: E:\\Exchange (from registry)\n"
"\n"
"  exit status  7 = 1: a file at or above the level to fail on; 2: an unexpected or modified\n"
"               file; 4: something was not read or not scanned to the end\n"
"  started      2021-03-03 04:05:06 UTC, took 12.3 s\n"
"  Exchange     15.2.858.5 (registry)\n"
"  rules        312 YARA rules, 450 indicators\n"
"  rules id     aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
"  aspxray      0.1.0\n");
	axr_buf_free(&out);
}

/* The first line of a report of these records. */
static const char *first_line(const struct axr_record *records, size_t count)
{
	static char line[512];
	struct axr_report_options options = { .format = "text" };
	struct axr_buf out = capture(options, records, count);

	snprintf(line, sizeof(line), "%.*s", (int)strcspn((char *)out.ptr, "\n"), (char *)out.ptr);
	axr_buf_free(&out);
	return line;
}

static struct axr_end clean_end(void)
{
	struct axr_end end = scan_end();

	end.exit_status = 0;
	end.problems = 0;
	end.total.failed = 0;
	end.by_level[AXR_MALICIOUS] = 0;
	end.by_class[AXR_CLASS_UNEXPECTED] = 0;
	return end;
}

static void the_first_line_is_the_verdict(void **state)
{
	struct axr_start start = scan_start();
	struct axr_end end = clean_end();
	struct axr_record records[] = { start_record(&start), end_record(&end) };

	(void)state;
	assert_string_equal(first_line(records, 2),
		"CLEAN and complete: nothing suspicious found on EXCH01 (1,237 files checked)");
	end.by_level[AXR_MALICIOUS] = 1;
	assert_string_equal(first_line(records, 2),
		"MALICIOUS: 1 malicious file found on EXCH01 (1 file malicious or suspicious of "
		"1,237 checked)");
	end.by_level[AXR_MALICIOUS] = 0;
	end.by_level[AXR_SUSPICIOUS] = 2;
	assert_string_equal(first_line(records, 2),
			    "SUSPICIOUS: 2 files to look at on EXCH01 (of 1,237 checked)");
	end.by_level[AXR_SUSPICIOUS] = 0;
	end.by_class[AXR_CLASS_MODIFIED] = 3;
	assert_string_equal(first_line(records, 2),
		"UNEXPECTED: 3 files unexpected or modified on EXCH01, none suspicious by content "
		"(of 1,237 checked)");
	end.by_class[AXR_CLASS_MODIFIED] = 0;
	end.exit_status = AXR_EXIT_INCOMPLETE;
	assert_string_equal(first_line(records, 2),
		"INCOMPLETE: nothing suspicious found on EXCH01, but not everything was scanned "
		"(of 1,237 checked)");
	end.exit_status = 0;
	end.stopped = "time limit";
	assert_begins(first_line(records, 2), "INCOMPLETE: ");
	end.stopped = NULL;
	end.total = (struct axr_root){ .origin = "" };
	assert_string_equal(first_line(records, 2),
		"NOTHING SCANNED: there was no file to scan on EXCH01; see COVERAGE");
}

static void without_an_end_nothing_is_clean(void **state)
{
	struct axr_start start = scan_start();
	struct axr_end end = clean_end();
	struct axr_record records[] = { start_record(&start), end_record(&end),
					start_record(&start) };

	(void)state;
	assert_begins(first_line(records, 1), "INCOMPLETE: ");
	assert_begins(first_line(records, 3), "INCOMPLETE: ");
	assert_begins(first_line(records, 0), "INCOMPLETE: ");
}

static void classes_are_told_by_folder(void **state)
{
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_record record = finding_record(&finding);
	struct axr_record records[60];
	struct axr_finding findings[60];
	struct axr_file files[60];
	char names[60][16];
	struct axr_report_options options = { .format = "text", .command = "aspxray scan X" };
	struct axr_buf out;
	const char *text;

	(void)state;
	for (size_t i = 0; i < 60; i++) {
		records[i] = record;
		findings[i] = finding;
		files[i] = file;
		snprintf(names[i], sizeof(names[i]), "p%02zu.aspx", 59 - i);
		files[i].name = axr_span_str(names[i]);
		files[i].directory = axr_span_str(i < 57 ? "C:\\a" : "C:\\b");
		findings[i].file = &files[i];
		findings[i].level = AXR_NOTABLE;
		findings[i].score = i < 57 ? 45 : 50;
		records[i].finding = &findings[i];
	}
	out = capture(options, records, 60);
	text = strstr((char *)out.ptr, "UNEXPECTED: 60 files, nobody");
	assert_non_null(text);
	assert_begins(strchr(text, '\n'),
		"\n\n    C:\\b: 3 files\n        p00.aspx (50), p01.aspx (50), p02.aspx (50)\n"
		"\n    C:\\a: 57 files\n        p03.aspx (45), p04.aspx (45), p05.aspx (45), "
		"p06.aspx (45), p07.aspx (45), ...\n\n    do next  1. Isolate the server.\n");
	axr_buf_free(&out);
	options.all = true;
	out = capture(options, records, 60);
	assert_null(strstr((char *)out.ptr, "nobody is known"));
	assert_non_null(strstr((char *)out.ptr, "NOTABLE: 60 files"));
	assert_non_null(strstr((char *)out.ptr, "\n60. "));
	axr_buf_free(&out);
}

static void lists_are_cut_and_say_so(void **state)
{
	enum { COUNT = 230 };
	struct axr_file *files = calloc(COUNT, sizeof(*files));
	struct axr_finding *findings = calloc(COUNT, sizeof(*findings));
	struct axr_record *records = calloc(COUNT, sizeof(*records));
	char (*paths)[32] = calloc(COUNT, sizeof(*paths));
	struct axr_report_options options = { .format = "text", .command = "aspxray scan X" };
	struct axr_buf out;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		files[i] = shell_file();
		snprintf(paths[i], sizeof(paths[i]), "/srv/%03zu.aspx", i * 7 % COUNT);
		files[i].path = axr_span_str(paths[i]);
		files[i].sha256[0] = (uint8_t)i;
		findings[i] = shell_finding(&files[i]);
		findings[i].score = 90;
		records[i] = finding_record(&findings[i]);
	}
	findings[COUNT - 1].score = 99;
	out = capture(options, records, COUNT);
	assert_non_null(strstr((char *)out.ptr, "MALICIOUS: 230 files\n"));
	assert_non_null(strstr((char *)out.ptr, "and 30 more files; to see all: aspxray scan X --all"));
	/* the worst one came last and stands first; of equals the first by path stay */
	assert_non_null(strstr((char *)out.ptr, "\n 1. /srv/223.aspx\n"));
	assert_non_null(strstr((char *)out.ptr, "\n 2. /srv/000.aspx\n"));
	assert_non_null(strstr((char *)out.ptr, "\n200. /srv/198.aspx\n"));
	assert_null(strstr((char *)out.ptr, "\n201. "));
	axr_buf_free(&out);
	options.all = true;
	out = capture(options, records, COUNT);
	assert_non_null(strstr((char *)out.ptr, "\n230. /srv/229.aspx\n"));
	axr_buf_free(&out);
	free(files);
	free(findings);
	free(records);
	free(paths);
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
				       "or suspicious of 2,474 checked)\n");
	assert_non_null(strstr((char *)out.ptr, " 1. EXCH01: C:\\inetpub"));
	assert_non_null(strstr((char *)out.ptr, "same at  EXCH\\u001b[2J02: C:\\inetpub"));
	assert_non_null(strstr((char *)out.ptr, "COVERAGE\n  on EXCH01\n  C:\\inetpub"));
	assert_non_null(strstr((char *)out.ptr, "\n  on EXCH\\u001b[2J02\n  C:\\inetpub"));
	assert_non_null(strstr((char *)out.ptr, "all together\n      2,480 files"));
	axr_buf_free(&out);
}

static void colour_only_where_asked(void **state)
{
	struct axr_start start = scan_start();
	struct axr_end end = clean_end();
	struct axr_record records[] = { start_record(&start), end_record(&end) };
	struct axr_report_options options = { .format = "text", .colour = true };
	struct axr_buf out = capture(options, records, 2);

	(void)state;
	assert_begins((char *)out.ptr, "\033[1;32mCLEAN and complete\033[0m: ");
	axr_buf_free(&out);
	options.colour = false;
	out = capture(options, records, 2);
	assert_null(strchr((char *)out.ptr, '\033'));
	axr_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(malicious_and_incomplete),
		cmocka_unit_test(the_first_line_is_the_verdict),
		cmocka_unit_test(without_an_end_nothing_is_clean),
		cmocka_unit_test(classes_are_told_by_folder),
		cmocka_unit_test(lists_are_cut_and_say_so),
		cmocka_unit_test(several_hosts_are_kept_apart),
		cmocka_unit_test(colour_only_where_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
