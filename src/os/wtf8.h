/*
 * Windows names as bytes: WTF-8, which is UTF-8 that lets a surrogate without a partner through,
 * as Windows does.  Every name that Windows can hold comes through and back unharmed.
 */
#ifndef AXR_OS_WTF8_H
#define AXR_OS_WTF8_H

#include "aspxray.h"

enum { AXR_WTF8_PER_UNIT = 3 }; /* most bytes that one UTF-16 unit needs */

/* Writes count units as WTF-8, no NUL behind; returns the bytes, or SIZE_MAX without room. */
size_t axr_wtf8_from16(const uint16_t *units, size_t count, char *out, size_t size);

/*
 * Writes bytes as UTF-16, no NUL behind; returns the units, or SIZE_MAX where out is too small or
 * bytes are no WTF-8: such a name cannot be of Windows.  There are never more units than bytes.
 */
size_t axr_wtf8_to16(struct axr_span bytes, uint16_t *out, size_t room);

#endif
