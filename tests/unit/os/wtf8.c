#include "os/wtf8.h"

#include "base/span.h"
#include "../test.h"

static void names_come_through_and_back(void **state)
{
	static const struct {
		const char *bytes;
		uint16_t units[6];
		size_t count;
	} cases[] = {
		{ "", { 0 }, 0 },
		{ "a.aspx", { 'a', '.', 'a', 's', 'p', 'x' }, 6 },
		{ "\xd1\x84", { 0x444 }, 1 },
		{ "\xe2\x80\xae\xef\xbf\xbf", { 0x202e, 0xffff }, 2 },
		{ "\xf0\x9f\x98\x80", { 0xd83d, 0xde00 }, 2 },
		{ "\xf4\x8f\xbf\xbf", { 0xdbff, 0xdfff }, 2 },
		/* surrogates without a partner: both kinds, at both ends, in the wrong order */
		{ "\xed\xa0\x80", { 0xd800 }, 1 },
		{ "\xed\xbf\xbf" "a\xed\xa0\x80", { 0xdfff, 'a', 0xd800 }, 3 },
		{ "\xed\xb0\x80\xed\xa0\x80", { 0xdc00, 0xd800 }, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct axr_span expected = axr_span_str(cases[i].bytes);
		char bytes[32];
		uint16_t units[8];
		size_t n = axr_wtf8_from16(cases[i].units, cases[i].count, bytes, sizeof(bytes));

		assert_span(axr_span(bytes, n), cases[i].bytes);
		n = axr_wtf8_to16(expected, units, 8);
		assert_int_equal(n, cases[i].count);
		assert_memory_equal(units, cases[i].units, n * sizeof(*units));
		/* one byte less, one unit less: it does not fit */
		if (!expected.len)
			continue;
		assert_true(axr_wtf8_from16(cases[i].units, cases[i].count, bytes,
					    expected.len - 1) == SIZE_MAX);
		assert_true(axr_wtf8_to16(expected, units, n - 1) == SIZE_MAX);
	}
}

/* Every unit alone, and every pair of surrogates' ends. */
static void no_unit_is_lost(void **state)
{
	(void)state;
	for (unsigned u = 0; u < 0x10000; u++) {
		const uint16_t unit = (uint16_t)u;
		uint16_t back;
		char bytes[3];
		const size_t n = axr_wtf8_from16(&unit, 1, bytes, sizeof(bytes));

		assert_true(n >= 1 && n <= AXR_WTF8_PER_UNIT);
		assert_int_equal(axr_wtf8_to16(axr_span(bytes, n), &back, 1), 1);
		assert_int_equal(back, unit);
	}
}

static void what_is_no_wtf8_is_refused(void **state)
{
	static const char *const broken[] = {
		"\x80", "\xc3", "a\xff", "\xc0\xaf", "\xe0\x80\x80", "\xf0\x80\x80\x80",
		"\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xe2\x80", "\xc3(", "\xf0\x9f\x98",
	};
	uint16_t units[16];

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++)
		assert_true(axr_wtf8_to16(axr_span_str(broken[i]), units, 16) == SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_come_through_and_back),
		cmocka_unit_test(no_unit_is_lost),
		cmocka_unit_test(what_is_no_wtf8_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
