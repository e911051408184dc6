#include "detect/needs.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/span.h"
#include "detect/gate/net.h"

enum { ENTRIES_MAX = 1 << 20, NUMBER_LEN = 8 };

/* A literal of a clause, in the order of the rules. */
struct asked {
	uint16_t literal;
	bool ends_clause;
};

struct rule {
	uint32_t from, until; /* in axr_needs.asked */
	uint64_t most;        /* bytes of the file */
};

/* Nets are made by who needs one first: most scans of a few files need none of most sets. */
struct nets {
	_Atomic(struct axr_net *) wide; /* for literals of AXR_NEED_GOOD bytes and more */
	_Atomic(struct axr_net *) fine; /* for shorter ones */
};

struct axr_needs {
	struct axr_wanted *literals; /* no two alike */
	size_t literal_count;
	uint16_t *late; /* those that are looked for where all depends on them */
	size_t late_count;
	struct asked *asked;
	size_t asked_count;
	struct rule *rules;
	size_t rule_count;
	uint64_t most;	 /* of all rules */
	struct nets *nets;
};

/* Numbers of literals by a hash of theirs, while they are read. */
struct index {
	uint16_t *numbers; /* + 1; 0: free */
	size_t mask;
};

/* The number of a literal that may have been met before; false where there are too many. */
static bool find_number(struct axr_needs *needs, struct index *index,
			const struct axr_wanted *literal, uint16_t *number)
{
	const uint64_t hash = axr_hash_bytes(axr_span(literal, sizeof(*literal)), 0);

	for (size_t at = hash & index->mask;; at = (at + 1) & index->mask) {
		const size_t found = index->numbers[at];

		if (found && memcmp(&needs->literals[found - 1], literal, sizeof(*literal)))
			continue;
		if (!found && needs->literal_count == AXR_NET_MAX - 1)
			return false;
		*number = (uint16_t)(found ? found - 1 : needs->literal_count);
		if (!found) {
			needs->literals[needs->literal_count++] = *literal;
			index->numbers[at] = (uint16_t)needs->literal_count;
		}
		return true;
	}
}

/* What packed holds at once. */
struct entry {
	unsigned flags;
	uint64_t number;
	struct axr_span bytes;
};

/* Cuts the next entry off; false where it is damaged. */
static bool read_entry(struct axr_span *packed, struct entry *entry)
{
	const unsigned places = AXR_NEED_HEAD | AXR_NEED_TAIL;
	unsigned flags;
	size_t len;

	if (packed->len < 2 || packed->len - 2 < packed->ptr[1])
		return false;
	*entry = (struct entry){ .flags = packed->ptr[0],
				 .bytes = axr_span(packed->ptr + 2, packed->ptr[1]) };
	flags = entry->flags;
	*packed = axr_span_from(*packed, 2 + entry->bytes.len);
	if (flags & (AXR_NEED_SIZE | places)) {
		if (entry->bytes.len < NUMBER_LEN)
			return false;
		for (size_t i = 0; i < NUMBER_LEN; i++)
			entry->number |= (uint64_t)entry->bytes.ptr[i] << 8 * i;
		entry->bytes = axr_span_from(entry->bytes, NUMBER_LEN);
	}
	len = entry->bytes.len;
	if (flags & AXR_NEED_SIZE)
		return !len && !(flags & ~(unsigned)(AXR_NEED_SIZE | AXR_NEED_ENDS_RULE));
	return len && len <= AXR_NEED_MAX && flags < 2 * AXR_NEED_TAIL &&
	       (flags & places ? (flags & places) != places : len >= AXR_NEED_LEAST) &&
	       (flags & AXR_NEED_ENDS_CLAUSE || !(flags & AXR_NEED_ENDS_RULE));
}

static bool add_literal(struct axr_needs *needs, struct index *index, const struct entry *entry)
{
	struct axr_wanted literal = { .within = entry->number,
				   .len = (uint32_t)entry->bytes.len,
				   .place = entry->flags & (AXR_NEED_HEAD | AXR_NEED_TAIL) };
	struct asked asked = { .ends_clause = entry->flags & AXR_NEED_ENDS_CLAUSE };

	memcpy(literal.bytes, entry->bytes.ptr, entry->bytes.len);
	if (!find_number(needs, index, &literal, &asked.literal))
		return false;
	needs->asked[needs->asked_count++] = asked;
	return true;
}

/* False where packed is damaged, or holds too much. */
static bool unpack(struct axr_needs *needs, struct index *index, struct axr_span packed)
{
	struct rule rule = { .most = UINT64_MAX };
	bool ended = true;
	struct entry entry;

	while (packed.len) {
		if (!read_entry(&packed, &entry))
			return false;
		if (!(entry.flags & AXR_NEED_SIZE)) {
			if (!add_literal(needs, index, &entry))
				return false;
		} else if (ended) {
			rule.most = entry.number;
		} else {
			return false;
		}
		ended = entry.flags & AXR_NEED_ENDS_RULE;
		if (!ended)
			continue;
		rule.until = (uint32_t)needs->asked_count;
		needs->rules[needs->rule_count++] = rule;
		if (rule.most > needs->most)
			needs->most = rule.most;
		rule = (struct rule){ .from = rule.until, .most = UINT64_MAX };
	}
	return ended;
}

