/* What a line holds is checked with jansson here, and with the real jq in report/convert. */
#include "line.h"

static void a_finding_is_an_ecs_alert(void **state)
{
	struct axr_start start = scan_start();
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);

	(void)state;
	write_record(start_record(&start));
	write_record(finding_record(&finding));
	assert_value("@timestamp", "\"2021-03-03T04:05:11.005Z\"");
	assert_value("ecs.version", "\"8.17.0\"");
	assert_value("event.kind", "\"alert\"");
	assert_value("event.category", "[\"malware\",\"file\"]");
	assert_value("event.type", "[\"info\"]");
	assert_value("event.action", "\"webshell-match\"");
	assert_value("event.module", "\"aspxray\"");
	assert_value("event.dataset", "\"aspxray.finding\"");
	assert_value("event.id", "\"0123456789abcdef0123456789abcdef\"");
	assert_value("event.severity", "97");
	assert_value("event.risk_score", "97.0");
	assert_value("host.name", "\"EXCH01\"");
	assert_value("observer.type", "\"scanner\"");
	assert_value("file.path", "\"C:\\\\inetpub\\\\wwwroot\\\\aspnet_client\\\\x.aspx\"");
	assert_value("file.drive_letter", "\"C\"");
	assert_value("file.extension", "\"aspx\"");
	assert_value("file.size", "2318");
	assert_value("file.created", "\"2021-03-03T04:05:06.005Z\"");
	assert_value("file.ctime", "\"2021-03-03T04:06:06.005Z\"");
	assert_value("file.attributes", "[\"hidden\",\"system\"]");
	assert_value("file.mime_type", "\"text/html\"");
	assert_value("file.hash.md5", "\"11111111111111111111111111111111\"");
	assert_value("file.fork_name", "absent");
	assert_value("rule.name", "\"one_liner_jscript\"");
	assert_value("rule.author", "[\"aspxray\"]");
	assert_value("threat.framework", "\"MITRE ATT&CK\"");
	assert_value("threat.tactic.id", "[\"TA0003\",\"TA0002\"]");
	assert_value("threat.technique.id", "[\"T1505\",\"T1059\"]");
	assert_value("threat.technique.subtechnique.id", "[\"T1505.003\",\"T1059.007\"]");
	assert_value("threat.technique.subtechnique.name", "[\"Web Shell\",\"JavaScript\"]");
	assert_value("aspxray.level", "\"malicious\"");
	assert_value("aspxray.class", "\"unexpected\"");
	assert_value("aspxray.url.0", "\"https://mail.example.com/aspnet_client/x.aspx\"");
	assert_value("aspxray.reasons.0.line", "3");
	assert_value("aspxray.reasons.1.from_line", "2");
	assert_value("aspxray.reasons.2.offset", "absent");
	assert_value("aspxray.path_hex", "absent");
	/* the soft hyphen and the override are written as escapes, and read back as they were */
	assert_non_null(strstr((char *)out.ptr, "ev\\u00adal(Req\\u202euest[\\\"k\\\"]"));
	assert_int_equal(strlen(json_string_value(json_object_get(json_array_get(
				 json_object_get(json_object_get(root, "aspxray"), "reasons"), 0),
			 "excerpt"))), shell_reasons[0].excerpt.len);
}

static void a_problem_is_an_event(void **state)
{
	struct axr_problem problem = open_problem();

	(void)state;
	write_record(problem_record(&problem));
	assert_value("event.kind", "\"event\"");
	assert_value("event.category", "[\"file\"]");
	assert_value("event.type", "[\"access\"]");
	assert_value("event.outcome", "\"failure\"");
	assert_value("error.code", "\"13\"");
	assert_value("error.type", "\"open-failed\"");
	assert_value("error.message", "\"Permission denied\"");
	assert_value("aspxray.incomplete", "true");
}

static void start_and_end_frame_it(void **state)
{
	struct axr_start start = scan_start();
	struct axr_end end = scan_end();

	(void)state;
	write_record(start_record(&start));
	assert_value("event.type", "[\"start\"]");
	assert_value("aspxray.missing_roots", "[\"E:\\\\Exchange\"]");
	assert_value("aspxray.rules.yara", "312");
	end.stopped = "time limit";
	write_record(end_record(&end));
	assert_value("event.type", "[\"end\"]");
	assert_value("event.outcome", "\"failure\"");
	assert_value("event.duration", "12345678901");
	assert_value("aspxray.levels.malicious", "1");
	assert_value("aspxray.classes.unexpected", "1");
	assert_value("aspxray.total.scanned", "1234");
	assert_value("aspxray.roots.0.skipped.link", "10");
	assert_value("aspxray.missing_roots.0", "\"E:\\\\Exchange\"");
	assert_int_equal(strlen(value("aspxray.rules.id")), 66);
	assert_value("aspxray.stopped", "\"time limit\"");
	assert_value("aspxray.exit_status", "7");
	end.stopped = NULL;
	end.exit_status = 1;
	write_record(end_record(&end));
	assert_value("event.outcome", "\"success\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_finding_is_an_ecs_alert, tear_down),
		cmocka_unit_test_teardown(a_problem_is_an_event, tear_down),
		cmocka_unit_test_teardown(start_and_end_frame_it, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
