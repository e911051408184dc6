/*
 * Indicator lists as Loki and THOR write them: which file holds what, and their lines.  A list is
 * foreign: any bytes are taken, and what is malformed is told with its line and left out.
 */
#ifndef AXR_DETECT_IOC_H
#define AXR_DETECT_IOC_H

#include "detect/detect.h"

enum axr_ioc_kind {
	AXR_IOC_UNKNOWN,
	AXR_IOC_HASHES,
	AXR_IOC_TRUSTED_HASHES, /* of files that are known to be good */
	AXR_IOC_NAMES
};

/*
 * By its file name as Loki and THOR do ("hash", with "falsepositive" or "trusted"; "filename");
 * where that says nothing, by its first line.  A list of another kind (c2, keywords) is unknown.
 */
enum axr_ioc_kind axr_ioc_kind(const struct axr_source *source);

struct axr_ioc_lines {
	struct axr_span rest;
	uint32_t number;         /* of the line given last, from 1 */
	struct axr_span comment; /* the text of the comment line above, without '#'; or empty */
	struct axr_span technique; /* "T1505.003", from a line "#! technique ..."; or empty */
};

void axr_ioc_lines_init(struct axr_ioc_lines *lines, struct axr_span bytes);

/*
 * The next line with an indicator, trimmed; false when there is none left.  Blank lines are passed
 * over, comment lines taken note of.
 */
bool axr_ioc_next(struct axr_ioc_lines *lines, struct axr_span *line);

/* Tells that a line, or with line 0 a list, cannot be used. */
void axr_ioc_tell(const struct axr_detect_setup *setup, const char *source, uint32_t line,
		  const char *failure);

/* Tells that a list is loaded, with so many indicators ("hash", "hashes"). */
void axr_ioc_tell_loaded(const struct axr_detect_setup *setup, const char *source, size_t count,
			 const char *one, const char *more);

#endif
