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
"  rights       backup privilege not held: what permissions forbid was not\n"
"               read; run as an administrator, elevated\n"
"  rules        312 YARA rules, 450 indicators\n"
"  rules id     aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
"  aspxray      0.1.0\n");
	axr_buf_free(&out);
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
		cmocka_unit_test(colour_only_where_asked),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
