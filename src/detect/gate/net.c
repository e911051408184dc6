#include "detect/gate/net.h"

#include <stdlib.h>

#include "base/span.h"

enum {
	GRAM_MAX = 4, /* bytes */
	STRIDE_MAX = 4,
	SLOTS_LEAST = 16, /* bits */
	SLOTS_MOST = 20,
	SPARSE = 64,	/* slots for each gram, so that few looks hit one by chance */
	FIRST_BITS = 12 /* of the hash */
};

/* A gram of a literal, and where in it. */
struct filed {
	uint32_t gram;
	uint16_t at; /* in its literal */
	uint16_t literal;
};

struct axr_net {
	const struct axr_wanted *literals;
	size_t gram;	     /* bytes of one */
	size_t stride;	     /* of the look: every literal has so many grams in a row filed */
	struct filed *filed; /* sorted by the hash of the gram */
	size_t filed_count;
	uint32_t *first; /* in filed, by the leading bits of the hash */
	uint64_t *seen;	 /* by all of it */
	unsigned shift;
};

/* Letters of one case; other bytes may fall together, and are told apart by the literal. */
static uint32_t gram_at(const uint8_t *bytes, uint32_t mask)
{
	uint32_t gram;

	memcpy(&gram, bytes, sizeof(gram));
	return (gram | 0x20202020) & mask;
}

/* The same where there are no more than gram bytes. */
static uint32_t last_gram_at(const uint8_t *bytes, size_t gram)
{
	uint8_t padded[GRAM_MAX] = { 0 };

	memcpy(padded, bytes, gram);
	return gram_at(padded, UINT32_MAX >> 8 * (GRAM_MAX - gram));
}

static uint32_t slot(uint32_t gram, unsigned shift)
{
	return (uint32_t)(gram * 2654435761U) >> shift;
}

static int by_hash(const void *a, const void *b)
{
	const struct filed *left = a, *right = b;
	const uint32_t i = slot(left->gram, 0), k = slot(right->gram, 0);

	return (i > k) - (i < k);
}

/* How often a byte stands in pages, scripts and styles: what stands there rarely is looked for. */
static unsigned commonness(uint8_t c)
{
	if (c == ' ')
		return 8;
	if (axr_span_find_byte(axr_span_str("etaoinsrcl"), c, 0) != SIZE_MAX)
		return 7;
	if (axr_span_find_byte(axr_span_str("jkqvwxyz"), c, 0) != SIZE_MAX)
		return 3;
	return axr_is_alpha(c) ? 5 : axr_is_digit(c) ? 4 : 2;
}

/* Where in a literal the grams stand under which it is filed. */
static size_t rarest(const struct axr_net *net, const struct axr_wanted *literal)
{
	const size_t span = net->gram + net->stride - 1;
	unsigned least = UINT32_MAX;
	size_t best = 0;

	for (size_t at = 0; at + span <= literal->len; at++) {
		unsigned sum = 0;

		for (size_t i = 0; i < span; i++) {
			const uint8_t c = literal->bytes[at + i];

			sum += commonness(c);
			if (i && c == literal->bytes[at + i - 1]) /* a line of dashes */
				sum += 4;
		}
		if (sum < least) {
			least = sum;
			best = at;
		}
	}
	return best;
}

static void file(struct axr_net *net, const struct axr_wanted *literal, size_t number)
{
	const size_t from = rarest(net, literal);

	for (size_t at = from; at < from + net->stride; at++) {
		const uint32_t gram = last_gram_at(literal->bytes + at, net->gram);
		const uint32_t where = slot(gram, net->shift);

		net->filed[net->filed_count++] =
			(struct filed){ gram, (uint16_t)at, (uint16_t)number };
		net->seen[where / 64] |= UINT64_C(1) << where % 64;
	}
}

bool axr_net_catches(const struct axr_wanted *literal, bool fine)
{
	return !literal->place && (literal->len <= AXR_NET_FINE) == fine;
}

