/* When a wait ends, as pthread_cond_timedwait() takes it. */
#ifndef AXR_BASE_DEADLINE_H
#define AXR_BASE_DEADLINE_H

#include <time.h>

static inline struct timespec axr_deadline(unsigned milliseconds)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += milliseconds / 1000;
	until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	return until;
}

#endif
