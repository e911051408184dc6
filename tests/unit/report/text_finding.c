#include "report/text.h"

#include "records.h"

static struct axr_text text;

static int tear_down(void **state)
{
	(void)state;
	for (size_t i = 0; i < AXR_LEVELS; i++)
		axr_text_entries_free(&text.levels[i]);
	for (size_t i = 0; i < AXR_CLASSES; i++)
		axr_text_folders_free(&text.classes[i]);
	for (size_t i = 0; i < text.step_count; i++)
		free(text.steps[i]);
	memset(&text, 0, sizeof(text));
	return 0;
}

/* What is kept of this finding, alone of its level. */
static const char *body_of(const struct axr_finding *finding)
{
	axr_text_keep_finding(&text, finding, "EXCH01");
	assert_false(text.failed);
	assert_int_equal(text.levels[finding->level].count, 1);
	return text.levels[finding->level].items[0].body;
}

static void what_is_not_known_has_no_line(void **state)
{
	struct axr_file file = { .path = axr_span_str("x"), .label = "" };
	struct axr_finding finding = { .file = &file, .level = AXR_SUSPICIOUS, .score = 60 };

	(void)state;
	assert_string_equal(body_of(&finding), "    score    60 of 100, suspicious\n"
					       "    file     0 bytes\n");
}

static void one_known_time_ends_its_line(void **state)
{
	struct axr_file file = { .path = axr_span_str("x"), .label = "PST", .size = 271360 };
	struct axr_finding finding = { .file = &file, .level = AXR_SUSPICIOUS, .score = 60 };

	(void)state;
	file.mtime = at(0);
	assert_string_equal(body_of(&finding), "    score    60 of 100, suspicious\n"
					       "    file     271.4 kB, PST\n"
					       "    times    written 2021-03-03 04:05:06 UTC\n");
}

static void who_signed_is_said(void **state)
{
	struct axr_file file = { .path = axr_span_str("x"),
				 .label = "EXE",
				 .signature = AXR_SIGNATURE_BROKEN,
				 .signer = AXR_SPAN_LIT("A\x1b[2J") };
	struct axr_finding finding = { .file = &file, .level = AXR_SUSPICIOUS, .score = 60 };
	const char *body = body_of(&finding);

	(void)state;
	assert_non_null(strstr(body, "0 bytes, EXE, changed after it was signed by A"));
	assert_null(strchr(body, '\x1b'));
}

static void long_lists_are_cut(void **state)
{
	struct axr_reason reasons[10];
	struct axr_span urls[7];
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	const char *body;

	(void)state;
	for (size_t i = 0; i < 10; i++)
		reasons[i] = shell_reasons[2];
	for (size_t i = 0; i < 7; i++)
		urls[i] = shell_urls[0];
	finding.reasons = reasons;
	finding.reason_count = 10;
	finding.urls = urls;
	finding.url_count = 7;
	body = body_of(&finding);
	assert_non_null(strstr(body, "                 and 4 more reasons\n"));
	assert_non_null(strstr(body, "             and 2 more\n"));
}

static void foreign_text_of_rules_is_escaped(void **state)
{
	struct axr_reason reason = { .detector = "yara", .rule = "r\n\x1b[2J", .score = 60,
				     .title = "a title\twith \xff in it", .layer = "raw",
				     .located = true, .offset = 77 };
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	const char *body;

	(void)state;
	finding.reasons = &reason;
	finding.reason_count = 1;
	body = body_of(&finding);
	assert_non_null(strstr(body, " 60 a title\\twith \\xff in it\n"));
	assert_non_null(strstr(body, "yara: r\\n\\u001b[2J, byte 77\n"));
}

static void steps_are_kept_once(void **state)
{
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	char same[64];

	(void)state;
	snprintf(same, sizeof(same), "%s", finding.next);
	axr_text_keep_finding(&text, &finding, "");
	finding.next = same;
	axr_text_keep_finding(&text, &finding, "");
	assert_int_equal(text.step_count, 1);
	assert_ptr_equal(text.levels[AXR_MALICIOUS].items[0].next,
			 text.levels[AXR_MALICIOUS].items[1].next);
	finding.next = "";
	axr_text_keep_finding(&text, &finding, "");
	assert_null(text.levels[AXR_MALICIOUS].items[2].next);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(what_is_not_known_has_no_line, tear_down),
		cmocka_unit_test_teardown(one_known_time_ends_its_line, tear_down),
		cmocka_unit_test_teardown(who_signed_is_said, tear_down),
		cmocka_unit_test_teardown(long_lists_are_cut, tear_down),
		cmocka_unit_test_teardown(foreign_text_of_rules_is_escaped, tear_down),
		cmocka_unit_test_teardown(steps_are_kept_once, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
