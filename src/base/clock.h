/*
 * The time that one file may take, and whether the scan is to end.  What works on a file takes its
 * steps from here wherever it pays for its work anyhow; the clock is looked at once in some
 * thousand steps.  It travels with the memory of the file (base/arena.h).
 */
#ifndef AXR_BASE_CLOCK_H
#define AXR_BASE_CLOCK_H

#include <stdatomic.h>

#include "aspxray.h"

struct axr_clock {
	uint64_t (*now)(void);	 /* nanoseconds of a clock that only goes on */
	uint64_t until;		 /* by that clock; 0: no limit */
	const atomic_bool *stop; /* set from any thread; NULL: never */
	size_t left;		 /* steps before the next look at both */
	bool over;		 /* late or stopped: it stays so */
	bool stopped;		 /* which of the two */
	bool told;		 /* it is a problem of the file already; for the next: reset it */
};

/*
 * Gives nanoseconds from began, a time by clock->now, on; 0 for no limit.  What was late may go
 * on with it, what was stopped may not.
 */
void axr_clock_begin(struct axr_clock *clock, uint64_t began, uint64_t nanoseconds);

/* Looks at the clock and the flag; false where it is over. */
bool axr_clock_look(struct axr_clock *clock);

/* Somebody else has seen that the time is up. */
void axr_clock_end(struct axr_clock *clock);

/* Nanoseconds that are left, at least 1; 0 where there is no limit.  clock may be NULL. */
uint64_t axr_clock_rest(const struct axr_clock *clock);

/* Pays for so many steps, of about a byte each; false where all is to end.  NULL never runs out. */
static inline bool axr_clock_step(struct axr_clock *clock, size_t steps)
{
	if (!clock)
		return true;
	if (steps < clock->left) {
		clock->left -= steps;
		return true;
	}
	return axr_clock_look(clock);
}

/* The same for token number at of many, which are paid for some dozens at a time. */
static inline bool axr_clock_token(struct axr_clock *clock, size_t at)
{
	enum { AT_ONCE = 64, STEPS = 16 };

	return at % AT_ONCE || axr_clock_step(clock, (size_t)AT_ONCE * STEPS);
}

#endif
