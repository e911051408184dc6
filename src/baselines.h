/* The user's baselines and keys: read from their files, checked, given to the known stage. */
#ifndef AXR_BASELINES_H
#define AXR_BASELINES_H

#include "known/known.h"

/* Loads what the options name, and what is built in; on AXR_ETRUST nothing is loaded. */
int axr_baselines_open(struct axr_known **known, const struct axr_options *options,
		       struct axr_err *err);

#endif
