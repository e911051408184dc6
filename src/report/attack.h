/* MITRE ATT&CK: the words for the techniques that our rules name. */
#ifndef AXR_REPORT_ATTACK_H
#define AXR_REPORT_ATTACK_H

#include "base/span.h"

struct axr_attack {
	const char *id, *name;
	const char *tactic, *tactic_name; /* the one it serves here */
};

/* The row of a technique or sub-technique; NULL where we do not have it. */
const struct axr_attack *axr_attack_find(struct axr_span id);

#endif
