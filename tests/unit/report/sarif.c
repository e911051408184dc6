#include <jansson.h>

#include "capture.h"

static json_t *report(const struct axr_record *records, size_t count)
{
	struct axr_report_options options = { .format = "sarif" };
	struct axr_buf out = capture(options, records, count);
	json_t *root = json_loadb((char *)out.ptr, out.len, JSON_REJECT_DUPLICATES, NULL);

	axr_buf_free(&out);
	assert_non_null(root);
	assert_string_equal(json_string_value(json_object_get(root, "version")), "2.1.0");
	return root;
}

static json_t *get(json_t *from, const char *key, size_t index)
{
	json_t *array = json_object_get(from, key);

	assert_non_null(array);
	return json_array_get(array, index);
}

static const char *string(json_t *from, const char *first, const char *second)
{
	json_t *value = json_object_get(from, first);

	if (second)
		value = json_object_get(value, second);
	return json_string_value(value);
}

static json_t *location_of(json_t *element)
{
	return json_object_get(get(element, "locations", 0), "physicalLocation");
}

static void results_rules_and_files_belong_together(void **state)
{
	struct axr_start start = scan_start();
	struct axr_file file = shell_file(), odd = shell_file();
	struct axr_finding finding = shell_finding(&file), other = shell_finding(&odd);
	struct axr_problem problem = open_problem();
	struct axr_end end = scan_end();
	struct axr_record records[] = { start_record(&start), finding_record(&finding),
					problem_record(&problem), finding_record(&other),
					end_record(&end) };
	json_t *root, *run, *result;

	(void)state;
	odd.path = axr_span("/srv/a b%\xff\\\0.aspx", 17);
	other.reason_count = 0;
	other.reasons = NULL;
	other.level = AXR_NOTABLE;
	root = report(records, 5);
	run = get(root, "runs", 0);
	assert_int_equal(json_array_size(json_object_get(run, "results")), 2);
	result = get(run, "results", 0);
	assert_string_equal(string(result, "ruleId", NULL), "yara/one_liner_jscript");
	assert_int_equal(json_integer_value(json_object_get(result, "ruleIndex")), 0);
	assert_string_equal(string(result, "level", NULL), "error");
	assert_string_equal(string(location_of(result), "artifactLocation", "uri"),
			    "file:///C:/inetpub/wwwroot/aspnet_client/x.aspx");
	assert_string_equal(string(result, "partialFingerprints", "aspxrayFinding/v1"), finding.id);
	assert_string_equal(string(result, "properties", "host"), "EXCH01");
	result = get(run, "results", 1);
	assert_string_equal(string(result, "level", NULL), "note");
	assert_string_equal(string(result, "message", "text"), "unexpected file");
	assert_string_equal(string(location_of(result), "artifactLocation", "uri"),
			    "file:///srv/a%20b%25%FF%5C%00.aspx");
	run = get(root, "runs", 0);
	assert_string_equal(string(get(run, "artifacts", 0), "hashes", "md5"),
			    "11111111111111111111111111111111");
	result = get(run, "invocations", 0);
	assert_true(json_is_false(json_object_get(result, "executionSuccessful")));
	assert_int_equal(json_integer_value(json_object_get(result, "exitCode")), 7);
	assert_string_equal(string(get(result, "toolExecutionNotifications", 0), "message", "text"),
			    "Permission denied");
	result = json_object_get(json_object_get(run, "tool"), "driver");
	assert_int_equal(json_array_size(json_object_get(result, "rules")), 1);
	assert_string_equal(string(get(result, "rules", 0), "id", NULL), "yara/one_liner_jscript");
	json_decref(root);
}

static void every_scan_is_an_invocation(void **state)
{
	struct axr_start start = scan_start();
	struct axr_end end = scan_end();
	struct axr_record records[] = { start_record(&start), end_record(&end),
					start_record(&start) };
	json_t *root, *run;

	(void)state;
	end.exit_status = 1;
	root = report(records, 3);
	run = get(root, "runs", 0);
	assert_true(json_is_true(json_object_get(get(run, "invocations", 0),
						 "executionSuccessful")));
	assert_true(json_is_false(json_object_get(get(run, "invocations", 1),
						  "executionSuccessful")));
	json_decref(root);
	root = report(NULL, 0);
	run = get(root, "runs", 0);
	assert_int_equal(json_array_size(json_object_get(run, "results")), 0);
	assert_int_equal(json_array_size(json_object_get(run, "invocations")), 1);
	json_decref(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(results_rules_and_files_belong_together),
		cmocka_unit_test(every_scan_is_an_invocation),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
