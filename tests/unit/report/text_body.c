#include "capture.h"

static void assert_begins(const char *text, const char *beginning)
{
	if (strncmp(text, beginning, strlen(beginning)) != 0)
		fail_msg("\"%.300s\" does not begin with \"%s\"", text, beginning);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classes_are_told_by_folder),
		cmocka_unit_test(lists_are_cut_and_say_so),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
