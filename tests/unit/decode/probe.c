#include "decoded.h"

static void server_code_is_found(void **state)
{
	static const char *const pages[] = {
		"<%@ Page Language=\"C#\" %>",
		"x <% a=b %>",
		"<ScRiPt language=vb RUNAT =\r\n 'SERVER'>",
		"<script runat=\"&#115;erver\">",
		"<!-- #include file=\"x.jpg\"-->",
		"#@~^DgAAAA==\\ko$K6,JyyyyAA==^#~@",
		"+ADwAJQBAACA-Page %>",
		"+ADw-+ACU- a",
		"<+AHM-cript r+AHU-nat=x>",
		"using System;\nclass A {}",
		"// one\r\n/* two */ Imports System.IO",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		assert_int_equal(axr_probe(axr_span_str(pages[i])), AXR_CONTENT_PAGE);
	}
}

static void other_text_is_not(void **state)
{
	static const char *const texts[] = {
		"",
		"a < b, 50 % of it",
		"body { a: b }",
		"C++ and 1+1=2, +ABC and + ADw",
		"evaluate: /<%([\\s\\S]+?)%>/g, escape: /<%-([\\s\\S]+?)%>/g",
		"runat",
		"the runat attribute of a server control",
		"Llama, ALl, Ll",
		"<html><script src=x></script></html>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_int_equal(axr_probe(axr_span_str(texts[i])), AXR_CONTENT_TEXT);
	}
	assert_int_equal(axr_probe(axr_span_str("<?xml version=\"1.0\"?>\n<configuration>\n")),
			 AXR_CONTENT_CONFIG);
	assert_int_equal(axr_probe(axr_span_str("<configuration><!-- <% x %> -->")),
			 AXR_CONTENT_PAGE);
}

/* At every offset of a large binary file, and in every encoding. */
static void no_place_is_safe(void **state)
{
	enum { LEN = 300000 };
	static const char *const codes[] = {
		"<%eval(a(\"b\"))%>",
		"<script runat=server>",
		("<%'\x80\x81\xfe\n\x01\x02 execute(x y z)  "
		 "and so on%>"),
	};
	uint8_t *bytes = test_malloc(LEN), wide[200];

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		for (size_t at = 1; at < LEN - 200; at += 32749) {
			fill_noise(bytes, LEN, 7);
			assert_int_equal(axr_probe(axr_span(bytes, LEN)), AXR_CONTENT_OTHER);
			memcpy(bytes + at, codes[i], strlen(codes[i]));
			assert_int_equal(axr_probe(axr_span(bytes, LEN)), AXR_CONTENT_PAGE);
			fill_noise(bytes, LEN, 7);
			widened(wide, codes[i], 2, at & 1);
			memcpy(bytes + at, wide, 2 * strlen(codes[i]));
			assert_int_equal(axr_probe(axr_span(bytes, LEN)), AXR_CONTENT_PAGE);
		}
	test_free(bytes);
}

static void chance_is_no_code(void **state)
{
	enum { LEN = 8 << 20 };
	uint8_t *bytes = test_malloc(LEN);
	size_t pages = 0;

	(void)state;
	for (uint32_t seed = 1; seed < 9; seed++) {
		fill_noise(bytes, LEN, seed * 77777);
		pages += axr_probe(axr_span(bytes, LEN)) == AXR_CONTENT_PAGE;
	}
	assert_int_equal(pages, 0);
	test_free(bytes);
}

static void executables_are_told(void **state)
{
	uint8_t bytes[256] = "MZ";

	(void)state;
	bytes[0x3c] = 0x80;
	memcpy(bytes + 0x80, "PE\0\0", 4);
	assert_int_equal(axr_probe(axr_span(bytes, sizeof(bytes))), AXR_CONTENT_PE);
	assert_int_equal(axr_probe(axr_span_str("MZ <%@ Page %> <% x %>")), AXR_CONTENT_PAGE);
	bytes[0x3f] = 0xff;
	assert_int_equal(axr_probe(axr_span(bytes, sizeof(bytes))), AXR_CONTENT_OTHER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(server_code_is_found), cmocka_unit_test(other_text_is_not),
		cmocka_unit_test(no_place_is_safe),	cmocka_unit_test(chance_is_no_code),
		cmocka_unit_test(executables_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
