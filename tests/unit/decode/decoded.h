/* For the tests of the decoders: a file as bytes, decoded, and its layers looked at. */
#ifndef AXR_TEST_DECODED_H
#define AXR_TEST_DECODED_H

#include "../test.h"
#include "decode/decoder.h"

/* A page that does nothing, with the shapes that the decoders look for. */
#define PAGE                                                              \
	"<%@ Page Language=\"C#\" %>\r\n"                                 \
	"<script runat=\"server\">\r\n"                                   \
	"void Page_Load() { var list = Names[\"one\"]; Show(list); }\r\n" \
	"</script>\r\n"

struct decoded {
	struct axr_arena arena;
	struct axr_subject *subject;
};

static inline void decode_with(struct decoded *decoded, struct axr_span bytes,
			       const char *extension, const char *charset,
			       const struct axr_decode_limits *limits)
{
	axr_arena_init(&decoded->arena, 0);
	decoded->subject = axr_arena_alloc(&decoded->arena, sizeof(*decoded->subject));
	axr_subject_init(decoded->subject, &decoded->arena, &decoded->arena);
	decoded->subject->file.extension = axr_span_str(extension);
	decoded->subject->window = bytes;
	axr_decode(decoded->subject, limits, axr_span_str(charset));
}

static inline void decode(struct decoded *decoded, struct axr_span bytes, const char *extension)
{
	decode_with(decoded, bytes, extension, "", NULL);
}

static inline void decoded_free(struct decoded *decoded)
{
	axr_arena_free(&decoded->arena);
}

static inline const struct axr_layer *layer_named(const struct decoded *decoded, const char *name)
{
	for (size_t i = 0; i < decoded->subject->layer_count; i++)
		if (!strcmp(decoded->subject->layers[i].name, name))
			return &decoded->subject->layers[i];
	return NULL;
}

/* The layer of that name, which must be there. */
static inline const struct axr_layer *layer(const struct decoded *decoded, const char *name)
{
	const struct axr_layer *found = layer_named(decoded, name);

	if (!found)
		for (size_t i = 0; i < decoded->subject->layer_count; i++)
			print_error("layer: %s\n", decoded->subject->layers[i].name);
	assert_non_null(found);
	return found;
}

/* A text layer, raw or derived, that holds what. */
static inline const struct axr_layer *layer_with(const struct decoded *decoded, const char *what)
{
	for (size_t i = 0; i < decoded->subject->layer_count; i++) {
		const struct axr_layer *l = &decoded->subject->layers[i];

		if (l->is_text && axr_span_find(l->bytes, axr_span_str(what), 0) != SIZE_MAX)
			return l;
	}
	return NULL;
}

/* Where in the file the first word what of a layer comes from. */
static inline uint64_t origin_of(const struct axr_layer *l, const char *what)
{
	size_t at = axr_span_find(l->bytes, axr_span_str(what), 0);

	assert_true(at != SIZE_MAX);
	return axr_layer_origin(l, at);
}

static inline uint32_t line_of(const struct axr_layer *l, const char *what)
{
	size_t at = axr_span_find(l->bytes, axr_span_str(what), 0);

	assert_true(at != SIZE_MAX);
	return axr_layer_line(l, at);
}

static inline size_t limit_problems(const struct decoded *decoded)
{
	size_t count = 0;

	for (size_t i = 0; i < decoded->subject->problem_count; i++)
		count += decoded->subject->problems[i].trouble == AXR_TROUBLE_LIMIT;
	return count;
}

/* len bytes of one value, then what, then len of it again; to be freed. */
static inline uint8_t *padded(uint8_t value, size_t len, struct axr_span what, struct axr_span *all)
{
	uint8_t *bytes = test_malloc(2 * len + what.len);

	memset(bytes, value, 2 * len + what.len);
	memcpy(bytes + len, what.ptr, what.len);
	*all = axr_span(bytes, 2 * len + what.len);
	return bytes;
}

/* Bytes without sense, the same every time. */
static inline void fill_noise(uint8_t *bytes, size_t len, uint32_t seed)
{
	for (size_t i = 0; i < len; i++) {
		seed = seed * 1664525 + 1013904223;
		bytes[i] = (uint8_t)(seed >> 24);
	}
}

/* PAGE in UTF-16 or UTF-32 without a mark; room for width * strlen. */
static inline struct axr_span widened(uint8_t *room, const char *text, size_t width, bool big)
{
	size_t len = strlen(text);

	memset(room, 0, len * width);
	for (size_t i = 0; i < len; i++)
		room[i * width + (big ? width - 1 : 0)] = (uint8_t)text[i];
	return axr_span(room, len * width);
}

static inline struct axr_span base64_of(char *room, struct axr_span s)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t len = 0;

	for (size_t i = 0; i < s.len; i += 3) {
		uint32_t bits = (uint32_t)s.ptr[i] << 16;

		bits |= i + 1 < s.len ? (uint32_t)s.ptr[i + 1] << 8 : 0;
		bits |= i + 2 < s.len ? s.ptr[i + 2] : 0;
		room[len++] = digits[bits >> 18];
		room[len++] = digits[bits >> 12 & 63];
		room[len++] = i + 1 < s.len ? digits[bits >> 6 & 63] : '=';
		room[len++] = i + 2 < s.len ? digits[bits & 63] : '=';
	}
	room[len] = '\0';
	return axr_span(room, len);
}

/* A page around a constant. */
static inline const char *page_of(char *room, size_t size, const char *before,
				  const char *constant, const char *after)
{
	int len = snprintf(room, size, "<%%@ Page %%>\n<%% x = %s%s%s %%>\n", before, constant,
			   after);

	assert_in_range(len, 1, size - 1);
	return room;
}

#endif
