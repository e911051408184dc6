#include "detect/grams.h"

#include <stdlib.h>

#include "base/span.h"
#include "detect/literal.h"

enum { GRAM = AXR_LITERAL_LEAST, BITS = 16, HELD_BITS = 12, MANY = UINT8_MAX };

struct wanted {
	struct axr_literal literal;
	uint32_t index; /* of the expression that asks for it */
	bool second;    /* besides another */
};

struct filed {
	uint32_t gram;
	uint32_t at; /* of the gram in its literal */
	const struct wanted *wanted;
};

/* Grams of second literals, of which a text must hold one; none: nothing more is asked. */
struct more {
	uint32_t first, count; /* in axr_grams.more_grams */
};

struct axr_grams {
	struct wanted *wanted;
	size_t wanted_count, wanted_cap;
	struct filed *filed; /* sorted by gram */
	size_t filed_count;
	struct more *more; /* by index */
	uint32_t *more_grams;
	uint32_t *always; /* expressions without a literal */
	size_t always_count, always_cap;
	uint32_t count;
	bool failed;
	uint64_t seen[(1 << BITS) / 64]; /* by a hash of the gram */
};

struct axr_grams_hits {
	uint32_t *list; /* indexes found by the last look */
	size_t count, next;
	uint32_t *stamps; /* of each expression: the look that found it last */
	uint32_t look;
	size_t size;
	uint64_t held[(1 << HELD_BITS) / 64]; /* grams of the text, by a hash */
};

static uint32_t gram_at(const uint8_t *bytes)
{
	return (uint32_t)axr_lower(bytes[0]) | (uint32_t)axr_lower(bytes[1]) << 8 |
	       (uint32_t)axr_lower(bytes[2]) << 16 | (uint32_t)axr_lower(bytes[3]) << 24;
}

static uint32_t slot(uint32_t gram)
{
	return (uint32_t)(gram * 2654435761U) >> (32 - BITS);
}

/* Room for one more element; NULL where there is none, with the old array untouched. */
static void *grow(void *old, size_t count, size_t *cap, size_t size)
{
	size_t wider = *cap ? *cap * 2 : 64;
	void *grown;

	if (count < *cap)
		return old;
	grown = realloc(old, wider * size);
	if (grown)
		*cap = wider;
	return grown;
}

struct axr_grams *axr_grams_new(void)
{
	return calloc(1, sizeof(struct axr_grams));
}

void axr_grams_free(struct axr_grams *grams)
{
	if (!grams)
		return;
	free(grams->wanted);
	free(grams->filed);
	free(grams->more);
	free(grams->more_grams);
	free(grams->always);
	free(grams);
}

static void add_always(struct axr_grams *grams, uint32_t index)
{
	uint32_t *grown = grow(grams->always, grams->always_count, &grams->always_cap,
			       sizeof(*grown));

	if (!grown) {
		grams->failed = true;
		return;
	}
	grams->always = grown;
	grown[grams->always_count++] = index;
}

static void add_wanted(struct axr_grams *grams, uint32_t index, const struct axr_choice *choice,
		       bool second)
{
	for (size_t i = 0; i < choice->count; i++) {
		struct wanted *grown = grow(grams->wanted, grams->wanted_count, &grams->wanted_cap,
					    sizeof(*grown));

		if (!grown) {
			grams->failed = true;
			return;
		}
		grams->wanted = grown;
		grown[grams->wanted_count++] =
			(struct wanted){ choice->literals[i], index, second };
	}
}

bool axr_grams_add(struct axr_grams *grams, struct axr_span regex)
{
	struct axr_choice first, second;
	uint32_t index = grams->count++;

	axr_literals(regex, AXR_LITERAL_LEAST, &first, &second);
	if (!first.count)
		add_always(grams, index);
	add_wanted(grams, index, &first, false);
	add_wanted(grams, index, &second, true);
	return first.count;
}

static int compare(const void *a_void, const void *b_void)
{
	const struct filed *a = a_void, *b = b_void;

	if (a->gram != b->gram)
		return a->gram < b->gram ? -1 : 1;
	return (a->wanted > b->wanted) - (a->wanted < b->wanted);
}

/* Where in a literal the gram stands under which the fewest others could be filed. */
static uint32_t rarest(const struct axr_literal *literal, const uint8_t *counts)
{
	uint32_t best = 0;

	for (uint32_t i = 1; i + GRAM <= literal->len; i++)
		if (counts[slot(gram_at(literal->bytes + i))] <
		    counts[slot(gram_at(literal->bytes + best))])
			best = i;
	return best;
}

static void file_all(struct axr_grams *grams, const uint8_t *counts)
{
	uint32_t more = 0;

	for (size_t i = 0; i < grams->wanted_count; i++) {
		const struct wanted *wanted = &grams->wanted[i];
		uint32_t at = rarest(&wanted->literal, counts);
		uint32_t gram = gram_at(wanted->literal.bytes + at);

		if (wanted->second) { /* those of one expression stand side by side */
			if (!grams->more[wanted->index].count++)
				grams->more[wanted->index].first = more;
			grams->more_grams[more++] = gram;
		} else {
			grams->filed[grams->filed_count++] = (struct filed){ gram, at, wanted };
			grams->seen[slot(gram) / 64] |= (uint64_t)1 << slot(gram) % 64;
		}
	}
	qsort(grams->filed, grams->filed_count, sizeof(*grams->filed), compare);
}

