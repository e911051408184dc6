#include "base/clock.h"

enum { STEPS = 1 << 15 }; /* some ten microseconds to a millisecond; a look takes 0.05 */

void axr_clock_begin(struct axr_clock *clock, uint64_t began, uint64_t nanoseconds)
{
	clock->until = nanoseconds ? began + nanoseconds : 0;
	if (clock->until < nanoseconds)
		clock->until = 0; /* later than the clock can say */
	if (clock->stopped)
		return;
	clock->over = clock->told = false;
	clock->left = 0;
}

bool axr_clock_look(struct axr_clock *clock)
{
	if (!clock->over && clock->stop && atomic_load(clock->stop))
		clock->over = clock->stopped = true;
	if (!clock->over && clock->until && clock->now() >= clock->until)
		clock->over = true;
	clock->left = clock->over ? 0 : STEPS;
	return !clock->over;
}

void axr_clock_end(struct axr_clock *clock)
{
	if (!clock)
		return;
	axr_clock_look(clock); /* it may be the flag */
	clock->over = true;
	clock->left = 0;
}

uint64_t axr_clock_rest(const struct axr_clock *clock)
{
	uint64_t now;

	if (!clock || !clock->until)
		return 0;
	now = clock->now();
	return now < clock->until ? clock->until - now : 1;
}
