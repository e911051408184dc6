/* What the files of this stage share; nothing outside includes it. */
#ifndef AXR_KNOWN_RUN_H
#define AXR_KNOWN_RUN_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/subject.h"
#include "known/baseline.h"
#include "known/known.h"
#include "known/shipped.h"
#include "known/times.h"

struct axr_known {
	const struct axr_shipped *shipped;
	struct axr_baseline *baselines;
	size_t baseline_count;
};

/* How a file stands to one source; the higher, the more it counts among several baselines. */
enum axr_stand {
	AXR_STAND_NONE, /* it says nothing about this file */
	AXR_STAND_NEW,
	AXR_STAND_MOVED,
	AXR_STAND_UNVERIFIED,
	AXR_STAND_MODIFIED,
	AXR_STAND_SAME
};

/* How the paths below one root of the scan map to those of one baseline. */
struct axr_known_view {
	bool absolute; /* by their whole path, as it is given */
	/*
	 * Drives that the root holds, a bit for each letter: what lies in one is asked for by what
	 * stands below the root.
	 */
	uint32_t drives;
	bool relative; /* the rest by what stands below the root, under these roots of the list: */
	uint64_t roots[AXR_BASELINE_ROOTS_MAX / 64];
};

static inline bool axr_known_view_has(const struct axr_known_view *view, size_t root)
{
	return view->roots[root / 64] >> root % 64 & 1;
}

struct axr_known_tally { /* of one baseline */
	atomic_uchar *seen;            /* a flag for each row */
	struct axr_known_view *views; /* one for each root of the scan; then of a file below none */
};

/* A file that may turn out to be modified. */
struct axr_known_late {
	struct axr_known_late *next;
	struct axr_file file;
	size_t path; /* of struct axr_shipped */
};

/* Places that the scan knows of and did not look at. */
struct axr_known_gaps {
	struct axr_arena arena; /* of the keys */
	struct axr_span *keys;
	size_t count, cap;
	bool lost; /* there are more than are kept */
};

struct axr_known_run {
	const struct axr_known *known;
	struct axr_arena arena; /* of the keys below; then of what waits, under lock */
	struct axr_span *roots;
	size_t root_count;
	struct axr_span *exchange;
	size_t exchange_count;

	char given[32]; /* the installed build as the caller knows it; "" where he does not */
	size_t build;   /* index of the listed build that stands for it; SIZE_MAX where unknown */
	bool exact;     /* it is that very build */
	atomic_uint *votes; /* stock files found, by the set of builds that have them */
	size_t vote_sets;

	struct axr_known_tally *tallies;
	bool (*excluded)(void *user, size_t root, struct axr_span relative);
	void *user;
	uint64_t undecided;  /* rows; counted at the end */
	uint64_t untold;     /* late files; counted at the end */
	atomic_bool *single; /* a flag for each root: it is a file itself */

	pthread_mutex_t lock; /* of what follows */
	struct axr_known_gaps gaps;
	struct axr_known_late *late;
	size_t late_count; /* of them all */
	size_t late_lost;  /* of which there was no memory to keep them */
	struct axr_times *times;
};

/* The file's path as keys, in the subject's arena. */
struct axr_known_keys {
	struct axr_span path;
	struct axr_span relative; /* below the root of the scan */
	struct axr_span root;     /* that root */
	struct axr_span exchange; /* below an installation folder, builds as "version"; or empty */
};

/* exchange.c */
enum axr_stand axr_known_exchange(struct axr_known_run *run, struct axr_subject *subject,
				  const struct axr_known_keys *keys);
/* An unverified file: the vote is not over, what it will make of it is told at the end. */
void axr_known_keep_late(struct axr_known_run *run, const struct axr_subject *subject,
			 const struct axr_known_keys *keys);
/* The build that the contents speak for, the files that have it and those asked; SIZE_MAX: none. */
size_t axr_known_vote(const struct axr_known_run *run, unsigned *has, unsigned *asked);
void axr_known_finish_exchange(struct axr_known_run *run, struct axr_arena *arena, axr_known_fn fn,
			       void *user);

/* places.c */
int axr_known_views(struct axr_known_run *run, const struct axr_known_place *place);
enum axr_stand axr_known_places(struct axr_known_run *run, const struct axr_subject *subject,
				const struct axr_known_keys *keys, bool stock);
/* Whether a list of known contents, wherever they lie, has this one. */
bool axr_known_contents(const struct axr_known *known, const struct axr_subject *subject);

/* drives.c: those that a root of the scan holds, by what the list has there; 0: it holds none. */
uint32_t axr_known_drives(const struct axr_baseline *baseline, const struct axr_known_place *place,
			  size_t root);
/* Whether what has this key, below the root, lies in one of the drives. */
bool axr_known_in_drive(uint32_t drives, struct axr_span key);

/* missing.c */
void axr_known_gaps_init(struct axr_known_gaps *gaps);
void axr_known_gaps_free(struct axr_known_gaps *gaps);
void axr_known_missing(struct axr_known_run *run, struct axr_arena *arena, axr_known_fn fn,
		       void *user);

#endif
