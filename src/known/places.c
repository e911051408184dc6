/* A file against the user's own baselines. */
#include <stdlib.h>

#include "base/span.h"
#include "known/path.h"
#include "known/place.h"
#include "known/run.h"

/* Of guessed roots only the first, the common folder of all rows, says where the list lies. */
static size_t sure_roots(const struct axr_baseline *baseline)
{
	return baseline->roots_named ? baseline->root_count : 1;
}

static void add_root(struct axr_known_view *view, size_t root)
{
	view->roots[root / 64] |= 1ull << root % 64;
	view->relative = true;
}

static void add_all_roots(const struct axr_baseline *baseline, struct axr_known_view *view)
{
	for (size_t i = 0; i < baseline->root_count; i++)
		add_root(view, i);
}

/* Whether one of the two folders lies below the other. */
static bool is_related(const struct axr_baseline *baseline, struct axr_span root)
{
	for (size_t i = 0; i < sure_roots(baseline); i++) {
		struct axr_span own = axr_baseline_root_key(baseline, i);

		/* what is relative has its names alone to be known by */
		if (!own.len && !baseline->absolute)
			continue;
		if (axr_path_below(root, own) || axr_path_below(own, root))
			return true;
	}
	return false;
}

/* Roots of the baseline that bear the same name: the same folder on another drive. */
static void add_namesakes(const struct axr_baseline *baseline, struct axr_span root,
			  struct axr_known_view *view)
{
	for (size_t i = 0; baseline->roots_named && i < baseline->root_count; i++)
		if (axr_span_eq(axr_path_last(axr_baseline_root_key(baseline, i)),
				axr_path_last(root)))
			add_root(view, i);
}

/*
 * A list made of the same paths is asked by whole paths, relative ones too.  One of another place
 * (a clean server's disk, a triage folder) is asked by what stands below the roots.
 */
static void map_roots(struct axr_known_run *run, const struct axr_baseline *baseline,
		      const struct axr_known_place *place, const bool *absolute,
		      struct axr_known_view *views)
{
	bool any = false;

	for (size_t i = 0; i < run->root_count; i++) {
		views[i].absolute = baseline->absolute == absolute[i] &&
				    (absolute[i] || run->roots[i].len) &&
				    is_related(baseline, run->roots[i]);
		any |= views[i].absolute;
	}
	for (size_t i = 0; i < run->root_count; i++) {
		if (views[i].absolute)
			continue;
		if (any)
			add_namesakes(baseline, run->roots[i], &views[i]);
		else
			add_all_roots(baseline, &views[i]);
		if (views[i].relative)
			views[i].drives = axr_known_drives(baseline, place, i);
	}
	add_all_roots(baseline, &views[run->root_count]);
}

int axr_known_views(struct axr_known_run *run, const struct axr_known_place *place)
{
	const struct axr_known *known = run->known;
	bool *absolute = calloc(place->root_count + 1, sizeof(*absolute));
	int status = absolute ? AXR_OK : AXR_ENOMEM;

	run->tallies = calloc(known->baseline_count + 1, sizeof(*run->tallies));
	for (size_t i = 0; absolute && i < place->root_count; i++)
		absolute[i] = axr_path_is_absolute(place->roots[i]);
	for (size_t i = 0; status >= 0 && i < known->baseline_count; i++) {
		const struct axr_baseline *baseline = &known->baselines[i];
		struct axr_known_tally *tally = run->tallies ? &run->tallies[i] : NULL;

		if (!tally) {
			status = AXR_ENOMEM;
			break;
		}
		tally->seen = calloc(baseline->row_count + 1, sizeof(*tally->seen));
		tally->views = calloc(run->root_count + 1, sizeof(*tally->views));
		if (!tally->seen || !tally->views)
			status = AXR_ENOMEM;
		else if (baseline->kind == AXR_BASELINE_PLACES)
			map_roots(run, baseline, place, absolute, tally->views);
	}
	free(absolute);
	return status;
}

static void see(struct axr_known_tally *tally, size_t row)
{
	atomic_store_explicit(&tally->seen[row], 1, memory_order_relaxed);
}

/* By what stands below the root, under each root of the baseline that the view has. */
static enum axr_stand by_relative(const struct axr_baseline *baseline,
				  struct axr_known_tally *tally,
				  const struct axr_subject *subject, struct axr_span relative,
				  const struct axr_known_view *view)
{
	enum axr_stand stand = AXR_STAND_NEW;
	size_t longest = 0;
	uint8_t *key;

	for (size_t i = 0; i < baseline->root_count; i++)
		if (baseline->roots[i].key_len > longest)
			longest = baseline->roots[i].key_len;
	key = axr_arena_alloc(subject->arena, longest + 1 + relative.len);
	if (!key)
		return AXR_STAND_NONE;
	for (size_t i = 0; i < baseline->root_count; i++) {
		struct axr_span root = axr_baseline_root_key(baseline, i);
		size_t row, len = root.len;
		bool same;

		if (!axr_known_view_has(view, i))
			continue;
		if (len) {
			memcpy(key, root.ptr, len);
			key[len++] = '/';
		}
		memcpy(key + len, relative.ptr, relative.len);
		row = axr_baseline_path(baseline, axr_span(key, len + relative.len), &subject->file,
					&same);
		if (row == SIZE_MAX)
			continue;
		see(tally, row);
		if (same)
			return AXR_STAND_SAME;
		stand = AXR_STAND_MODIFIED;
	}
	return stand;
}

