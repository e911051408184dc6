#include "read/label.h"

#include "../test.h"

static const char *label(const char *bytes, size_t len)
{
	return axr_label_of(axr_span(bytes, len));
}

#define LABEL(lit) label(lit, sizeof(lit) - 1)

static void headers_have_labels(void **state)
{
	char tar[512] = { 0 };

	(void)state;
	assert_string_equal(LABEL("MZ\x90\0"), "EXE");
	assert_string_equal(LABEL("!BDN1234"), "PST");
	assert_string_equal(LABEL("PK\x03\x04more"), "ZIP");
	assert_string_equal(LABEL("GIF89a<script"), "GIF");
	assert_string_equal(LABEL("\xff\xd8\xff\xe0"), "JPEG");
	assert_string_equal(LABEL("BMWs are cars and more"), "");
	assert_string_equal(LABEL("BM1234\0\0\0\0"), "BMP");
	assert_string_equal(LABEL("plain"), "");
	assert_string_equal(LABEL(""), "");
	assert_string_equal(LABEL("M"), "");
	memcpy(tar + 257, "ustar", 5);
	assert_string_equal(label(tar, 262), "TAR");
	assert_string_equal(label(tar, 261), "");
}

static void a_mark_hides_no_page(void **state)
{
	(void)state;
	assert_string_equal(LABEL("<%@ Page"), "ASP");
	assert_string_equal(LABEL("\xef\xbb\xbf<%@ Page"), "ASP");
	assert_string_equal(LABEL("\xff\xfe<\0%\0@\0"), "ASP");
	assert_string_equal(LABEL("\xfe\xff\0<\0%\0@"), "ASP");
	assert_string_equal(LABEL("<\0%\0@\0"), "ASP");
	assert_string_equal(LABEL("<% @"), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_have_labels),
		cmocka_unit_test(a_mark_hides_no_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
