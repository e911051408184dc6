#include <zlib.h>

#include "decoded.h"

static struct axr_span packed(uint8_t *room, size_t size, struct axr_span in, int bits)
{
	z_stream stream = { 0 };

	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
	stream.next_in = (Bytef *)(uintptr_t)in.ptr;
	stream.avail_in = (uInt)in.len;
	stream.next_out = room;
	stream.avail_out = (uInt)size;
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	deflateEnd(&stream);
	return axr_span(room, stream.total_out);
}

static void whole_pages(void **state)
{
	char text[4096], base64[4096];
	uint8_t wide[4096], body[] = PAGE PAGE PAGE;
	struct decoded d;

	(void)state;
	base64_of(base64, axr_span(body, sizeof(body) - 1));
	decode(&d, axr_span_str(page_of(text, sizeof(text), "\"", base64, "\"")), "aspx");
	assert_span(layer(&d, "base64")->bytes, PAGE PAGE PAGE);
	assert_int_equal(layer(&d, "base64")->content, AXR_CONTENT_PAGE);
	assert_int_equal(line_of(layer(&d, "base64"), "Page_Load"), 2);
	decoded_free(&d);

	base64_of(base64, widened(wide, PAGE PAGE PAGE, 2, false));
	decode(&d, axr_span_str(page_of(text, sizeof(text), "\"", base64, "\"")), "aspx");
	assert_span(layer(&d, "base64")->bytes, PAGE PAGE PAGE);
	decoded_free(&d);
}

static void packed_pages(void **state)
{
	static const int bits[] = { 31, 15, -15 };
	char text[4096], base64[4096];
	uint8_t room[4096], body[] = PAGE PAGE PAGE;
	struct decoded d;

	(void)state;
	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++) {
		base64_of(base64,
			  packed(room, sizeof(room), axr_span(body, sizeof(body) - 1), bits[i]));
		decode(&d, axr_span_str(page_of(text, sizeof(text), "\"", base64, "\"")), "aspx");
		assert_span(layer(&d, "inflated")->bytes, PAGE PAGE PAGE);
		assert_int_equal(line_of(layer(&d, "inflated"), "</script>"), 2);
		decoded_free(&d);
	}
}

static void executables(void **state)
{
	uint8_t pe[300] = "MZ";
	char text[4096], base64[1024];
	struct decoded d;

	(void)state;
	pe[0x3c] = 0x80;
	memcpy(pe + 0x80, "PE\0\0", 4);
	base64_of(base64, axr_span(pe, sizeof(pe)));
	decode(&d, axr_span_str(page_of(text, sizeof(text), "\"", base64, "\"")), "aspx");
	assert_int_equal(layer(&d, "base64")->content, AXR_CONTENT_PE);
	decoded_free(&d);
}

static void twice(void **state)
{
	char inner[64], outer[128], text[256];
	struct decoded d;

	(void)state;
	base64_of(inner, axr_span_str("net user /add somebody"));
	base64_of(outer, axr_span_str(inner));
	decode(&d, axr_span_str(page_of(text, sizeof(text), "\"", outer, "\"")), "aspx");
	assert_non_null(
		strstr((const char *)layer(&d, "base64/base64")->bytes.ptr, "net user /add"));
	decoded_free(&d);
}

/* A gigabyte of zeros, packed twice. */
static void bombs_are_told(void **state)
{
	enum { LEN = 64 << 20 };
	uint8_t *zeros = test_calloc(LEN, 1), *room = test_malloc(1 << 20),
		*again = test_malloc(1 << 20);
	char *text = test_malloc(1 << 20), *base64 = test_malloc(1 << 20);
	struct decoded d;

	(void)state;
	memset(zeros, ' ', LEN);
	base64_of(base64, packed(room, 1 << 20, axr_span(zeros, LEN), 31));
	decode(&d, axr_span_str(page_of(text, 1 << 20, "\"", base64, "\"")), "aspx");
	assert_int_equal(limit_problems(&d), 1);
	assert_non_null(strstr((const char *)d.subject->problems[0].text.ptr, "ratio"));
	decoded_free(&d);
	test_free(zeros);
	test_free(room);
	test_free(again);
	test_free(text);
	test_free(base64);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_pages),
		cmocka_unit_test(packed_pages),
		cmocka_unit_test(executables),
		cmocka_unit_test(twice),
		cmocka_unit_test(bombs_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
