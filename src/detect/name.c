/*
 * Name indicators: REGEX[;SCORE[;FALSE_POSITIVE_REGEX]], searched in the path as Windows writes it.
 * A false-positive expression belongs to its own line alone.
 */
#include "detect/detect.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/num.h"
#include "base/span.h"
#include "detect/grams.h"
#include "detect/ioc.h"
#include "detect/regex.h"

enum { SCORE_DEFAULT = 75 };

/* An expression and that of its false positives, which may be NULL. */
struct pair {
	struct axr_regex *regex, *except;
};

struct entry {
	struct pair code; /* of a built-in one only where every path is matched with it */
	int score;
	bool builtin;
	struct axr_span text, except; /* ended by a NUL; except may be empty */
	const char *title, *list, *technique;
};

struct shared {
	struct axr_arena arena; /* texts */
	struct entry *entries;
	size_t count, cap;
	struct axr_grams *grams; /* which entries stand a chance */
};

struct worker {
	struct pair *codes; /* of built-in entries that stood a chance, by their index */
	size_t count;
	struct axr_regex_search *search;
	struct axr_grams_hits *hits;
	struct axr_buf path;
};

/* ---- Loading ------------------------------------------------------------------------------ */

static void pair_free(struct pair *pair)
{
	axr_regex_free(pair->regex);
	axr_regex_free(pair->except);
	*pair = (struct pair){ NULL, NULL };
}

/* Both expressions of an entry, or neither and why not. */
static bool compile_pair(struct pair *pair, const struct entry *entry, char *why, size_t size)
{
	pair->regex = axr_regex_compile(entry->text, why, size);
	if (!pair->regex || !entry->except.len)
		return pair->regex;
	pair->except = axr_regex_compile(entry->except, why, size);
	if (!pair->except)
		pair_free(pair);
	return pair->except;
}

static bool parse_score(struct axr_span text, int *score)
{
	bool negative = axr_span_starts(text, "-");
	uint64_t value;

	if (negative || axr_span_starts(text, "+"))
		text = axr_span_from(text, 1);
	if (!axr_parse_u64(text, 1000000, &value))
		return false;
	*score = value > 100 ? 100 : (int)value;
	if (negative)
		*score = -*score;
	return true;
}

/*
 * Fills in entry from a line; false and why where it cannot be used.  Built-in expressions are
 * compiled by the worker that has use for one: most scans meet none of them.
 */
static bool parse_line(struct shared *shared, struct axr_span line, struct entry *entry, char *why,
		       size_t size)
{
	struct axr_span rest = line, regex = axr_span_until(&rest, ';');
	struct axr_span score = axr_span_trim(axr_span_until(&rest, ';'));
	struct axr_span except = axr_span_trim(rest);

	entry->code = (struct pair){ NULL, NULL };
	entry->score = SCORE_DEFAULT;
	if (score.len && !parse_score(score, &entry->score)) {
		snprintf(why, size, "the score is not a number");
		return false;
	}
	if (!regex.len) {
		snprintf(why, size, "the expression is empty and would match every file");
		return false;
	}
	entry->text = axr_arena_copy(&shared->arena, regex);
	entry->except = axr_arena_copy(&shared->arena, except);
	return entry->builtin || compile_pair(&entry->code, entry, why, size);
}

static bool add_entry(struct shared *shared, const struct entry *entry)
{
	if (shared->count == shared->cap) {
		size_t cap = shared->cap ? shared->cap * 2 : 64;
		struct entry *grown = realloc(shared->entries, cap * sizeof(*grown));

		if (!grown)
			return false;
		shared->entries = grown;
		shared->cap = cap;
	}
	shared->entries[shared->count++] = *entry;
	return true;
}

