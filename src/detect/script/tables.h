/* The const tables that a vocabulary is built from; each ends with a NULL name. */
#ifndef AXR_DETECT_SCRIPT_TABLES_H
#define AXR_DETECT_SCRIPT_TABLES_H

#include "detect/script/vocabulary.h"

struct axr_named {
	const char *name; /* lower case */
	uint32_t value;
};

extern const struct axr_named axr_specials[]; /* enum axr_special */
extern const struct axr_named axr_kinds[];    /* enum axr_kind: types and COM classes */
extern const struct axr_named axr_effects[];  /* enum axr_effect: methods and properties */
extern const struct axr_named axr_sources[];  /* enum axr_taint: what a result brings in */
extern const struct axr_named axr_groups[];   /* enum axr_group; a name may stand in several rows */
extern const struct axr_named axr_requests[]; /* enum axr_request: members of Request */
extern const struct axr_named axr_traits[];   /* enum axr_trait */

#endif
