#include "capture.h"

/* RFC 4180: the fields of the next row; each is unquoted in place. */
static size_t next_row(char **rest, char **fields, size_t most)
{
	char *in = *rest;
	size_t count = 0;

	while (*in) {
		bool quoted = *in == '"';
		char *out = in + quoted, *field = out;

		assert_true(count < most);
		for (in = out; quoted ? !(*in == '"' && in[1] != '"') : !strchr(",\r", *in); in++) {
			assert_int_not_equal(*in, '\0');
			if (quoted && *in == '"')
				in++;
			*out++ = *in;
		}
		in += quoted;
		fields[count++] = field;
		if (*in == ',') {
			*out = '\0';
			in++;
			continue;
		}
		assert_memory_equal(in, "\r\n", 2);
		in += 2;
		*out = '\0';
		break;
	}
	*rest = in;
	return count;
}

static void rows_have_the_columns_of_the_header(void **state)
{
	struct axr_start start = scan_start();
	struct axr_file file = shell_file();
	struct axr_finding finding = shell_finding(&file);
	struct axr_finding bare = { .file = &file, .file_class = AXR_CLASS_MISSING };
	struct axr_problem problem = open_problem();
	struct axr_end end = scan_end();
	struct axr_record records[] = { start_record(&start), finding_record(&finding),
					finding_record(&bare), problem_record(&problem),
					{ .kind = AXR_RECORD_STATE, .file = &file },
					end_record(&end) };
	struct axr_report_options options = { .format = "csv" };
	struct axr_buf out;
	char *rest, *names[40], *fields[40];
	size_t columns;

	(void)state;
	file.signature = AXR_SIGNATURE_UNTRUSTED;
	file.signer = axr_span_str("=A1");
	file.path = axr_span_str("=cmd|' /C calc'!A0\n\"x\",y");
	out = capture(options, records, 6);
	rest = (char *)out.ptr;
	columns = next_row(&rest, names, 40);
	assert_int_equal(columns, 36);
	assert_int_equal(next_row(&rest, fields, 40), columns);
	for (size_t i = 0; i < columns; i++) {
		if (!strcmp(names[i], "path"))
			assert_string_equal(fields[i], "'=cmd|' /C calc'!A0\\n\"x\",y");
		if (!strcmp(names[i], "signature"))
			assert_string_equal(fields[i], "untrusted");
		if (!strcmp(names[i], "signer"))
			assert_string_equal(fields[i], "'=A1");
		if (!strcmp(names[i], "level"))
			assert_string_equal(fields[i], "malicious");
		if (!strcmp(names[i], "host"))
			assert_string_equal(fields[i], "EXCH01");
		if (!strcmp(names[i], "line"))
			assert_string_equal(fields[i], "3");
		if (!strcmp(names[i], "reasons"))
			assert_string_equal(fields[i], "92 yara one_liner_jscript line 3 | 85 script "
						       "request-to-eval line 3 | 40 place "
						       "aspnet-client");
		if (!strcmp(names[i], "next"))
			assert_string_equal(fields[i], "Isolate the server. Keep the file.");
		if (!strcmp(names[i], "id"))
			assert_string_equal(fields[i], finding.id);
		if (!strcmp(names[i], "sha256"))
			assert_int_equal(strlen(fields[i]), 64);
	}
	assert_int_equal(next_row(&rest, fields, 40), columns);
	assert_int_equal(next_row(&rest, fields, 40), columns);
	for (size_t i = 0; i < columns; i++) {
		if (!strcmp(names[i], "kind"))
			assert_string_equal(fields[i], "problem");
		if (!strcmp(names[i], "trouble"))
			assert_string_equal(fields[i], "open-failed");
		if (!strcmp(names[i], "code"))
			assert_string_equal(fields[i], "13");
		if (!strcmp(names[i], "incomplete"))
			assert_string_equal(fields[i], "yes");
		if (!strcmp(names[i], "id"))
			assert_string_equal(fields[i], "");
	}
	assert_int_equal(next_row(&rest, fields, 40), columns);
	for (size_t i = 0; i < columns; i++) {
		if (!strcmp(names[i], "kind"))
			assert_string_equal(fields[i], "file");
		if (!strcmp(names[i], "sha256"))
			assert_int_equal(strlen(fields[i]), 64);
		if (!strcmp(names[i], "size"))
			assert_int_equal(strtoull(fields[i], NULL, 10), file.size);
	}
	assert_string_equal(rest, "");
	axr_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_have_the_columns_of_the_header),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
