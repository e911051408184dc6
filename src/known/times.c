#include "known/times.h"

#include <stdlib.h>

#include "base/num.h"
#include "base/span.h"
#include "known/crypto.h"
#include "known/siphash.h"

enum {
	DIRS_MAX = 32768,    /* directories with suspects or stock files */
	SUSPECTS_MAX = 64,   /* in one directory */
	STOCK_TIMES_MAX = 8, /* times of stock files kept of one directory */
	CLUSTER_MIN = 3,     /* files that make a cluster */
	CLUSTER_SECONDS = 300,
	COPY_SECONDS = 60, /* between writing a file and writing its times */
	SCORE_COPIED = 5,
	SCORE_ROUND = 5,
	SCORE_CLUSTER = 15,
	SCORE_STOMPED = 15,
	SCORE_YOUNGER = 10
};

struct suspect {
	struct axr_span name;
	struct axr_time created, mtime;
};

struct dir {
	struct axr_span path;
	uint64_t hash;
	struct axr_time stock[STOCK_TIMES_MAX]; /* mtimes, each once */
	size_t stock_count;
	struct axr_time stock_last; /* the latest that a stock file came */
	struct suspect *suspects;
	size_t suspect_count, suspect_cap;
};

struct axr_times {
	struct axr_arena arena;
	struct dir *dirs;
	size_t count, cap;
	bool lost; /* something was not kept, or could not be told */
	uint8_t secret[16]; /* of the hash: who names folders must not choose its collisions */
	bool has_secret;
	uint32_t slots[2 * DIRS_MAX]; /* index + 1 */
};

struct axr_times *axr_times_new(void)
{
	struct axr_times *times = calloc(1, sizeof(*times));

	if (times)
		axr_arena_init(&times->arena, 64 << 20);
	return times;
}

void axr_times_free(struct axr_times *times)
{
	if (times)
		axr_arena_free(&times->arena);
	free(times);
}

static bool same_time(struct axr_time a, struct axr_time b)
{
	return a.known && b.known && a.sec == b.sec && a.nsec == b.nsec;
}

static bool later(struct axr_time a, struct axr_time b)
{
	return a.known && b.known && (a.sec > b.sec || (a.sec == b.sec && a.nsec > b.nsec));
}

/* When the file came to this place: its creation, or where that is unknown its last writing. */
static struct axr_time came(struct axr_time created, struct axr_time mtime)
{
	return created.known ? created : mtime;
}

static void add_reason(struct axr_subject *subject, const char *rule, int score, const char *title,
		       struct axr_span excerpt)
{
	const struct axr_reason reason = {
		.detector = "time",
		.rule = rule,
		.title = title,
		.score = score,
		.excerpt = excerpt,
		.technique = score == SCORE_STOMPED ? "T1070.006" : NULL,
	};

	axr_subject_reason(subject, &reason);
}

static bool is_suspect(const struct axr_subject *subject)
{
	return subject->file_class == AXR_CLASS_UNEXPECTED ||
	       subject->file_class == AXR_CLASS_MODIFIED;
}

void axr_times_own(struct axr_subject *subject)
{
	const struct axr_file *file = &subject->file;
	struct axr_time created = file->created, mtime = file->mtime;

	if (!is_suspect(subject) || !created.known || !mtime.known)
		return;
	if (created.sec - mtime.sec <= COPY_SECONDS)
		return;
	add_reason(subject, "created-after-modified", SCORE_COPIED,
		   "Came here after its last writing: copied, unpacked, or its time was set",
		   axr_span(NULL, 0));
	/* file systems and installers write fractions; tools that set a time mostly do not */
	if (!mtime.nsec && created.nsec)
		add_reason(subject, "whole-second", SCORE_ROUND,
			   "Its time of writing has no fraction of a second, unlike its creation",
			   axr_span(NULL, 0));
}

/* Made when it is needed: OpenSSL takes 2 ms over the first random number, most scans none. */
static bool have_secret(struct axr_times *times)
{
	if (!times->has_secret)
		times->has_secret = axr_crypto_random(times->secret, sizeof(times->secret));
	return times->has_secret;
}

static struct dir *find_dir(struct axr_times *times, struct axr_span path)
{
	struct dir *dirs = times->dirs;
	uint64_t hash;
	size_t at;

	if (!have_secret(times))
		return NULL;
	hash = axr_siphash(times->secret, path);
	at = hash % (2 * DIRS_MAX);
	for (; times->slots[at]; at = (at + 1) % (2 * DIRS_MAX)) {
		struct dir *old = &dirs[times->slots[at] - 1];

		if (old->hash == hash && axr_span_eq(old->path, path))
			return old;
	}
	if (times->count == DIRS_MAX)
		return NULL;
	if (times->count == times->cap) {
		dirs = axr_arena_grow(&times->arena, dirs, times->count, &times->cap,
				      sizeof(*dirs));
		if (!dirs)
			return NULL;
		times->dirs = dirs;
	}
	dirs[times->count] = (struct dir){
		.path = axr_arena_copy(&times->arena, path),
		.hash = hash,
	};
	if (dirs[times->count].path.len != path.len)
		return NULL;
	times->slots[at] = (uint32_t)times->count + 1;
	return &dirs[times->count++];
}

