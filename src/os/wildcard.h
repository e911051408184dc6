/*
 * Names with '*' and '?' in a path of ours: on Windows no shell makes files of them, and no name
 * holds the two.
 */
#ifndef AXR_OS_WILDCARD_H
#define AXR_OS_WILDCARD_H

#include "base/buf.h"

/*
 * Whether the name is one of the pattern: '*' stands for any bytes, '?' for one character of UTF-8,
 * letters of ASCII for both cases; "*.*" means every name, as everywhere on Windows.
 */
bool axr_wildcard_match(struct axr_span pattern, struct axr_span name);

/*
 * The paths that a path stands for whose last name holds a '*' or '?', sorted by bytes; returns how
 * many.  None where it holds neither, no name matches, the folder cannot be listed, or without
 * memory: then the path is to be taken as it is, and to open it says what is wrong.  The caller
 * frees them with axr_os_folder_free().
 */
size_t axr_wildcard_expand(const char *path, char ***paths);

#endif
