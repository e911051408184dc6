#include "read/rate.h"

enum { SECOND = 1000000000, NAP = 50000000, BURST = 100000000 }; /* nanoseconds */

int axr_rate_init(struct axr_rate *rate, uint64_t per_second)
{
	*rate = (struct axr_rate){ .per_second = per_second };
	return pthread_mutex_init(&rate->lock, NULL);
}

void axr_rate_fini(struct axr_rate *rate)
{
	pthread_mutex_destroy(&rate->lock);
}

/* Puts the price on the common bill; returns when that is paid. */
static uint64_t add(struct axr_rate *rate, uint64_t bytes)
{
	const uint64_t price = (uint64_t)((double)bytes * SECOND / (double)rate->per_second);
	const uint64_t now = axr_os_ticks();
	uint64_t until;

	pthread_mutex_lock(&rate->lock);
	/* time in which nothing was read is not saved up, but for a short burst */
	if (rate->free_at + BURST < now)
		rate->free_at = now - BURST;
	until = rate->free_at += price;
	pthread_mutex_unlock(&rate->lock);
	return until;
}

void axr_rate_pay(struct axr_rate *rate, uint64_t bytes, const atomic_bool *stop)
{
	uint64_t until, now;

	if (!rate->per_second)
		return;
	until = add(rate, bytes);
	while ((now = axr_os_ticks()) < until) {
		if (stop && atomic_load_explicit(stop, memory_order_relaxed))
			break;
		axr_os_sleep(until - now < NAP ? until - now : NAP);
	}
}