/* Room for count entries. */
static bool make_room(struct axr_needs *needs, struct index *index, size_t count)
{
	const size_t most = count < AXR_NET_MAX ? count : AXR_NET_MAX;
	size_t slots = 1;

	while (slots < 2 * most + 2)
		slots *= 2;
	index->numbers = calloc(slots, sizeof(*index->numbers));
	index->mask = slots - 1;
	needs->literals = calloc(most + 1, sizeof(*needs->literals));
	needs->late = calloc(most + 1, sizeof(*needs->late));
	needs->asked = calloc(count + 1, sizeof(*needs->asked));
	needs->rules = calloc(count + 1, sizeof(*needs->rules));
	needs->nets = calloc(1, sizeof(*needs->nets));
	return index->numbers && needs->literals && needs->late && needs->asked && needs->rules &&
	       needs->nets;
}

static void find_late(struct axr_needs *needs)
{
	for (size_t i = 0; i < needs->literal_count; i++)
		if (!axr_net_catches(&needs->literals[i], false))
			needs->late[needs->late_count++] = (uint16_t)i;
}

/* NULL: no memory.  Of two threads that make one at once the later lets its own go. */
static const struct axr_net *net_of(const struct axr_needs *needs, bool fine)
{
	_Atomic(struct axr_net *) *const place = fine ? &needs->nets->fine : &needs->nets->wide;
	struct axr_net *net = atomic_load_explicit(place, memory_order_acquire), *made;

	if (net)
		return net;
	made = axr_net_new(needs->literals, needs->literal_count, fine);
	if (!made || atomic_compare_exchange_strong(place, &net, made))
		return made;
	axr_net_free(made);
	return net;
}

struct axr_needs *axr_needs_new(struct axr_span packed)
{
	struct axr_needs *needs = calloc(1, sizeof(*needs));
	struct index index = { 0 };
	size_t count = 0;

	for (size_t at = 0; at + 1 < packed.len; at += 2 + (size_t)packed.ptr[at + 1])
		count++;
	if (needs && (count > ENTRIES_MAX || !make_room(needs, &index, count) ||
		      !unpack(needs, &index, packed))) {
		axr_needs_free(needs);
		needs = NULL;
	}
	if (needs)
		find_late(needs);
	free(index.numbers);
	return needs;
}

void axr_needs_free(struct axr_needs *needs)
{
	if (!needs)
		return;
	free(needs->literals);
	free(needs->late);
	free(needs->asked);
	free(needs->rules);
	if (needs->nets) {
		axr_net_free(needs->nets->wide);
		axr_net_free(needs->nets->fine);
	}
	free(needs->nets);
	free(needs);
}

/* Whether a literal stands where it has to: in bytes from base on, of a file of this size. */
static bool stands_there(const struct axr_wanted *literal, struct axr_span bytes, uint64_t base,
			 uint64_t size)
{
	uint64_t from = 0, until = bytes.len;

	if (literal->place == AXR_NEED_HEAD && literal->within < base)
		return false;
	if (literal->place == AXR_NEED_HEAD && literal->within - base < until)
		until = literal->within - base + 1;
	if (literal->place == AXR_NEED_TAIL && literal->within < size - base)
		from = size - base - literal->within;
	for (; from < until; from++) {
		if (!axr_is_alpha(literal->bytes[0])) {
			const uint8_t *found = memchr(bytes.ptr + from, literal->bytes[0],
						      (size_t)(until - from));

			if (!found)
				return false;
			from = (uint64_t)(found - bytes.ptr);
		}
		if (axr_wanted_at(literal, bytes, (size_t)from))
			return true;
	}
	return false;
}

static void note_placed(const struct axr_needs *needs, struct axr_span bytes, uint64_t base,
			uint64_t size, struct axr_noted *noted)
{
	for (size_t i = 0; i < needs->late_count; i++) {
		const struct axr_wanted *literal = &needs->literals[needs->late[i]];

		if (literal->place && stands_there(literal, bytes, base, size))
			axr_note(noted, needs->late[i]);
	}
}

/* Whether all clauses of a rule hold. */
static bool holds(const struct axr_needs *needs, const struct rule *rule,
		  const struct axr_noted *noted)
{
	bool clause = false;

	for (size_t i = rule->from; i < rule->until; i++) {
		const struct asked *asked = &needs->asked[i];

		clause |= axr_is_noted(noted, asked->literal);
		if (asked->ends_clause && !clause)
			return false;
		clause &= !asked->ends_clause;
	}
	return true;
}

static bool any_holds(const struct axr_needs *needs, const struct axr_noted *noted, uint64_t size)
{
	for (size_t i = 0; i < needs->rule_count; i++)
		if (size <= needs->rules[i].most && holds(needs, &needs->rules[i], noted))
			return true;
	return false;
}

bool axr_needs_met(const struct axr_needs *needs, struct axr_span bytes, uint64_t base,
		   uint64_t size)
{
	const struct axr_net *net;
	struct axr_noted noted;

	if (size > needs->most)
		return false;
	net = net_of(needs, false);
	if (!net)
		return true;
	memset(noted.bits, 0, (needs->literal_count + 63) / 64 * sizeof(*noted.bits));
	axr_net_look(net, bytes, &noted);
	for (size_t i = 0; i < needs->late_count; i++)
		axr_note(&noted, needs->late[i]);
	if (!any_holds(needs, &noted, size))
		return false;
	if (!needs->late_count)
		return true;
	for (size_t i = 0; i < needs->late_count; i++)
		noted.bits[needs->late[i] / 64] &= ~(UINT64_C(1) << needs->late[i] % 64);
	note_placed(needs, bytes, base, size, &noted);
	net = net_of(needs, true);
	if (!net)
		return true;
	axr_net_look(net, bytes, &noted);
	return any_holds(needs, &noted, size);
}
