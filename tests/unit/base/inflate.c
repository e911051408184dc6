#include "base/inflate.h"

#include <zlib.h>

#include "../test.h"

static struct axr_span packed(struct axr_span in, enum axr_wrap wrap)
{
	static const int bits[] = { -15, 15, 31, 31 };
	static uint8_t room[1 << 20];
	z_stream stream = { 0 };

	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, bits[wrap], 8, Z_DEFAULT_STRATEGY),
			 Z_OK);
	stream.next_in = (Bytef *)(uintptr_t)in.ptr;
	stream.avail_in = (uInt)in.len;
	stream.next_out = room;
	stream.avail_out = sizeof(room);
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	deflateEnd(&stream);
	return axr_span(room, stream.total_out);
}

static struct axr_span zeros(size_t len)
{
	static uint8_t bytes[8 << 20];

	assert_true(len <= sizeof(bytes));
	return axr_span(bytes, len);
}

static void every_wrap_comes_back(void **state)
{
	(void)state;
	for (enum axr_wrap wrap = AXR_WRAP_NONE; wrap <= AXR_WRAP_AUTO; wrap++) {
		struct axr_buf out = { .limit = 11 };
		struct axr_span in = packed(axr_span_str("hello hello"), wrap);

		assert_true(axr_inflate(in, &out, wrap));
		assert_span(axr_buf_span(&out), "hello hello");
		axr_buf_reset(&out);
		assert_false(axr_inflate(axr_span_cut(in, 0, in.len - 1), &out, wrap));
		assert_false(out.failed);
		axr_buf_free(&out);
	}
}

static void a_limit_is_kept_and_told(void **state)
{
	struct axr_span in = packed(zeros(8 << 20), AXR_WRAP_GZIP);
	struct axr_buf out = { .limit = 100000 };

	(void)state;
	assert_false(axr_inflate(in, &out, AXR_WRAP_GZIP));
	assert_true(out.failed);
	assert_int_equal(out.len, 100000);
	axr_buf_free(&out);

	out = (struct axr_buf){ .limit = 8 << 20 };
	assert_true(axr_inflate(in, &out, AXR_WRAP_AUTO));
	assert_int_equal(out.len, 8 << 20);
	axr_buf_free(&out);
}

static void broken_streams_end(void **state)
{
	struct axr_buf out = { .limit = 1000 };

	(void)state;
	assert_false(axr_inflate(axr_span(NULL, 0), &out, AXR_WRAP_AUTO));
	assert_false(axr_inflate(axr_span_str("<%@ Page"), &out, AXR_WRAP_AUTO));
	assert_false(axr_inflate(axr_span_str("\x1f\x8b\x08"), &out, AXR_WRAP_GZIP));
	assert_false(out.failed);
	axr_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_wrap_comes_back),
		cmocka_unit_test(a_limit_is_kept_and_told),
		cmocka_unit_test(broken_streams_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