static enum axr_stand by_path(const struct axr_baseline *baseline, struct axr_known_tally *tally,
			      const struct axr_subject *subject, struct axr_span key)
{
	bool same, covered = false;
	size_t row = axr_baseline_path(baseline, key, &subject->file, &same);

	if (row != SIZE_MAX) {
		see(tally, row);
		return same ? AXR_STAND_SAME : AXR_STAND_MODIFIED;
	}
	for (size_t i = 0; i < sure_roots(baseline); i++)
		covered |= axr_path_below(key, axr_baseline_root_key(baseline, i));
	return covered ? AXR_STAND_NEW : AXR_STAND_NONE;
}

static enum axr_stand in_places(const struct axr_known_run *run,
				const struct axr_baseline *baseline, struct axr_known_tally *tally,
				const struct axr_subject *subject,
				const struct axr_known_keys *keys)
{
	const struct axr_known_view *view;
	enum axr_stand stand;
	size_t root = 0;

	while (root < run->root_count && !axr_span_eq(run->roots[root], keys->root) &&
	       !axr_span_eq(run->roots[root], keys->path))
		root++;
	if (root < run->root_count && !axr_span_eq(run->roots[root], keys->root))
		atomic_store(&run->single[root], true);
	view = &tally->views[root];
	if (view->absolute)
		stand = by_path(baseline, tally, subject, keys->path);
	else if (axr_known_in_drive(view->drives, keys->relative))
		stand = by_path(baseline, tally, subject, keys->relative);
	else
		stand = view->relative ? by_relative(baseline, tally, subject, keys->relative,
						     view) :
					 AXR_STAND_NONE;
	if (stand == AXR_STAND_NEW && subject->file.size &&
	    axr_baseline_content(baseline, &subject->file) != SIZE_MAX)
		stand = AXR_STAND_MOVED;
	return stand;
}

/* By a list of CSS-Exchange: setup rewrites *.config, and only what runs counts as new. */
static enum axr_stand in_exchange(const struct axr_baseline *baseline,
				  struct axr_known_tally *tally, const struct axr_subject *subject,
				  struct axr_span exchange)
{
	enum axr_kind kind = axr_place_kind(exchange);
	bool same, covered;
	size_t row;

	if (!exchange.len)
		return AXR_STAND_NONE;
	row = axr_baseline_path(baseline, exchange, &subject->file, &same);
	if (row != SIZE_MAX) {
		see(tally, row);
		if (same)
			return AXR_STAND_SAME;
		return kind == AXR_KIND_CONFIG ? AXR_STAND_NONE : AXR_STAND_MODIFIED;
	}
	covered = axr_span_starts(exchange, "clientaccess/") ||
		  (baseline->frontend && axr_span_starts(exchange, "frontend/"));
	if (kind != AXR_KIND_RUNS || !covered)
		return AXR_STAND_NONE;
	return axr_baseline_content(baseline, &subject->file) != SIZE_MAX ? AXR_STAND_MOVED :
									     AXR_STAND_NEW;
}

/* Known content anywhere, but for programs: a known tool in a web folder is news. */
bool axr_known_contents(const struct axr_known *known, const struct axr_subject *subject)
{
	if (axr_span_iends(subject->file.name, ".exe") ||
	    axr_span_iends(subject->file.name, ".dll"))
		return false;
	for (size_t i = 0; i < known->baseline_count; i++)
		if (known->baselines[i].kind == AXR_BASELINE_CONTENTS &&
		    axr_baseline_content(&known->baselines[i], &subject->file) != SIZE_MAX)
			return true;
	return false;
}

enum axr_stand axr_known_places(struct axr_known_run *run, const struct axr_subject *subject,
				const struct axr_known_keys *keys, bool stock)
{
	enum axr_stand best = AXR_STAND_NONE;

	for (size_t i = 0; i < run->known->baseline_count; i++) {
		const struct axr_baseline *baseline = &run->known->baselines[i];
		enum axr_stand stand = AXR_STAND_NONE;

		switch (baseline->kind) {
		case AXR_BASELINE_PLACES:
			stand = in_places(run, baseline, &run->tallies[i], subject, keys);
			break;
		case AXR_BASELINE_EXCHANGE:
			stand = in_exchange(baseline, &run->tallies[i], subject, keys->exchange);
			if (stock) /* the folder of another build, side by side with this one */
				stand = AXR_STAND_SAME;
			break;
		case AXR_BASELINE_CONTENTS:
			break; /* says nothing of places */
		}
		if (stand > best)
			best = stand;
	}
	return best;
}
