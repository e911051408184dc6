#include "judge/next.h"

#include "../test.h"

static const struct axr_file page = { .label = "" }, program = { .label = "EXE" },
			     settings = { .label = "XML", .extension = AXR_SPAN_LIT("config") };

static const char *steps_for(const struct axr_file *file, const char *rule, const char *title,
			     const char *technique, enum axr_level level,
			     enum axr_class file_class)
{
	struct axr_reason reason = { .detector = "yara", .rule = rule, .title = title,
				     .technique = technique };
	struct axr_finding finding = { .file = file, .level = level, .file_class = file_class,
				       .reasons = &reason, .reason_count = rule ? 1 : 0 };

	return axr_next_steps(&finding);
}

static const char *steps(const char *rule, const char *title, const char *technique,
			 enum axr_level level, enum axr_class file_class)
{
	return steps_for(&page, rule, title, technique, level, file_class);
}

#define assert_says(text, words) assert_non_null(strstr(text, words))

static void malicious_goes_by_what_it_is(void **state)
{
	const enum axr_level bad = AXR_MALICIOUS;
	const enum axr_class match = AXR_CLASS_MATCH;

	(void)state;
	assert_says(steps("chopper_jscript", "evaluates a request value", "T1505.003", bad, match),
		    "Isolate the server");
	assert_says(steps("oab_dump", "a page", "T1505.003", bad, match), "Get-OabVirtualDirectory");
	assert_says(steps("page-in-binary", "a mailbox export (PST) that IIS would run", NULL, bad,
			  match), "Get-MailboxExportRequest");
	assert_says(steps("der", "a Certificate request", NULL, bad, match),
		    "New-ExchangeCertificate");
	assert_says(steps("x", "prints keys", "T1552.004", bad, match), "replace the machine keys");
	assert_says(steps("x", "asks", "T1056.003", bad, match), "Reset the password");
	assert_says(steps("regeorg-tunnel", "x", NULL, bad, match), "relays");
}

/* A page may read the metabase or hook the pipeline, and is loaded by no line of a configuration. */
static void only_a_program_is_a_module(void **state)
{
	const enum axr_level bad = AXR_MALICIOUS;
	const enum axr_class match = AXR_CLASS_MATCH;

	(void)state;
	assert_says(steps_for(&program, "x", "x", "T1505.004", bad, match), "loads this file");
	assert_says(steps_for(&program, "iis-module", "x", NULL, bad, match), "loads this file");
	assert_says(steps("x", "x", "T1505.004", bad, match), "removing the page");
	assert_says(steps("ashx_handler", "x", NULL, bad, match), "removing the page");
	assert_says(steps_for(&settings, "x", "x", "T1505.004", bad, match), "backup or of a like");
	assert_says(steps_for(&settings, "x", "x", NULL, AXR_SUSPICIOUS, match), "backup or of a");
	assert_says(steps_for(&settings, "oab_dump", "x", NULL, bad, match), "Get-Oab");
	/* nobody is served a configuration */
	assert_null(strstr(steps_for(&settings, "x", "x", NULL, bad, match), "its URL"));
}

static void what_it_does_besides_decides_nothing(void **state)
{
	struct axr_reason reasons[] = {
		{ .detector = "script", .rule = "eval", .title = "x", .score = 95 },
		{ .detector = "script", .rule = "proxy", .title = "x", .score = 45 },
	};
	struct axr_finding finding = { .file = &page, .level = AXR_MALICIOUS, .reasons = reasons,
				       .reason_count = 2 };

	(void)state;
	assert_null(strstr(axr_next_steps(&finding), "relays"));
	reasons[1].score = 80;
	assert_says(axr_next_steps(&finding), "relays");
	/* unless there is nothing else */
	reasons[1].score = 45;
	finding.reasons = &reasons[1];
	finding.reason_count = 1;
	assert_says(axr_next_steps(&finding), "relays");
}

static void a_name_goes_before_a_title(void **state)
{
	(void)state;
	assert_says(steps("page-is-certificate", "a certificate, as CVE-2021-34473 leaves one", NULL,
			  AXR_MALICIOUS, AXR_CLASS_MATCH),
		    "New-ExchangeCertificate");
}

static void words_are_whole_words(void **state)
{
	(void)state;
	/* neither a word inside a word nor a common word of a title picks the particular */
	assert_null(strstr(steps("toabad", "x", NULL, AXR_MALICIOUS, AXR_CLASS_MATCH), "Oab"));
	assert_null(strstr(steps("x", "asks for a password", NULL, AXR_MALICIOUS, AXR_CLASS_MATCH),
			   "Reset the password"));
}

static void milder_levels_have_milder_steps(void **state)
{
	(void)state;
	assert_null(strstr(steps("x", "x", NULL, AXR_SUSPICIOUS, AXR_CLASS_MATCH),
			   "Isolate the server from the network now"));
	/* a program has no lines to read and no URL to look for */
	assert_says(steps_for(&program, "x", "x", NULL, AXR_SUSPICIOUS, AXR_CLASS_MATCH),
		    "Find what loads it");
	assert_says(steps("x", "x", NULL, AXR_NOTABLE, AXR_CLASS_UNEXPECTED), "who put it there");
	assert_says(steps("x", "x", NULL, AXR_NOTABLE, AXR_CLASS_MODIFIED), "the difference");
	assert_says(steps(NULL, NULL, NULL, AXR_INFO, AXR_CLASS_MISSING), "removed it");
	assert_says(steps(NULL, NULL, NULL, AXR_INFO, AXR_CLASS_MOVED), "who copied it");
	assert_string_equal(steps("x", "x", NULL, AXR_INFO, AXR_CLASS_MATCH), "");
	assert_string_equal(steps(NULL, NULL, NULL, AXR_CLEAN, AXR_CLASS_STOCK), "");
}

static void no_line_is_empty(void **state)
{
	const char *rules[] = { "x", "oab", "pst", "csr", "viewstate", "logger", "isapi", "socks",
				"config" };

	(void)state;
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		for (int level = AXR_SUSPICIOUS; level <= AXR_MALICIOUS; level++) {
			const char *text = steps(rules[i], "x", NULL, (enum axr_level)level,
						 AXR_CLASS_MATCH);

			assert_null(strstr(text, "\n\n"));
			assert_int_not_equal(text[strlen(text) - 1], '\n');
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(malicious_goes_by_what_it_is),
		cmocka_unit_test(only_a_program_is_a_module),
		cmocka_unit_test(what_it_does_besides_decides_nothing),
		cmocka_unit_test(a_name_goes_before_a_title),
		cmocka_unit_test(words_are_whole_words),
		cmocka_unit_test(milder_levels_have_milder_steps),
		cmocka_unit_test(no_line_is_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
