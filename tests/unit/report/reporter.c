#include <fcntl.h>
#include <sys/stat.h>

#include "capture.h"

static bool exists(const char *path)
{
	struct stat st;

	return !stat(path, &st);
}

static void formats_are_listed(void **state)
{
	const char *const *formats = axr_report_formats();
	size_t count = 0;

	(void)state;
	for (; formats[count]; count++) {
		struct axr_report_options options = { .format = formats[count] };
		struct axr_buf out = capture(options, NULL, 0);

		axr_buf_free(&out);
	}
	assert_true(count >= 3);
	assert_string_equal(formats[0], "text");
}

static void a_suffix_asks_for_its_format(void **state)
{
	static const struct {
		const char *file, *begin;
	} cases[] = {
		{ "a.NDJSON", "{\"@timestamp\"" }, { "a.jsonl", "{\"@timestamp\"" },
		{ "a.csv", "time,host," },         { "a.txt", "INCOMPLETE: " },
		{ "other", "INCOMPLETE: " },       { "other.", "INCOMPLETE: " },
	};
	struct axr_start start = scan_start();
	struct axr_record record = start_record(&start);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_report_options options = { .file = cases[i].file };
		struct axr_reporter *reporter;
		struct axr_buf out = { 0 };
		struct axr_err err;

		assert_int_equal(axr_reporter_open(&reporter, &options, &err), 0);
		axr_reporter_record(reporter, &record);
		assert_int_equal(axr_reporter_close(reporter, &err), 0);
		assert_int_equal(axr_os_load(options.file, 1 << 20, &out), 0);
		assert_memory_equal(out.ptr, cases[i].begin, strlen(cases[i].begin));
		axr_buf_free(&out);
		unlink(options.file);
	}
}

static void an_unknown_suffix_is_not_text(void **state)
{
	struct axr_report_options options = { .file = "a.html" };
	struct axr_reporter *reporter;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_reporter_open(&reporter, &options, &err), AXR_EUSAGE);
	assert_string_equal(err.text, "no report format has the suffix of 'a.html'");
	assert_false(exists(options.file));
	assert_null(axr_report_format_of("report.2021-03-03"));
	assert_null(axr_report_format_of("/a.b/x.csv2"));
	assert_string_equal(axr_report_format_of("/a.b/x"), "text");
	assert_string_equal(axr_report_format_of("C:\\a.b\\x"), "text");
	assert_string_equal(axr_report_format_of("/a/.csv"), "csv");
	assert_string_equal(axr_report_format_of(".hidden"), "text");
	assert_string_equal(axr_report_format_of("/a/.hidden"), "text");
	assert_string_equal(axr_report_format_of("x.Sarif.JSON"), "sarif");
	assert_string_equal(axr_report_format_of(""), "text");
	options.format = "csv";
	assert_int_equal(axr_reporter_open(&reporter, &options, &err), 0);
	assert_int_equal(axr_reporter_close(reporter, &err), 0);
	unlink(options.file);
}

static void what_is_wrong_is_said_at_once(void **state)
{
	struct axr_report_options options = { .format = "docx" };
	struct axr_reporter *reporter;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_reporter_open(&reporter, &options, &err), AXR_EUSAGE);
	assert_string_equal(err.text, "unknown report format 'docx': text, ndjson, csv, sarif, "
				      "hashdeep");
	assert_null(reporter);
	options.format = NULL;
	options.file = "/nonexistent/report.txt";
	assert_int_equal(axr_reporter_open(&reporter, &options, &err), AXR_EIO);
	assert_string_equal(err.text, "cannot write /nonexistent/report.txt: " NO_SUCH_PATH);
	assert_int_equal(axr_reporter_close(NULL, &err), 0);
}

/* Writes to standard output while it is that file. */
static int report_to(const char *device, const char *format, struct axr_err *err)
{
	struct axr_report_options options = { .format = format };
	struct axr_start start = scan_start();
	struct axr_record record = start_record(&start);
	struct axr_reporter *reporter;
	int saved = dup(1), fd = open(device, O_WRONLY), status;

	assert_true(fd >= 0 && saved >= 0);
	fflush(stdout);
	dup2(fd, 1);
	close(fd);
	assert_int_equal(axr_reporter_open(&reporter, &options, err), 0);
	axr_reporter_record(reporter, &record);
	axr_reporter_record(reporter, &record);
	status = axr_reporter_close(reporter, err);
	/* what could not be written must not come out later */
	dup2(saved, 1);
	close(saved);
	clearerr(stdout);
	return status;
}

static void a_full_disk_is_an_error(void **state)
{
	struct axr_err err;

	(void)state;
	if (!exists("/dev/full"))
		skip_for("there is no /dev/full");
	for (const char *const *format = axr_report_formats(); *format; format++) {
		assert_int_equal(report_to("/dev/full", *format, &err), AXR_EIO);
		assert_string_equal(err.text, "cannot write to standard output: No space left on "
					      "device");
	}
	assert_int_equal(report_to("/dev/null", "ndjson", &err), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_are_listed),
		cmocka_unit_test(a_suffix_asks_for_its_format),
		cmocka_unit_test(an_unknown_suffix_is_not_text),
		cmocka_unit_test(what_is_wrong_is_said_at_once),
		cmocka_unit_test(a_full_disk_is_an_error),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
