#include "base/base64.h"

#include "decode/blobs.h"

enum {
	RUN_MIN = 8,   /* characters of a blob */
	LINE_MIN = 40, /* characters of a line that may go on in the next */
	START = 6,     /* bytes that tell most short ones that are none */
	HEAD = 64      /* characters that tell what a long one holds */
};

/* The end of the run from at on, over line ends where the line before is long; *count of it. */
static size_t run_end(struct axr_span s, size_t at, size_t *count)
{
	*count = 0;
	for (;;) {
		size_t line = at, next;

		while (at < s.len && axr_base64url_value(s.ptr[at]) >= 0)
			at++;
		*count += at - line;
		if (at - line < LINE_MIN)
			return at;
		next = at;
		while (next < s.len && axr_is_space(s.ptr[next]))
			next++;
		if (next == at || next == s.len || axr_base64url_value(s.ptr[next]) < 0)
			return at;
		at = next;
	}
}

/* Decodes up to most characters from at, having passed over skip of them. */
static void put_decoded(struct axr_blobs *blobs, size_t at, size_t end, size_t skip, size_t most)
{
	struct axr_span s = blobs->layer->bytes;
	uint32_t bits = 0;
	unsigned count = 0;
	bool line = true;

	for (; at < end && most; at++) {
		int value = axr_base64url_value(s.ptr[at]);

		if (value < 0) {
			line |= s.ptr[at] == '\n';
			continue;
		}
		if (skip) {
			skip--;
			continue;
		}
		most--;
		axr_blobs_place(blobs, at, line);
		line = false;
		bits = (bits << 6 | (uint32_t)value) & 0xffff;
		count += 6;
		if (count < 8)
			continue;
		count -= 8;
		axr_buf_putc(&blobs->bytes, (uint8_t)(bits >> count));
	}
}

/*
 * What stands before a blob may belong to its alphabet ("images/", a key): the beginning is sought
 * at each of four places.  Returns how many characters to pass over, or -1 where it is not worth
 * it.
 */
static int find_phase(struct axr_blobs *blobs, size_t at, size_t end)
{
	int phase = -1;

	for (int skip = 0; skip < 4 && phase < 0; skip++) {
		put_decoded(blobs, at, end, (size_t)skip, HEAD);
		if (axr_blob_is_promising(axr_buf_span(&blobs->bytes)))
			phase = skip;
		axr_blobs_reset(blobs);
	}
	return phase;
}

/*
 * The beginning of the next RUN_MIN characters in a row, or s.len.  Looks at the last of them
 * first: most are words, which are shorter.  At at no run goes on.
 */
static size_t next_run(struct axr_span s, size_t at)
{
	while (s.len - at >= RUN_MIN) {
		size_t last = at + RUN_MIN - 1, start = last;

		while (start >= at && axr_base64url_value(s.ptr[start]) >= 0) {
			if (start == at)
				return at;
			start--;
		}
		/* at start is none: a run begins behind it or later */
		at = start + 1;
	}
	return s.len;
}

/* Whether a run of fewer than HEAD characters may decode to what axr_blobs_take() would keep. */
static bool is_worth(struct axr_span s, size_t at, size_t end)
{
	uint8_t bytes[HEAD];
	size_t len = 0;

	for (; at < end; at += 4) {
		const size_t digits = end - at < 4 ? end - at : 4;
		uint32_t bits = 0;
		int all = 0; /* below zero where one is no digit */

		for (size_t i = 0; i < 4; i++) {
			const int value = i < digits ? axr_base64url_value(s.ptr[at + i]) : 0;

			all |= value;
			bits = bits << 6 | ((uint32_t)value & 63);
		}
		if (all < 0)
			return true; /* goes over lines */
		bytes[len] = (uint8_t)(bits >> 16);
		bytes[len + 1] = (uint8_t)(bits >> 8);
		bytes[len + 2] = (uint8_t)bits;
		len += digits * 6 / 8;
		/* most are words, which decode to no text from the first bytes on */
		if (len == START && !axr_blob_begins_worth(axr_span(bytes, len)))
			return false;
	}
	return axr_blob_is_worth(axr_span(bytes, len));
}

void axr_blobs_base64(struct axr_blobs *blobs)
{
	struct axr_span s = blobs->layer->bytes;
	size_t at = next_run(s, 0), end, count;

	for (; at < s.len && !blobs->strings.text.failed; at = next_run(s, end)) {
		bool data;
		int phase = 0;

		end = run_end(s, at, &count);
		if (count < HEAD && !is_worth(s, at, end))
			continue;
		data = at >= 7 && axr_span_istarts(axr_span_from(s, at - 7), "base64,");
		if (count >= HEAD) {
			phase = find_phase(blobs, at, end);
			/* a data URI is a picture; other bytes may still be bare deflate */
			if (phase < 0 && data)
				continue;
		}
		put_decoded(blobs, at, end, phase < 0 ? 0 : (size_t)phase, SIZE_MAX);
		axr_blobs_take(blobs, at, end);
	}
}