static void load_list(struct shared *shared, const struct axr_source *source,
		      const struct axr_detect_setup *setup)
{
	struct entry entry = { .builtin = source->builtin, .title = "" };
	struct axr_span line, comment = { 0 }, technique = { 0 };
	struct axr_ioc_lines lines;
	size_t before = shared->count;

	entry.list = axr_arena_str(&shared->arena, axr_span_str(source->name));
	axr_ioc_lines_init(&lines, source->bytes);
	while (axr_ioc_next(&lines, &line) && !shared->arena.failed) {
		char why[160];

		if (comment.ptr != lines.comment.ptr)
			entry.title = axr_arena_str(&shared->arena, lines.comment);
		if (technique.ptr != lines.technique.ptr)
			entry.technique = axr_arena_str(&shared->arena, lines.technique);
		comment = lines.comment;
		technique = lines.technique;
		if (!parse_line(shared, line, &entry, why, sizeof(why))) {
			axr_ioc_tell(setup, source->name, lines.number, why);
		} else if (!add_entry(shared, &entry)) {
			pair_free(&entry.code);
			shared->arena.failed = true;
		}
	}
	axr_ioc_tell_loaded(setup, source->name, shared->count - before, "file name",
			    "file names");
}

static void name_close(void *opaque)
{
	struct shared *shared = opaque;

	if (!shared)
		return;
	for (size_t i = 0; i < shared->count; i++)
		pair_free(&shared->entries[i].code);
	free(shared->entries);
	axr_grams_free(shared->grams);
	axr_arena_free(&shared->arena);
	free(shared);
}

/* An entry that every path is matched with is worth compiling further. */
static bool sharpen(struct entry *entry)
{
	char why[160];

	if (!entry->code.regex && !compile_pair(&entry->code, entry, why, sizeof(why)))
		return false;
	axr_regex_sharpen(entry->code.regex);
	return true;
}

static bool sift(struct shared *shared)
{
	struct axr_buf text = { 0 };
	bool good;

	shared->grams = axr_grams_new();
	good = shared->grams;
	for (size_t i = 0; i < shared->count && good; i++) {
		axr_buf_reset(&text);
		axr_regex_expand(&text, shared->entries[i].text);
		if (!axr_grams_add(shared->grams, axr_buf_span(&text)))
			good = sharpen(&shared->entries[i]);
	}
	axr_buf_free(&text);
	return good && axr_grams_finish(shared->grams);
}

static int name_open(void **out, const struct axr_detect_setup *setup, struct axr_err *err)
{
	struct shared *shared = calloc(1, sizeof(*shared));

	if (!shared)
		return axr_fail(err, AXR_ENOMEM, "no memory for file names");
	axr_arena_init(&shared->arena, 0);
	for (size_t i = 0; i < setup->ioc_count; i++)
		if (axr_ioc_kind(&setup->iocs[i]) == AXR_IOC_NAMES)
			load_list(shared, &setup->iocs[i], setup);
	if (shared->arena.failed || !sift(shared)) {
		name_close(shared);
		return axr_fail(err, AXR_ENOMEM, "no memory for file names");
	}
	*out = shared;
	return AXR_OK;
}

static void name_count(const void *opaque, struct axr_detect_counts *counts)
{
	const struct shared *shared = opaque;

	counts->iocs += (unsigned)shared->count;
}

/* ---- Looking ------------------------------------------------------------------------------ */

static void name_worker_close(void *opaque)
{
	struct worker *worker = opaque;

	if (!worker)
		return;
	for (size_t i = 0; i < worker->count; i++)
		pair_free(&worker->codes[i]);
	free(worker->codes);
	axr_regex_search_free(worker->search);
	axr_grams_hits_free(worker->hits);
	axr_buf_free(&worker->path);
	free(worker);
}

static int name_worker_open(void **out, const void *opaque, struct axr_err *err)
{
	const struct shared *shared = opaque;
	struct worker *worker = calloc(1, sizeof(*worker));

	if (worker) {
		worker->search = axr_regex_search_new();
		worker->hits = axr_grams_hits_new(shared->grams);
		worker->codes = calloc(shared->count + 1, sizeof(*worker->codes));
		worker->count = worker->codes ? shared->count : 0;
	}
	if (!worker || !worker->codes || !worker->search || !worker->hits) {
		name_worker_close(worker);
		return axr_fail(err, AXR_ENOMEM, "no memory for a worker");
	}
	*out = worker;
	return AXR_OK;
}

