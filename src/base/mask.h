/*
 * Bytes that must not stand in the program as they are: an antivirus would take compiled rules for
 * what they find.  No secret is kept by this.
 */
#ifndef AXR_BASE_MASK_H
#define AXR_BASE_MASK_H

#include "aspxray.h"

/*
 * Masks len bytes that stand at at in their whole, or takes the mask off again.  to may be from,
 * and may not overlap it otherwise.
 */
void axr_mask(uint8_t *to, const uint8_t *from, size_t len, size_t at);

#endif
