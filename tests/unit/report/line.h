/* Lines of NDJSON taken apart with jansson. */
#ifndef AXR_TEST_LINE_H
#define AXR_TEST_LINE_H

#include "report/ndjson.h"

#include <jansson.h>

#include "records.h"

static struct axr_ndjson ndjson;
static struct axr_buf out;
static json_t *root;

static inline int tear_down(void **state)
{
	(void)state;
	axr_buf_free(&out);
	json_decref(root);
	root = NULL;
	memset(&ndjson, 0, sizeof(ndjson));
	return 0;
}

static inline void write_record(struct axr_record record)
{
	axr_buf_reset(&out);
	axr_ndjson_line(&out, &ndjson, &record);
	assert_false(out.failed);
	assert_ptr_equal(memchr(out.ptr, '\n', out.len), out.ptr + out.len - 1);
	json_decref(root);
	root = json_loadb((char *)out.ptr, out.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
	assert_non_null(root);
}

/* The value at "a.b.c" or "a.b.0", as compact JSON. */
static inline const char *value(const char *path)
{
	static char text[4096];
	json_t *at_hand = root;
	char key[64];
	size_t len;

	for (; at_hand && *path; path += len + (path[len] == '.')) {
		len = strcspn(path, ".");
		snprintf(key, sizeof(key), "%.*s", (int)len, path);
		at_hand = json_is_array(at_hand) ? json_array_get(at_hand, (size_t)atoi(key))
						 : json_object_get(at_hand, key);
	}
	if (!at_hand)
		return "absent";
	len = json_dumpb(at_hand, text, sizeof(text) - 1, JSON_COMPACT | JSON_ENCODE_ANY);
	assert_in_range(len, 1, sizeof(text) - 1);
	text[len] = '\0';
	return text;
}

#define assert_value(path, expected) assert_string_equal(value(path), expected)

#endif
