#include "outbox.h"

#include <stdlib.h>

#include "base/deadline.h"

enum {
	ARENA_LIMIT = 64 << 20, /* what is told of one file */
	ARENA_KEEP = 256 << 10
};

int axr_outbox_open(struct axr_outbox *outbox, unsigned parcels, unsigned senders, unsigned rows)
{
	*outbox = (struct axr_outbox){ .count = parcels, .senders = senders, .row_cap = rows };
	outbox->last = &outbox->first;
	outbox->all = calloc(parcels, sizeof(*outbox->all));
	outbox->rows = calloc((size_t)parcels * rows + 1, sizeof(*outbox->rows));
	if (!outbox->all || !outbox->rows) {
		free(outbox->all);
		free(outbox->rows);
		outbox->all = NULL;
		return AXR_ENOMEM;
	}
	pthread_mutex_init(&outbox->lock, NULL);
	pthread_cond_init(&outbox->posted, NULL);
	pthread_cond_init(&outbox->returned, NULL);
	return AXR_OK;
}

static void free_list(struct axr_parcel *parcel)
{
	for (; parcel; parcel = parcel->next)
		axr_arena_free(&parcel->arena);
}

void axr_outbox_free(struct axr_outbox *outbox)
{
	if (!outbox->all)
		return;
	free_list(outbox->blank);
	free_list(outbox->first);
	free(outbox->all);
	free(outbox->rows);
	outbox->all = NULL;
	pthread_cond_destroy(&outbox->returned);
	pthread_cond_destroy(&outbox->posted);
	pthread_mutex_destroy(&outbox->lock);
}

/* Most scans need a few: the others are not touched. */
static struct axr_parcel *first_use(struct axr_outbox *outbox)
{
	struct axr_parcel *parcel = &outbox->all[outbox->used];

	axr_arena_init(&parcel->arena, ARENA_LIMIT);
	parcel->rows = outbox->rows + (size_t)outbox->used * outbox->row_cap;
	outbox->used++;
	return parcel;
}

struct axr_parcel *axr_outbox_blank(struct axr_outbox *outbox)
{
	struct axr_parcel *parcel;

	pthread_mutex_lock(&outbox->lock);
	while (!outbox->blank && outbox->used == outbox->count)
		pthread_cond_wait(&outbox->returned, &outbox->lock);
	parcel = outbox->blank;
	if (parcel)
		outbox->blank = parcel->next;
	else
		parcel = first_use(outbox);
	pthread_mutex_unlock(&outbox->lock);
	parcel->has_finding = false;
	parcel->row_count = 0;
	parcel->subject.problem_count = 0;
	return parcel;
}

void axr_outbox_post(struct axr_outbox *outbox, struct axr_parcel *parcel)
{
	parcel->next = NULL;
	pthread_mutex_lock(&outbox->lock);
	*outbox->last = parcel;
	outbox->last = &parcel->next;
	pthread_cond_signal(&outbox->posted);
	pthread_mutex_unlock(&outbox->lock);
}

void axr_outbox_return(struct axr_outbox *outbox, struct axr_parcel *parcel)
{
	axr_arena_reset(&parcel->arena, ARENA_KEEP);
	pthread_mutex_lock(&outbox->lock);
	parcel->next = outbox->blank;
	outbox->blank = parcel;
	pthread_cond_signal(&outbox->returned);
	pthread_mutex_unlock(&outbox->lock);
}

void axr_outbox_leave(struct axr_outbox *outbox)
{
	pthread_mutex_lock(&outbox->lock);
	outbox->senders--;
	pthread_cond_signal(&outbox->posted);
	pthread_mutex_unlock(&outbox->lock);
}

struct axr_parcel *axr_outbox_take(struct axr_outbox *outbox, unsigned milliseconds, bool *done)
{
	struct axr_parcel *parcel;
	struct timespec until = axr_deadline(milliseconds);

	pthread_mutex_lock(&outbox->lock);
	if (!outbox->first && outbox->senders)
		pthread_cond_timedwait(&outbox->posted, &outbox->lock, &until);
	parcel = outbox->first;
	if (parcel) {
		outbox->first = parcel->next;
		if (!outbox->first)
			outbox->last = &outbox->first;
	}
	*done = !parcel && !outbox->senders;
	pthread_mutex_unlock(&outbox->lock);
	return parcel;
}
