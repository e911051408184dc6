#include "report/merge.h"

#include <stdlib.h>

#include "base/digest.h"
#include "base/span.h"

enum {
	FIRST_SLOTS = 1 << 10,
	PROBES_MAX = 256 /* more is no accident, and would take for ever */
};

struct axr_merge_scan {
	struct axr_merge_key key;
	uint64_t told; /* its first lines, all handed on */
	bool ended;
	struct axr_merge_key end;
	uint64_t levels[AXR_MALICIOUS + 1]; /* findings that others had told */
	uint64_t classes[AXR_CLASS_STOCK + 1];
};

/* ---- Keys --------------------------------------------------------------------------------- */

/* Of one process alone, so that numbers may lie as the processor has them. */
static struct axr_merge_key key_of(const struct axr_span *fields, size_t count)
{
	struct axr_merge_key key;
	uint8_t digest[sizeof(key.word)];

	axr_digest_fields(fields, count, digest);
	memcpy(key.word, digest, sizeof(digest));
	key.word[0] |= 1;
	return key;
}

static bool is_key(const struct axr_merge_key *a, const struct axr_merge_key *b)
{
	return !memcmp(a->word, b->word, sizeof(a->word));
}

enum { TIME = 3 }; /* numbers of a time */

static void put_time(uint64_t number[TIME], struct axr_time time)
{
	number[0] = time.known;
	number[1] = (uint64_t)time.sec;
	number[2] = time.nsec;
}

static struct axr_merge_key scan_key(const struct axr_start *start)
{
	uint64_t numbers[TIME];
	const struct axr_span fields[] = {
		axr_span(numbers, sizeof(numbers)),
		axr_span_str(start->rules_id),
		axr_span_str(start->host),
	};

	put_time(numbers, start->time);
	return key_of(fields, 3);
}

static struct axr_merge_key finding_key(const struct axr_finding *finding)
{
	const struct axr_file *file = finding->file;
	uint64_t numbers[3 + 3 * TIME] = { AXR_RECORD_FINDING, finding->level,
					   finding->file_class };
	const struct axr_span fields[] = {
		axr_span(numbers, sizeof(numbers)),
		axr_span_str(finding->id),
		file->path,
	};

	put_time(numbers + 3, file->created);
	put_time(numbers + 3 + TIME, file->mtime);
	put_time(numbers + 3 + 2 * TIME, file->ctime);
	return key_of(fields, 3);
}

static struct axr_merge_key end_key(const struct axr_end *end)
{
	uint64_t numbers[3 + TIME] = { end->total.seen, end->total.bytes, end->problems };
	const struct axr_span fields[] = {
		axr_span(numbers, sizeof(numbers)),
		axr_span(&end->seconds, sizeof(end->seconds)),
	};

	put_time(numbers + 3, end->time);
	return key_of(fields, 2);
}

/* A problem or a row of an inventory. */
static struct axr_merge_key line_key(const struct axr_record *record)
{
	const bool row = record->kind == AXR_RECORD_STATE;
	const struct axr_problem *problem = record->problem;
	uint64_t numbers[3 + TIME] = { record->kind };
	const struct axr_span fields[] = {
		axr_span(numbers, sizeof(numbers)),
		row ? record->file->path : problem->path,
		row ? axr_span(NULL, 0) : problem->text,
	};

	numbers[1] = row ? record->file->size : problem->line;
	numbers[2] = row ? 0 : problem->trouble;
	put_time(numbers + 3, record->time);
	return key_of(fields, 3);
}

/* ---- What was told ------------------------------------------------------------------------ */

/* The slot of the key, or the free one where it would stand; NULL: none was found in time. */
static struct axr_merge_key *slot_of(struct axr_merge_key *slots, size_t cap,
				     const struct axr_merge_key *key)
{
	for (size_t i = 0; i < PROBES_MAX; i++) {
		struct axr_merge_key *slot = &slots[(key->word[1] + i) & (cap - 1)];

		if (!slot->word[0] || is_key(slot, key))
			return slot;
	}
	return NULL;
}

static bool grow_told(struct axr_merge *merge)
{
	size_t cap = merge->told_cap ? 2 * merge->told_cap : FIRST_SLOTS;
	struct axr_merge_key *slots;

	if (merge->told_count >= AXR_MERGE_TOLD_MAX)
		return false;
	if (2 * merge->told_count < merge->told_cap)
		return true;
	slots = calloc(cap, sizeof(*slots));
	if (!slots)
		return false;
	for (size_t i = 0; i < merge->told_cap; i++) {
		struct axr_merge_key *slot =
			merge->told[i].word[0] ? slot_of(slots, cap, &merge->told[i]) : NULL;

		if (slot)
			*slot = merge->told[i];
	}
	free(merge->told);
	merge->told = slots;
	merge->told_cap = cap;
	return true;
}

