/*
 * What a text must hold for a regular expression to match it at all: so that of thousands of
 * expressions only those few are run that stand a chance.
 */
#ifndef AXR_DETECT_LITERAL_H
#define AXR_DETECT_LITERAL_H

#include "aspxray.h"

enum {
	AXR_LITERAL_MAX = 64,   /* bytes kept of one */
	AXR_LITERALS_MAX = 16,  /* branches of an expression */
	AXR_LITERAL_LEAST = 4   /* shorter ones tell too little */
};

struct axr_literal {
	uint8_t bytes[AXR_LITERAL_MAX]; /* ASCII, letters in lower case */
	size_t len;
};

/*
 * One literal for each branch (a|b) of the expression's top level: every text that matches holds
 * one of them, whatever the case of its letters.  Returns their number, or 0 where a branch has
 * none of AXR_LITERAL_LEAST bytes, or the expression is not understood: then it must be run always.
 */
size_t axr_literals(struct axr_span regex, struct axr_literal literals[AXR_LITERALS_MAX]);

#endif
