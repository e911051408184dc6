/* How fast all readers together may read: a bucket that fills with time. */
#ifndef AXR_READ_RATE_H
#define AXR_READ_RATE_H

#include <pthread.h>
#include <stdatomic.h>

#include "os/os.h"

struct axr_rate {
	uint64_t per_second; /* bytes; 0: no limit */
	pthread_mutex_t lock;
	uint64_t free_at; /* ticks at which what was taken so far is paid for */
};

int axr_rate_init(struct axr_rate *rate, uint64_t per_second);
void axr_rate_fini(struct axr_rate *rate);

/*
 * Pays for bytes that were read: sleeps until the rate allows the next read, or until *stop (may
 * be NULL) is set, which it sees within 50 ms.
 */
void axr_rate_pay(struct axr_rate *rate, uint64_t bytes, const atomic_bool *stop);

#endif
