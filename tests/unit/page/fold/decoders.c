#include "fold_test.h"

static void pages_decode(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "HttpUtility.UrlDecode(\"%61+b\")", "\"a b\"" },
		{ "cs", "Server.HtmlDecode(\"&#97;&lt;\")", "\"a<\"" },
		{ "cs", "Encoding.Unicode.GetString(Convert.FromBase64String(\"YwBtAA==\"))",
		  "\"cm\"" },
		{ "cs", "Encoding.UTF8.GetString(Convert.FromBase64String(\"Y2-k\"))",
		  "Encoding . UTF8 . GetString ( Convert . FromBase64String ( \"Y2-k\" ) )" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void base64_and_hex_are_undone(void **state)
{
	static const struct {
		const char *text, *bytes; /* NULL where it is none */
	} base64[] = { { "", "" },         { "Y21k", "cmd" },    { "Y20=", "cm" },
		       { "Yw==", "c" },    { "Yw", "c" },        { "Y2\r\n1k\t", "cmd" },
		       { "Y", NULL },      { "Y2-k", NULL } },
	  hex[] = { { "636d", "cm" }, { "6", NULL }, { "6g", NULL } };
	struct fold_test test;
	struct axr_span got;

	(void)state;
	fold_test_begin(&test, 1000, 10000);
	for (size_t i = 0; i < sizeof(base64) / sizeof(*base64); i++) {
		assert_int_equal(axr_text_base64(&test.memory, axr_span_str(base64[i].text), &got),
				 base64[i].bytes != NULL);
		if (base64[i].bytes)
			assert_span(got, base64[i].bytes);
	}
	for (size_t i = 0; i < sizeof(hex) / sizeof(*hex); i++) {
		assert_int_equal(axr_text_hex(&test.memory, axr_span_str(hex[i].text), &got),
				 hex[i].bytes != NULL);
		if (hex[i].bytes)
			assert_span(got, hex[i].bytes);
	}
	fold_test_end(&test);
}

static void escapes_of_addresses_are_undone(void **state)
{
	struct fold_test test;
	struct axr_span got;

	(void)state;
	fold_test_begin(&test, 1000, 10000);
	assert_true(axr_text_unescape(&test.memory, axr_span_str("%65%u0076+%"), false, &got));
	assert_span(got, "ev+%");
	assert_true(axr_text_unescape(&test.memory, axr_span_str("a+%6%u00g0"), true, &got));
	assert_span(got, "a %6%u00g0");
	assert_true(axr_text_unescape(&test.memory, axr_span_str("%u20ac"), true, &got));
	assert_span(got, "\xe2\x82\xac");
	fold_test_end(&test);
}

static void encodings_are_undone(void **state)
{
	static const uint8_t little[] = { 'c', 0, 0xac, 0x20, 'm' }, big[] = { 0, 'c', 0x20, 0xac };
	struct fold_test test;
	struct axr_span got;

	(void)state;
	fold_test_begin(&test, 1000, 10000);
	assert_true(axr_text_decode(&test.memory, axr_span(little, sizeof(little)),
				    axr_span_str("Unicode"), &got));
	assert_span(got, "c\xe2\x82\xac");
	assert_true(axr_text_decode(&test.memory, axr_span(big, sizeof(big)),
				    axr_span_str("BigEndianUnicode"), &got));
	assert_span(got, "c\xe2\x82\xac");
	assert_true(axr_text_decode(&test.memory, axr_span_str("cm"), axr_span_str("ASCII"), &got));
	assert_span(got, "cm");
	assert_true(axr_text_encode(&test.memory, axr_span_str("c\xe2\x82\xac"),
				    axr_span_str("Unicode"), &got));
	assert_int_equal(got.len, 4);
	assert_memory_equal(got.ptr, little, 4);
	fold_test_end(&test);
}

static void a_spent_budget_is_told(void **state)
{
	struct fold_test test;
	struct axr_span got;

	(void)state;
	fold_test_begin(&test, 4, 1000);
	assert_false(axr_text_base64(&test.memory, axr_span_str("Y21kY21k"), &got));
	assert_true(test.memory.exhausted);
	fold_test_end(&test);
	fold_test_begin(&test, 1000, 4);
	assert_false(axr_text_html(&test.memory, axr_span_str("&lt;"), &got));
	assert_true(test.memory.exhausted);
	fold_test_end(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_decode),
		cmocka_unit_test(base64_and_hex_are_undone),
		cmocka_unit_test(escapes_of_addresses_are_undone),
		cmocka_unit_test(encodings_are_undone),
		cmocka_unit_test(a_spent_budget_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
