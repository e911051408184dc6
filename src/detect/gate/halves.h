/*
 * The user's rules as two sets: those that ask for literals, which few files hold, and the others,
 * mostly none, which have to be run over everything of their size.  One that asks for nothing would
 * otherwise have all of them run over everything.
 */
#ifndef AXR_DETECT_GATE_HALVES_H
#define AXR_DETECT_GATE_HALVES_H

#include "detect/needs.h"
#include "detect/texts.h"

enum { AXR_HALVES = 2 };

struct axr_half {
	struct axr_yara_rules *rules; /* NULL: there are none of this kind */
	struct axr_needs *needs;      /* NULL: they are to be run over everything */
};

/*
 * Compiles all texts.  False where that cannot be done, be it that one of them has an error: then
 * halves are empty, and the texts are to be compiled as they are, which tells why.
 */
bool axr_halves_compile(struct axr_half halves[AXR_HALVES], const struct axr_texts *texts);

#endif
