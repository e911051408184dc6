/*
 * What bytes must hold for any rule of a set to match: of each rule a few clauses, each of them a
 * choice of literals, in letters of either case.  A look takes a tenth of the time of libyara's or
 * less, and lets most files be passed over.  signatures/needs.c works the clauses out.
 */
#ifndef AXR_DETECT_NEEDS_H
#define AXR_DETECT_NEEDS_H

#include "aspxray.h"

enum {
	AXR_NEED_LEAST = 4, /* bytes of a literal, but at the beginning of the file */
	AXR_NEED_MAX = 24   /* more of it is not looked for */
};

enum axr_need_flag {
	AXR_NEED_FIRST = 1,	  /* at the beginning of the file and nowhere else */
	AXR_NEED_ENDS_CLAUSE = 2, /* one of those since the last of these must be there */
	AXR_NEED_ENDS_RULE = 4	  /* all clauses since the last of these must hold */
};

struct axr_needs; /* immutable */

/*
 * packed is borrowed: for each literal its flags in a byte, its length in another, and its bytes,
 * of which letters are lower case but at the beginning of the file.  NULL: no memory, or packed is
 * none of this.
 */
struct axr_needs *axr_needs_new(struct axr_span packed);
void axr_needs_free(struct axr_needs *needs); /* takes NULL */

/* Whether bytes may match a rule; begins: they stand at the beginning of the file. */
bool axr_needs_met(const struct axr_needs *needs, struct axr_span bytes, bool begins);

#endif
