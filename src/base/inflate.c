#include "base/inflate.h"

#define ZLIB_CONST /* or next_in is no pointer to const */
#include <zlib.h>

#include "base/span.h"

enum { STEP = 64 * 1024 };

/* What zlib calls windowBits: the size of the window and, by its sign and height, the wrapping. */
static int window_bits(enum axr_wrap wrap)
{
	switch (wrap) {
	case AXR_WRAP_NONE:
		return -MAX_WBITS;
	case AXR_WRAP_ZLIB:
		return MAX_WBITS;
	case AXR_WRAP_GZIP:
		return MAX_WBITS + 16;
	case AXR_WRAP_AUTO:
		break;
	}
	return MAX_WBITS + 32;
}

/* The bytes that the next step may write: never more than STEP, nor than the limit leaves. */
static size_t next_room(const struct axr_buf *out)
{
	size_t room = STEP;

	if (out->limit && out->limit - out->len < room)
		room = out->limit - out->len;
	return room;
}

bool axr_inflate(struct axr_span in, struct axr_buf *out, enum axr_wrap wrap)
{
	z_stream stream = { 0 };
	int status = Z_OK;

	if (out->failed)
		return false;
	if (inflateInit2(&stream, window_bits(wrap)) != Z_OK) {
		out->failed = true;
		return false;
	}
	while (status == Z_OK) {
		size_t piece = in.len < STEP ? in.len : STEP, room = next_room(out);
		uint8_t over; /* at the limit: only the end of the stream may follow */

		if (room && !axr_buf_reserve(out, room))
			break;
		stream.next_in = in.ptr;
		stream.avail_in = (uInt)piece;
		stream.next_out = room ? out->ptr + out->len : &over;
		stream.avail_out = room ? (uInt)room : 1;
		status = inflate(&stream, Z_NO_FLUSH);
		if (room) {
			out->len += room - stream.avail_out;
		} else if (!stream.avail_out) {
			out->failed = true;
			status = Z_BUF_ERROR;
		}
		in = axr_span_from(in, piece - stream.avail_in);
	}
	inflateEnd(&stream);
	return status == Z_STREAM_END;
}
