/*
 * Which places come first: where web shells have been found, and what leads there.  The order
 * changes nothing in a whole run; a run cut short has then seen what matters.
 */
#ifndef AXR_WALK_RISK_H
#define AXR_WALK_RISK_H

#include "aspxray.h"

struct axr_risk {
	uint8_t own;  /* of this directory: higher is listed first */
	uint8_t heir; /* of directories below it that the table does not know */
};

/* Of a directory by its name and its parent's. */
struct axr_risk axr_risk_of_dir(struct axr_span parent, struct axr_risk above,
				struct axr_span name);

/* Of a root: the same over all components of its shown path. */
struct axr_risk axr_risk_of_root(struct axr_span shown);

/* Of a file among its neighbours, by its extension: 0 to 3. */
unsigned axr_risk_of_file(struct axr_span name);

#endif
