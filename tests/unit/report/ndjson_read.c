#include "report/ndjson_read.h"

#include "report/ndjson.h"

#include "records.h"

static struct axr_arena arena;
static struct axr_ndjson written, again;
static struct axr_record read_back;

static int set_up(void **state)
{
	(void)state;
	axr_arena_init(&arena, 0);
	memset(&written, 0, sizeof(written));
	memset(&again, 0, sizeof(again));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	axr_arena_free(&arena);
	return 0;
}

/* Record to line to record to line: the lines are the same, byte by byte. */
static void round_trip(struct axr_record record)
{
	struct axr_buf first = { 0 }, second = { 0 };
	struct axr_err err = { "" };

	axr_ndjson_line(&first, &written, &record);
	if (axr_record_read(&arena, axr_span_trim(axr_buf_span(&first)), &read_back, &err))
		fail_msg("%s: %.*s", err.text, (int)first.len, (char *)first.ptr);
	assert_int_equal(read_back.kind, record.kind);
	axr_ndjson_line(&second, &again, &read_back);
	axr_buf_putc(&first, '\0');
	assert_span(axr_buf_span(&second), (char *)first.ptr);
	axr_buf_free(&first);
	axr_buf_free(&second);
}

static void every_kind_comes_back(void **state)
{
	struct axr_start start = scan_start();
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_problem problem = open_problem();
	struct axr_end end = scan_end();

	(void)state;
	round_trip(start_record(&start));
	assert_string_equal(read_back.start->host, "EXCH01");
	assert_string_equal(read_back.start->build, start.build);
	assert_string_equal(read_back.start->backup_privilege, "not held");
	round_trip(finding_record(&finding));
	assert_int_equal(read_back.finding->reason_count, 3);
	assert_true(axr_span_eq(read_back.finding->reasons[0].excerpt, shell_reasons[0].excerpt));
	assert_string_equal(read_back.finding->next, finding.next);
	assert_memory_equal(read_back.finding->file->sha256, file.sha256, 32);
	assert_int_equal(read_back.finding->file->attributes, file.attributes);
	assert_int_equal(read_back.finding->file->mtime.sec, file.mtime.sec);
	round_trip(problem_record(&problem));
	assert_int_equal(read_back.problem->code, 13);
	problem.code = -5;
	problem.line = 7;
	round_trip(problem_record(&problem));
	assert_int_equal(read_back.problem->code, -5);
	round_trip(state_record(&file));
	assert_span(read_back.file->relative, "aspnet_client/x.aspx");
	round_trip(end_record(&end));
	assert_int_equal(read_back.end->by_level[AXR_MALICIOUS], 1);
	assert_int_equal(read_back.end->roots[0].skipped[AXR_SKIP_LINK], 10);
	assert_true(read_back.end->roots[1].missing);
	assert_int_equal(read_back.end->exit_status, 7);
	end.stopped = "signal";
	round_trip(end_record(&end));
	assert_string_equal(read_back.end->stopped, "signal");
}

static void bytes_that_are_no_text_come_back(void **state)
{
	uint8_t all[512];
	struct axr_span spans[6];
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_reason reason = shell_reasons[0];
	struct axr_problem problem = open_problem();
	struct axr_root roots[1] = { scan_roots[0] };
	struct axr_end end = scan_end();
	uint32_t seed = 7;

	(void)state;
	for (unsigned round = 0; round < 300; round++) {
		for (size_t i = 0; i < sizeof(all); i++) {
			seed = seed * 1664525 + 1013904223;
			all[i] = (uint8_t)(seed >> 24);
			if (round % 4 == 1)
				all[i] &= 0x7f;
		}
		for (size_t i = 0; i < 6; i++)
			spans[i] = axr_span(all + 80 * i, round % 80);
		file.path = spans[0];
		file.name = file.directory = file.extension = spans[1];
		file.owner = file.group = file.relative = spans[2];
		file.magic = spans[3];
		file.signature = (enum axr_signature)(round % 5);
		file.signer = spans[4];
		finding.reasons = &reason;
		finding.reason_count = 1;
		reason.excerpt = spans[4];
		finding.urls = spans + 3;
		finding.url_count = round % 80 ? 3 : 0;
		round_trip(finding_record(&finding));
		assert_true(axr_span_eq(read_back.finding->file->path, spans[0]));
		assert_true(axr_span_eq(read_back.finding->file->name, spans[1]));
		assert_true(axr_span_eq(read_back.finding->reasons[0].excerpt, spans[4]));
		problem.path = spans[1];
		problem.text = spans[2];
		round_trip(problem_record(&problem));
		assert_true(axr_span_eq(read_back.problem->path, spans[1]));
		roots[0].path = spans[5];
		end.roots = roots;
		end.root_count = 1;
		round_trip(end_record(&end));
		axr_arena_reset(&arena, 1 << 20);
	}
}

