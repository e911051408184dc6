/*
 * The signatures that are packed into the program: compiled rules, one set for each kind of
 * content, and indicator lists.  signatures/pack.c deflates or masks them at build time, so that no
 * text of theirs stands in the program for an antivirus to take offence at.  What every start of
 * the program loads is masked only: inflating took longer than loading.
 */
#ifndef AXR_DETECT_BUILTIN_H
#define AXR_DETECT_BUILTIN_H

#include "base/buf.h"
#include "detect/detect.h"

enum axr_packed_kind {
	AXR_PACKED_RULES,  /* compiled: without their places, behind a mask */
	AXR_PACKED_PLACES, /* those of the set before it: detect/places.h */
	AXR_PACKED_SOURCE, /* a text behind the set before it, for a libyara that refuses that */
	AXR_PACKED_NEEDS,  /* what the set before it asks for: detect/needs.h; behind a mask */
	AXR_PACKED_IOCS	   /* an indicator list, behind a mask */
};

/* One entry of the table that pack.c writes. */
struct axr_packed {
	enum axr_packed_kind kind;
	const char *name;
	unsigned contents; /* as in struct axr_source */
	uint32_t size;	   /* bytes in clear */
	uint64_t id[2];	   /* of the bytes in clear */
	struct axr_span bytes; /* as .kind says; else deflated in a zlib wrap */
};

extern const struct axr_packed axr_packed[]; /* in the generated builtin_data.c */
extern const size_t axr_packed_count;

struct axr_builtin {
	struct axr_source *rules, *iocs;
	size_t rule_count, ioc_count;
	struct axr_buf *buffers; /* behind their bytes */
	size_t buffer_count;
};

/*
 * The compiled sets and the indicator lists, ready for struct axr_detect_setup.  They may be freed
 * once axr_detectors_open() has returned.
 */
int axr_builtin_open(struct axr_builtin *builtin, struct axr_err *err);

/* The same for the rule texts behind a compiled set, by its .set: .rules only. */
int axr_builtin_open_texts(struct axr_builtin *builtin, size_t set, struct axr_err *err);

void axr_builtin_free(struct axr_builtin *builtin); /* takes NULL and zeroed ones */

#endif
