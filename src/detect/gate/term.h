/* The terms of a YARA condition that speak of strings, and what each of them asks for. */
#ifndef AXR_DETECT_GATE_TERM_H
#define AXR_DETECT_GATE_TERM_H

#include "detect/gate/reader.h"

#define AXR_RULE_ALL UINT64_MAX

/* From "of" on: them, or names and patterns in brackets, of which at least least are there. */
void axr_rule_read_of(struct axr_rule_reader *r, struct axr_clauses *clauses, uint64_t least);

/* "$name", which may have a place. */
void axr_rule_read_name(struct axr_rule_reader *r, struct axr_clauses *clauses);

/* "#name > 3" */
void axr_rule_read_count(struct axr_rule_reader *r, struct axr_clauses *clauses);

#endif