static int read_line(const char *line, struct axr_err *err)
{
	err->text[0] = '\0';
	return axr_record_read(&arena, axr_span_str(line), &read_back, err);
}

static void what_is_not_ours_is_refused(void **state)
{
	static const char *const lines[][2] = {
		{ "", "no JSON object" },
		{ "{", "no JSON object" },
		{ "[]", "no JSON object: something else" },
		{ "{} x", "no JSON object" },
		{ "{}", "not a record of aspxray" },
		{ "{\"event\":{\"module\":\"other\"}}", "not a record of aspxray" },
		{ "{\"event\":[]}", "not a record of aspxray" },
		{ "{\"event\":{\"module\":\"aspxray\",\"dataset\":\"aspxray.new\"}}",
		  "this version does not know" },
		{ "{\"event\":{\"dataset\":\"aspxray.finding\"}}", "aspxray.level" },
		{ "{\"event\":{\"dataset\":\"aspxray.finding\"},\"aspxray\":{\"level\":\"info\"}}",
		  "aspxray.class" },
		{ "{\"event\":{\"dataset\":\"aspxray.problem\"}}", "aspxray.trouble" },
	};
	struct axr_err err;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		assert_int_equal(read_line(lines[i][0], &err), AXR_EFORMAT);
		assert_non_null(strstr(err.text, lines[i][1]));
	}
}

static void wrong_types_do_no_harm(void **state)
{
	struct axr_err err;

	(void)state;
	assert_int_equal(
		read_line("{\"@timestamp\":5,\"host\":3,\"event\":{\"dataset\":\"aspxray.finding\","
			  "\"id\":{}},\"file\":[1],\"aspxray\":{\"level\":\"info\",\"class\":"
			  "\"match\",\"score\":\"x\",\"url\":[1,{}],\"reasons\":[7,null,{\"line\":-1,"
			  "\"score\":1e9,\"offset\":\"a\",\"excerpt\":\"x\",\"excerpt_hex\":\"zz\"}],"
			  "\"path_hex\":\"abc\"}}", &err), AXR_OK);
	assert_int_equal(read_back.finding->reason_count, 3);
	assert_string_equal(read_back.finding->reasons[0].rule, "");
	assert_int_equal(read_back.finding->reasons[2].line, 0);
	assert_span(read_back.finding->reasons[2].excerpt, "x");
	assert_int_equal(read_back.finding->url_count, 2);
	assert_int_equal(read_line("{\"event\":{\"dataset\":\"aspxray.finding\",\"id\":\"0123456789"
				   "0123456789012345678901234567890\"},\"aspxray\":{\"level\":"
				   "\"info\",\"class\":\"match\"}}", &err), AXR_EFORMAT);
}

static void a_full_arena_is_said_so(void **state)
{
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_record record = finding_record(&finding);
	struct axr_buf line = { 0 };
	struct axr_err err;

	(void)state;
	axr_ndjson_line(&line, &written, &record);
	axr_buf_putc(&line, '\0');
	for (size_t limit = 64; limit < 2000; limit += 64) {
		axr_arena_free(&arena);
		axr_arena_init(&arena, limit);
		if (read_line((char *)line.ptr, &err) != AXR_OK)
			assert_string_equal(err.text, "out of memory");
	}
	axr_arena_free(&arena);
	axr_arena_init(&arena, 64);
	assert_int_equal(read_line((char *)line.ptr, &err), AXR_ENOMEM);
	axr_buf_free(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_kind_comes_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bytes_that_are_no_text_come_back, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_is_not_ours_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(wrong_types_do_no_harm, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_full_arena_is_said_so, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
