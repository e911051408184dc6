#include "base/num.h"

#include "../test.h"

static void times_come_back(void **state)
{
	static const char *const texts[] = {
		"1970-01-01T00:00:00.000Z", "2021-03-02T23:59:59.500Z", "2000-02-29T12:00:00.001Z",
		"1601-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "0001-03-01T00:00:00.000Z",
	};
	char text[32];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct axr_time time;

		assert_true(axr_parse_time(axr_span_str(texts[i]), &time));
		axr_format_time(text, sizeof(text), time);
		assert_string_equal(text, texts[i]);
	}
}

static void offsets_are_utc(void **state)
{
	struct axr_time time;

	(void)state;
	assert_true(axr_parse_time(axr_span_str("2021-03-02T01:30:00+02:00"), &time));
	assert_int_equal(time.sec, axr_time_of(2021, 3, 1, 23, 30, 0));
	assert_false(axr_parse_time(axr_span_str("2021-03-02 01:30"), &time));
	assert_false(axr_parse_time(axr_span_str("2021-13-02T01:30:00Z"), &time));
	assert_false(axr_parse_time(axr_span_str(""), &time));
}

static void numbers_have_bounds(void **state)
{
	uint64_t n = 7;

	(void)state;
	assert_true(axr_parse_u64(axr_span_str("18446744073709551615"), UINT64_MAX, &n));
	assert_true(n == UINT64_MAX);
	assert_false(axr_parse_u64(axr_span_str("18446744073709551616"), UINT64_MAX, &n));
	assert_false(axr_parse_u64(axr_span_str("101"), 100, &n));
	assert_false(axr_parse_u64(axr_span_str("5"), 4, &n));
	assert_false(axr_parse_u64(axr_span_str(""), 4, &n));
	assert_false(axr_parse_u64(axr_span_str("-1"), 4, &n));
}

static void hex_comes_back(void **state)
{
	uint8_t bytes[3];
	char text[7];

	(void)state;
	assert_true(axr_parse_hex(axr_span_str("00aBfF"), bytes, 3));
	axr_format_hex(text, bytes, 3);
	assert_string_equal(text, "00abff");
	assert_false(axr_parse_hex(axr_span_str("00ab"), bytes, 3));
	assert_false(axr_parse_hex(axr_span_str("00abfg"), bytes, 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_come_back),
		cmocka_unit_test(offsets_are_utc),
		cmocka_unit_test(numbers_have_bounds),
		cmocka_unit_test(hex_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
