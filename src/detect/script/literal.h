/* What the constants of a page tell. */
#ifndef AXR_DETECT_SCRIPT_LITERAL_H
#define AXR_DETECT_SCRIPT_LITERAL_H

#include "detect/script/flow.h"

/*
 * Looks through a string constant: the taint of its value (enum axr_taint), and traits into the
 * script.
 */
uint32_t axr_script_literal(struct axr_script *script, uint32_t token);

/* The kind of object that a constant (a token plus one; 0: none) names: a ProgID, a CLSID, a type.
 */
enum axr_kind axr_script_class(const struct axr_script *script, uint32_t literal);

/* Whether a constant (a token plus one; 0: none) names a method that does harm. */
bool axr_script_names_danger(const struct axr_script *script, uint32_t literal);

/* The word that a constant names, its last part where it has dots; NULL where we know none. */
const struct axr_word *axr_script_named(const struct axr_script *script, struct axr_span name);

/* The first two bytes of pattern i, for the vocabulary's filter; returns how many there are. */
size_t axr_script_pattern(size_t i, uint8_t first[2]);

#endif
