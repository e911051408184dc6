#include "detect/magic.h"

#include "../test.h"

#define BYTES(s) axr_span(s, sizeof(s) - 1)

static void first_bytes_tell(void **state)
{
	static const char der[] = "\x30\x82\x00\x10\x30\x82\x00\x0c\x02\x01\x00\x30\x00\x00\x00\x00\x00"
				  "\x00\x00\x00";
	uint8_t program[128] = "MZ";

	(void)state;
	assert_int_equal(axr_magic(BYTES("!BDN....")), AXR_MAGIC_MAILBOX);
	assert_int_equal(axr_magic(BYTES(der)), AXR_MAGIC_CERTIFICATE);
	assert_int_equal(axr_magic(BYTES("\x30\x82 not DER at all")), AXR_MAGIC_NONE);
	assert_int_equal(axr_magic(BYTES("GIF89a<%")), AXR_MAGIC_IMAGE);
	assert_int_equal(axr_magic(BYTES("RIFF....WEBPVP8")), AXR_MAGIC_IMAGE);
	assert_int_equal(axr_magic(BYTES("PK\x03\x04")), AXR_MAGIC_ARCHIVE);
	assert_int_equal(axr_magic(BYTES("BM is a text")), AXR_MAGIC_NONE);
	assert_int_equal(axr_magic(BYTES("MZ is a text")), AXR_MAGIC_NONE);
	program[60] = 100;
	memcpy(program + 100, "PE\0\0", 4);
	assert_int_equal(axr_magic(axr_span(program, sizeof(program))), AXR_MAGIC_PROGRAM);
	program[63] = 0xff; /* points far outside */
	assert_int_equal(axr_magic(axr_span(program, sizeof(program))), AXR_MAGIC_NONE);
	assert_int_equal(axr_magic(BYTES("<%@ Page %>")), AXR_MAGIC_NONE);
	assert_int_equal(axr_magic(axr_span(NULL, 0)), AXR_MAGIC_NONE);
}

static void text_is_not_binary(void **state)
{
	uint8_t noise[256];

	(void)state;
	for (size_t i = 0; i < sizeof(noise); i++)
		noise[i] = (uint8_t)(i * 37);
	assert_true(axr_looks_binary(axr_span(noise, sizeof(noise))));
	assert_false(axr_looks_binary(BYTES("plain text of some length\r\n\t and more")));
	assert_false(axr_looks_binary(BYTES("\xc4\xe3\xba\xc3\xca\xc0\xbd\xe7 GBK text, longer")));
	assert_false(axr_looks_binary(BYTES("<\0%\0@\0 \0P\0a\0g\0e\0 \0%\0>\0.\0.\0")));
	assert_false(axr_looks_binary(BYTES("\0<\0%\0@\0 \0P\0a\0g\0e\0 \0%\0>\0.\0.")));
	assert_false(axr_looks_binary(axr_span(NULL, 0)));
}

static size_t find(const char *text)
{
	size_t len;

	return axr_find_page_syntax(axr_span_str(text), &len);
}

static void page_syntax_is_more_than_a_tag(void **state)
{
	(void)state;
	assert_int_equal(find("GIF89a<%@ Page Language=\"C#\"%>"), 6);
	assert_int_equal(find("<%@\r\n  webhandler language=c#%>"), 0);
	assert_int_equal(find("<%@Language=VBScript%>"), 0);
	assert_int_equal(find("\r\n<% @ Language=VBScript%>"), 2);
	assert_int_equal(find("x<SCRIPT language=jscript RunAt = 'Server'>"), 1);
	assert_int_equal(find("<script runat=server"), 0);
	assert_int_equal(find("<% by chance %> <%@ \x01\x02 <%@ Pagex %>"), SIZE_MAX);
	assert_int_equal(find("<script src=x></script> runat=server"), SIZE_MAX);
	assert_int_equal(find("<script runat=client>"), SIZE_MAX);
	assert_int_equal(find("<script runat"), SIZE_MAX);
	assert_int_equal(find(""), SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_bytes_tell),
		cmocka_unit_test(text_is_not_binary),
		cmocka_unit_test(page_syntax_is_more_than_a_tag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
