/* The user's excludes: globs compiled once, asked for every directory entry by all workers. */
#ifndef AXR_WALK_GLOB_H
#define AXR_WALK_GLOB_H

#include "aspxray.h"

struct axr_globs;

/* AXR_EUSAGE names the glob that is none. */
int axr_globs_open(struct axr_globs **globs, const char *const *texts, size_t count,
		   struct axr_err *err);
void axr_globs_free(struct axr_globs *globs);

/* There are globs for the path, so that axr_globs_match_path() has a use. */
bool axr_globs_want_path(const struct axr_globs *globs);

bool axr_globs_match_name(const struct axr_globs *globs, struct axr_span name);

/* path is written to: its backslashes become slashes. */
bool axr_globs_match_path(const struct axr_globs *globs, uint8_t *path, size_t len);

#endif
