/* Setup errors: one line in the caller's struct axr_err, and a negative status. */
#ifndef AXR_BASE_ERR_H
#define AXR_BASE_ERR_H

#include "aspxray.h"

/* Sets the line (err may be NULL) and returns status, for "return axr_fail(...)". */
__attribute__((format(AXR_PRINTF, 3, 4))) int axr_fail(struct axr_err *err, enum axr_status status,
						       const char *format, ...);

#endif
