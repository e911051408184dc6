/* Reports read back and written again; and what the real jq says to them. */
#include "base/utf8.h"

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
	struct axr_report_options options = { .file = "again.ndjson" };
	const char *source = "source.ndjson";
	struct axr_buf first = sample(), second = { 0 };
	struct axr_reporter *reporter;
	struct axr_err err = { "" };

	(void)state;
	save(source, (char *)first.ptr, first.len);
	assert_int_equal(axr_reporter_open(&reporter, &options, &err), 0);
	if (axr_report_convert(&source, 1, axr_reporter_record, reporter, &err))
		fail_msg("%s", err.text);
	assert_int_equal(axr_reporter_close(reporter, &err), 0);
	assert_int_equal(axr_os_load(options.file, 1 << 20, &second), 0);
	assert_document(&second, (char *)first.ptr);
	axr_buf_free(&first);
	axr_buf_free(&second);
	unlink(source);
	unlink(options.file);
}

struct seen {
	unsigned kinds[5];
	struct axr_span path; /* of the last problem */
	enum axr_trouble trouble;
	uint32_t line;
	char text[160], host[32];
};

static void count(void *user, const struct axr_record *record)
{
	struct seen *seen = user;

	seen->kinds[record->kind]++;
	if (record->kind != AXR_RECORD_PROBLEM)
		return;
	seen->trouble = record->problem->trouble;
	seen->line = record->problem->line;
	snprintf(seen->text, sizeof(seen->text), "%.*s", (int)record->problem->text.len,
		 (const char *)record->problem->text.ptr);
	snprintf(seen->host, sizeof(seen->host), "%s", record->host);
}

static void reading_goes_on_behind_a_bad_line(void **state)
{
	const char *files[] = { "none.ndjson", "bad.ndjson", "good.ndjson" };
	struct axr_buf good = sample();
	struct seen seen = { 0 };
	char expected[400];
	struct axr_err err;

	(void)state;
	save(files[2], (char *)good.ptr, good.len);
	/* the report without the end of its last line */
	save(files[1], (char *)good.ptr, good.len - 2);
	assert_int_equal(axr_report_convert(files + 1, 2, count, &seen, &err),
			 AXR_EXIT_INCOMPLETE);
	snprintf(expected, sizeof(expected), "%s:6: no JSON object", files[1]);
	assert_memory_equal(err.text, expected, strlen(expected));
	/* both tell of one scan, and of the cut copy the end alone is not there */
	assert_int_equal(seen.kinds[AXR_RECORD_START], 1);
	assert_int_equal(seen.kinds[AXR_RECORD_FINDING], 2);
	assert_int_equal(seen.kinds[AXR_RECORD_PROBLEM], 1 + 1);
	assert_int_equal(seen.kinds[AXR_RECORD_STATE], 1);
	assert_int_equal(seen.kinds[AXR_RECORD_END], 1);
	/* a file that is not there does not keep the others from being read */
	seen = (struct seen){ 0 };
	assert_int_equal(axr_report_convert(files, 3, count, &seen, &err), AXR_EXIT_INCOMPLETE);
	snprintf(expected, sizeof(expected), "%s: cannot be opened: " NO_SUCH_FILE, files[0]);
	assert_string_equal(err.text, expected);
	assert_int_equal(seen.kinds[AXR_RECORD_END], 1);
	assert_int_equal(axr_report_convert(files, 1, count, &seen, &err), AXR_EIO);
	assert_string_equal(err.text, expected);
	/* no rights would help */
	assert_int_equal(seen.trouble, AXR_TROUBLE_RESULT);
	unlink(files[1]);
	unlink(files[2]);
	axr_buf_free(&good);
}