bool axr_grams_finish(struct axr_grams *grams)
{
	uint8_t *counts = calloc(1 << BITS, sizeof(*counts)); /* up to MANY */
	bool ok;

	grams->filed = calloc(grams->wanted_count + 1, sizeof(*grams->filed));
	grams->more_grams = calloc(grams->wanted_count + 1, sizeof(*grams->more_grams));
	grams->more = calloc(grams->count + 1, sizeof(*grams->more));
	ok = counts && grams->filed && grams->more_grams && grams->more && !grams->failed;
	for (size_t i = 0; i < grams->wanted_count && ok; i++) {
		const struct axr_literal *literal = &grams->wanted[i].literal;

		for (size_t k = 0; k + GRAM <= literal->len; k++) {
			uint8_t *count = &counts[slot(gram_at(literal->bytes + k))];

			*count = (uint8_t)(*count + (*count < MANY));
		}
	}
	if (ok)
		file_all(grams, counts);
	free(counts);
	return ok;
}

struct axr_grams_hits *axr_grams_hits_new(const struct axr_grams *grams)
{
	struct axr_grams_hits *hits = calloc(1, sizeof(*hits));

	if (!hits)
		return NULL;
	hits->size = grams->count;
	hits->list = calloc(hits->size + 1, sizeof(*hits->list));
	hits->stamps = calloc(hits->size + 1, sizeof(*hits->stamps));
	if (!hits->list || !hits->stamps) {
		axr_grams_hits_free(hits);
		return NULL;
	}
	return hits;
}

void axr_grams_hits_free(struct axr_grams_hits *hits)
{
	if (!hits)
		return;
	free(hits->list);
	free(hits->stamps);
	free(hits);
}

static void hit(struct axr_grams_hits *hits, uint32_t index)
{
	if (hits->stamps[index] == hits->look)
		return;
	hits->stamps[index] = hits->look;
	hits->list[hits->count++] = index;
}

/* Whether the whole literal stands in the text, with its gram at at. */
static bool stands(const struct filed *filed, struct axr_span text, size_t at)
{
	const struct axr_literal *literal = &filed->wanted->literal;

	if (at < filed->at || literal->len > text.len - (at - filed->at))
		return false;
	at -= filed->at;
	for (size_t i = 0; i < literal->len; i++)
		if (axr_lower(text.ptr[at + i]) != literal->bytes[i])
			return false;
	return true;
}

static void hit_gram(const struct axr_grams *grams, struct axr_grams_hits *hits, uint32_t gram,
		     struct axr_span text, size_t at)
{
	size_t low = 0, high = grams->filed_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (grams->filed[mid].gram < gram)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < grams->filed_count && grams->filed[low].gram == gram; low++)
		if (stands(&grams->filed[low], text, at))
			hit(hits, grams->filed[low].wanted->index);
}

static uint32_t held_slot(uint32_t gram)
{
	return slot(gram) >> (BITS - HELD_BITS);
}

/* Whether the text looked at holds what else the expression needs. */
static bool holds_more(const struct axr_grams *grams, const struct axr_grams_hits *hits,
		       uint32_t index)
{
	const struct more *more = &grams->more[index];

	for (uint32_t i = 0; i < more->count; i++) {
		uint32_t at = held_slot(grams->more_grams[more->first + i]);

		if (hits->held[at / 64] >> at % 64 & 1)
			return true;
	}
	return !more->count;
}

void axr_grams_look(const struct axr_grams *grams, struct axr_grams_hits *hits,
		    struct axr_span text)
{
	size_t kept = 0;

	hits->count = hits->next = 0;
	if (++hits->look == 0) { /* after four thousand million looks */
		memset(hits->stamps, 0, hits->size * sizeof(*hits->stamps));
		hits->look = 1;
	}
	memset(hits->held, 0, sizeof(hits->held));
	for (size_t i = 0; i < grams->always_count; i++)
		hit(hits, grams->always[i]);
	for (size_t i = 0; i + GRAM <= text.len; i++) {
		uint32_t gram = gram_at(text.ptr + i);

		hits->held[held_slot(gram) / 64] |= (uint64_t)1 << held_slot(gram) % 64;
		if (grams->seen[slot(gram) / 64] >> slot(gram) % 64 & 1)
			hit_gram(grams, hits, gram, text, i);
	}
	for (size_t i = 0; i < hits->count; i++)
		if (holds_more(grams, hits, hits->list[i]))
			hits->list[kept++] = hits->list[i];
	hits->count = kept;
}

bool axr_grams_next(struct axr_grams_hits *hits, size_t *index)
{
	if (hits->next == hits->count)
		return false;
	*index = hits->list[hits->next++];
	return true;
}
