/* A file against the files that Exchange setup installs. */
#include <stdio.h>

#include "base/span.h"
#include "known/path.h"
#include "known/place.h"
#include "known/run.h"

enum {
	LATE_MAX = 4096,  /* files kept until the build is known */
	VOTES_MIN = 20,   /* stock files that make a vote */
	VOTES_STRAY = 20, /* at most one in so many may have content of no list */
	SCORE_PAGE = 45,
	SCORE_MODULE = 40,
	SCORE_MODULE_NEWER = 20, /* an update may have brought it */
	SCORE_MODIFIED = 50,
	SCORE_MOVED = 10,
	SCORE_STATIC = 5
};

static void add_reason(struct axr_subject *subject, const char *rule, int score, const char *title)
{
	const struct axr_reason reason = {
		.detector = "known",
		.rule = rule,
		.title = title,
		.score = score,
		.technique = score >= SCORE_MODULE ? "T1505.003" : NULL,
	};

	axr_subject_reason(subject, &reason);
}

static bool is_module(struct axr_span path)
{
	return axr_span_iends(path, ".dll") || axr_span_iends(path, ".exe");
}

/* The folders that the lists cover. */
static bool is_listed_part(struct axr_span exchange)
{
	return axr_span_starts(exchange, "frontend/") || axr_span_starts(exchange, "clientaccess/");
}

/* Whether the list of the installed build, and not of one near it, covers this path. */
static bool is_covered(const struct axr_known_run *run, struct axr_span exchange)
{
	return run->build != SIZE_MAX && run->exact &&
	       (!axr_span_starts(exchange, "frontend/") ||
		run->known->shipped->builds[run->build].frontend);
}

static enum axr_stand new_place(const struct axr_known_run *run, struct axr_subject *subject,
				struct axr_span exchange)
{
	if (!is_listed_part(exchange) || axr_place_generated(exchange))
		return AXR_STAND_NONE;
	switch (axr_place_kind(exchange)) {
	case AXR_KIND_RUNS:
		if (is_module(exchange))
			add_reason(subject, "unexpected-module",
				   is_covered(run, exchange) ? SCORE_MODULE : SCORE_MODULE_NEWER,
				   "A module or program that no build of Exchange ships here");
		else
			add_reason(subject, "unexpected-page", SCORE_PAGE,
				   "A page that no build of Exchange ships, where IIS runs it");
		return AXR_STAND_NEW;
	case AXR_KIND_STATIC:
		if (is_covered(run, exchange) && axr_span_starts(exchange, "frontend/"))
			add_reason(subject, "unexpected-static", SCORE_STATIC,
				   "A file that Exchange does not ship, which IIS would not run");
		return AXR_STAND_NONE;
	case AXR_KIND_CONFIG:
		break;
	}
	return AXR_STAND_NONE;
}

static bool copy_span(struct axr_arena *arena, struct axr_span *s)
{
	const size_t len = s->len;

	*s = len ? axr_arena_copy(arena, *s) : axr_span(NULL, 0);
	return s->len == len;
}

static void add_modified(struct axr_subject *subject)
{
	add_reason(subject, "modified", SCORE_MODIFIED,
		   "A file of Exchange with content that no build ships");
}

/* Stock place, content of no list. */
static enum axr_stand other_content(const struct axr_known_run *run, struct axr_subject *subject,
				    struct axr_span exchange, size_t path)
{
	if (axr_place_kind(exchange) == AXR_KIND_CONFIG)
		return AXR_STAND_NONE;
	if (!is_covered(run, exchange))
		return AXR_STAND_UNVERIFIED;
	if (axr_shipped_has(run->known->shipped, path, run->build)) {
		add_modified(subject);
		return AXR_STAND_MODIFIED;
	}
	if (axr_place_kind(exchange) != AXR_KIND_RUNS)
		return AXR_STAND_UNVERIFIED;
	add_reason(subject, "unexpected-page", SCORE_MODULE,
		   "A name that other builds of Exchange ship, but neither this build nor this "
		   "content");
	return AXR_STAND_NEW;
}

/* Stock content where setup does not put it: of interest for pages only, modules get about. */
static enum axr_stand moved(struct axr_subject *subject)
{
	if (!subject->file.size || is_module(subject->file.name) ||
	    axr_place_kind(subject->file.name) != AXR_KIND_RUNS)
		return AXR_STAND_NONE;
	add_reason(subject, "moved", SCORE_MOVED,
		   "A page of Exchange at a place where setup does not put it");
	return AXR_STAND_MOVED;
}

static bool keep_late(struct axr_known_run *run, const struct axr_subject *subject, size_t path)
{
	struct axr_known_late *late = axr_arena_alloc(&run->arena, sizeof(*late));
	struct axr_file *file;

	if (!late)
		return false;
	file = &late->file;
	*file = subject->file;
	file->mime = file->magic = axr_span(NULL, 0);
	if (!copy_span(&run->arena, &file->path) || !copy_span(&run->arena, &file->directory) ||
	    !copy_span(&run->arena, &file->extension) || !copy_span(&run->arena, &file->relative) ||
	    !copy_span(&run->arena, &file->owner) || !copy_span(&run->arena, &file->group))
		return false;
	file->name = axr_span_from(file->path, file->path.len - file->name.len);
	late->path = path;
	late->next = run->late;
	run->late = late;
	return true;
}

