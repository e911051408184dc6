/* What a reporter writes of some records, through the public functions and a real file. */
#ifndef AXR_TEST_CAPTURE_H
#define AXR_TEST_CAPTURE_H

#include <unistd.h>

#include "base/buf.h"
#include "os/os.h"

#include "../tree.h"
#include "records.h"

/*
 * The whole document, NUL-terminated; the caller frees it with axr_buf_free().  It lies in the
 * current folder for a moment, which is to be the one of tree_enter().
 */
static inline struct axr_buf capture(struct axr_report_options options,
				     const struct axr_record *records, size_t count)
{
	struct axr_reporter *reporter = NULL;
	struct axr_buf out = { 0 };
	struct axr_err err = { "" };

	options.file = "report";
	if (axr_reporter_open(&reporter, &options, &err) < 0)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < count; i++)
		axr_reporter_record(reporter, &records[i]);
	if (axr_reporter_close(reporter, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(axr_os_load(options.file, 1 << 30, &out), 0);
	unlink(options.file);
	return out;
}

/* The documents are equal; else both are shown from the line where they part. */
static inline void assert_document(const struct axr_buf *out, const char *expected)
{
	const char *actual = (const char *)out->ptr;
	size_t at = 0, line = 0;

	if (!strcmp(actual, expected))
		return;
	for (size_t i = 0; actual[i] && actual[i] == expected[i]; i++)
		if (actual[i] == '\n')
			at = i + 1, line++;
	fail_msg("line %zu: \"%.200s\" is not \"%.200s\"", line + 1, actual + at, expected + at);
}

#endif
