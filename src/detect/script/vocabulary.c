#include "detect/script/vocabulary.h"

#include <stdlib.h>

#include "base/num.h"
#include "base/span.h"
#include "detect/script/literal.h"
#include "detect/script/tables.h"

enum {
	SLOTS = 2048,	  /* a power of two, over twice as many as there are words */
	LONGEST_WORD = 48 /* of the tables; longer names need no look-up */
};

struct axr_vocabulary {
	struct axr_word slots[SLOTS];
	uint8_t begins[65536 / 8]; /* bits by the first two bytes of the patterns, in any case */
};

static uint64_t hash_folded(struct axr_span name)
{
	uint8_t folded[LONGEST_WORD];

	for (size_t i = 0; i < name.len; i++)
		folded[i] = axr_lower(name.ptr[i]);
	return axr_hash_bytes(axr_span(folded, name.len), 0);
}

/* The slot of a name: its own, or the empty one where it belongs. */
static size_t slot_of(const struct axr_vocabulary *vocabulary, struct axr_span name)
{
	size_t at = (size_t)hash_folded(name) & (SLOTS - 1);

	while (vocabulary->slots[at].name &&
	       !axr_span_ieq(name, axr_span(vocabulary->slots[at].name, vocabulary->slots[at].len)))
		at = (at + 1) & (SLOTS - 1);
	return at;
}

static struct axr_word *add(struct axr_vocabulary *vocabulary, const char *name)
{
	struct axr_span span = axr_span_str(name);
	struct axr_word *word = &vocabulary->slots[slot_of(vocabulary, span)];

	word->name = name;
	word->len = (uint16_t)span.len;
	return word;
}

static void add_sinks(struct axr_vocabulary *vocabulary)
{
	struct axr_word *word = NULL;

	for (uint16_t i = 0; axr_sink_words[i].name; i++) {
		if (!i || strcmp(axr_sink_words[i].name, axr_sink_words[i - 1].name)) {
			word = add(vocabulary, axr_sink_words[i].name);
			word->sinks = i;
		}
		if (word)
			word->sink_count++;
	}
}

static uint8_t in_case(uint8_t letter, bool upper)
{
	return upper && letter >= 'a' && letter <= 'z' ? (uint8_t)(letter - 32) : letter;
}

static void add_patterns(struct axr_vocabulary *vocabulary)
{
	uint8_t first[2];
	size_t count = axr_script_pattern(SIZE_MAX, first);

	for (size_t i = 0; i < 4 * count; i++) {
		unsigned bit;

		axr_script_pattern(i / 4, first);
		bit = (unsigned)in_case(first[0], i & 1) << 8 | in_case(first[1], i & 2);
		vocabulary->begins[bit / 8] |= (uint8_t)(1 << bit % 8);
	}
}

const uint8_t *axr_vocabulary_begins(const struct axr_vocabulary *vocabulary)
{
	return vocabulary->begins;
}

struct axr_vocabulary *axr_vocabulary_new(void)
{
	struct axr_vocabulary *vocabulary = calloc(1, sizeof(*vocabulary));

	if (!vocabulary)
		return NULL;
	for (const struct axr_named *n = axr_specials; n->name; n++)
		add(vocabulary, n->name)->special = (uint8_t)n->value;
	for (const struct axr_named *n = axr_kinds; n->name; n++)
		add(vocabulary, n->name)->kind = (uint8_t)n->value;
	for (const struct axr_named *n = axr_traits; n->name; n++)
		add(vocabulary, n->name)->trait = (uint8_t)n->value;
	for (const struct axr_named *n = axr_requests; n->name; n++)
		add(vocabulary, n->name)->request = (uint8_t)n->value;
	for (const struct axr_named *n = axr_sources; n->name; n++)
		add(vocabulary, n->name)->taint |= n->value;
	for (const struct axr_named *n = axr_groups; n->name; n++)
		add(vocabulary, n->name)->groups |= n->value;
	for (const struct axr_named *n = axr_effects; n->name; n++) {
		struct axr_word *word = add(vocabulary, n->name);

		word->effect = (uint8_t)n->value;
		word->has_effect = true;
	}
	add_sinks(vocabulary);
	add_patterns(vocabulary);
	return vocabulary;
}

void axr_vocabulary_free(struct axr_vocabulary *vocabulary)
{
	free(vocabulary);
}

const struct axr_word *axr_vocabulary_find(const struct axr_vocabulary *vocabulary,
					   struct axr_span name)
{
	const struct axr_word *word;

	if (!name.len || name.len > LONGEST_WORD)
		return NULL;
	word = &vocabulary->slots[slot_of(vocabulary, name)];
	return word->name ? word : NULL;
}
