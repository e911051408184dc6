/*
 * What the workers have to tell, on its way to the thread that reports.  A worker takes a blank
 * parcel for each file, fills it, and posts it or, where there is nothing to say, gives it back.
 * Their number is bounded: a reporter that is slow makes the workers wait, not the memory grow.
 */
#ifndef AXR_OUTBOX_H
#define AXR_OUTBOX_H

#include <pthread.h>

#include "base/subject.h"

struct axr_parcel {
	struct axr_parcel *next;
	struct axr_arena arena; /* owns all that the parcel tells */
	struct axr_subject subject;
	struct axr_finding finding;
	bool has_finding;
	struct axr_file *rows; /* of an inventory; the outbox owns them */
	size_t row_count;
};

struct axr_outbox {
	pthread_mutex_t lock;
	pthread_cond_t posted, returned;
	struct axr_parcel *first, **last; /* posted, oldest first */
	struct axr_parcel *blank; /* came back */
	struct axr_parcel *all;	  /* one array, owned */
	unsigned count, used;	  /* of all; those from used on were never given out */
	struct axr_file *rows; /* of all parcels; one array, owned */
	unsigned row_cap;      /* of a parcel */
	unsigned senders;      /* that may still post */
};

/*
 * parcels must be more than senders, or they would wait for each other.  rows: of an inventory,
 * that one parcel holds; else 0.
 */
int axr_outbox_open(struct axr_outbox *outbox, unsigned parcels, unsigned senders, unsigned rows);
void axr_outbox_free(struct axr_outbox *outbox);

/* An empty parcel; waits until one comes back. */
struct axr_parcel *axr_outbox_blank(struct axr_outbox *outbox);
void axr_outbox_post(struct axr_outbox *outbox, struct axr_parcel *parcel);
void axr_outbox_return(struct axr_outbox *outbox, struct axr_parcel *parcel);

/* A sender says that it posts no more. */
void axr_outbox_leave(struct axr_outbox *outbox);

/*
 * The oldest posted parcel, which the caller gives back.  NULL after milliseconds without one, or,
 * with *done set, when all senders have left and nothing is posted.
 */
struct axr_parcel *axr_outbox_take(struct axr_outbox *outbox, unsigned milliseconds, bool *done);

#endif
