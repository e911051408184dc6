/* Rule texts on their way into one compiled set: those that cannot be used fall out. */
#ifndef AXR_DETECT_TEXTS_H
#define AXR_DETECT_TEXTS_H

#include "detect/detect.h"
#include "detect/yara.h"

/* Parallel arrays; sources and names are borrowed. */
struct axr_texts {
	const struct axr_source **sources;
	struct axr_span *texts;
	const char **spaces; /* the namespace of each */
	size_t count;
};

/* Room for most texts; to be freed whatever it returns. */
int axr_texts_init(struct axr_texts *texts, size_t most, struct axr_err *err);
void axr_texts_free(struct axr_texts *texts);

void axr_texts_add(struct axr_texts *texts, const struct axr_source *source, const char *space);

/*
 * All texts that compile into one set, so that a file is gone through once; *rules is NULL where
 * none does.  Those that do not are told and dropped.  A compiler that met an error is of no more
 * use: the first one costs a start from the beginning, after the files behind it were each tried
 * alone.  Fails only for want of memory.
 */
int axr_texts_compile(struct axr_texts *texts, struct axr_yara_rules **rules,
		      const struct axr_detect_setup *setup, struct axr_err *err);

/* To setup->loaded, where there is one. */
void axr_texts_tell(const struct axr_detect_setup *setup, const struct axr_rule_info *info);
void axr_texts_tell_fault(const struct axr_detect_setup *setup, const char *source,
			  const struct axr_yara_fault *fault);

#endif
