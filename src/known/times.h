/*
 * Time as evidence: never enough by itself, but it tells the responder where to look.  Times are
 * easily forged, so what forging leaves behind is evidence too.
 */
#ifndef AXR_KNOWN_TIMES_H
#define AXR_KNOWN_TIMES_H

#include "base/subject.h"

struct axr_times;

/* NULL without memory or random numbers. */
struct axr_times *axr_times_new(void);
void axr_times_free(struct axr_times *times);

/* Reasons that the times of an unexpected or modified file give by themselves. */
void axr_times_own(struct axr_subject *subject);

/*
 * Remembers a file for axr_times_finish(): a stock one as a neighbour, an unexpected or modified
 * one as a suspect.  Bounded: folders beyond 32,768 are forgotten, which axr_times_lost() tells,
 * and suspects beyond 64 of a folder, of which there are enough then.  Not thread-safe.
 */
void axr_times_note(struct axr_times *times, const struct axr_subject *subject);

/*
 * Tells directories whose suspects came within minutes of each other, bear the exact time of a
 * stock neighbour, or came after everything that is stock there: a subject for each, in the arena,
 * which is reset before.
 */
void axr_times_finish(struct axr_times *times, struct axr_arena *arena,
		      void (*fn)(void *user, struct axr_subject *subject), void *user);

/* Whether there were more folders than are remembered, or no memory for one. */
bool axr_times_lost(const struct axr_times *times);

#endif
