#include "detect/needs.h"

#include <stdlib.h>

#include "base/span.h"

enum { GRAM = 4, BITS = 16, STRIDE_MAX = 4, LITERALS_MAX = 2048 };

struct literal {
	uint8_t bytes[AXR_NEED_MAX];
	uint8_t len;
	bool first;
};

/* A literal of a clause, in the order of the rules. */
struct asked {
	uint16_t literal;
	uint8_t flags;
};

/* A gram of a literal, and where in it. */
struct filed {
	uint32_t gram;
	uint16_t at;
	uint16_t literal;
};

struct axr_needs {
	struct literal *literals; /* no two alike */
	size_t literal_count;
	struct asked *asked;
	size_t asked_count;
	struct filed *filed; /* sorted by gram */
	size_t filed_count;
	size_t stride; /* of the look: every literal has so many grams in a row filed */
	uint64_t seen[(1 << BITS) / 64]; /* by a hash of the gram */
};

/* The literals that are there, a bit each. */
struct present {
	uint64_t bits[LITERALS_MAX / 64];
};

/* Letters of one case; other bytes may fall together, and are told apart by the literal. */
static uint32_t gram_at(const uint8_t *bytes)
{
	uint32_t gram;

	memcpy(&gram, bytes, sizeof(gram));
	return gram | 0x20202020;
}

static uint32_t slot(uint32_t gram)
{
	return (uint32_t)(gram * 2654435761U) >> (32 - BITS);
}

static int by_gram(const void *a, const void *b)
{
	const struct filed *left = a, *right = b;

	return (left->gram > right->gram) - (left->gram < right->gram);
}

/* The number of a literal that may have been met before. */
static uint16_t number_of(struct axr_needs *needs, const struct literal *literal)
{
	size_t i = 0;

	while (i < needs->literal_count && memcmp(&needs->literals[i], literal, sizeof(*literal)))
		i++;
	if (i == needs->literal_count)
		needs->literals[needs->literal_count++] = *literal;
	return (uint16_t)i;
}

/* False where packed is damaged. */
static bool unpack(struct axr_needs *needs, struct axr_span packed)
{
	const unsigned all = AXR_NEED_FIRST | AXR_NEED_ENDS_CLAUSE | AXR_NEED_ENDS_RULE;
	unsigned flags = AXR_NEED_ENDS_RULE;

	while (packed.len) {
		struct literal literal = { .first = packed.ptr[0] & AXR_NEED_FIRST };

		if (packed.len < 2)
			return false;
		flags = packed.ptr[0];
		literal.len = packed.ptr[1];
		if (flags > all || !literal.len || literal.len > AXR_NEED_MAX ||
		    literal.len > packed.len - 2 ||
		    (!literal.first && literal.len < AXR_NEED_LEAST))
			return false;
		memcpy(literal.bytes, packed.ptr + 2, literal.len);
		needs->asked[needs->asked_count++] =
			(struct asked){ number_of(needs, &literal), (uint8_t)flags };
		packed = axr_span_from(packed, 2 + (size_t)literal.len);
	}
	return flags & AXR_NEED_ENDS_RULE;
}

static void file(struct axr_needs *needs)
{
	needs->stride = STRIDE_MAX;
	for (size_t i = 0; i < needs->literal_count; i++) {
		const struct literal *literal = &needs->literals[i];

		if (!literal->first && literal->len - GRAM + 1U < needs->stride)
			needs->stride = literal->len - GRAM + 1U;
	}
	for (size_t i = 0; i < needs->literal_count; i++)
		for (size_t at = 0; at < needs->stride && !needs->literals[i].first; at++) {
			const uint32_t gram = gram_at(needs->literals[i].bytes + at);

			needs->filed[needs->filed_count++] =
				(struct filed){ gram, (uint16_t)at, (uint16_t)i };
			needs->seen[slot(gram) / 64] |= UINT64_C(1) << slot(gram) % 64;
		}
	qsort(needs->filed, needs->filed_count, sizeof(*needs->filed), by_gram);
}

