/*
 * Any line read as one of our records.  What is read goes through every reporter, and the NDJSON
 * written of it reads back to the same line.
 */
#include <stdlib.h>
#include <string.h>

#include "base/span.h"
#include "report/ndjson.h"
#include "report/ndjson_read.h"

#ifdef _WIN32
#define NOWHERE "NUL"
#else
#define NOWHERE "/dev/null"
#endif

static void report(const struct axr_record *record)
{
	for (const char *const *format = axr_report_formats(); *format; format++) {
		struct axr_report_options options = { .format = *format, .file = NOWHERE };
		struct axr_reporter *reporter;
		struct axr_err err;

		if (axr_reporter_open(&reporter, &options, &err) < 0)
			abort();
		axr_reporter_record(reporter, record);
		axr_reporter_record(reporter, record);
		if (axr_reporter_close(reporter, &err) < 0)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct axr_ndjson first = { 0 }, second = { 0 };
	struct axr_buf line = { 0 }, again = { 0 };
	struct axr_record record;
	struct axr_arena arena;
	struct axr_err err;

	axr_arena_init(&arena, 64 << 20);
	if (axr_record_read(&arena, axr_span(data, size), &record, &err) == 0) {
		report(&record);
		axr_ndjson_line(&line, &first, &record);
		if (axr_record_read(&arena, axr_span_trim(axr_buf_span(&line)), &record, &err) < 0)
			abort();
		axr_ndjson_line(&again, &second, &record);
		if (!axr_span_eq(axr_buf_span(&line), axr_buf_span(&again)))
			abort();
	}
	axr_buf_free(&line);
	axr_buf_free(&again);
	axr_arena_free(&arena);
	return 0;
}
