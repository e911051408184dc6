/*
 * What a text must hold for a regular expression to match it at all: so that of thousands of
 * expressions only those few are run that stand a chance.
 */
#ifndef AXR_DETECT_LITERAL_H
#define AXR_DETECT_LITERAL_H

#include "aspxray.h"

enum {
	AXR_LITERAL_MAX = 48,   /* bytes kept of one */
	AXR_LITERALS_MAX = 64,  /* of an expression */
	AXR_LITERAL_LEAST = 4   /* shorter ones tell too little, mostly */
};

struct axr_literal {
	uint8_t bytes[AXR_LITERAL_MAX]; /* ASCII, letters in lower case */
	size_t len;
};

/* Literals of which every text that matches holds at least one, in letters of any case. */
struct axr_choice {
	struct axr_literal literals[AXR_LITERALS_MAX];
	size_t count; /* 0: none is known */
	size_t least; /* length of the shortest */
};

/*
 * What a text must hold.  For an expression that is a choice itself (a|b) first has something for
 * each branch, and second is empty; else both are runs of plain characters, or choices such as
 * ".aspx" and ".ashx" of .(aspx|ashx).  Where first is empty, because a branch has no literal of
 * least bytes or the expression is not understood, it must be run always.
 */
void axr_literals(struct axr_span regex, size_t least, struct axr_choice *first,
		  struct axr_choice *second);

#endif
