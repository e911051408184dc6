/* The strings of a YARA rule, and what a text must hold for each of them to be in it. */
#ifndef AXR_DETECT_GATE_STRING_H
#define AXR_DETECT_GATE_STRING_H

#include "detect/gate/clause.h"
#include "detect/gate/token.h"

enum { AXR_RULE_STRINGS_MAX = 256 };

struct axr_rule_string {
	struct axr_span name;             /* "$flow" */
	struct axr_need_range best, second; /* where it is there, so are both */
	bool plain; /* a text: it begins where the best does */
};

struct axr_rule_strings {
	struct axr_rule_string list[AXR_RULE_STRINGS_MAX];
	size_t count;
	bool more; /* than there is room for: the condition cannot be understood */
	struct axr_need_table needs;
};

/* Reads from the first "$name" on to what is none. */
void axr_rule_strings_read(struct axr_rule_strings *strings, struct axr_rule_tokens *tokens);

#endif
