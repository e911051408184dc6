#include "detect/gate/clause.h"

#include <stdlib.h>

#include "base/span.h"

enum {
	ENOUGH = 40,	 /* bits beyond which more of them say no more */
	SHORT_ENOUGH = 14, /* where the one that may be left out has short literals */
	TABLE_MAX = 4096 /* literals of one rule */
};

void axr_need_table_free(struct axr_need_table *table)
{
	free(table->list);
}

static struct axr_need *grow(struct axr_need_table *table)
{
	const size_t wider = table->cap ? 2 * table->cap : 64;
	struct axr_need *grown;

	if (table->count < table->cap)
		return &table->list[table->count];
	grown = wider > TABLE_MAX ? NULL : realloc(table->list, wider * sizeof(*grown));
	if (!grown) {
		table->failed = true;
		return NULL;
	}
	table->list = grown;
	table->cap = wider;
	return &grown[table->count];
}

/* About how many bits a byte tells: letters stand in words, and there are many of them. */
static uint16_t told_by(uint8_t c)
{
	if (axr_span_find_byte(axr_span_str("jkqvwxyz"), c, 0) != SIZE_MAX)
		return 5;
	if (axr_is_alpha(c))
		return axr_span_find_byte(axr_span_str("etaoinsrcl"), c, 0) != SIZE_MAX ? 2 : 3;
	if (c == ' ')
		return 2;
	if (axr_is_digit(c) ||
	    axr_span_find_byte(axr_span_str("\n\t.,;:(){}=\"'-_/"), c, 0) != SIZE_MAX)
		return 4;
	return 6;
}

static struct axr_need *add(struct axr_need_table *table, struct axr_need_range *range)
{
	struct axr_need *need = grow(table);

	if (!need) {
		table->failed = true;
		return NULL;
	}
	*need = (struct axr_need){ 0 };
	if (!range->count++)
		range->from = (uint16_t)table->count;
	table->count++;
	return need;
}

void axr_need_add(struct axr_need_table *table, struct axr_need_range *range,
		  struct axr_span bytes)
{
	struct axr_need *need = add(table, range);

	for (; need && need->len < bytes.len && need->len < AXR_NEED_MAX; need->len++) {
		need->bytes[need->len] = axr_lower(bytes.ptr[need->len]);
		need->worth = (uint16_t)(need->worth + told_by(need->bytes[need->len]));
	}
}

void axr_need_place(struct axr_need_table *table, struct axr_need_range *range,
		    struct axr_need_range anywhere, enum axr_need_flag place, uint64_t within)
{
	/* the fewer places there are, the more it tells */
	const unsigned more = within < 4 ? 10 : within < 2000 ? 5 : 0;

	for (size_t i = 0; i < anywhere.count; i++) {
		struct axr_need *need = add(table, range);

		if (!need)
			return;
		*need = table->list[anywhere.from + i];
		need->place = (uint8_t)place;
		need->within = within;
		need->worth = (uint16_t)(need->worth + more);
	}
}

/* One of many is there sooner than one of a few. */
static unsigned lost_by(size_t count)
{
	unsigned bits = 0;

	while (count >>= 1)
		bits++;
	return bits;
}

struct axr_clause axr_clause_of(const struct axr_need_table *table, struct axr_need_range range)
{
	struct axr_clause clause = { .least = ENOUGH };

	if (range.count > AXR_CLAUSE_MAX || table->failed)
		return clause;
	for (; clause.count < range.count; clause.count++) {
		const struct axr_need *need = &table->list[range.from + clause.count];

		clause.needs[clause.count] = (uint16_t)(range.from + clause.count);
		if (need->worth < clause.least)
			clause.least = need->worth;
	}
	return clause;
}

unsigned axr_clause_worth(const struct axr_clause *clause)
{
	const unsigned lost = lost_by(clause->count);

	return clause->count && clause->least > lost ? clause->least - lost : 0;
}

void axr_clause_join(struct axr_clause *a, const struct axr_clause *b)
{
	if (!a->count || !b->count || a->count + b->count > AXR_CLAUSE_MAX) {
		a->count = 0;
		return;
	}
	memcpy(a->needs + a->count, b->needs, b->count * sizeof(*b->needs));
	a->count = (uint16_t)(a->count + b->count);
	if (b->least < a->least)
		a->least = b->least;
}

void axr_clauses_clear(struct axr_clauses *clauses)
{
	clauses->count = 0;
	clauses->most = UINT64_MAX;
}

void axr_clauses_add(struct axr_clauses *clauses, const struct axr_clause *clause)
{
	const unsigned worth = axr_clause_worth(clause);
	size_t at = clauses->count;

	if (!clause->count)
		return;
	if (at == AXR_CLAUSES_MAX && axr_clause_worth(&clauses->list[at - 1]) >= worth)
		return;
	if (at == AXR_CLAUSES_MAX)
		at--;
	else
		clauses->count++;
	for (; at && axr_clause_worth(&clauses->list[at - 1]) < worth; at--)
		clauses->list[at] = clauses->list[at - 1];
	clauses->list[at] = *clause;
}

void axr_clauses_and(struct axr_clauses *a, const struct axr_clauses *b)
{
	for (size_t i = 0; i < b->count; i++)
		axr_clauses_add(a, &b->list[i]);
	if (b->most < a->most)
		a->most = b->most;
}

/* (a and b) or (c and d) asks for a or c, and for b or d: any pairs will do. */
void axr_clauses_or(struct axr_clauses *a, const struct axr_clauses *b)
{
	struct axr_clauses joined = { .most = a->most > b->most ? a->most : b->most };

	for (size_t i = 0; a->count && b->count && (i < a->count || i < b->count); i++) {
		struct axr_clause clause = a->list[i < a->count ? i : a->count - 1];

		axr_clause_join(&clause, &b->list[i < b->count ? i : b->count - 1]);
		axr_clauses_add(&joined, &clause);
	}
	*a = joined;
}

unsigned axr_clauses_worth(const struct axr_clauses *clauses)
{
	unsigned sum = 0;

	for (size_t i = 0; i < clauses->count; i++)
		sum += axr_clause_worth(&clauses->list[i]);
	return sum;
}

static bool is_short(const struct axr_clause *clause, const struct axr_need_table *table,
		     size_t shorts)
{
	for (size_t i = 0; i < clause->count; i++)
		if (!table->list[clause->needs[i]].place &&
		    table->list[clause->needs[i]].len <= shorts)
			return true;
	return false;
}

static void drop(struct axr_clauses *clauses, size_t at)
{
	clauses->count--;
	for (; at < clauses->count; at++)
		clauses->list[at] = clauses->list[at + 1];
}

void axr_clauses_trim(struct axr_clauses *clauses, const struct axr_need_table *table,
		      size_t shorts)
{
	unsigned worth = axr_clauses_worth(clauses);

	for (unsigned round = 0; round < 2; round++)
		for (size_t i = clauses->count; i-- > 0;) {
			const unsigned its = axr_clause_worth(&clauses->list[i]);
			const bool enough = worth - its >= (round ? 2 * ENOUGH : SHORT_ENOUGH);

			if (!enough || (!round && !is_short(&clauses->list[i], table, shorts)))
				continue;
			drop(clauses, i);
			worth -= its;
		}
}
