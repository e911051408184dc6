/*
 * Hash indicators: HASH;COMMENT or HASH;SCORE;COMMENT, MD5, SHA-1 or SHA-256 by length.
 *
 * A file on a list of trusted hashes is what its user says it is: the reasons that other detectors
 * found are dropped, and one of score -100 says why.
 */
#include "detect/detect.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/num.h"
#include "base/span.h"
#include "detect/extension.h"
#include "detect/ioc.h"

enum { SCORE_DEFAULT = 100, DIGEST_MAX = 32 };

/* In the order in which one is preferred over the next, where a file is on lists by several. */
static const struct algorithm {
	enum axr_digest digest;
	size_t len;
	const char *name;
} algorithms[] = {
	{ AXR_SHA256, 32, "sha256" },
	{ AXR_SHA1, 20, "sha1" },
	{ AXR_MD5, 16, "md5" },
};

enum { ALGORITHMS = sizeof(algorithms) / sizeof(*algorithms) };

struct entry {
	uint8_t digest[DIGEST_MAX]; /* zeroes behind the algorithm's length */
	int score;
	bool trusted;
	uint32_t order; /* of loading */
	const char *title, *list, *technique;
	const char *reference; /* who published it: the comment above, in our own lists */
};

struct table {
	struct entry *entries; /* sorted by digest */
	size_t count, cap;
};

struct shared {
	struct axr_arena arena; /* texts */
	struct table tables[ALGORITHMS];
	unsigned every; /* digests wanted of every file: those on users' lists */
	unsigned code;  /* of files that a server could run: those on our own */
	bool no_gate;
};

/* ---- Loading ------------------------------------------------------------------------------ */

/* The digests of nothing, of "\n" and of "\r\n": lists hold them by accident. */
static bool is_of_nothing(struct axr_span hash)
{
	static const char *const of_nothing[] = {
		"d41d8cd98f00b204e9800998ecf8427e",
		"da39a3ee5e6b4b0d3255bfef95601890afd80709",
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"68b329da9893e34099c7d8ad5cb9c940",
		"adc83b19e793491b1c6ea0fd8b46cd9f32e592fc",
		"01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b",
		"81051bcc2cf1bedf378224b0a93e2877",
		"ba8ab5a0280b953aa97435ff8946cbcbb2755a27",
		"7eb70257593da06f682a3ddda54a9d260d4fc514f645237f5ca74b08f8da61a6",
	};

	for (size_t i = 0; i < sizeof(of_nothing) / sizeof(*of_nothing); i++)
		if (axr_span_iis(hash, of_nothing[i]))
			return true;
	return false;
}

/* The columns behind the hash: a score is one only where a comment follows it. */
static void read_columns(struct axr_span rest, struct entry *entry, struct axr_span *comment)
{
	struct axr_span more = rest, column = axr_span_trim(axr_span_until(&more, ';'));
	uint64_t score;

	entry->score = SCORE_DEFAULT;
	*comment = axr_span_trim(rest);
	if (axr_span_find_byte(rest, ';', 0) == SIZE_MAX ||
	    !axr_parse_u64(column, 1000000, &score))
		return;
	entry->score = score > 100 ? 100 : (int)score;
	*comment = axr_span_trim(more);
}

static bool table_add(struct table *table, const struct entry *entry)
{
	if (table->count == table->cap) {
		size_t cap = table->cap ? table->cap * 2 : 64;
		struct entry *grown = realloc(table->entries, cap * sizeof(*grown));

		if (!grown)
			return false;
		table->entries = grown;
		table->cap = cap;
	}
	table->entries[table->count] = *entry;
	table->entries[table->count].order = (uint32_t)table->count;
	table->count++;
	return true;
}

