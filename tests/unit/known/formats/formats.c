#include "list.h"

static void utf16(void **state)
{
	static const char text[] = "\"Algorithm\",\"Hash\",\"Path\"\r\n\"SHA256\",\"" SHA256_A
				   "\",\"C:\\x\"\r\n";
	uint8_t wide[2 * sizeof(text) + 2];
	size_t len = 0;

	(void)state;
	for (int big = 0; big < 2; big++) {
		len = 0;
		wide[len++] = big ? 0xfe : 0xff;
		wide[len++] = big ? 0xff : 0xfe;
		for (const char *c = text; *c; c++) {
			/* the drive's letter becomes an a with umlaut, to tell the bytes apart */
			uint8_t unit = *c == 'x' ? 0xe4 : (uint8_t)*c;

			wide[len + (big ? 1 : 0)] = unit;
			wide[len + (big ? 0 : 1)] = 0;
			len += 2;
		}
		assert_int_equal(read_list(axr_span(wide, len)), AXR_OK);
		lists("c/\xc3\x84", AXR_SHA256, 0xca, 0x97);
		axr_baseline_free(&list);
		assert_int_equal(read_list(axr_span(wide, len - 1)), AXR_OK);
		axr_baseline_free(&list);
	}
}

static void surrogates(void **state)
{
	/* "HASH  " and U+1F600, then a lone surrogate */
	uint8_t wide[400] = { 0xff, 0xfe };
	size_t len = 2;

	(void)state;
	for (const char *c = SHA256_A "  "; *c; c++, len += 2)
		wide[len] = (uint8_t)*c;
	memcpy(wide + len, "\x3d\xd8\x00\xde\x3d\xd8", 6);
	assert_int_equal(read_list(axr_span(wide, len + 6)), AXR_OK);
	lists("\xf0\x9f\x98\x80\xed\xa0\xbd", AXR_SHA256, 0xca, 0x97);
	axr_baseline_free(&list);
}

static void unknown(void **state)
{
	(void)state;
	fails("", "list:1: is no list of file hashes that we know");
	fails("hello\n", "list:1: is no list");
	fails("\x1f\x8b\x08", "list:1: is no list");
	assert_int_equal(read_list(axr_span("\xff\xfe", 2)), AXR_EFORMAT);
	assert_int_equal(read_list(axr_span("\0\0\0\0", 4)), AXR_EFORMAT);
}

static void csv_fields(void **state)
{
	static const char *const want[] = { "a", "", "b,\"c\"", "", "d" };
	struct axr_span rest = axr_span_str("a,,\"b,\"\"c\"\"\",\"\",d"), field;
	struct axr_buf scratch = { .ptr = NULL };
	bool more = true;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		assert_true(more);
		assert_true(axr_format_csv(&rest, ',', &scratch, &field, &more));
		assert_span(field, want[i]);
	}
	assert_false(more);
	rest = axr_span_str("\"a\"\"");
	assert_false(axr_format_csv(&rest, ',', &scratch, &field, &more));
	rest = axr_span_str("\"a\"b");
	assert_false(axr_format_csv(&rest, ',', &scratch, &field, &more));
	rest = axr_span_str("\"a\",");
	assert_true(axr_format_csv(&rest, ',', &scratch, &field, &more) && more);
	assert_true(axr_format_csv(&rest, ',', &scratch, &field, &more) && !more);
	axr_buf_free(&scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf16),
		cmocka_unit_test(surrogates),
		cmocka_unit_test(unknown),
		cmocka_unit_test(csv_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
