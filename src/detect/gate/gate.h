/*
 * What each rule of a YARA text asks for before it can match, so that most bytes are passed over
 * without libyara: worked out of the conditions, of our own rules when the program is built, of the
 * user's when they are loaded.  A rule that is lost here is lost in silence; so whatever is not
 * understood counts as "may always match".
 */
#ifndef AXR_DETECT_GATE_GATE_H
#define AXR_DETECT_GATE_GATE_H

#include "base/buf.h"

struct axr_gate_rule {
	struct axr_span name;
	size_t from, until;        /* where it stands in the text, from "private" on */
	size_t needs_at, needs_len; /* in axr_gate.needs; none: it may always match */
	bool hidden;               /* private: never reported, so nobody asks for it */
	bool global;               /* others of the text depend on it */
	bool refers;               /* names something that may be another rule */
	unsigned worth;            /* how little its literals let through, about in bits */
};

struct axr_gate {
	struct axr_gate_rule *rules; /* in the order of the text */
	size_t count, cap;
	struct axr_buf needs; /* as detect/needs.h reads them */
	size_t shorts;
	bool whole;	      /* no rule can be taken out of it: they depend on each other */
};

/*
 * Reads a text, which is borrowed.  Literals of at most shorts bytes are left out where a rule asks
 * for enough without them, so that a look at a few rules goes in longer strides; 0: they are kept.
 * AXR_EFORMAT where it is no YARA as we know it, with the rule in which that showed as the last
 * one; AXR_ENOMEM.  To be freed whatever it returns.
 */
int axr_gate_read(struct axr_gate *gate, struct axr_span text, size_t shorts);
void axr_gate_free(struct axr_gate *gate);

/* The first rule that is reported and worth less; NULL: none is. */
const struct axr_gate_rule *axr_gate_below(const struct axr_gate *gate, unsigned worth);

/* What it asks for, as detect/needs.h reads it. */
struct axr_span axr_gate_needs(const struct axr_gate *gate, const struct axr_gate_rule *rule);

#endif
