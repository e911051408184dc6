/* The system's iconv, to compare with. */
#ifndef AXR_TEST_BY_SYSTEM_H
#define AXR_TEST_BY_SYSTEM_H

#ifndef _WIN32
#include <iconv.h>
#endif

#include "../decoded.h"

#ifdef _WIN32
static inline struct axr_span by_system(const char *name, struct axr_span in, char *out, size_t room)
{
	(void)name, (void)out, (void)room;
	skip_for("there is no iconv to compare with");
	return in;
}

static inline size_t in_codepage(const char *name, const char *text, uint8_t *room, size_t size)
{
	(void)name, (void)text, (void)room;
	skip_for("there is no iconv to make the text with");
	return size;
}
#else
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

/* UTF-8 text in that code page; returns its bytes. */
static inline size_t in_codepage(const char *name, const char *text, uint8_t *room, size_t size)
{
	iconv_t converter = iconv_open(name, "UTF-8");
	char *from = (char *)(uintptr_t)text, *to = (char *)room;
	size_t left = strlen(text), space = size;

	assert_true(converter != (iconv_t)(intptr_t)-1);
	assert_int_equal(iconv(converter, &from, &left, &to, &space), 0);
	iconv(converter, NULL, NULL, &to, &space);
	iconv_close(converter);
	return size - space;
}
#endif

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
