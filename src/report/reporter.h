/*
 * A reporter turns records into a document.  Each is one row of a const table: a name, the file
 * suffixes that ask for it, and what it does at a record and at the end.
 */
#ifndef AXR_REPORT_REPORTER_H
#define AXR_REPORT_REPORTER_H

#include "base/buf.h"
#include "report/sink.h"

struct axr_report_format;

struct axr_reporter {
	const struct axr_report_format *format;
	struct axr_sink *sink;
	bool colour, all;
	char *command; /* NULL where not told */
	void *state;   /* of the format */
	bool failed;   /* no memory for something */
};

struct axr_report_format {
	const char *name;
	const char *suffixes; /* " .ndjson .jsonl " */
	/* Makes reporter->state; false: no memory. */
	bool (*open)(struct axr_reporter *reporter);
	const char *begin; /* written before all; NULL for nothing */
	void (*record)(struct axr_reporter *reporter, const struct axr_record *record);
	/* Writes what is left to write; may be NULL. */
	void (*finish)(struct axr_reporter *reporter);
	/* Takes NULL. */
	void (*free)(void *state);
};

/* Writes what the buffer holds and empties it; notes where it is not all there. */
void axr_reporter_put(struct axr_reporter *reporter, struct axr_buf *buf);

/* The same for a row of an inventory, which need not reach the reader at once. */
void axr_reporter_put_row(struct axr_reporter *reporter, struct axr_buf *buf);

extern const struct axr_report_format axr_report_csv;    /* report/csv.c */
extern const struct axr_report_format axr_report_hashdeep; /* report/hashdeep.c: baselines */
extern const struct axr_report_format axr_report_ndjson; /* report/ndjson.c */
extern const struct axr_report_format axr_report_sarif;  /* report/sarif.c */
extern const struct axr_report_format axr_report_text;   /* report/text.c */

#endif
