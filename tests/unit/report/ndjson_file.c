#include "line.h"

static void a_file_of_a_class_is_no_malware(void **state)
{
	struct axr_file file = { .path = axr_span_str("/srv/a"), .name = axr_span_str("a") };
	struct axr_finding finding = { .file = &file, .file_class = AXR_CLASS_MISSING,
				       .level = AXR_INFO, .score = 10 };

	(void)state;
	write_record(finding_record(&finding));
	assert_value("event.category", "[\"file\"]");
	assert_value("event.action", "\"file-missing\"");
	assert_value("file.size", "absent");
	assert_value("file.hash", "absent");
	assert_value("file.drive_letter", "absent");
	assert_value("host", "absent");
	assert_value("rule", "absent");
	assert_value("threat", "absent");
}

static void what_is_not_utf8_stays_recoverable(void **state)
{
	struct axr_span url = AXR_SPAN_LIT("http://h/\xff");
	struct axr_reason reason = { .detector = "yara", .rule = "r", .title = "t", .score = 80,
				     .layer = "raw", .excerpt = AXR_SPAN_LIT("a\0\xfe") };
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);

	(void)state;
	file.path = axr_span("/srv/\xc3(\0\xe2\x80\xae.aspx", 15);
	file.name = axr_span_from(file.path, 5);
	finding.reasons = &reason;
	finding.reason_count = 1;
	finding.urls = &url;
	write_record(finding_record(&finding));
	assert_value("aspxray.path_hex", "\"2f7372762fc32800e280ae2e617370\"");
	assert_value("aspxray.name_hex", "\"c32800e280ae2e617370\"");
	assert_value("aspxray.directory_hex", "absent");
	assert_value("aspxray.url_hex.0", "\"687474703a2f2f682fff\"");
	assert_value("aspxray.reasons.0.excerpt_hex", "\"6100fe\"");
	assert_value("aspxray.reasons.0.excerpt", "\"a\\u0000\xef\xbf\xbd\"");
}

static void a_stream_is_told_from_its_file(void **state)
{
	struct axr_file file = { .path = axr_span_str("d:\\web\\a.txt:s.aspx"),
				 .name = axr_span_str("a.txt:s.aspx") };

	(void)state;
	write_record(state_record(&file));
	assert_value("event.kind", "\"state\"");
	assert_value("file.drive_letter", "\"D\"");
	assert_value("file.fork_name", "\"s.aspx\"");
	assert_value("aspxray", "absent");
}

static void signatures_as_ecs_says_them(void **state)
{
	static const char *const expected[] = {
		"absent",
		"{\"exists\":false,\"status\":\"unsigned\"}",
		"{\"exists\":true,\"status\":\"trusted\",\"valid\":true,\"trusted\":true,"
		"\"subject_name\":\"Contoso\"}",
		"{\"exists\":true,\"status\":\"untrusted\",\"valid\":true,\"trusted\":false,"
		"\"subject_name\":\"Contoso\"}",
		"{\"exists\":true,\"status\":\"broken\",\"valid\":false,\"trusted\":false,"
		"\"subject_name\":\"Contoso\"}",
	};
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);

	(void)state;
	file.signer = axr_span_str("Contoso");
	for (int i = AXR_SIGNATURE_UNKNOWN; i <= AXR_SIGNATURE_BROKEN; i++) {
		file.signature = (enum axr_signature)i;
		write_record(finding_record(&finding));
		assert_value("file.code_signature", expected[i]);
		tear_down(state);
	}
}

static void what_is_unknown_is_left_out(void **state)
{
	struct axr_file file = { .path = axr_span_str("x"), .label = "" };
	struct axr_reason reason = { .detector = "yara", .rule = "r", .title = "t", .score = 40,
				     .layer = "raw", .technique = "T9999.001" };
	struct axr_finding finding = { .file = &file, .reasons = &reason, .reason_count = 1 };

	(void)state;
	write_record(finding_record(&finding));
	assert_value("file", "{\"path\":\"x\",\"type\":\"file\",\"size\":0}");
	assert_value("rule", "{\"name\":\"r\",\"description\":\"t\"}");
	/* a technique without words still has its number */
	assert_value("threat.technique.id", "[\"T9999\"]");
	assert_value("threat.technique.name", "absent");
	assert_value("threat.tactic", "absent");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_file_of_a_class_is_no_malware, tear_down),
		cmocka_unit_test_teardown(what_is_not_utf8_stays_recoverable, tear_down),
		cmocka_unit_test_teardown(a_stream_is_told_from_its_file, tear_down),
		cmocka_unit_test(signatures_as_ecs_says_them),
		cmocka_unit_test_teardown(what_is_unknown_is_left_out, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
