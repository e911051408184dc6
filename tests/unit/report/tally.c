#include "report/tally.h"

#include "records.h"

static void assert_begins(const char *text, const char *beginning)
{
	if (strncmp(text, beginning, strlen(beginning)) != 0)
		fail_msg("\"%.300s\" does not begin with \"%s\"", text, beginning);
}

/* The verdict over these records, as the first line of a text. */
static const char *first_line(const struct axr_record *records, size_t count)
{
	static char line[512];
	struct axr_tally tally = { 0 };
	struct axr_buf word = { 0 }, rest = { 0 };
	char host[256];

	for (size_t i = 0; i < count; i++)
		axr_tally_record(&tally, &records[i], host);
	axr_tally_verdict(&tally, &word, &rest);
	snprintf(line, sizeof(line), "%.*s: %.*s", (int)word.len, (char *)word.ptr, (int)rest.len,
		 (char *)rest.ptr);
	axr_buf_free(&word);
	axr_buf_free(&rest);
	axr_tally_free(&tally);
	return line;
}

static struct axr_end clean_end(void)
{
	struct axr_end end = scan_end();

	end.exit_status = 0;
	end.problems = 0;
	end.total.failed = 0;
	end.by_level[AXR_MALICIOUS] = 0;
	end.by_class[AXR_CLASS_UNEXPECTED] = 0;
	return end;
}

/* What tempers the verdict over these records. */
static const char *but(const struct axr_record *records, size_t count)
{
	static char lines[1024];
	struct axr_tally tally = { 0 };
	struct axr_buf out = { 0 };
	char host[256];

	for (size_t i = 0; i < count; i++)
		axr_tally_record(&tally, &records[i], host);
	axr_tally_but(&tally, &out);
	snprintf(lines, sizeof(lines), "%.*s", (int)out.len, out.len ? (char *)out.ptr : "");
	axr_buf_free(&out);
	axr_tally_free(&tally);
	return lines;
}

/* A report that was told to leave findings out says how many it does. */
static void what_is_left_out_counts(void **state)
{
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_start start = scan_start();
	struct axr_end end = clean_end();
	struct axr_record records[] = { start_record(&start), finding_record(&finding),
					end_record(&end) };

	(void)state;
	end.by_level[AXR_MALICIOUS] = 1;
	end.by_level[AXR_INFO] = 7;
	assert_string_equal(but(records, 3), "");
	end.by_level[AXR_SUSPICIOUS] = 2;
	assert_string_equal(but(records, 3), "2 findings have no entry below: the scan was told "
					     "to report worse ones only; --report notable "
					     "tells all.\n");
	end.by_level[AXR_SUSPICIOUS] = 0;
	end.by_level[AXR_NOTABLE] = 1;
	assert_string_equal(but(records, 3),
			    "1 file is notable: worth a look, by itself no sign of an "
			    "attack.\n"
			    "1 finding has no entry below: the scan was told to report worse "
			    "ones only; --report notable tells all.\n");
}

static void the_first_line_is_the_verdict(void **state)
{
	struct axr_start start = scan_start();
	struct axr_end end = clean_end();
	struct axr_record records[] = { start_record(&start), end_record(&end) };

	(void)state;
	assert_string_equal(first_line(records, 2),
		"CLEAN and complete: nothing suspicious found on EXCH01 (1,237 files checked)");
	end.by_level[AXR_MALICIOUS] = 1;
	assert_string_equal(first_line(records, 2),
		"MALICIOUS: 1 malicious file found on EXCH01 (1 file malicious or suspicious of "
		"1,237 checked)");
	end.by_level[AXR_MALICIOUS] = 0;
	end.by_level[AXR_SUSPICIOUS] = 2;
	assert_string_equal(first_line(records, 2),
			    "SUSPICIOUS: 2 files to look at on EXCH01 (of 1,237 checked)");
	end.by_level[AXR_SUSPICIOUS] = 0;
	end.by_class[AXR_CLASS_MODIFIED] = 3;
	assert_string_equal(first_line(records, 2),
		"UNEXPECTED: 3 files unexpected or modified on EXCH01, none suspicious by content "
		"(of 1,237 checked)");
	end.by_class[AXR_CLASS_MODIFIED] = 0;
	end.exit_status = AXR_EXIT_INCOMPLETE;
	assert_string_equal(first_line(records, 2),
		"INCOMPLETE: nothing suspicious found on EXCH01, but not everything was scanned "
		"(1,237 files checked)");
	end.exit_status = 0;
	end.stopped = "time limit";
	assert_begins(first_line(records, 2), "INCOMPLETE: ");
	end.stopped = NULL;
	end.total = (struct axr_root){ .origin = "" };
	assert_string_equal(first_line(records, 2),
		"NOTHING SCANNED: not one file was reached on EXCH01");
	end.exit_status = AXR_EXIT_INCOMPLETE;
	assert_begins(first_line(records, 2), "NOTHING SCANNED: ");
}

