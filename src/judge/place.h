/*
 * Place and shape as evidence: what the path, the size and the attributes of a file add to what was
 * found in it.  All of it modifies; none of it accuses.
 */
#ifndef AXR_JUDGE_PLACE_H
#define AXR_JUDGE_PLACE_H

#include "base/subject.h"

/* By its extension: something that IIS would run (a page, a handler, a service, an assembly). */
bool axr_is_executed(const struct axr_file *file);

/* By its extension: something that a visitor's browser runs, or that steers the server. */
bool axr_is_delivered(const struct axr_file *file);

/*
 * Adds reasons of detector "place".  content is the best score that the content got, standing the
 * one for not belonging here: where both are 0 nothing is added.  No reason weighs more than what
 * it modifies; where the content is less than notable (40), no more than half of that.
 */
void axr_place_reasons(struct axr_subject *subject, int content, int standing);

#endif
