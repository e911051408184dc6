/*
 * The built-in rules on their way into memory, on a thread of its own: nothing else at the start
 * of the program takes as long, and nothing else needs them before the first file.
 */
#ifndef AXR_DETECT_PRELOAD_H
#define AXR_DETECT_PRELOAD_H

#include "detect/detect.h"
#include "detect/yara.h"

struct axr_preload;

/*
 * Begins to load the sources that are masked, which are borrowed until axr_preload_free().  Until
 * axr_preload_wait() has returned nobody else may start or stop libyara.  NULL where there is no
 * memory, no thread or nothing to load: then each has to be loaded when its turn comes.
 */
struct axr_preload *axr_preload_start(const struct axr_source *sources, size_t count);
void axr_preload_free(struct axr_preload *preload); /* waits; takes NULL */
void axr_preload_wait(struct axr_preload *preload); /* takes NULL */

/*
 * What axr_yara_load_masked() said of a source, whose rules are the caller's now; false where it
 * is not among those that are loaded.  Waits for the thread.
 */
bool axr_preload_take(struct axr_preload *preload, const struct axr_source *source, int *status,
		      struct axr_yara_rules **rules, struct axr_yara_fault *fault);

#endif
