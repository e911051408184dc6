#include "detect/builtin.h"

#include "fixture.h"

static void every_entry_unpacks_and_loads(void **state)
{
	struct axr_builtin builtin;
	struct axr_detect_counts counts;
	struct fixture f = { 0 };
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_builtin_open(&builtin, &err), AXR_OK);
	assert_true(builtin.rule_count >= 1);
	assert_true(builtin.ioc_count >= 2);
	f.setup.rules = builtin.rules;
	f.setup.rule_count = builtin.rule_count;
	f.setup.iocs = builtin.iocs;
	f.setup.ioc_count = builtin.ioc_count;
	for (size_t i = 0; i < builtin.ioc_count; i++)
		builtin.iocs[i].builtin = false; /* so that all of it is compiled, and told */
	fixture_open(&f);
	axr_builtin_free(&builtin); /* nothing of it is needed any more */
	assert_string_equal(fixture_told(&f), "");
	counts = axr_detectors_count(f.detectors);
	assert_true(counts.rules >= 10);
	assert_true(counts.iocs >= 400);
	fixture_file(&f, "C:\\inetpub\\wwwroot\\aspnet_client\\x.aspx", axr_span_str("<%@ Page %>"));
	fixture_look(&f);
	assert_true(f.subject.reason_count > 0);
	assert_string_equal(f.subject.reasons[0].detector, "name");
	assert_string_equal(f.subject.reasons[0].technique, "T1505.003");
	fixture_close(&f);
}

/* Feeds list them, but Exchange ships them. */
static void shipped_names_are_no_indicators(void **state)
{
	static const char *const shipped[] = {
		"FrontEnd\\HttpProxy\\owa\\auth\\OutlookCN.aspx",
		"FrontEnd\\HttpProxy\\owa\\auth\\RedirSuiteServiceProxy.aspx",
		"FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx",
		"FrontEnd\\HttpProxy\\owa\\auth\\errorFE.aspx",
		"FrontEnd\\HttpProxy\\owa\\auth\\SvmFeedback.aspx",
		"FrontEnd\\HttpProxy\\ecp\\auth\\TimeoutLogout.aspx",
		"ClientAccess\\owa\\auth\\error.aspx",
		"ClientAccess\\owa\\auth\\signout.aspx",
		"ClientAccess\\exchweb\\ews\\Exchange.asmx",
		"ClientAccess\\ecp\\Pickers\\CustomAttributePicker.aspx",
	};
	struct axr_builtin builtin;
	struct fixture f = { 0 };
	struct axr_err err;
	char path[256];

	(void)state;
	assert_int_equal(axr_builtin_open(&builtin, &err), AXR_OK);
	f.setup.iocs = builtin.iocs;
	f.setup.ioc_count = builtin.ioc_count;
	fixture_open(&f);
	axr_builtin_free(&builtin);
	for (size_t i = 0; i < sizeof(shipped) / sizeof(*shipped); i++) {
		snprintf(path, sizeof(path), "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\%s",
			 shipped[i]);
		fixture_file(&f, path, axr_span_str("<%@ Page %>"));
		fixture_look(&f);
		if (f.subject.reason_count)
			fail_msg("%s: %s", path, f.subject.reasons[0].rule);
	}
	fixture_close(&f);
}

/* A rule that may match anything would have libyara go through every file. */
static void sets_for_other_content_are_gated(void **state)
{
	const unsigned page = 1U << AXR_CONTENT_PAGE | 1U << AXR_CONTENT_CONFIG;
	struct axr_builtin builtin;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_builtin_open(&builtin, &err), AXR_OK);
	for (size_t i = 0; i < builtin.rule_count; i++)
		if (!(builtin.rules[i].contents & page) && !builtin.rules[i].needs.len)
			fail_msg("%s asks for nothing", builtin.rules[i].name);
	axr_builtin_free(&builtin);
}

static void texts_stand_behind_every_set(void **state)
{
	struct axr_builtin builtin, texts;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_builtin_open(&builtin, &err), AXR_OK);
	for (size_t i = 0; i < builtin.rule_count; i++) {
		assert_true(builtin.rules[i].builtin);
		assert_int_equal(axr_builtin_open_texts(&texts, builtin.rules[i].set, &err),
				 AXR_OK);
		assert_true(texts.rule_count > 0);
		for (size_t k = 0; k < texts.rule_count; k++)
			assert_true(axr_span_find(texts.rules[k].bytes, axr_span_str("condition:"),
						  0) != SIZE_MAX);
		axr_builtin_free(&texts);
	}
	axr_builtin_free(&builtin);
	axr_builtin_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_entry_unpacks_and_loads),
		cmocka_unit_test(shipped_names_are_no_indicators),
		cmocka_unit_test(sets_for_other_content_are_gated),
		cmocka_unit_test(texts_stand_behind_every_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
