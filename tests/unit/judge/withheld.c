#include "judge/withheld.h"

#include "../test.h"
#include "base/span.h"
#include "judge/judge.h"

static struct axr_arena arena;
static struct axr_subject subject;

static struct axr_finding judge(const char *name, const char *extension, enum axr_trouble trouble,
				bool read)
{
	struct axr_finding finding;

	axr_arena_free(&arena);
	axr_arena_init(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	subject.file.path = subject.file.name = axr_span_str(name);
	subject.file.extension = axr_span_str(extension);
	subject.read_whole = read;
	axr_subject_problem(&subject, trouble, 32, "because");
	axr_judge(&subject, "host", &finding);
	return finding;
}

static void what_an_antivirus_holds_is_suspicious(void **state)
{
	struct axr_finding finding = judge("x.aspx", "aspx", AXR_TROUBLE_ANTIVIRUS, false);

	(void)state;
	assert_int_equal(finding.level, AXR_SUSPICIOUS);
	assert_string_equal(finding.reasons[0].rule, "antivirus");
	assert_non_null(strstr(finding.next, "quarantine"));
	finding = judge("x.txt", "txt", AXR_TROUBLE_ANTIVIRUS, false);
	assert_int_equal(finding.level, AXR_SUSPICIOUS);
}

static void a_locked_page_is_looked_at(void **state)
{
	static const char *const names[][2] = {
		{ "x.aspx", "aspx" }, { "x.dll", "dll" }, { "web.config", "config" }
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct axr_finding finding =
			judge(names[i][0], names[i][1], AXR_TROUBLE_BLOCKED, false);

		assert_int_equal(finding.level, AXR_NOTABLE);
		assert_string_equal(finding.reasons[0].rule, "locked");
		assert_non_null(strstr(finding.next, "shadow copy"));
	}
}

/* Logs are locked all the time; what was read whole has been judged by what it holds. */
static void others_say_nothing(void **state)
{
	(void)state;
	assert_int_equal(judge("u_ex1.log", "log", AXR_TROUBLE_BLOCKED, false).reason_count, 0);
	assert_int_equal(judge("x.aspx", "aspx", AXR_TROUBLE_OPEN, false).reason_count, 0);
	assert_int_equal(judge("x.aspx", "aspx", AXR_TROUBLE_BLOCKED, true).reason_count, 0);
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_an_antivirus_holds_is_suspicious),
		cmocka_unit_test(a_locked_page_is_looked_at),
		cmocka_unit_test(others_say_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
