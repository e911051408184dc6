/*
 * What bytes must hold for any rule of a set to match: of each rule a few clauses, each of them a
 * choice of literals, in letters of either case, and the size that the file may have.  A look takes
 * a tenth of the time of libyara's or less, and lets most files be passed over.  detect/gate/ works
 * it out of the conditions.
 */
#ifndef AXR_DETECT_NEEDS_H
#define AXR_DETECT_NEEDS_H

#include "aspxray.h"

enum {
	AXR_NEED_LEAST = 2, /* bytes of a literal, but at a place */
	AXR_NEED_GOOD = 4,  /* of one that is looked for at once, and not where all depends on it */
	AXR_NEED_MAX = 64   /* more of it is not looked for */
};

enum axr_need_flag {
	AXR_NEED_HEAD = 1,	  /* begins at most so many bytes behind the file's beginning */
	AXR_NEED_ENDS_CLAUSE = 2, /* one of those since the last of these must be there */
	AXR_NEED_ENDS_RULE = 4,	  /* all clauses since the last of these must hold */
	AXR_NEED_SIZE = 8,	  /* no literal: at most so many bytes; the first of its rule */
	AXR_NEED_TAIL = 16	  /* begins at most so many bytes before its end */
};

struct axr_needs; /* may be used on any thread */

/*
 * packed is borrowed: for each literal its flags in a byte, the length of what follows in another,
 * and its bytes, of which letters are lower case.  Where a flag says "so many bytes", that number
 * stands before the literal: eight bytes, the lowest first.  NULL: no memory, or packed is none of
 * this, or has too many literals.
 */
struct axr_needs *axr_needs_new(struct axr_span packed);
void axr_needs_free(struct axr_needs *needs); /* takes NULL */

/*
 * Whether bytes that lie at base of a file of size bytes may match a rule; so they may where there
 * is no memory to find out.
 */
bool axr_needs_met(const struct axr_needs *needs, struct axr_span bytes, uint64_t base,
		   uint64_t size);

#endif