void axr_known_keep_late(struct axr_known_run *run, const struct axr_subject *subject,
			 const struct axr_known_keys *keys)
{
	size_t path;

	if (run->given[0] || !run->known->shipped)
		return;
	path = axr_shipped_path(run->known->shipped, keys->exchange);
	if (path == SIZE_MAX)
		return;
	pthread_mutex_lock(&run->lock);
	run->late_count++;
	if (run->late_count <= LATE_MAX && !keep_late(run, subject, path))
		run->late_lost++;
	pthread_mutex_unlock(&run->lock);
}

enum axr_stand axr_known_exchange(struct axr_known_run *run, struct axr_subject *subject,
				  const struct axr_known_keys *keys)
{
	const struct axr_shipped *shipped = run->known->shipped;
	const struct axr_shipped_row *row;
	size_t path, digest;

	if (!shipped || !(subject->file.digests & AXR_SHA256))
		return AXR_STAND_NONE;
	digest = axr_shipped_digest(shipped, subject->file.sha256);
	path = keys->exchange.len ? axr_shipped_path(shipped, keys->exchange) : SIZE_MAX;
	row = digest != SIZE_MAX && path != SIZE_MAX ? axr_shipped_find(shipped, path, digest) :
						       NULL;
	if (row) {
		atomic_fetch_add_explicit(&run->votes[row->set], 1, memory_order_relaxed);
		return AXR_STAND_SAME;
	}
	if (digest != SIZE_MAX)
		return moved(subject);
	if (path != SIZE_MAX)
		return other_content(run, subject, keys->exchange, path);
	return new_place(run, subject, keys->exchange);
}

size_t axr_known_vote(const struct axr_known_run *run, unsigned *has, unsigned *asked)
{
	const struct axr_shipped *shipped = run->known->shipped;
	size_t best = SIZE_MAX;

	*has = *asked = 0;
	for (size_t set = 0; set < run->vote_sets; set++)
		*asked += atomic_load_explicit(&run->votes[set], memory_order_relaxed);
	for (size_t build = 0; *asked && build < shipped->build_count; build++) {
		unsigned count = 0;

		for (size_t set = 0; set < run->vote_sets; set++) {
			unsigned votes =
				atomic_load_explicit(&run->votes[set], memory_order_relaxed);

			if (votes && axr_shipped_in(shipped, set, build))
				count += votes;
		}
		if (count && count >= *has) {
			*has = count;
			best = build;
		}
	}
	return best;
}

/* Whether the contents found leave no doubt that the build which has most of them is installed. */
static bool is_elected(const struct axr_known_run *run, size_t build, unsigned has, unsigned asked)
{
	size_t strays = run->late_lost; /* whatever they are */

	for (const struct axr_known_late *late = run->late; late; late = late->next)
		strays += axr_shipped_has(run->known->shipped, late->path, build);
	return run->late_count <= LATE_MAX && has >= VOTES_MIN && 2 * has >= asked &&
	       strays * VOTES_STRAY <= has;
}

void axr_known_finish_exchange(struct axr_known_run *run, struct axr_arena *arena, axr_known_fn fn,
			       void *user)
{
	unsigned has, asked;
	size_t build = axr_known_vote(run, &has, &asked);

	if (run->given[0] || build == SIZE_MAX || !is_elected(run, build, has, asked))
		return;
	run->untold += run->late_lost;
	for (const struct axr_known_late *late = run->late; late; late = late->next) {
		struct axr_subject *subject;

		if (!axr_shipped_has(run->known->shipped, late->path, build))
			continue;
		subject = axr_subject_anew(arena);
		if (!subject) {
			run->untold++;
			continue;
		}
		subject->file = late->file;
		subject->read_whole = true;
		subject->file_class = AXR_CLASS_MODIFIED;
		add_modified(subject);
		fn(user, subject);
	}
}

void axr_known_build(struct axr_known_run *run, char *text, size_t size)
{
	const struct axr_shipped *shipped = run->known->shipped;
	char name[32];
	unsigned has, asked;
	size_t build = run->build;

	snprintf(text, size, "%s", run->given);
	if (run->given[0]) {
		if (build == SIZE_MAX || run->exact)
			return;
		axr_shipped_build_name(shipped, build, name, sizeof(name));
		snprintf(text, size, "%s (not listed; nearest is %s)", run->given, name);
		return;
	}
	build = axr_known_vote(run, &has, &asked);
	if (build == SIZE_MAX)
		return;
	axr_shipped_build_name(shipped, build, name, sizeof(name));
	pthread_mutex_lock(&run->lock);
	if (is_elected(run, build, has, asked))
		snprintf(text, size, "%s (by %u of %u files)", name, has, asked);
	else
		snprintf(text, size, "unknown (nearest is %s, by %u of %zu files)", name, has,
			 asked + run->late_count);
	pthread_mutex_unlock(&run->lock);
}
