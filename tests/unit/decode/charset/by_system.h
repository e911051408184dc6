/* The system's iconv, to compare with. */
#ifndef AXR_TEST_BY_SYSTEM_H
#define AXR_TEST_BY_SYSTEM_H

#include <iconv.h>

#include "../decoded.h"

/* in as UTF-8; what is undefined as U+FFFD. */
static inline struct axr_span by_system(const char *name, struct axr_span in, char *out, size_t room)
{
	iconv_t converter = iconv_open("UTF-8", name);
	char *from = (char *)(uintptr_t)in.ptr, *to = out;
	size_t left = in.len, space = room;

	assert_true(converter != (iconv_t)(intptr_t)-1);
	while (left && iconv(converter, &from, &left, &to, &space) == (size_t)-1) {
		from++, left--;
		memcpy(to, "\xef\xbf\xbd", 3);
		to += 3, space -= 3;
	}
	iconv_close(converter);
	return axr_span(out, room - space);
}

static inline void draft_free(struct axr_draft *draft)
{
	axr_buf_free(&draft->text);
	axr_buf_free(&draft->points);
}

/* Where in the bytes byte at of the draft's text comes from. */
static inline uint64_t draft_origin(const struct axr_draft *draft, size_t at)
{
	const struct axr_layer layer = {
		.bytes = axr_buf_span(&draft->text),
		.map = (const void *)draft->points.ptr,
		.map_count = draft->points.len / sizeof(struct axr_map_point),
		.scale = draft->scale,
	};

	return axr_layer_origin(&layer, at);
}

#endif
