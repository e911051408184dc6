/*
 * What bytes must hold for any rule of a set to match: so that most files are passed over without
 * libyara.  Worked out from the texts of the rules when the program is built.
 */
#ifndef AXR_SIGNATURES_NEEDS_H
#define AXR_SIGNATURES_NEEDS_H

#include "base/buf.h"

/*
 * Adds the needs of the rules of one file to out, in the form that detect/needs.h reads.  False
 * where a rule may match whatever the bytes hold, or is not understood: *why then names it.
 */
bool axr_needs_of(struct axr_span text, struct axr_buf *out, char *why, size_t size);

#endif