/* Whether this came before; notes it where it did not. */
static bool is_told(struct axr_merge *merge, struct axr_merge_key key)
{
	struct axr_merge_key *slot = NULL;
	bool room = grow_told(merge);

	if (merge->told)
		slot = slot_of(merge->told, merge->told_cap, &key);
	if (slot && slot->word[0])
		return true;
	if (!slot || !room) {
		merge->full = true;
		return false;
	}
	*slot = key;
	merge->told_count++;
	return false;
}

/* ---- Scans -------------------------------------------------------------------------------- */

static struct axr_merge_scan *scan_of(const struct axr_merge *merge)
{
	return merge->scan ? &merge->scans[merge->scan - 1] : NULL;
}

static bool add_scan(struct axr_merge *merge, const struct axr_merge_key *key)
{
	if (merge->scan_count == merge->scan_cap) {
		size_t cap = merge->scan_cap ? 2 * merge->scan_cap : 16;
		struct axr_merge_scan *grown = NULL;

		if (merge->scan_count < AXR_MERGE_SCANS_MAX)
			grown = realloc(merge->scans, cap * sizeof(*grown));
		if (!grown) {
			merge->full = true;
			return false;
		}
		merge->scans = grown;
		merge->scan_cap = cap;
	}
	merge->scans[merge->scan_count++] = (struct axr_merge_scan){ .key = *key };
	merge->scan = merge->scan_count;
	return true;
}

static bool take_start(struct axr_merge *merge, const struct axr_start *start)
{
	struct axr_merge_key key = scan_key(start);

	axr_merge_file(merge);
	if (!start->time.known)
		return true;
	for (size_t i = 0; i < merge->scan_count; i++) {
		if (!is_key(&merge->scans[i].key, &key))
			continue;
		merge->scan = i + 1;
		merge->skipped = merge->scans[i].told;
		return false;
	}
	add_scan(merge, &key);
	return true;
}

static bool take_end(struct axr_merge *merge, struct axr_record *record)
{
	struct axr_merge_scan *scan = scan_of(merge);
	struct axr_merge_key key = end_key(record->end);

	axr_merge_file(merge);
	if (!scan)
		return true;
	/* two that began at the same time on one host are two */
	if (scan->ended)
		return !is_key(&scan->end, &key);
	scan->ended = true;
	scan->end = key;
	merge->end = *record->end;
	for (size_t i = 0; i <= AXR_MALICIOUS; i++) {
		uint64_t *count = &merge->end.by_level[i];

		*count -= *count < scan->levels[i] ? *count : scan->levels[i];
	}
	for (size_t i = 0; i <= AXR_CLASS_STOCK; i++) {
		uint64_t *count = &merge->end.by_class[i];

		*count -= *count < scan->classes[i] ? *count : scan->classes[i];
	}
	record->end = &merge->end;
	return true;
}

static bool take_finding(struct axr_merge *merge, const struct axr_finding *finding, bool again)
{
	struct axr_merge_scan *scan = scan_of(merge);

	if (!*finding->id)
		return !again;
	if (!is_told(merge, finding_key(finding)))
		return true;
	if (scan && !again) {
		scan->levels[finding->level]++;
		scan->classes[finding->file_class]++;
	}
	return false;
}

/* ---- The door ----------------------------------------------------------------------------- */

void axr_merge_file(struct axr_merge *merge)
{
	merge->scan = 0;
	merge->at = merge->skipped = 0;
	merge->broken = false;
}

void axr_merge_bad(struct axr_merge *merge)
{
	merge->at++;
	merge->broken = true;
}

bool axr_merge_takes(struct axr_merge *merge, struct axr_record *record)
{
	struct axr_merge_scan *scan = scan_of(merge);
	bool again;

	if (record->kind == AXR_RECORD_START)
		return take_start(merge, record->start);
	if (record->kind == AXR_RECORD_END)
		return take_end(merge, record);
	/* an earlier merge told it: it stands where a line of the scan stood, or none */
	if (record->kind == AXR_RECORD_PROBLEM && record->problem->trouble == AXR_TROUBLE_RESULT)
		merge->broken = true;
	merge->at++;
	again = scan && merge->at <= merge->skipped;
	if (scan && !merge->broken && merge->at > scan->told)
		scan->told = merge->at;
	if (record->kind == AXR_RECORD_FINDING)
		return take_finding(merge, record->finding, again);
	return !is_told(merge, line_key(record)) || !again;
}

void axr_merge_free(struct axr_merge *merge)
{
	free(merge->scans);
	free(merge->told);
}
