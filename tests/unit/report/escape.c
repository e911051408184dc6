#include "report/escape.h"

#include "base/utf8.h"

#include "../test.h"

typedef void escape_fn(struct axr_buf *, struct axr_span);

static void check(escape_fn *escape, const char *in, size_t len, const char *expected)
{
	struct axr_buf out = { 0 };

	escape(&out, axr_span(in, len));
	assert_span(axr_buf_span(&out), expected);
	axr_buf_free(&out);
}

#define CHECK(escape, in, expected) check(escape, in, sizeof(in) - 1, expected)

static void what_shows_as_itself_passes(void **state)
{
	(void)state;
	CHECK(axr_escape_text, "C:\\x y\\\xd0\xb6\xe2\x82\xac\xf0\x9f\x98\x80.aspx",
	      "C:\\x y\\\xd0\xb6\xe2\x82\xac\xf0\x9f\x98\x80.aspx");
	CHECK(axr_escape_json, "\xd0\xb6<>&'", "\xd0\xb6<>&'");
	CHECK(axr_escape_text, "", "");
}

static void what_does_not_is_written_out(void **state)
{
	(void)state;
	CHECK(axr_escape_text, "a\0b\n\r\t\x1b[31m\x7f", "a\\u0000b\\n\\r\\t\\u001b[31m\\u007f");
	CHECK(axr_escape_text, "\xc2\x9b" "31m", "\\u009b31m");
	CHECK(axr_escape_text, "gpj\xe2\x80\xae.aspx\xe2\x80\xa8", "gpj\\u202e.aspx\\u2028");
	CHECK(axr_escape_text, "\xef\xbb\xbf\xe2\x80\x8b\xe3\x85\xa4", "\\ufeff\\u200b\\u3164");
	CHECK(axr_escape_text, "\xf3\xa0\x80\xa1", "\\U000e0021");
}

static void bytes_without_a_character(void **state)
{
	(void)state;
	CHECK(axr_escape_text, "\xff\xc0\x80", "\\xff\\xc0\\x80");
	/* a lone surrogate, as a Windows name may have one */
	CHECK(axr_escape_text, "\xed\xa0\x80", "\\xed\\xa0\\x80");
	CHECK(axr_escape_text, "\xe2\x80", "\\xe2\\x80");
	CHECK(axr_escape_json, "a\xff", "a\xef\xbf\xbd");
}

static void json_escapes_read_back(void **state)
{
	(void)state;
	CHECK(axr_escape_json, "C:\\\"x\"\n\0", "C:\\\\\\\"x\\\"\\n\\u0000");
	CHECK(axr_escape_json, "\xf3\xa0\x80\xa1", "\\udb40\\udc21");
}

static void csv_has_no_formula(void **state)
{
	(void)state;
	CHECK(axr_escape_csv, "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
	CHECK(axr_escape_csv, "+1", "'+1");
	CHECK(axr_escape_csv, "-1", "'-1");
	CHECK(axr_escape_csv, "@x", "'@x");
	CHECK(axr_escape_csv, "\xef\xbc\x9dx", "'\xef\xbc\x9dx");
	CHECK(axr_escape_csv, "\t=1", "\\t=1");
	CHECK(axr_escape_csv, "\r\n=1", "\\r\\n=1");
	CHECK(axr_escape_csv, "a\";=1;b", "a\"\";'=1;b");
	CHECK(axr_escape_csv, "a=1-2", "a=1-2");
	CHECK(axr_escape_csv, "", "");
}

/* Whatever goes in, what comes out is UTF-8 without a control character. */
static void any_bytes(void **state)
{
	static escape_fn *const all[] = { axr_escape_text, axr_escape_json, axr_escape_csv };
	uint8_t bytes[64];
	uint32_t seed = 1;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		struct axr_buf out = { 0 };
		size_t len;

		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = (uint8_t)(seed >> 24 | (round % 4 ? 0 : 0x80));
		}
		all[round % 3](&out, axr_span(bytes, round % sizeof(bytes)));
		for (size_t i = 0; i < out.len; i += len) {
			int32_t code = axr_utf8_get(axr_buf_span(&out), i, &len);

			assert_true(code >= 0x20 && code != 0x7f && !axr_is_deceptive((uint32_t)code));
		}
		axr_buf_free(&out);
	}
}

static void width_counts_characters(void **state)
{
	(void)state;
	assert_int_equal(axr_escape_width(axr_span_str("a\xd0\xb6\xf0\x9f\x98\x80")), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_shows_as_itself_passes),
		cmocka_unit_test(what_does_not_is_written_out),
		cmocka_unit_test(bytes_without_a_character),
		cmocka_unit_test(json_escapes_read_back),
		cmocka_unit_test(csv_has_no_formula),
		cmocka_unit_test(any_bytes),
		cmocka_unit_test(width_counts_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
