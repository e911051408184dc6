/* The rule and indicator files that the user names, as bytes: the only place that opens them. */
#ifndef AXR_SOURCES_H
#define AXR_SOURCES_H

#include "base/arena.h"
#include "detect/detect.h"

enum axr_source_kind { AXR_SOURCE_RULES, AXR_SOURCE_IOCS };

struct axr_sources {
	struct axr_source *items; /* in the arena, and so are names and bytes */
	size_t count, cap;
};

/* Adds one whose name and bytes live elsewhere, as long as needed. */
int axr_sources_add(struct axr_sources *sources, struct axr_arena *arena,
		    const struct axr_source *source, struct axr_err *err);

/*
 * Loads the file, or from the folder and those below it all files whose names say that they are of
 * the kind: .yar, .yara, .yarc for rules, .txt and .csv for indicators.  A path that is not there
 * or cannot be read is an error: the user named it.
 */
int axr_sources_load(struct axr_sources *sources, struct axr_arena *arena, const char *path,
		     enum axr_source_kind kind, struct axr_err *err);

#endif
