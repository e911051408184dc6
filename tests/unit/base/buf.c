#include "base/buf.h"

#include "../test.h"

static void grows(void **state)
{
	struct axr_buf buf = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		axr_buf_printf(&buf, "%d,", i);
	assert_false(buf.failed);
	assert_int_equal(buf.len, 3890);
	assert_true(axr_span_ends(axr_buf_span(&buf), ",998,999,"));
	axr_buf_reset(&buf);
	assert_int_equal(buf.len, 0);
	axr_buf_puts(&buf, "x");
	axr_buf_putc(&buf, 0);
	assert_int_equal(buf.len, 2);
	axr_buf_free(&buf);
	axr_buf_free(NULL);
}

static void failure_sticks(void **state)
{
	struct axr_buf buf = { .limit = 10 };

	(void)state;
	axr_buf_puts(&buf, "123456789");
	axr_buf_puts(&buf, "too much");
	assert_true(buf.failed);
	axr_buf_putc(&buf, 'x');
	assert_span(axr_buf_span(&buf), "123456789");
	axr_buf_reset(&buf);
	axr_buf_putc(&buf, 'x');
	assert_span(axr_buf_span(&buf), "x");
	assert_false(axr_buf_reserve(&buf, SIZE_MAX));
	axr_buf_free(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows),
		cmocka_unit_test(failure_sticks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
