/* The counts of a root. */
#ifndef AXR_BASE_ROOT_H
#define AXR_BASE_ROOT_H

#include "aspxray.h"

/* Adds what was counted in a root to a total; path and origin of the total stay. */
void axr_root_add(struct axr_root *total, const struct axr_root *root);

#endif
