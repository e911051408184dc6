/*
 * What a baseline lists and the scan did not meet.  It is missing only where the scan looked: what
 * was left out, too deep, refused or no folder of this volume is not decided.
 */
#include <stdlib.h>

#include "base/span.h"
#include "known/path.h"
#include "known/run.h"

enum {
	GAPS_BYTES = 32 << 20, /* of the places not looked at; with more nothing is decided */
	GAPS_FIRST = 64
};

void axr_known_gaps_init(struct axr_known_gaps *gaps)
{
	axr_arena_init(&gaps->arena, GAPS_BYTES);
}

void axr_known_gaps_free(struct axr_known_gaps *gaps)
{
	axr_arena_free(&gaps->arena);
	free(gaps->keys);
}

static bool has_room(struct axr_known_gaps *gaps)
{
	struct axr_span *grown;
	size_t cap = gaps->cap ? 2 * gaps->cap : GAPS_FIRST;

	if (gaps->count < gaps->cap)
		return true;
	if (cap > GAPS_BYTES / sizeof(*grown))
		return false;
	grown = realloc(gaps->keys, cap * sizeof(*grown));
	if (!grown)
		return false;
	gaps->keys = grown;
	gaps->cap = cap;
	return true;
}

static bool asks_places(const struct axr_known *known)
{
	for (size_t i = 0; i < known->baseline_count; i++)
		if (known->baselines[i].kind == AXR_BASELINE_PLACES)
			return true;
	return false;
}

void axr_known_not_looked(struct axr_known_run *run, struct axr_span path)
{
	struct axr_known_gaps *gaps = &run->gaps;
	uint8_t *key;

	if (!asks_places(run->known))
		return;
	pthread_mutex_lock(&run->lock);
	key = axr_arena_alloc(&gaps->arena, axr_path_key_room(path.len));
	if (key && has_room(gaps))
		gaps->keys[gaps->count++] = axr_span(key, axr_path_key(key, path));
	else
		gaps->lost = true;
	pthread_mutex_unlock(&run->lock);
}

void axr_known_looked_before(struct axr_known_run *run, size_t root, struct axr_span path)
{
	struct axr_arena arena;
	uint8_t *bytes;
	struct axr_span key = { NULL, 0 };
	bool elsewhere = false;

	axr_arena_init(&arena, 0);
	bytes = axr_arena_alloc(&arena, axr_path_key_room(path.len));
	if (bytes)
		key = axr_span(bytes, axr_path_key(bytes, path));
	for (size_t i = 0; bytes && i < run->root_count; i++)
		elsewhere |= i != root && axr_path_below(key, run->roots[i]);
	axr_arena_free(&arena);
	if (!elsewhere)
		axr_known_not_looked(run, path);
}

/* A key that another begins with comes first. */
static int by_key(const void *a, const void *b)
{
	return axr_span_cmp(*(const struct axr_span *)a, *(const struct axr_span *)b);
}

/* Whether the place, or a folder that it lies in, was not looked at. */
static bool in_gap(const struct axr_known_gaps *gaps, struct axr_span key)
{
	if (gaps->lost)
		return true;
	for (;;) {
		if (gaps->count &&
		    bsearch(&key, gaps->keys, gaps->count, sizeof(key), by_key))
			return true;
		if (!key.len)
			return false;
		key = axr_path_parent(key);
	}
}

/* Whether the scan looked at what would stand there below a root of it. */
static bool is_looked_at(const struct axr_known_run *run, size_t root, struct axr_span relative,
			 struct axr_arena *arena)
{
	const struct axr_span top = run->roots[root];
	uint8_t *key;

	if (run->excluded && run->excluded(run->user, root, relative))
		return false;
	key = axr_arena_alloc(arena, top.len + 1 + relative.len);
	if (!key)
		return false;
	if (top.len) {
		memcpy(key, top.ptr, top.len);
		key[top.len] = '/';
	}
	memcpy(key + top.len + (top.len != 0), relative.ptr, relative.len);
	return !in_gap(&run->gaps, axr_span(key, top.len + (top.len != 0) + relative.len));
}

/* What stands behind a folder that the key lies below; nothing where it is the folder itself. */
static struct axr_span behind(struct axr_span key, struct axr_span dir)
{
	return axr_span_from(key, dir.len ? dir.len + 1 : 0);
}

enum scope {
	SCOPE_OUT,       /* none of the roots is above it */
	SCOPE_NOT_LOOKED,
	SCOPE_IN         /* had the row's file been there, the scan would have met it */
};

/* By whole paths below the root; a drive that was not collected was not looked at. */
static enum scope in_drives(const struct axr_known_run *run, const struct axr_known_view *view,
			    size_t root, struct axr_span key, struct axr_arena *arena)
{
	return axr_known_in_drive(view->drives, key) && is_looked_at(run, root, key, arena) ?
		       SCOPE_IN :
		       SCOPE_NOT_LOOKED;
}

