#include "detect/grams.h"

#include <stdlib.h>

#include "base/span.h"
#include "detect/literal.h"

enum { GRAM = AXR_LITERAL_LEAST, BITS = 16 };

/* A literal on its way in; then the gram chosen from it. */
struct wanted {
	struct axr_literal literal;
	uint32_t index;
};

struct filed {
	uint32_t gram, index;
};

struct axr_grams {
	struct wanted *wanted; /* until finished */
	size_t wanted_count, wanted_cap;
	struct filed *filed; /* sorted by gram */
	size_t filed_count;
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

static void add_wanted(struct axr_grams *grams, uint32_t index, const struct axr_literal *literal)
{
	struct wanted *grown = grow(grams->wanted, grams->wanted_count, &grams->wanted_cap,
				    sizeof(*grown));

	if (!grown) {
		grams->failed = true;
		return;
	}
	grams->wanted = grown;
	grown[grams->wanted_count++] = (struct wanted){ *literal, index };
}

bool axr_grams_add(struct axr_grams *grams, struct axr_span regex)
{
	struct axr_literal literals[AXR_LITERALS_MAX];
	size_t count = axr_literals(regex, literals);
	uint32_t index = grams->count++;

	if (!count)
		add_always(grams, index);
	for (size_t i = 0; i < count; i++)
		add_wanted(grams, index, &literals[i]);
	return count > 0;
}

static int compare(const void *a_void, const void *b_void)
{
	const struct filed *a = a_void, *b = b_void;

	if (a->gram != b->gram)
		return a->gram < b->gram ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

/* The gram of a literal under which the fewest others could stand. */
static uint32_t rarest(const struct axr_literal *literal, const uint32_t *counts)
{
	uint32_t best = gram_at(literal->bytes);

	for (size_t i = 1; i + GRAM <= literal->len; i++) {
		uint32_t gram = gram_at(literal->bytes + i);

		if (counts[slot(gram)] < counts[slot(best)])
			best = gram;
	}
	return best;
}

bool axr_grams_finish(struct axr_grams *grams)
{
	uint32_t *counts = calloc(1 << BITS, sizeof(*counts));

	grams->filed = calloc(grams->wanted_count + 1, sizeof(*grams->filed));
	if (!counts || !grams->filed || grams->failed) {
		free(counts);
		return false;
	}
	for (size_t i = 0; i < grams->wanted_count; i++) {
		const struct axr_literal *literal = &grams->wanted[i].literal;

		for (size_t k = 0; k + GRAM <= literal->len; k++)
			counts[slot(gram_at(literal->bytes + k))]++;
	}
	for (size_t i = 0; i < grams->wanted_count; i++) {
		uint32_t gram = rarest(&grams->wanted[i].literal, counts);

		grams->filed[grams->filed_count++] = (struct filed){ gram, grams->wanted[i].index };
		grams->seen[slot(gram) / 64] |= (uint64_t)1 << slot(gram) % 64;
	}
	qsort(grams->filed, grams->filed_count, sizeof(*grams->filed), compare);
	free(grams->wanted);
	grams->wanted = NULL;
	free(counts);
	return true;
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

static void hit_gram(const struct axr_grams *grams, struct axr_grams_hits *hits, uint32_t gram)
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
		hit(hits, grams->filed[low].index);
}

void axr_grams_look(const struct axr_grams *grams, struct axr_grams_hits *hits,
		    struct axr_span text)
{
	hits->count = hits->next = 0;
	if (++hits->look == 0) { /* after four thousand million looks */
		memset(hits->stamps, 0, hits->size * sizeof(*hits->stamps));
		hits->look = 1;
	}
	for (size_t i = 0; i < grams->always_count; i++)
		hit(hits, grams->always[i]);
	for (size_t i = 0; i + GRAM <= text.len; i++) {
		uint32_t gram = gram_at(text.ptr + i);

		if (grams->seen[slot(gram) / 64] >> slot(gram) % 64 & 1)
			hit_gram(grams, hits, gram);
	}
}

bool axr_grams_next(struct axr_grams_hits *hits, size_t *index)
{
	if (hits->next == hits->count)
		return false;
	*index = hits->list[hits->next++];
	return true;
}