static void sort(struct axr_net *net)
{
	size_t at = 0;

	qsort(net->filed, net->filed_count, sizeof(*net->filed), by_hash);
	for (uint32_t i = 0; i < 1U << FIRST_BITS; i++) {
		while (at < net->filed_count && slot(net->filed[at].gram, 32 - FIRST_BITS) < i)
			at++;
		net->first[i] = (uint32_t)at;
	}
	net->first[1U << FIRST_BITS] = (uint32_t)net->filed_count;
}

/* Chooses grams and strides, and makes room; false for want of memory. */
static bool begin(struct axr_net *net, size_t count, bool fine)
{
	const size_t gram = fine ? AXR_NEED_LEAST : GRAM_MAX;
	size_t least = gram + STRIDE_MAX - 1, caught = 0;
	unsigned bits = SLOTS_LEAST;

	for (size_t i = 0; i < count; i++) {
		if (!axr_net_catches(&net->literals[i], fine))
			continue;
		caught++;
		if (net->literals[i].len < least)
			least = net->literals[i].len;
	}
	if (!caught)
		return true;
	net->gram = gram;
	net->stride = least - gram + 1;
	while (bits < SLOTS_MOST && (size_t)1 << bits < caught * net->stride * SPARSE)
		bits++;
	net->shift = 32 - bits;
	net->seen = calloc(((size_t)1 << bits) / 64, sizeof(*net->seen));
	net->filed = calloc(caught * net->stride + 1, sizeof(*net->filed));
	net->first = calloc((1U << FIRST_BITS) + 1, sizeof(*net->first));
	return net->seen && net->filed && net->first;
}

struct axr_net *axr_net_new(const struct axr_wanted *literals, size_t count, bool fine)
{
	struct axr_net *net = calloc(1, sizeof(*net));

	if (!net)
		return NULL;
	net->literals = literals;
	if (!begin(net, count, fine)) {
		axr_net_free(net);
		return NULL;
	}
	for (size_t i = 0; i < count; i++)
		if (axr_net_catches(&literals[i], fine))
			file(net, &literals[i], i);
	if (net->filed_count)
		sort(net);
	return net;
}

void axr_net_free(struct axr_net *net)
{
	if (!net)
		return;
	free(net->filed);
	free(net->first);
	free(net->seen);
	free(net);
}

bool axr_wanted_at(const struct axr_wanted *literal, struct axr_span bytes, size_t at)
{
	if (literal->len > bytes.len - at)
		return false;
	for (size_t i = 0; i < literal->len; i++)
		if (axr_lower(bytes.ptr[at + i]) != literal->bytes[i])
			return false;
	return true;
}

/* A gram that is filed, perhaps, stands at at: of which literals is it part? */
static void confirm(const struct axr_net *net, struct axr_span bytes,
		    size_t at, uint32_t gram, struct axr_noted *noted)
{
	const uint32_t where = slot(gram, 32 - FIRST_BITS);

	for (size_t i = net->first[where]; i < net->first[where + 1]; i++) {
		const struct filed *filed = &net->filed[i];

		if (filed->gram == gram && !axr_is_noted(noted, filed->literal) &&
		    filed->at <= at &&
		    axr_wanted_at(&net->literals[filed->literal], bytes, at - filed->at))
			axr_note(noted, filed->literal);
	}
}

static inline void look_by(const struct axr_net *net, size_t stride,
			   struct axr_span bytes, struct axr_noted *noted)
{
	const uint32_t mask = UINT32_MAX >> 8 * (GRAM_MAX - net->gram);
	const uint64_t *seen = net->seen;
	const unsigned shift = net->shift;
	size_t at = 0;

	for (; at + GRAM_MAX <= bytes.len; at += stride) {
		const uint32_t gram = gram_at(bytes.ptr + at, mask), where = slot(gram, shift);

		if (seen[where / 64] >> where % 64 & 1)
			confirm(net, bytes, at, gram, noted);
	}
	for (; at + net->gram <= bytes.len; at += stride)
		confirm(net, bytes, at, last_gram_at(bytes.ptr + at, net->gram), noted);
}

void axr_net_look(const struct axr_net *net, struct axr_span bytes, struct axr_noted *noted)
{
	if (!net->filed_count)
		return;
	if (net->stride == 1) /* known to the compiler */
		look_by(net, 1, bytes, noted);
	else
		look_by(net, net->stride, bytes, noted);
}