/* By what stands below the root, under each root of the baseline that it may be. */
static enum scope in_view(const struct axr_known_run *run, const struct axr_baseline *baseline,
			  const struct axr_known_view *view, size_t root, struct axr_span key,
			  struct axr_arena *arena)
{
	enum scope scope = SCOPE_OUT;

	for (size_t r = 0; r < baseline->root_count; r++) {
		struct axr_span dir = axr_baseline_root_key(baseline, r);

		if (!axr_known_view_has(view, r) || !axr_path_below(key, dir))
			continue;
		/* which of them it is nobody knows: one that was left out is enough of a doubt */
		if (!is_looked_at(run, root, behind(key, dir), arena))
			return SCOPE_NOT_LOOKED;
		scope = SCOPE_IN;
	}
	return scope;
}

static enum scope scope_of(const struct axr_known_run *run, const struct axr_baseline *baseline,
			   const struct axr_known_tally *tally, struct axr_span key,
			   struct axr_arena *arena)
{
	enum scope best = SCOPE_OUT;

	for (size_t i = 0; i < run->root_count && best < SCOPE_IN; i++) {
		const struct axr_known_view *view = &tally->views[i];
		const struct axr_span top = run->roots[i];
		enum scope scope = SCOPE_OUT;

		if (view->drives)
			scope = in_drives(run, view, i, key, arena);
		else if (!view->absolute && !atomic_load(&run->single[i]))
			scope = in_view(run, baseline, view, i, key, arena);
		else if (view->absolute && axr_path_below(key, top))
			scope = is_looked_at(run, i, behind(key, top), arena) ? SCOPE_IN :
										SCOPE_NOT_LOOKED;
		if (scope > best)
			best = scope;
	}
	return best;
}

/* Resets the arena; false: no memory to tell it. */
static bool tell_missing(const struct axr_baseline *baseline, size_t row, struct axr_arena *arena,
			 axr_known_fn fn, void *user)
{
	static const struct axr_reason reason = {
		.detector = "known",
		.rule = "missing",
		.title = "A file of the baseline is not there",
		.score = 1,
	};
	struct axr_subject *subject = axr_subject_anew(arena);
	struct axr_buf path = { .ptr = NULL };
	struct axr_file *file;

	if (!subject)
		return false;
	file = &subject->file;
	axr_baseline_row_path(baseline, row, &path);
	file->path = axr_arena_copy(arena, axr_buf_span(&path));
	file->name = axr_span_from(file->path, file->path.len - baseline->rows[row].name_len);
	file->directory = axr_span_cut(file->path, 0, file->path.len - file->name.len);
	if (file->directory.len > 1)
		file->directory.len--;
	file->digests = baseline->rows[row].digest;
	memcpy(file->digests == AXR_SHA256 ? file->sha256 :
	       file->digests == AXR_SHA1   ? file->sha1 :
					     file->md5,
	       baseline->rows[row].bytes, axr_digest_size((enum axr_digest)file->digests));
	subject->file_class = AXR_CLASS_MISSING;
	axr_subject_reason(subject, &reason);
	if (!path.failed && !arena->failed)
		fn(user, subject);
	axr_buf_free(&path);
	return !path.failed && !arena->failed;
}

/* Where the file of a row was to be met; out where it was met, or another row stands for it. */
static enum scope scope_of_row(const struct axr_known_run *run, const struct axr_baseline *baseline,
			       const struct axr_known_tally *tally, size_t row,
			       struct axr_arena *arena)
{
	static const struct axr_file nobody = { .label = "" };
	struct axr_span key;
	uint8_t *bytes;
	bool same;

	if (tally->seen[row])
		return SCOPE_OUT;
	axr_arena_reset(arena, SIZE_MAX);
	bytes = axr_arena_alloc(arena, axr_baseline_row_room(baseline, row));
	if (!bytes)
		return SCOPE_NOT_LOOKED;
	key = axr_span(bytes, axr_baseline_row_key(baseline, row, bytes));
	/* of several rows of one path, the first bears the flag */
	if (!key.len || axr_baseline_path(baseline, key, &nobody, &same) != row)
		return SCOPE_OUT;
	return scope_of(run, baseline, tally, key, arena);
}

void axr_known_missing(struct axr_known_run *run, struct axr_arena *arena, axr_known_fn fn,
		       void *user)
{
	if (run->gaps.count)
		qsort(run->gaps.keys, run->gaps.count, sizeof(*run->gaps.keys), by_key);
	for (size_t i = 0; i < run->known->baseline_count; i++) {
		const struct axr_baseline *baseline = &run->known->baselines[i];
		const struct axr_known_tally *tally = &run->tallies[i];

		if (baseline->kind != AXR_BASELINE_PLACES)
			continue;
		for (size_t row = 0; row < baseline->row_count; row++) {
			enum scope scope = scope_of_row(run, baseline, tally, row, arena);

			if (scope == SCOPE_NOT_LOOKED ||
			    (scope == SCOPE_IN && !tell_missing(baseline, row, arena, fn, user)))
				run->undecided++;
		}
	}
}

uint64_t axr_known_undecided(const struct axr_known_run *run)
{
	return run->undecided;
}