/* What of a scan is cut off between two lines can be told by its end alone. */
static void a_scan_without_an_end_is_not_complete(void **state)
{
	const char *files[] = { "cut.ndjson", "whole.ndjson" };
	struct axr_buf whole = sample();
	struct seen seen = { 0 };
	size_t len = whole.len - 1;
	char expected[400];
	struct axr_err err;

	(void)state;
	while (whole.ptr[len - 1] != '\n')
		len--;
	save(files[0], (char *)whole.ptr, len);
	save(files[1], (char *)whole.ptr, whole.len);
	assert_int_equal(axr_report_convert(files, 1, count, &seen, &err), AXR_EXIT_INCOMPLETE);
	snprintf(expected, sizeof(expected), "%s: no end record", files[0]);
	assert_memory_equal(err.text, expected, strlen(expected));
	assert_int_equal(seen.kinds[AXR_RECORD_PROBLEM], 1);
	/* a whole copy makes up for it */
	assert_int_equal(axr_report_convert(files, 2, count, &seen, &err), AXR_OK);
	unlink(files[0]);
	unlink(files[1]);
	axr_buf_free(&whole);
}

static void many_bad_lines_are_counted(void **state)
{
	const char *source = "many.ndjson";
	struct axr_buf text = sample();
	struct seen seen = { 0 };
	struct axr_err err;

	(void)state;
	/* a scan that was killed at once left such a file: that is no clean result */
	save(source, "\n\r\n \n", 5);
	assert_int_equal(axr_report_convert(&source, 1, count, &seen, &err), AXR_EFORMAT);
	save(source, "", 0);
	assert_int_equal(axr_report_convert(&source, 1, count, &seen, &err), AXR_EFORMAT);
	assert_string_equal(seen.text, "holds no result of a scan");
	seen = (struct seen){ 0 };
	for (unsigned i = 0; i < 1000; i++)
		axr_buf_puts(&text, "{}\n");
	/* a line that is too long for us takes nothing with it but itself */
	for (unsigned i = 0; i < 65 << 10; i++)
		axr_buf_printf(&text, "%1024s", "");
	axr_buf_puts(&text, "\n");
	save(source, (char *)text.ptr, text.len);
	assert_int_equal(axr_report_convert(&source, 1, count, &seen, &err), AXR_EXIT_INCOMPLETE);
	assert_int_equal(seen.kinds[AXR_RECORD_PROBLEM], 1 + 10 + 1);
	assert_string_equal(seen.text, "991 more lines of it that cannot be read");
	assert_string_equal(seen.host, "EXCH01");
	unlink(source);
	axr_buf_free(&text);
}

static void what_powershell_writes_is_read(void **state)
{
	const char *source = "wide.ndjson";
	struct axr_buf narrow = sample(), wide = { 0 };
	struct seen seen = { 0 };
	struct axr_err err;
	size_t len;

	(void)state;
	for (unsigned big = 0; big < 2; big++) {
		axr_buf_reset(&wide);
		axr_buf_puts(&wide, big ? "\xfe\xff" : "\xff\xfe");
		for (size_t at = 0; at < narrow.len; at += len) {
			int32_t code = axr_utf8_get(axr_buf_span(&narrow), at, &len);

			assert_in_range(code, 1, 0xffff);
			axr_buf_putc(&wide, (uint8_t)(big ? code >> 8 : code));
			axr_buf_putc(&wide, (uint8_t)(big ? code : code >> 8));
		}
		save(source, (char *)wide.ptr, wide.len);
		assert_int_equal(axr_report_convert(&source, 1, count, &seen, &err), AXR_OK);
		assert_int_equal(seen.kinds[AXR_RECORD_END], big + 1);
		assert_int_equal(seen.kinds[AXR_RECORD_FINDING], 2 * (big + 1));
	}
	/* UTF-8 with a mark, and another file with one behind it */
	axr_buf_reset(&wide);
	for (unsigned i = 0; i < 2; i++) {
		axr_buf_puts(&wide, "\xef\xbb\xbf");
		axr_buf_put(&wide, axr_buf_span(&narrow));
	}
	save(source, (char *)wide.ptr, wide.len);
	assert_int_equal(axr_report_convert(&source, 1, count, &seen, &err), AXR_OK);
	assert_int_equal(seen.kinds[AXR_RECORD_END], 3);
	unlink(source);
	axr_buf_free(&narrow);
	axr_buf_free(&wide);
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
	const char *source = "jq.ndjson";
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
		cmocka_unit_test(reading_goes_on_behind_a_bad_line),
		cmocka_unit_test(a_scan_without_an_end_is_not_complete),
		cmocka_unit_test(many_bad_lines_are_counted),
		cmocka_unit_test(what_powershell_writes_is_read),
		cmocka_unit_test(jq_reads_every_line),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