/* Reads one line into the table of its algorithm; why it cannot be used, or NULL. */
static const char *load_line(struct shared *shared, struct axr_span line, struct entry *entry,
			     unsigned *digests, size_t *loaded)
{
	struct axr_span rest = line, hash = axr_span_trim(axr_span_until(&rest, ';')), comment;
	size_t which = 0;

	while (which < ALGORITHMS && hash.len != 2 * algorithms[which].len)
		which++;
	memset(entry->digest, 0, sizeof(entry->digest));
	if (which == ALGORITHMS || !axr_parse_hex(hash, entry->digest, algorithms[which].len))
		return "does not begin with an MD5, SHA-1 or SHA-256 in hex";
	if (is_of_nothing(hash))
		return NULL;
	read_columns(rest, entry, &comment);
	entry->title = axr_arena_str(&shared->arena, comment);
	if (!table_add(&shared->tables[which], entry))
		shared->arena.failed = true;
	*digests |= algorithms[which].digest;
	(*loaded)++;
	return NULL;
}

static void load_list(struct shared *shared, const struct axr_source *source, bool trusted,
		      const struct axr_detect_setup *setup)
{
	struct entry entry = { .trusted = trusted };
	struct axr_span line, technique = { 0 }, comment = { 0 };
	struct axr_ioc_lines lines;
	size_t loaded = 0;

	entry.list = axr_arena_str(&shared->arena, axr_span_str(source->name));
	axr_ioc_lines_init(&lines, source->bytes);
	while (axr_ioc_next(&lines, &line) && !shared->arena.failed) {
		const char *failure;

		if (technique.ptr != lines.technique.ptr)
			entry.technique = axr_arena_str(&shared->arena, lines.technique);
		if (source->builtin && comment.ptr != lines.comment.ptr)
			entry.reference = axr_arena_str(&shared->arena, lines.comment);
		technique = lines.technique;
		comment = lines.comment;
		failure = load_line(shared, line, &entry,
				    source->builtin ? &shared->code : &shared->every, &loaded);
		if (failure)
			axr_ioc_tell(setup, source->name, lines.number, failure);
	}
	axr_ioc_tell_loaded(setup, source->name, loaded, trusted ? "trusted hash" : "hash",
			    trusted ? "trusted hashes" : "hashes");
}

/* Trusted ones first of the same digest, then by score, then as loaded: the first one decides. */
static int compare(const void *a_void, const void *b_void)
{
	const struct entry *a = a_void, *b = b_void;
	int order = memcmp(a->digest, b->digest, sizeof(a->digest));

	if (!order)
		order = (int)b->trusted - (int)a->trusted;
	if (!order)
		order = b->score - a->score;
	if (!order)
		order = (a->order > b->order) - (a->order < b->order);
	return order;
}

static void hash_close(void *opaque)
{
	struct shared *shared = opaque;

	if (!shared)
		return;
	for (size_t i = 0; i < ALGORITHMS; i++)
		free(shared->tables[i].entries);
	axr_arena_free(&shared->arena);
	free(shared);
}

static int hash_open(void **out, const struct axr_detect_setup *setup, struct axr_err *err)
{
	struct shared *shared = calloc(1, sizeof(*shared));

	if (!shared)
		return axr_fail(err, AXR_ENOMEM, "no memory for hashes");
	axr_arena_init(&shared->arena, 0);
	shared->no_gate = setup->no_gate;
	for (size_t i = 0; i < setup->ioc_count; i++) {
		enum axr_ioc_kind kind = axr_ioc_kind(&setup->iocs[i]);

		if (kind == AXR_IOC_HASHES || kind == AXR_IOC_TRUSTED_HASHES)
			load_list(shared, &setup->iocs[i], kind == AXR_IOC_TRUSTED_HASHES, setup);
	}
	if (shared->arena.failed) {
		hash_close(shared);
		return axr_fail(err, AXR_ENOMEM, "no memory for hashes");
	}
	for (size_t i = 0; i < ALGORITHMS; i++)
		if (shared->tables[i].count)
			qsort(shared->tables[i].entries, shared->tables[i].count,
			      sizeof(struct entry), compare);
	*out = shared;
	return AXR_OK;
}

