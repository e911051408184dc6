#include "report/json.h"

#include "../test.h"

static void commas_stand_where_they_should(void **state)
{
	struct axr_buf out = { 0 };

	(void)state;
	axr_json_object(&out, NULL);
	axr_json_string(&out, "a", "{");
	axr_json_array(&out, "b");
	axr_json_string(&out, NULL, "[");
	axr_json_number(&out, NULL, 2);
	axr_json_object(&out, NULL);
	axr_json_close(&out, '}');
	axr_json_object(&out, NULL);
	axr_json_int(&out, "c", -3);
	axr_json_close(&out, '}');
	axr_json_close(&out, ']');
	axr_json_true(&out, "d", true);
	axr_json_close(&out, '}');
	axr_buf_putc(&out, '\n');
	axr_json_object(&out, NULL);
	axr_json_close(&out, '}');
	assert_span(axr_buf_span(&out), "{\"a\":\"{\",\"b\":[\"[\",2,{},{\"c\":-3}],\"d\":true}\n{}");
	axr_buf_free(&out);
}

static void what_is_empty_is_left_out(void **state)
{
	struct axr_buf out = { 0 };
	struct axr_time unknown = { 0 };
	size_t start;

	(void)state;
	axr_json_object(&out, NULL);
	axr_json_string(&out, "a", "");
	axr_json_string(&out, "b", NULL);
	axr_json_count(&out, "c", 0);
	axr_json_true(&out, "d", false);
	axr_json_time(&out, "e", unknown);
	axr_json_lost(&out, "f", axr_span_str("fine"));
	start = out.len;
	axr_json_array(&out, "g");
	axr_json_close_empty(&out, ']', start);
	axr_json_number(&out, "h", 0);
	start = out.len;
	axr_json_object(&out, "i");
	axr_json_close_empty(&out, '}', start);
	axr_json_close(&out, '}');
	assert_span(axr_buf_span(&out), "{\"h\":0}");
	axr_buf_free(&out);
}

static void numbers_stay_in_range_and_bytes_are_hex(void **state)
{
	struct axr_buf out = { 0 };

	(void)state;
	axr_json_object(&out, NULL);
	axr_json_number(&out, "a", UINT64_MAX);
	axr_json_lost(&out, "b", axr_span("a\xff\0", 3));
	axr_json_close(&out, '}');
	assert_span(axr_buf_span(&out), "{\"a\":9223372036854775807,\"b\":\"61ff00\"}");
	axr_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commas_stand_where_they_should),
		cmocka_unit_test(what_is_empty_is_left_out),
		cmocka_unit_test(numbers_stay_in_range_and_bytes_are_hex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
