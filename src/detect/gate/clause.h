/*
 * What a text must hold for a condition to be true: a few clauses, each of them a choice of
 * literals, and a bound of the size.  All of it errs on one side only: it may ask for less than the
 * condition does, never for more.
 */
#ifndef AXR_DETECT_GATE_CLAUSE_H
#define AXR_DETECT_GATE_CLAUSE_H

#include "detect/needs.h"

enum {
	AXR_CLAUSE_MAX = 512, /* literals of a clause */
	AXR_CLAUSES_MAX = 4
};

struct axr_need {
	uint8_t bytes[AXR_NEED_MAX]; /* letters in lower case */
	uint8_t len;
	uint8_t place;	/* AXR_NEED_HEAD, AXR_NEED_TAIL or 0: anywhere */
	uint16_t worth; /* how little it lets through: about in bits */
	uint64_t within; /* of a place */
};

/* Literals side by side in the table: one of them must be there; none: nothing is known. */
struct axr_need_range {
	uint16_t from, count;
};

/* The literals of a rule; zeroed ones are empty. */
struct axr_need_table {
	struct axr_need *list;
	size_t count, cap;
	bool failed; /* for want of memory, or there are too many: what was made of it is void */
};

/* One of these must be there; none known: count is 0. */
struct axr_clause {
	uint16_t needs[AXR_CLAUSE_MAX]; /* in the table */
	uint16_t count;
	uint16_t least; /* the worth of the literal that tells the least */
};

/* All of these must hold; the one that is worth the most stands first. */
struct axr_clauses {
	struct axr_clause list[AXR_CLAUSES_MAX];
	size_t count;
	uint64_t most; /* the largest size there may be; UINT64_MAX: any */
};

void axr_need_table_free(struct axr_need_table *table);

/*
 * Adds a literal of at least AXR_NEED_LEAST bytes to the range, which is empty or stands at the end
 * of the table.
 */
void axr_need_add(struct axr_need_table *table, struct axr_need_range *range,
		  struct axr_span bytes);

/* Adds the literals of a range once more, at a place. */
void axr_need_place(struct axr_need_table *table, struct axr_need_range *range,
		    struct axr_need_range anywhere, enum axr_need_flag place, uint64_t within);

/* As a clause. */
struct axr_clause axr_clause_of(const struct axr_need_table *table, struct axr_need_range range);

/* How little it lets through: 0 where nothing is known. */
unsigned axr_clause_worth(const struct axr_clause *clause);

/* Either may hold: nothing is known where one side knows nothing, or where they are too many. */
void axr_clause_join(struct axr_clause *a, const struct axr_clause *b);

/* Nothing is asked for. */
void axr_clauses_clear(struct axr_clauses *clauses);

/* Puts a clause where it belongs by its worth; the least is lost where there are too many. */
void axr_clauses_add(struct axr_clauses *clauses, const struct axr_clause *clause);

/* How little they let through together. */
unsigned axr_clauses_worth(const struct axr_clauses *clauses);

/*
 * Drops clauses that say no more where the others say enough: first those with a literal of at most
 * shorts bytes, which make the look at all of a set slower.
 */
void axr_clauses_trim(struct axr_clauses *clauses, const struct axr_need_table *table,
		      size_t shorts);

void axr_clauses_and(struct axr_clauses *a, const struct axr_clauses *b);
void axr_clauses_or(struct axr_clauses *a, const struct axr_clauses *b);

#endif