static unsigned hash_digests(const void *opaque)
{
	const struct shared *shared = opaque;

	return shared->no_gate ? shared->every | shared->code : shared->every;
}

/*
 * Our own lists hold pages and programs: an image or a style sheet is not worth the MD5, which
 * costs more than all the rest of it.
 */
static unsigned hash_digests_of(const void *opaque, const struct axr_subject *subject)
{
	const struct shared *shared = opaque;

	if (axr_is_page_extension(subject->file.extension))
		return shared->code;
	for (size_t i = 0; i < subject->layer_count; i++)
		if (subject->layers[i].content == AXR_CONTENT_PAGE ||
		    subject->layers[i].content == AXR_CONTENT_CONFIG ||
		    subject->layers[i].content == AXR_CONTENT_PE)
			return shared->code;
	return 0;
}

static void hash_count(const void *opaque, struct axr_detect_counts *counts)
{
	const struct shared *shared = opaque;

	for (size_t i = 0; i < ALGORITHMS; i++)
		counts->iocs += (unsigned)shared->tables[i].count;
}

/* ---- Looking ------------------------------------------------------------------------------ */

/* The first entry with this digest, or NULL. */
static const struct entry *find(const struct table *table, const uint8_t digest[DIGEST_MAX])
{
	size_t low = 0, high = table->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (memcmp(table->entries[mid].digest, digest, DIGEST_MAX) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == table->count || memcmp(table->entries[low].digest, digest, DIGEST_MAX))
		return NULL;
	return &table->entries[low];
}

static const uint8_t *digest_of(const struct axr_file *file, enum axr_digest which)
{
	if (!(file->digests & which))
		return NULL;
	return which == AXR_SHA256 ? file->sha256 : which == AXR_SHA1 ? file->sha1 : file->md5;
}

static void report(struct axr_subject *subject, const struct entry *entry,
		   const struct algorithm *algorithm)
{
	char hex[2 * DIGEST_MAX + 1];
	struct axr_reason reason = {
		.detector = "hash",
		.score = entry->trusted ? -100 : entry->score,
		.technique = entry->technique,
		.reference = entry->reference,
		.ruleset = entry->list,
	};

	axr_format_hex(hex, entry->digest, algorithm->len);
	reason.rule = axr_arena_printf(subject->arena, "%s:%s", algorithm->name, hex);
	reason.title = axr_arena_printf(subject->arena, "%s%s%s",
					entry->trusted ? "content is on a list of trusted hashes" :
							 "content is on a list of hashes",
					entry->title[0] ? ": " : "", entry->title);
	if (entry->trusted)
		subject->reason_count = 0;
	axr_subject_reason(subject, &reason);
}

static void hash_inspect(const void *opaque, void *worker, struct axr_subject *subject)
{
	const struct shared *shared = opaque;
	const struct algorithm *algorithm = NULL;
	const struct entry *best = NULL;

	(void)worker;
	if (!subject->window_last) /* until then no digest is that of the file */
		return;
	for (size_t i = 0; i < ALGORITHMS; i++) {
		const uint8_t *digest = digest_of(&subject->file, algorithms[i].digest);
		uint8_t key[DIGEST_MAX] = { 0 };
		const struct entry *entry;

		if (!digest)
			continue;
		memcpy(key, digest, algorithms[i].len);
		entry = find(&shared->tables[i], key);
		if (!entry || (best && best->trusted >= entry->trusted &&
			       (best->trusted || best->score >= entry->score)))
			continue;
		best = entry;
		algorithm = &algorithms[i];
	}
	if (best)
		report(subject, best, algorithm);
}

const struct axr_detector axr_detector_hash = {
	.name = "hash",
	.open = hash_open,
	.close = hash_close,
	.digests = hash_digests,
	.digests_of = hash_digests_of,
	.count = hash_count,
	.inspect = hash_inspect,
};
