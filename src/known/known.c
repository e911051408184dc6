#include "known/known.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/span.h"
#include "known/formats/formats.h"
#include "known/path.h"
#include "known/place.h"
#include "known/run.h"
#include "known/sign.h"

enum {
	LATE_BYTES = 32 << 20, /* of what waits for the end of a scan */
	SCORE_NEW = 45,
	SCORE_NEW_STATIC = 15,
	SCORE_CHANGED = 50,
	SCORE_CHANGED_STATIC = 15,
	SCORE_ELSEWHERE = 20,
	SCORE_ELSEWHERE_STATIC = 5,
	SCORE_SAID = 5 /* Microsoft's list has spoken: it is stock, or that is a reason already */
};

static int load_baseline(struct axr_baseline *baseline, const struct axr_known_file *file,
			 const struct axr_span *trust, struct axr_err *err)
{
	int status = AXR_OK;

	if (trust)
		status = axr_sign_verify(file->name, file->bytes, file->signature, *trust, err);
	if (status >= 0)
		status = axr_baseline_init(baseline, file->name, err);
	if (status >= 0)
		status = axr_formats_read(baseline, file->bytes, err);
	return status;
}

int axr_known_open(struct axr_known **known, const struct axr_known_setup *setup,
		   struct axr_err *err)
{
	struct axr_known *k = calloc(1, sizeof(*k));
	int status = AXR_OK;

	*known = NULL;
	if (k)
		k->baselines = calloc(setup->baseline_count + 1, sizeof(*k->baselines));
	if (!k || !k->baselines) {
		free(k);
		return axr_fail(err, AXR_ENOMEM, "no memory for the baselines");
	}
	k->shipped = setup->shipped;
	for (; status >= 0 && k->baseline_count < setup->baseline_count; k->baseline_count++)
		status = load_baseline(&k->baselines[k->baseline_count],
				       &setup->baselines[k->baseline_count], setup->trust, err);
	if (status < 0) {
		axr_known_free(k);
		return status;
	}
	*known = k;
	return AXR_OK;
}

void axr_known_free(struct axr_known *known)
{
	if (!known)
		return;
	for (size_t i = 0; i < known->baseline_count; i++)
		axr_baseline_free(&known->baselines[i]);
	free(known->baselines);
	free(known);
}

unsigned axr_known_digests(const struct axr_known *known)
{
	unsigned digests = known->shipped ? AXR_SHA256 : 0;

	for (size_t i = 0; i < known->baseline_count; i++)
		digests |= known->baselines[i].digests;
	return digests;
}

static bool copy_keys(struct axr_arena *arena, const struct axr_span *paths, size_t count,
		      struct axr_span **keys)
{
	*keys = axr_arena_array(arena, count + 1, sizeof(**keys));
	for (size_t i = 0; *keys && i < count; i++) {
		uint8_t *key = axr_arena_alloc(arena, axr_path_key_room(paths[i].len));

		if (!key)
			return false;
		(*keys)[i] = axr_span(key, axr_path_key(key, paths[i]));
	}
	return *keys != NULL;
}

static bool begin_votes(struct axr_known_run *run, const struct axr_known_place *place)
{
	const struct axr_shipped *shipped = run->known->shipped;

	run->build = SIZE_MAX;
	if (place->build)
		snprintf(run->given, sizeof(run->given), "%s", place->build);
	if (!shipped)
		return true;
	if (run->given[0])
		run->build = axr_shipped_build(shipped, run->given, &run->exact);
	for (size_t i = 0; i < shipped->first_row[shipped->path_count]; i++)
		if (shipped->rows[i].set >= run->vote_sets)
			run->vote_sets = shipped->rows[i].set + 1u;
	run->votes = calloc(run->vote_sets + 1, sizeof(*run->votes));
	return run->votes != NULL;
}

int axr_known_begin(struct axr_known_run **run, const struct axr_known *known,
		    const struct axr_known_place *place, struct axr_err *err)
{
	struct axr_known_run *r = calloc(1, sizeof(*r));

	*run = NULL;
	if (!r)
		return axr_fail(err, AXR_ENOMEM, "no memory for what is known");
	r->known = known;
	axr_arena_init(&r->arena, LATE_BYTES);
	axr_known_gaps_init(&r->gaps);
	if (pthread_mutex_init(&r->lock, NULL)) {
		axr_arena_free(&r->arena);
		free(r);
		return axr_fail(err, AXR_EINTERNAL, "no mutex");
	}
	r->root_count = place->root_count;
	r->exchange_count = place->exchange_count;
	r->excluded = place->excluded;
	r->user = place->user;
	r->single = calloc(place->root_count + 1, sizeof(*r->single));
	r->times = axr_times_new();
	if (!r->times || !r->single ||
	    !copy_keys(&r->arena, place->roots, place->root_count, &r->roots) ||
	    !copy_keys(&r->arena, place->exchange, place->exchange_count, &r->exchange) ||
	    !begin_votes(r, place) || axr_known_views(r, place) < 0) {
		axr_known_end(r);
		return axr_fail(err, AXR_ENOMEM, "no memory for what is known");
	}
	*run = r;
	return AXR_OK;
}

void axr_known_end(struct axr_known_run *run)
{
	if (!run)
		return;
	for (size_t i = 0; run->tallies && i < run->known->baseline_count; i++) {
		free(run->tallies[i].seen);
		free(run->tallies[i].views);
	}
	free(run->tallies);
	free(run->votes);
	free(run->single);
	axr_known_gaps_free(&run->gaps);
	axr_times_free(run->times);
	axr_arena_free(&run->arena);
	pthread_mutex_destroy(&run->lock);
	free(run);
}