struct axr_needs *axr_needs_new(struct axr_span packed)
{
	struct axr_needs *needs = calloc(1, sizeof(*needs));
	size_t count = 0;

	for (size_t at = 0; at + 1 < packed.len; at += 2 + (size_t)packed.ptr[at + 1])
		count++;
	if (needs && count < LITERALS_MAX) {
		needs->literals = calloc(count + 1, sizeof(*needs->literals));
		needs->asked = calloc(count + 1, sizeof(*needs->asked));
		needs->filed = calloc((count + 1) * STRIDE_MAX, sizeof(*needs->filed));
	}
	if (!needs || !needs->literals || !needs->asked || !needs->filed ||
	    !unpack(needs, packed)) {
		axr_needs_free(needs);
		return NULL;
	}
	file(needs);
	return needs;
}

void axr_needs_free(struct axr_needs *needs)
{
	if (!needs)
		return;
	free(needs->literals);
	free(needs->asked);
	free(needs->filed);
	free(needs);
}

static bool stands_at(const struct literal *literal, struct axr_span bytes, size_t at)
{
	if (literal->len > bytes.len - at)
		return false;
	for (size_t i = 0; i < literal->len; i++)
		if (axr_lower(bytes.ptr[at + i]) != literal->bytes[i])
			return false;
	return true;
}

static void note(struct present *present, size_t literal)
{
	present->bits[literal / 64] |= UINT64_C(1) << literal % 64;
}

static bool is_noted(const struct present *present, size_t literal)
{
	return present->bits[literal / 64] >> literal % 64 & 1;
}

/* A gram that is filed, perhaps, stands at at: of which literals is it part? */
static void confirm(const struct axr_needs *needs, struct axr_span bytes, size_t at, uint32_t gram,
		    struct present *present)
{
	size_t low = 0, high = needs->filed_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (needs->filed[middle].gram < gram)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < needs->filed_count && needs->filed[low].gram == gram; low++) {
		const struct filed *filed = &needs->filed[low];

		if (!is_noted(present, filed->literal) && filed->at <= at &&
		    stands_at(&needs->literals[filed->literal], bytes, at - filed->at))
			note(present, filed->literal);
	}
}

static void note_first(const struct axr_needs *needs, struct axr_span bytes,
		       struct present *present)
{
	for (size_t i = 0; i < needs->literal_count; i++) {
		const struct literal *literal = &needs->literals[i];

		if (literal->first && literal->len <= bytes.len &&
		    !memcmp(literal->bytes, bytes.ptr, literal->len))
			note(present, i);
	}
}

/* Whether all clauses of a rule hold. */
static bool holds(const struct axr_needs *needs, const struct present *present)
{
	bool rule = true, clause = false;

	for (size_t i = 0; i < needs->asked_count; i++) {
		const struct asked *asked = &needs->asked[i];

		clause |= is_noted(present, asked->literal);
		if (asked->flags & AXR_NEED_ENDS_CLAUSE) {
			rule &= clause;
			clause = false;
		}
		if (asked->flags & AXR_NEED_ENDS_RULE) {
			if (rule)
				return true;
			rule = true;
		}
	}
	return false;
}

static inline void look(const struct axr_needs *needs, struct axr_span bytes, size_t stride,
			struct present *present)
{
	for (size_t at = 0; at + GRAM <= bytes.len; at += stride) {
		const uint32_t gram = gram_at(bytes.ptr + at), where = slot(gram);

		if (needs->seen[where / 64] >> where % 64 & 1)
			confirm(needs, bytes, at, gram, present);
	}
}

bool axr_needs_met(const struct axr_needs *needs, struct axr_span bytes, bool begins)
{
	struct present present = { { 0 } };

	if (begins)
		note_first(needs, bytes, &present);
	look(needs, bytes, needs->stride, &present);
	return holds(needs, &present);
}
