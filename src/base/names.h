/* The names of aspxray.h read back, for what we wrote ourselves; false where it is no such name. */
#ifndef AXR_BASE_NAMES_H
#define AXR_BASE_NAMES_H

#include "aspxray.h"

bool axr_class_parse(struct axr_span name, enum axr_class *file_class);
bool axr_trouble_parse(struct axr_span name, enum axr_trouble *trouble);

bool axr_signature_parse(struct axr_span name, enum axr_signature *signature);

/* "hidden", "system", ... of one bit of enum axr_attribute; NULL where it is none. */
const char *axr_attribute_name(unsigned bit);

#endif
