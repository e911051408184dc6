/*
 * The text report, for one person who has to decide: the verdict, the findings by level, what stood
 * in the way, what was covered, and what the exit status means.
 */
#ifndef AXR_REPORT_TEXT_H
#define AXR_REPORT_TEXT_H

#include "report/reporter.h"
#include "report/tally.h"

struct axr_text {
	bool colour, all;
	const char *command; /* NULL where not told */

	struct axr_tally tally;

	/* what is kept */
	struct axr_text_entries levels[AXR_LEVELS];
	struct axr_text_folders classes[AXR_CLASSES]; /* below suspicious */
	struct axr_text_lines troubles[AXR_TROUBLE_MEMORY + 1];
	struct axr_buf coverage; /* written as the end records come */
	char first_host[256];    /* of the first of them */
	uint64_t roots;          /* that are there */
	char *steps[64];         /* every "next" text once */
	size_t step_count;
	bool failed; /* no memory */
};

/* report/text_finding.c */

/* Counts a finding and keeps what will be shown of it. */
void axr_text_keep_finding(struct axr_text *text, const struct axr_finding *finding,
			   const char *host);

/* report/text_body.c: the findings, as they stand in the report. */
void axr_text_put_findings(struct axr_text *text, struct axr_reporter *reporter,
			   struct axr_buf *out);

/* report/text_end.c */
void axr_text_keep_problem(struct axr_text *text, const struct axr_problem *problem,
			   const char *host);
void axr_text_keep_coverage(struct axr_text *text, const struct axr_end *end, const char *host);
void axr_text_put_problems(struct axr_text *text, struct axr_buf *out);
void axr_text_put_coverage(const struct axr_text *text, struct axr_buf *out);
void axr_text_put_end(const struct axr_text *text, struct axr_buf *out);

#endif
