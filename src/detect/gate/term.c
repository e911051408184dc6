#include "detect/gate/term.h"

enum {
	DROPPED_MAX = 16, /* of the strings of "17 of them" */
	PLACE_MAX = 4096  /* bytes; what may be farther off may be anywhere */
};

/* The strings that a list names. */
struct picked {
	bool is[AXR_RULE_STRINGS_MAX];
	size_t count;
	bool twice; /* one is named twice, and counts twice */
};

static bool fits(struct axr_span pattern, struct axr_span name)
{
	if (axr_span_is(pattern, "them"))
		return true;
	if (axr_span_ends(pattern, "*"))
		return axr_span_eq(axr_span_cut(name, 0, pattern.len - 1),
				   axr_span_cut(pattern, 0, pattern.len - 1));
	return axr_span_eq(pattern, name);
}

static void pick(struct axr_rule_reader *r, struct picked *picked)
{
	for (size_t i = 0; i < r->strings->count; i++) {
		if (!fits(r->tokens->token, r->strings->list[i].name))
			continue;
		picked->twice |= picked->is[i];
		picked->count += !picked->is[i];
		picked->is[i] = true;
	}
}

static unsigned worth_of(const struct axr_rule_reader *r, const struct axr_rule_string *string)
{
	const struct axr_clause clause = axr_clause_of(&r->strings->needs, string->best);

	return axr_clause_worth(&clause);
}

/* Leaves out what any of the others lacks: of so many strings at least least are there. */
static void leave_out(const struct axr_rule_reader *r, struct picked *picked, uint64_t least)
{
	unsigned worth[AXR_RULE_STRINGS_MAX];

	for (size_t i = 0; i < r->strings->count && least > 1; i++)
		worth[i] = picked->is[i] ? worth_of(r, &r->strings->list[i]) : 0;
	for (uint64_t k = 1; k < least && k < picked->count && k < DROPPED_MAX; k++) {
		size_t worst = SIZE_MAX;

		for (size_t i = 0; i < r->strings->count; i++)
			if (picked->is[i] && (worst == SIZE_MAX || worth[i] < worth[worst]))
				worst = i;
		picked->is[worst] = false;
	}
}

static void one_of(const struct axr_rule_reader *r, const struct picked *picked,
		   struct axr_clauses *clauses)
{
	const struct axr_need_table *needs = &r->strings->needs;
	struct axr_clause best = { .count = 0 }, second = { .count = 0 };
	bool begun = false, differ = false;

	for (size_t i = 0; i < r->strings->count; i++) {
		const struct axr_rule_string *string = &r->strings->list[i];
		struct axr_clause a, b;

		if (!picked->is[i])
			continue;
		a = axr_clause_of(needs, string->best);
		b = axr_clause_of(needs, string->second.count ? string->second : string->best);
		if (begun) {
			axr_clause_join(&best, &a);
			axr_clause_join(&second, &b);
		} else {
			best = a;
			second = b;
		}
		begun = true;
		differ |= string->second.count;
	}
	axr_clauses_add(clauses, &best);
	if (differ)
		axr_clauses_add(clauses, &second);
}

static void all_of(const struct axr_rule_reader *r, const struct picked *picked,
		   struct axr_clauses *clauses)
{
	for (size_t i = 0; i < r->strings->count; i++)
		if (picked->is[i]) {
			axr_rule_ask(r, clauses, r->strings->list[i].best);
			axr_rule_ask(r, clauses, r->strings->list[i].second);
		}
}

void axr_rule_read_of(struct axr_rule_reader *r, struct axr_clauses *clauses, uint64_t least)
{
	struct picked picked = { .count = 0 };

	axr_rule_next(r);
	if (axr_rule_is(r, "("))
		for (axr_rule_next(r); r->tokens->token.len && !axr_rule_is(r, ")");
		     axr_rule_next(r))
			pick(r, &picked);
	else
		pick(r, &picked);
	axr_rule_next(r);
	if (least == AXR_RULE_ALL || (least >= picked.count && !picked.twice)) {
		all_of(r, &picked, clauses);
	} else if (least) {
		leave_out(r, &picked, picked.twice ? 1 : least);
		one_of(r, &picked, clauses);
	}
}

/* A string that its rule looks for at a place. */
struct place {
	enum axr_need_flag where;
	uint64_t within;
};

/* "(0..100)", "(filesize-1000..filesize)" */
static bool read_range(struct axr_rule_reader *r, struct place *place)
{
	uint64_t from = 0;
	bool ok = axr_rule_skip(r, "(");

	place->where = axr_rule_is(r, "filesize") ? AXR_NEED_TAIL : AXR_NEED_HEAD;
	if (place->where == AXR_NEED_TAIL)
		ok = ok && axr_rule_skip(r, "filesize") && axr_rule_skip(r, "-");
	ok = ok && axr_rule_number(r->tokens->token, &from);
	axr_rule_next(r);
	ok = ok && axr_rule_skip(r, ".") && axr_rule_skip(r, ".");
	place->within = from;
	if (place->where == AXR_NEED_TAIL)
		return ok && axr_rule_skip(r, "filesize") && axr_rule_skip(r, ")");
	ok = ok && axr_rule_number(r->tokens->token, &place->within);
	axr_rule_next(r);
	return ok && axr_rule_skip(r, ")");
}

/* "at 0" or "in" and a range; false for any other. */
static bool read_place(struct axr_rule_reader *r, struct place *place)
{
	if (axr_rule_skip(r, "in"))
		return read_range(r, place) && axr_rule_ends_term(r);
	place->where = AXR_NEED_HEAD;
	if (!axr_rule_skip(r, "at") || !axr_rule_number(r->tokens->token, &place->within))
		return false;
	axr_rule_next(r);
	return axr_rule_ends_term(r);
}

void axr_rule_read_name(struct axr_rule_reader *r, struct axr_clauses *clauses)
{
	struct axr_need_table *needs = &r->strings->needs;
	struct picked picked = { .count = 0 };
	struct axr_rule_tokens before;
	struct place place;
	bool placed = false;

	pick(r, &picked);
	r->failed |= !picked.count;
	axr_rule_next(r);
	before = *r->tokens;
	placed = read_place(r, &place) && place.within <= PLACE_MAX;
	if (!placed)
		*r->tokens = before;
	if (!axr_rule_ends_term(r))
		axr_rule_skip_term(r, clauses);
	for (size_t i = 0; i < r->strings->count; i++) {
		const struct axr_rule_string *string = &r->strings->list[i];
		struct axr_need_range there = { 0 };

		if (!picked.is[i])
			continue;
		if (placed && string->plain)
			axr_need_place(needs, &there, string->best, place.where, place.within);
		axr_rule_ask(r, clauses, there.count ? there : string->best);
		axr_rule_ask(r, clauses, string->second);
	}
}

void axr_rule_read_count(struct axr_rule_reader *r, struct axr_clauses *clauses)
{
	const struct axr_span token = r->tokens->token;
	uint64_t number = 0;
	unsigned sign;

	axr_rule_next(r);
	sign = axr_rule_comparison(r, &number);
	if (sign != AXR_RULE_ABOVE &&
	    (!number || (sign != AXR_RULE_ABOVE_OR && sign != AXR_RULE_EQUAL)))
		return;
	for (size_t i = 0; i < r->strings->count; i++)
		if (axr_span_eq(axr_span_from(r->strings->list[i].name, 1),
				axr_span_from(token, 1)))
			axr_rule_ask(r, clauses, r->strings->list[i].best);
}
