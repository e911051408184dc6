/* Reports read back and written again; and what the real jq says to them. */
#include "capture.h"

static struct axr_buf ndjson_of(const struct axr_record *records, size_t count)
{
	struct axr_report_options options = { .format = "ndjson" };

	return capture(options, records, count);
}

static struct axr_buf sample(void)
{
	static uint8_t path[300];
	struct axr_start start = scan_start();
	struct axr_file file = shell_file(), odd = shell_file();
	struct axr_finding finding = shell_finding(&file), other = shell_finding(&odd);
	struct axr_problem problem = open_problem();
	struct axr_end end = scan_end();
	struct axr_record records[] = { start_record(&start), finding_record(&finding),
					finding_record(&other), problem_record(&problem),
					state_record(&odd), end_record(&end) };

	for (size_t i = 0; i < sizeof(path); i++)
		path[i] = (uint8_t)i;
	odd.path = axr_span(path, sizeof(path));
	odd.name = axr_span_from(odd.path, 200);
	return ndjson_of(records, 6);
}

static void save(const char *file, const char *text, size_t len)
{
	FILE *stream = fopen(file, "wb");

	assert_non_null(stream);
	assert_int_equal(fwrite(text, 1, len, stream), len);
	assert_int_equal(fclose(stream), 0);
}

static void converting_ndjson_to_ndjson_changes_nothing(void **state)
{
	struct axr_report_options options = { .file = temporary("again.ndjson") };
	const char *source = temporary("source.ndjson");
	struct axr_buf first = sample(), second = { 0 };
	struct axr_reporter *reporter;
	struct axr_err err = { "" };

	(void)state;
	save(source, (char *)first.ptr, first.len);
	assert_int_equal(axr_reporter_open(&reporter, &options, &err), 0);
	if (axr_report_convert(source, axr_reporter_record, reporter, &err))
		fail_msg("%s", err.text);
	assert_int_equal(axr_reporter_close(reporter, &err), 0);
	assert_int_equal(axr_os_load(options.file, 1 << 20, &second), 0);
	assert_document(&second, (char *)first.ptr);
	axr_buf_free(&first);
	axr_buf_free(&second);
	unlink(source);
	unlink(options.file);
}

static void count(void *user, const struct axr_record *record)
{
	unsigned *kinds = user;

	kinds[record->kind]++;
}

static void a_bad_line_is_named(void **state)
{
	const char *source = temporary("bad.ndjson");
	struct axr_buf good = sample();
	unsigned kinds[5] = { 0 };
	char expected[400];
	struct axr_err err;

	(void)state;
	/* a blank line, then the report without the end of its last line */
	good.ptr[good.len - 2] = '\n';
	save(source, (char *)good.ptr, good.len - 1);
	assert_int_equal(axr_report_convert(source, count, kinds, &err), AXR_EFORMAT);
	snprintf(expected, sizeof(expected), "%s:6: no JSON object", source);
	assert_memory_equal(err.text, expected, strlen(expected));
	assert_int_equal(kinds[AXR_RECORD_START], 1);
	assert_int_equal(kinds[AXR_RECORD_FINDING], 2);
	assert_int_equal(kinds[AXR_RECORD_PROBLEM], 1);
	assert_int_equal(kinds[AXR_RECORD_STATE], 1);
	assert_int_equal(kinds[AXR_RECORD_END], 0);
	axr_buf_free(&good);
	save(source, "\n\r\n \n", 5);
	assert_int_equal(axr_report_convert(source, count, kinds, &err), AXR_OK);
	save(source, "", 0);
	assert_int_equal(axr_report_convert(source, count, kinds, &err), AXR_OK);
	unlink(source);
	assert_int_equal(axr_report_convert(source, count, kinds, &err), AXR_EIO);
	snprintf(expected, sizeof(expected), "cannot open %s: " NO_SUCH_FILE, source);
	assert_string_equal(err.text, expected);
}

/* What a command prints, one line. */
static const char *output_of(const char *command)
{
	static char line[4096];
	FILE *stream = popen(command, "r");

	assert_non_null(stream);
	if (!fgets(line, sizeof(line), stream))
		*line = '\0';
	assert_int_equal(pclose(stream), 0);
	line[strcspn(line, "\n")] = '\0';
	return line;
}

static void jq_reads_every_line(void **state)
{
	const char *source = temporary("jq.ndjson");
	struct axr_buf good = sample();
	char command[1024];

	(void)state;
#ifdef _WIN32
	axr_buf_free(&good);
	skip_for("jq is a program of another system");
#endif
	if (system("jq --version >/dev/null 2>&1")) {
		axr_buf_free(&good);
		skip_for("there is no jq");
	}
	save(source, (char *)good.ptr, good.len);
	axr_buf_free(&good);
	snprintf(command, sizeof(command), "jq -c . %s | wc -l | tr -d ' '", source);
	assert_string_equal(output_of(command), "6");
	snprintf(command, sizeof(command),
		 "jq -r 'select(.event.kind==\"alert\") | .event.id' %s | sort -u", source);
	assert_string_equal(output_of(command), "0123456789abcdef0123456789abcdef");
	/* all 256 bytes of a name come back through its hex */
	snprintf(command, sizeof(command),
		 "jq -r 'select(.event.kind==\"state\") | .aspxray.path_hex | length' %s", source);
	assert_string_equal(output_of(command), "600");
	snprintf(command, sizeof(command),
		 "jq -r 'select(.event.action==\"scan-end\") | .aspxray.exit_status' %s", source);
	assert_string_equal(output_of(command), "7");
	unlink(source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(converting_ndjson_to_ndjson_changes_nothing),
		cmocka_unit_test(a_bad_line_is_named),
		cmocka_unit_test(jq_reads_every_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
