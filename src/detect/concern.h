/* On which layers built-in rules run. */
#ifndef AXR_DETECT_CONCERN_H
#define AXR_DETECT_CONCERN_H

#include "base/subject.h"

/*
 * What ought to be shown to rules for these contents (bits 1 << enum axr_content; 0: all); names
 * only ever add to what bytes say.
 */
bool axr_concerns(const struct axr_subject *subject, const struct axr_layer *layer,
		  unsigned contents);

#endif