/*
 * A path ends with what stands below the root.  The key of that is cut off the path's own: made of
 * it alone it might differ, as "\\?\" has a meaning only where a path begins.
 */
static bool make_keys(const struct axr_known_run *run, const struct axr_subject *subject,
		      struct axr_known_keys *keys)
{
	const struct axr_file *file = &subject->file;
	uint8_t *path = axr_arena_alloc(subject->arena, axr_path_key_room(file->path.len));
	size_t root = 0, room;
	struct axr_span exchange;
	uint8_t *version;

	if (!path)
		return false;
	if (file->relative.len && file->relative.len < file->path.len)
		root = axr_path_key(path, axr_span_cut(file->path, 0,
						       file->path.len - file->relative.len));
	keys->path = axr_span(path, axr_path_key(path, file->path));
	keys->root = axr_span_cut(keys->path, 0, root);
	/* empty where a name is nothing but what Windows takes for separators */
	keys->relative = axr_span_from(keys->path, root ? root + 1 : 0);
	exchange = axr_place_exchange(keys->path, run->exchange, run->exchange_count);
	room = axr_place_version_room(exchange.len);
	version = axr_arena_alloc(subject->arena, room);
	if (!version)
		return false;
	keys->exchange = axr_span(version, axr_place_version(version, exchange));
	return true;
}

static void add_reason(struct axr_subject *subject, const char *rule, int score, const char *title)
{
	const struct axr_reason reason = {
		.detector = "known", .rule = rule, .title = title, .score = score
	};

	axr_subject_reason(subject, &reason);
}

/* What the user's baselines say, on top of what Exchange ships. */
static void add_stand(struct axr_subject *subject, enum axr_stand stand, bool said)
{
	bool runs = axr_place_kind(subject->file.name) != AXR_KIND_STATIC;

	switch (stand) {
	case AXR_STAND_NEW:
		add_reason(subject, "not-in-baseline",
			   said ? SCORE_SAID :
			   runs ? SCORE_NEW :
				   SCORE_NEW_STATIC,
			   "A file that the baseline does not list");
		break;
	case AXR_STAND_MODIFIED:
		add_reason(subject, "differs-from-baseline",
			   said ? SCORE_SAID :
			   runs ? SCORE_CHANGED :
				   SCORE_CHANGED_STATIC,
			   "A file whose content is not what the baseline says");
		break;
	case AXR_STAND_MOVED:
		add_reason(subject, "moved-in-baseline",
			   said ? SCORE_SAID :
			   runs ? SCORE_ELSEWHERE :
				   SCORE_ELSEWHERE_STATIC,
			   "A file that the baseline lists at another place");
		break;
	case AXR_STAND_NONE:
	case AXR_STAND_UNVERIFIED:
	case AXR_STAND_SAME:
		break;
	}
}

static enum axr_class class_of(enum axr_stand stand)
{
	switch (stand) {
	case AXR_STAND_NEW:
		return AXR_CLASS_UNEXPECTED;
	case AXR_STAND_MOVED:
		return AXR_CLASS_MOVED;
	case AXR_STAND_UNVERIFIED:
		return AXR_CLASS_UNVERIFIED;
	case AXR_STAND_MODIFIED:
		return AXR_CLASS_MODIFIED;
	case AXR_STAND_SAME:
		return AXR_CLASS_STOCK;
	case AXR_STAND_NONE:
		break;
	}
	return AXR_CLASS_MATCH;
}

void axr_known(struct axr_known_run *run, struct axr_subject *subject)
{
	struct axr_known_keys keys;
	enum axr_stand shipped, own;
	size_t reasons = subject->reason_count;

	if (!make_keys(run, subject, &keys))
		return; /* the arena's failed flag makes it a problem */
	if (!subject->read_whole) {
		axr_known_places(run, subject, &keys, false); /* it is there, whatever it holds */
		return;
	}
	shipped = axr_known_exchange(run, subject, &keys);
	own = axr_known_places(run, subject, &keys, shipped == AXR_STAND_SAME);
	if (own == AXR_STAND_NONE && shipped == AXR_STAND_NONE &&
	    axr_known_contents(run->known, subject))
		own = AXR_STAND_SAME;
	subject->known_good = shipped == AXR_STAND_SAME || own == AXR_STAND_SAME;
	subject->file_class = class_of(own == AXR_STAND_NONE ? shipped : own);
	if (own == AXR_STAND_SAME)
		subject->reason_count = reasons; /* the user vouches for it */
	add_stand(subject, own,
		  shipped == AXR_STAND_SAME || subject->reason_count > reasons);
	if (subject->file_class == AXR_CLASS_UNVERIFIED)
		axr_known_keep_late(run, subject, &keys);
	if (!subject->known_good)
		axr_times_own(subject);
	pthread_mutex_lock(&run->lock);
	axr_times_note(run->times, subject);
	pthread_mutex_unlock(&run->lock);
}

void axr_known_finish(struct axr_known_run *run, bool complete, struct axr_arena *arena,
		      axr_known_fn fn, void *user)
{
	axr_known_finish_exchange(run, arena, fn, user);
	axr_times_finish(run->times, arena, fn, user);
	if (complete)
		axr_known_missing(run, arena, fn, user);
}

void axr_known_lost(const struct axr_known_run *run, struct axr_known_lost *lost)
{
	*lost = (struct axr_known_lost){
		.files = run->untold,
		.times = axr_times_lost(run->times),
	};
}