/*
 * The path as Windows writes it.  A relative one gets a separator in front, so that an indicator
 * for \\aspnet_client\\ finds aspnet_client/x.aspx as well.
 */
static struct axr_span windows_path(struct worker *worker, struct axr_span path)
{
	axr_buf_reset(&worker->path);
	if (path.len && path.ptr[0] != '/' && path.ptr[0] != '\\' &&
	    !(path.len > 1 && path.ptr[1] == ':'))
		axr_buf_putc(&worker->path, '\\');
	axr_buf_put(&worker->path, path);
	for (size_t i = 0; i < worker->path.len; i++)
		if (worker->path.ptr[i] == '/')
			worker->path.ptr[i] = '\\';
	return axr_buf_span(&worker->path);
}

/* The expressions of an entry, compiled where they were not yet. */
static const struct pair *pair_of(const struct shared *shared, struct worker *worker, size_t index)
{
	const struct entry *entry = &shared->entries[index];
	struct pair *own = &worker->codes[index];
	char why[160];

	if (entry->code.regex)
		return &entry->code;
	return own->regex || compile_pair(own, entry, why, sizeof(why)) ? own : NULL;
}

static bool matches(struct worker *worker, const struct axr_regex *regex, struct axr_span path,
		    struct axr_subject *subject, const struct entry *entry)
{
	enum axr_regex_end end = axr_regex_find(worker->search, regex, path);

	if (end == AXR_REGEX_GAVE_UP)
		axr_subject_problem(subject, AXR_TROUBLE_DETECTOR, 0,
				    "a name indicator of %s gave up on this path: %s", entry->list,
				    (const char *)entry->text.ptr);
	return end == AXR_REGEX_FOUND;
}

static void report(struct axr_subject *subject, const struct entry *entry)
{
	struct axr_reason reason = {
		.detector = "name",
		.rule = (const char *)entry->text.ptr,
		.title = "path is on a list of names",
		.score = entry->score,
		.technique = entry->technique,
		.ruleset = entry->list,
	};

	if (entry->title[0])
		reason.title = axr_arena_printf(subject->arena, "path is on a list of names: %s",
						entry->title);
	axr_subject_reason(subject, &reason);
}

static void name_inspect(const void *opaque, void *worker_opaque, struct axr_subject *subject)
{
	const struct shared *shared = opaque;
	struct worker *worker = worker_opaque;
	const struct entry *best = NULL;
	struct axr_span path;
	size_t index;

	if (subject->window_at)
		return;
	path = windows_path(worker, subject->file.path);
	if (worker->path.failed) {
		axr_subject_problem(subject, AXR_TROUBLE_MEMORY, 0, "no memory for its path");
		return;
	}
	axr_grams_look(shared->grams, worker->hits, path);
	while (axr_grams_next(worker->hits, &index)) {
		const struct entry *entry = &shared->entries[index];
		const struct pair *code = pair_of(shared, worker, index);

		if (!code) {
			axr_subject_problem(subject, AXR_TROUBLE_MEMORY, 0,
					    "no memory for a name indicator");
			continue;
		}
		if (!matches(worker, code->regex, path, subject, entry) ||
		    (code->except && matches(worker, code->except, path, subject, entry)))
			continue;
		/* our own overlap on purpose: together they would say one thing many times */
		if (!entry->builtin)
			report(subject, entry);
		else if (!best || entry->score > best->score)
			best = entry;
	}
	if (best)
		report(subject, best);
}

const struct axr_detector axr_detector_name = {
	.name = "name",
	.open = name_open,
	.close = name_close,
	.count = name_count,
	.worker_open = name_worker_open,
	.worker_close = name_worker_close,
	.inspect = name_inspect,
};
