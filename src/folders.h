/* The web.config files on the way down to what is scanned: found by the walk, read by discover. */
#ifndef AXR_FOLDERS_H
#define AXR_FOLDERS_H

#include "scan.h"

/* For struct axr_walk_setup; user is the struct axr_scan. */
void *axr_folder_configure(void *user, const struct axr_walk_config *found);
void axr_folder_unconfigure(void *user, void *config);

#endif
