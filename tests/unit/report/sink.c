#include "report/sink.h"

#include <sys/stat.h>

#include "capture.h"

static bool exists(const char *path)
{
	struct stat st;

	return !stat(path, &st);
}

static struct axr_buf content(const char *path)
{
	struct axr_buf out = { 0 };

	assert_int_equal(axr_os_load(path, 1 << 20, &out), 0);
	return out;
}

static void rows_are_held_and_not_lost(void **state)
{
	const char *file = "rows";
	struct axr_sink *sink;
	struct axr_buf out, row = { 0 };
	struct axr_err err;
	size_t size = 0;

	(void)state;
	while (row.len < 1000)
		axr_buf_puts(&row, "a row ");
	assert_int_equal(axr_sink_open(&sink, file, &err), 0);
	for (int i = 0; i < 200; i++, size += row.len)
		axr_sink_hold(sink, axr_buf_span(&row));
	axr_sink_write(sink, axr_span_str("a finding"));
	axr_sink_hold(sink, axr_span_str(", the last row"));
	assert_int_equal(axr_sink_close(sink, true, &err), 0);
	out = content(file);
	assert_int_equal(out.len, size + strlen("a finding, the last row"));
	assert_span(axr_span_from(axr_buf_span(&out), size), "a finding, the last row");
	axr_buf_free(&out);
	axr_buf_free(&row);
	unlink(file);
}

static void the_file_is_there_when_it_is_whole(void **state)
{
	const char *file = "whole";
	struct axr_sink *sink;
	struct axr_buf out;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_sink_open(&sink, file, &err), 0);
	axr_sink_write(sink, axr_span_str("one "));
	axr_sink_write(sink, axr_span(NULL, 0));
	axr_sink_write(sink, axr_span_str("two"));
	assert_false(exists(file));
	assert_false(axr_sink_failed(sink));
	assert_int_equal(axr_sink_close(sink, true, &err), 0);
	out = content(file);
	assert_span(axr_buf_span(&out), "one two");
	axr_buf_free(&out);
	/* what is thrown away leaves what was there before */
	assert_int_equal(axr_sink_open(&sink, file, &err), 0);
	axr_sink_write(sink, axr_span_str("three"));
	assert_int_equal(axr_sink_close(sink, false, &err), 0);
	out = content(file);
	assert_span(axr_buf_span(&out), "one two");
	axr_buf_free(&out);
	unlink(file);
}

/* Somebody has put a folder where the report was to go. */
static void a_whole_file_is_kept_and_named(void **state)
{
	static const char start[] = "cannot rename ", end[] = ", which is whole: ";
	const struct tree *tree = *state;
	struct axr_sink *sink;
	struct axr_err err;
	struct axr_buf out;
	char *cut;

	assert_int_equal(axr_sink_open(&sink, "taken", &err), 0);
	axr_sink_hold(sink, axr_span_str("one"));
	assert_int_equal(mkdirat(tree->fd, "taken", 0755), 0);
	assert_int_equal(axr_sink_close(sink, true, &err), AXR_EIO);
	assert_memory_equal(err.text, start, strlen(start));
	cut = strstr(err.text, end);
	assert_non_null(cut);
	assert_true(strlen(cut) > strlen(end));
	*cut = '\0';
	assert_non_null(strstr(err.text, "taken.partial-"));
	out = content(err.text + strlen(start));
	assert_span(axr_buf_span(&out), "one");
	axr_buf_free(&out);
	unlink(err.text + strlen(start));
	rmdir("taken");
}

static void the_first_error_sticks(void **state)
{
	struct axr_sink *sink;
	struct axr_err err;

	(void)state;
	if (!exists("/dev/full"))
		skip_for("there is no /dev/full");
	assert_int_equal(axr_sink_open(&sink, "/dev/full", &err), 0);
	for (int i = 0; i < 3; i++)
		axr_sink_write(sink, axr_span_str("text"));
	assert_int_equal(axr_sink_close(sink, true, &err), AXR_EIO);
	assert_string_equal(err.text, "cannot write /dev/full: No space left on device");
}

static void a_place_that_is_not_there_fails_at_once(void **state)
{
	struct axr_sink *sink;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_sink_open(&sink, "/nonexistent/x", &err), AXR_EIO);
	assert_null(sink);
	assert_string_equal(err.text, "cannot write /nonexistent/x: " NO_SUCH_PATH);
	assert_int_equal(axr_sink_close(NULL, true, &err), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_is_there_when_it_is_whole),
		cmocka_unit_test(rows_are_held_and_not_lost),
		cmocka_unit_test(a_whole_file_is_kept_and_named),
		cmocka_unit_test(the_first_error_sticks),
		cmocka_unit_test(a_place_that_is_not_there_fails_at_once),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
