#include "report/text_line.h"

#include <math.h>

#include "base/span.h"

#include "../test.h"

static struct axr_buf out;

static void expect(const char *text)
{
	assert_span(axr_buf_span(&out), text);
	axr_buf_reset(&out);
}

static void numbers_are_read_at_a_glance(void **state)
{
	(void)state;
	axr_text_number(&out, 0);
	expect("0");
	axr_text_number(&out, 999);
	expect("999");
	axr_text_number(&out, 1000);
	expect("1,000");
	axr_text_number(&out, UINT64_MAX);
	expect("18,446,744,073,709,551,615");
	axr_text_counted(&out, 1, "file", "files");
	expect("1 file");
	axr_text_counted(&out, 0, "file", "files");
	expect("0 files");
}

static void sizes_and_durations_too(void **state)
{
	(void)state;
	axr_text_bytes(&out, 99999);
	expect("99,999 bytes");
	axr_text_bytes(&out, 123456);
	expect("123.5 kB");
	axr_text_bytes(&out, 999999);
	expect("1.0 MB");
	axr_text_bytes(&out, UINT64_MAX);
	expect("18.4 EB");
	axr_text_duration(&out, 12.34);
	expect("12.3 s");
	axr_text_duration(&out, 185);
	expect("3 min 5 s");
	axr_text_duration(&out, 7800);
	expect("2 h 10 min");
	axr_text_duration(&out, -1);
	expect("0.0 s");
	axr_text_duration(&out, (double)NAN);
	expect("0.0 s");
}

static void lines_break_between_words(void **state)
{
	char text[400] = "";

	(void)state;
	for (int i = 0; i < 30; i++)
		strcat(text, i ? " words" : "words");
	axr_text_wrap(&out, 10, axr_span_str(text));
	assert_int_equal(axr_span_find(axr_buf_span(&out), axr_span_str("\n          words"), 0),
			 14 * 6 - 1);
	axr_buf_reset(&out);
	/* a word longer than a line stays whole: it may be a path to copy */
	memset(text, 'x', 200);
	text[200] = '\0';
	axr_text_wrap(&out, 10, axr_span_str(text));
	assert_int_equal(out.len, 201);
	axr_buf_reset(&out);
}

static void excerpts_break_anywhere_and_stay_inside(void **state)
{
	char text[301];
	size_t told = 0;

	(void)state;
	memset(text, 'x', 300);
	text[300] = '\0';
	axr_text_excerpt(&out, 16, axr_span_str(text));
	for (struct axr_span rest = axr_buf_span(&out), line; axr_span_line(&rest, &line);) {
		assert_in_range(line.len, 19, AXR_TEXT_WIDTH);
		assert_memory_equal(line.ptr, "                | ", 18);
		told += line.len - 18;
		assert_int_equal(axr_span_find_byte(axr_span_from(line, 18), 'x', 0), 0);
	}
	assert_int_equal(told, 300);
	axr_buf_reset(&out);
	axr_text_excerpt(&out, 2, axr_span(NULL, 0));
	expect("");
}

static void one_step_has_no_number(void **state)
{
	(void)state;
	axr_text_steps(&out, 0, "Look.");
	expect("Look.\n");
	axr_text_steps(&out, 2, "Look.\nThink.");
	expect("1. Look.\n  2. Think.\n");
}

static int tear_down(void **state)
{
	(void)state;
	axr_buf_free(&out);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_read_at_a_glance),
		cmocka_unit_test(sizes_and_durations_too),
		cmocka_unit_test(lines_break_between_words),
		cmocka_unit_test(excerpts_break_anywhere_and_stay_inside),
		cmocka_unit_test(one_step_has_no_number),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
