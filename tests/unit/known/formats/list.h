/* A list read from a string, and what it says of a path. */
#ifndef AXR_TEST_LIST_H
#define AXR_TEST_LIST_H

#include "../../test.h"
#include "known/formats/formats.h"

static struct axr_baseline list;
static struct axr_err list_err;

/* Reads text; on success list is to be freed. */
static inline int read_list(struct axr_span text)
{
	int status;

	assert_int_equal(axr_baseline_init(&list, "list", NULL), AXR_OK);
	status = axr_formats_read(&list, text, &list_err);
	if (status < 0)
		axr_baseline_free(&list);
	return status;
}

static inline void reads(const char *text, size_t rows)
{
	if (read_list(axr_span_str(text)) < 0)
		fail_msg("%s", list_err.text);
	assert_int_equal(list.row_count, rows);
}

/* The list has at key a digest that begins with these bytes. */
static inline void lists(const char *key, enum axr_digest digest, uint8_t first, uint8_t second)
{
	struct axr_file file = { .digests = 0 };
	bool same;
	size_t row = axr_baseline_path(&list, axr_span_str(key), &file, &same);

	if (row == SIZE_MAX)
		fail_msg("%s is not listed", key);
	assert_int_equal(list.rows[row].digest, digest);
	assert_int_equal(list.rows[row].bytes[0], first);
	assert_int_equal(list.rows[row].bytes[1], second);
}

static inline void fails(const char *text, const char *why)
{
	assert_int_equal(read_list(axr_span_str(text)), AXR_EFORMAT);
	if (!strstr(list_err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", list_err.text, why);
}

#define MD5_A "0cc175b9c0f1b6a831c399e269772661"
#define SHA1_A "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"
#define SHA256_A "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
#define SHA256_B "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"

#endif
