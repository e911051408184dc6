/* The condition of a YARA rule, and what a text must hold for it to be true. */
#ifndef AXR_DETECT_GATE_CONDITION_H
#define AXR_DETECT_GATE_CONDITION_H

#include "detect/gate/clause.h"
#include "detect/gate/string.h"
#include "detect/gate/token.h"

enum { AXR_ALTERNATIVES_MAX = 4 };

/* Of "... or ... or ...", what each asks for; one that asks for nothing may always be true. */
struct axr_condition {
	struct axr_clauses alternatives[AXR_ALTERNATIVES_MAX];
	size_t count;
	bool refers; /* a word in it may name a rule */
};

/*
 * Reads from the first token of a condition to the bracket behind it; false where none is there,
 * or a string is named that there is not: then this is not YARA as we know it.  What is not
 * understood asks for nothing, which is always right.
 */
bool axr_condition_read(struct axr_condition *condition, struct axr_rule_strings *strings,
			struct axr_rule_tokens *tokens);

#endif
