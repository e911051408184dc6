/*
 * The external variables that YARA rules may ask for, named and filled as THOR and Loki do, so that
 * rule sets written for them work unchanged.
 */
#ifndef AXR_DETECT_EXTERNALS_H
#define AXR_DETECT_EXTERNALS_H

#include "base/subject.h"

enum axr_external {
	/* set for every file */
	AXR_EXTERNAL_FILENAME,	/* base name */
	AXR_EXTERNAL_FILEPATH,	/* directory, no trailing separator */
	AXR_EXTERNAL_EXTENSION, /* with its dot, lower case; empty where there is none */
	AXR_EXTERNAL_FILETYPE,	/* "EXE", "ZIP", ...; empty where unknown */
	AXR_EXTERNAL_OWNER,
	AXR_EXTERNAL_GROUP,
	AXR_EXTERNAL_FILEMODE, /* permission bits, four octal digits; empty on Windows */
	AXR_EXTERNAL_MD5,      /* lower-case hex; empty until the whole file has been hashed */
	AXR_EXTERNAL_PER_FILE,
	/* empty strings: defined so that rules which ask for them compile */
	AXR_EXTERNAL_TIMEZONE = AXR_EXTERNAL_PER_FILE,
	AXR_EXTERNAL_LANGUAGE,
	AXR_EXTERNAL_UNPACK_PARENT,
	AXR_EXTERNAL_UNPACK_SOURCE,
	AXR_EXTERNAL_ID,
	AXR_EXTERNAL_STRINGS,
	AXR_EXTERNAL_OSVERSION = AXR_EXTERNAL_STRINGS, /* the one integer: 0 */
	AXR_EXTERNAL_COUNT
};

extern const char *const axr_external_names[AXR_EXTERNAL_COUNT];

/* Values of those that are set for every file; they live as long as the subject's scratch. */
void axr_externals_of(const struct axr_subject *subject, const char *values[AXR_EXTERNAL_PER_FILE]);

/*
 * Whether the text of a rule file may use the external md5.  The field of a module (hash.md5), a
 * meta entry (md5 = "...") and what stands in strings, expressions and comments do not count.
 */
bool axr_externals_want_md5(struct axr_span text);

#endif