static void note_stock(struct dir *dir, const struct axr_file *file)
{
	struct axr_time when = came(file->created, file->mtime);

	if (!dir->stock_last.known || later(when, dir->stock_last))
		dir->stock_last = when;
	for (size_t i = 0; i < dir->stock_count; i++)
		if (same_time(dir->stock[i], file->mtime))
			return;
	if (dir->stock_count < STOCK_TIMES_MAX && file->mtime.known)
		dir->stock[dir->stock_count++] = file->mtime;
}

/* False without memory for it. */
static bool note_suspect(struct axr_times *times, struct dir *dir, const struct axr_file *file)
{
	struct axr_span name;

	if (dir->suspect_count == SUSPECTS_MAX)
		return true;
	if (dir->suspect_count == dir->suspect_cap) {
		struct suspect *grown = axr_arena_grow(&times->arena, dir->suspects,
						       dir->suspect_count, &dir->suspect_cap,
						       sizeof(*grown));

		if (!grown)
			return false;
		dir->suspects = grown;
	}
	name = axr_arena_copy(&times->arena, file->name);
	if (name.len != file->name.len)
		return false;
	dir->suspects[dir->suspect_count++] = (struct suspect){
		.name = name,
		.created = file->created,
		.mtime = file->mtime,
	};
	return true;
}

void axr_times_note(struct axr_times *times, const struct axr_subject *subject)
{
	bool suspect = is_suspect(subject) && !subject->known_good;
	struct dir *dir;

	if (!suspect && !subject->known_good)
		return;
	dir = find_dir(times, subject->file.directory);
	if (!dir)
		times->lost = true;
	else if (!suspect)
		note_stock(dir, &subject->file);
	else if (!note_suspect(times, dir, &subject->file))
		times->lost = true;
}

static int by_coming(const void *left, const void *right)
{
	const struct suspect *a = left, *b = right;
	struct axr_time at = came(a->created, a->mtime), bt = came(b->created, b->mtime);

	if (later(at, bt) || later(bt, at))
		return later(at, bt) ? 1 : -1;
	return axr_span_cmp(a->name, b->name);
}

/* The longest run of suspects in which each came within minutes of the first. */
static void tell_cluster(const struct dir *dir, struct axr_subject *subject)
{
	size_t best = 0, from = 0;
	char first[32], last[32];

	for (size_t i = 0, start = 0; i < dir->suspect_count; i++) {
		struct axr_time when = came(dir->suspects[i].created, dir->suspects[i].mtime);

		while (when.sec - came(dir->suspects[start].created,
				       dir->suspects[start].mtime).sec > CLUSTER_SECONDS)
			start++;
		if (i + 1 - start > best) {
			best = i + 1 - start;
			from = start;
		}
	}
	if (best < CLUSTER_MIN)
		return;
	axr_format_time(first, sizeof(first),
			came(dir->suspects[from].created, dir->suspects[from].mtime));
	axr_format_time(last, sizeof(last),
			came(dir->suspects[from + best - 1].created,
			     dir->suspects[from + best - 1].mtime));
	add_reason(subject, "cluster", SCORE_CLUSTER,
		   axr_arena_printf(subject->arena,
				    "%zu unexpected or modified files came here between %s and %s",
				    best, first, last),
		   dir->suspects[from].name);
}

static void tell_stomped(const struct dir *dir, struct axr_subject *subject)
{
	for (size_t i = 0; i < dir->suspect_count; i++)
		for (size_t j = 0; j < dir->stock_count; j++)
			if (same_time(dir->suspects[i].mtime, dir->stock[j])) {
				add_reason(subject, "stomped", SCORE_STOMPED,
					   "An unexpected or modified file bears the exact time of "
					   "stock files beside it",
					   dir->suspects[i].name);
				return;
			}
}

static void tell_younger(const struct dir *dir, struct axr_subject *subject)
{
	const struct suspect *last;

	if (!dir->stock_last.known || !dir->suspect_count)
		return;
	last = &dir->suspects[dir->suspect_count - 1];
	if (came(last->created, last->mtime).sec - dir->stock_last.sec > CLUSTER_SECONDS)
		add_reason(subject, "younger", SCORE_YOUNGER,
			   "An unexpected or modified file came here after the last update",
			   last->name);
}

void axr_times_finish(struct axr_times *times, struct axr_arena *arena,
		      void (*fn)(void *user, struct axr_subject *subject), void *user)
{
	for (size_t i = 0; i < times->count; i++) {
		struct dir *dir = &times->dirs[i];
		struct axr_subject *subject;

		if (!dir->suspect_count)
			continue;
		subject = axr_subject_anew(arena);
		if (!subject) {
			times->lost = true;
			return;
		}
		subject->file.path = subject->file.directory = dir->path;
		qsort(dir->suspects, dir->suspect_count, sizeof(*dir->suspects), by_coming);
		tell_cluster(dir, subject);
		tell_stomped(dir, subject);
		tell_younger(dir, subject);
		times->lost |= arena->failed;
		if (subject->reason_count)
			fn(user, subject);
	}
}

bool axr_times_lost(const struct axr_times *times)
{
	return times->lost;
}