static void without_an_end_nothing_is_clean(void **state)
{
	struct axr_start start = scan_start();
	struct axr_end end = clean_end();
	struct axr_record records[] = { start_record(&start), end_record(&end),
					start_record(&start) };

	(void)state;
	assert_begins(first_line(records, 1), "INCOMPLETE: ");
	assert_begins(first_line(records, 3), "INCOMPLETE: ");
	assert_begins(first_line(records, 0), "INCOMPLETE: ");
}

static void what_could_not_be_read_back_is_said(void **state)
{
	struct axr_start start = scan_start();
	struct axr_end end = clean_end();
	struct axr_problem problem = { .trouble = AXR_TROUBLE_RESULT, .incomplete = true };
	struct axr_record records[] = { start_record(&start), problem_record(&problem),
					end_record(&end) };
	struct axr_tally tally = { 0 };
	struct axr_buf out = { 0 };
	char host[256];

	(void)state;
	problem.path = problem.text = axr_span_str("x");
	assert_begins(first_line(records, 3), "INCOMPLETE: nothing suspicious found on EXCH01, but");
	assert_begins(first_line(records + 1, 1), "NOTHING READ: ");
	for (size_t i = 0; i < 3; i++)
		axr_tally_record(&tally, &records[i], host);
	axr_tally_but(&tally, &out);
	assert_begins((char *)out.ptr, "Results could not be read back, and what they told is not "
				       "in here: see PROBLEMS.\n");
	axr_buf_reset(&out);
	axr_tally_exit(&tally, &out);
	assert_begins((char *)out.ptr, "4: something was not read");
	axr_buf_reset(&out);
	axr_tally_record(&tally, &records[0], host);
	axr_tally_but(&tally, &out);
	assert_begins((char *)out.ptr, "Of 2 scans 1 has an end record: the others were killed");
	axr_buf_free(&out);
	axr_tally_free(&tally);
}

static void the_exit_status_has_words(void **state)
{
	struct axr_tally tally = { 0 };
	struct axr_end end = clean_end();
	struct axr_record record = end_record(&end);
	struct axr_buf out = { 0 };
	char host[256];

	(void)state;
	axr_tally_exit(&tally, &out);
	assert_span(axr_buf_span(&out), "unknown: there is no end record");
	axr_buf_reset(&out);
	axr_tally_record(&tally, &record, host);
	axr_tally_exit(&tally, &out);
	assert_span(axr_buf_span(&out), "0: clean and complete");
	axr_buf_reset(&out);
	/* of several scans the bits add up */
	end.exit_status = AXR_EXIT_FOUND;
	axr_tally_record(&tally, &record, host);
	end.exit_status = AXR_EXIT_INCOMPLETE;
	axr_tally_record(&tally, &record, host);
	axr_tally_exit(&tally, &out);
	assert_span(axr_buf_span(&out), "5 = 1: a file at or above the level to fail on; 4: something "
					"was not read or not scanned to the end");
	axr_buf_free(&out);
	axr_tally_free(&tally);
}

static void a_record_knows_its_host(void **state)
{
	struct axr_tally tally = { 0 };
	struct axr_start start = scan_start();
	struct axr_problem problem = open_problem();
	struct axr_record first = start_record(&start), second = problem_record(&problem);
	char host[256];

	(void)state;
	axr_tally_record(&tally, &second, host);
	assert_string_equal(host, "");
	axr_tally_record(&tally, &first, host);
	axr_tally_record(&tally, &second, host);
	assert_string_equal(host, "EXCH01");
	second.host = "EX\nCH02";
	axr_tally_record(&tally, &second, host);
	assert_string_equal(host, "EX\\nCH02");
	axr_tally_record(&tally, &second, host);
	assert_int_equal(tally.hosts.count, 2);
	assert_int_equal(tally.problems, 4);
	axr_tally_free(&tally);
}

/* An image without a name is not the machine that looked at it. */
static void an_image_without_a_name_is_named_by_its_folder(void **state)
{
	struct axr_start start = scan_start();
	struct axr_end end = clean_end();
	struct axr_record records[] = { start_record(&start), end_record(&end),
					start_record(&start), end_record(&end) };

	(void)state;
	start.host = "";
	start.image = "/mnt/\x1b[31m";
	assert_string_equal(first_line(records, 2),
			    "CLEAN and complete: nothing suspicious found in the image "
			    "/mnt/\\u001b[31m (1,237 files checked)");
	assert_begins(first_line(records, 4),
		      "CLEAN and complete: nothing suspicious found in images without a name (");
	start.host = "EXCH02";
	assert_begins(first_line(records, 2),
		      "CLEAN and complete: nothing suspicious found on EXCH02 (");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_line_is_the_verdict),
		cmocka_unit_test(without_an_end_nothing_is_clean),
		cmocka_unit_test(what_could_not_be_read_back_is_said),
		cmocka_unit_test(the_exit_status_has_words),
		cmocka_unit_test(what_is_left_out_counts),
		cmocka_unit_test(a_record_knows_its_host),
		cmocka_unit_test(an_image_without_a_name_is_named_by_its_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
