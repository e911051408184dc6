/*
 * NDJSON: one object of the Elastic Common Schema (8.17) a line, flushed as it is written.
 *
 * event.dataset says what a line is: aspxray.scan (event.action scan-start and scan-end),
 * aspxray.finding (event.kind alert), aspxray.problem (event) and aspxray.inventory (state).  Keys
 * come in a fixed order; what is empty is left out.  Numbers are at most 2^63 - 1.
 *
 * Strings read back as what they were (report/escape.h).  Where one held bytes that are not UTF-8
 * it has U+FFFD for each of them, and all its bytes stand in hex beside the rest of what is ours:
 *
 *	file.path, .name, .directory, .extension, .owner, .group
 *	                     aspxray.path_hex, .name_hex, .directory_hex, ...
 *	aspxray.relative     aspxray.relative_hex
 *	aspxray.magic        aspxray.magic_hex
 *	aspxray.url[]        aspxray.url_hex[] (of all, where one needs it)
 *	excerpt of a reason  excerpt_hex
 *	error.message        aspxray.text_hex
 *	path of a root       path_hex
 *
 * Times are cut to milliseconds.
 */
#ifndef AXR_REPORT_NDJSON_H
#define AXR_REPORT_NDJSON_H

#include "base/buf.h"

#define AXR_ECS_VERSION "8.17.0"

/* What later lines repeat of the start record.  Zeroed before the first. */
struct axr_ndjson {
	char host[256];
	char rules_id[65];
	unsigned rules, iocs;
};

/* Appends one line, its LF included, and remembers a start record. */
void axr_ndjson_line(struct axr_buf *out, struct axr_ndjson *state,
		     const struct axr_record *record);

/* Parts of a line: report/ndjson_file.c. */
void axr_ndjson_file(struct axr_buf *out, const struct axr_file *file, bool missing);
void axr_ndjson_file_extras(struct axr_buf *out, const struct axr_file *file);
void axr_ndjson_rule(struct axr_buf *out, const struct axr_finding *finding);
void axr_ndjson_threat(struct axr_buf *out, const struct axr_finding *finding);
void axr_ndjson_finding(struct axr_buf *out, const struct axr_finding *finding);

#endif
