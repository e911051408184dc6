/*
 * Paths as keys.  Two spellings of one Windows path have the same key: letters folded as NTFS folds
 * them, '/' between, no colon of a drive, nothing empty, no ".".  A triage folder with "C:" in it
 * has the key of one with "C".
 */
#ifndef AXR_KNOWN_PATH_H
#define AXR_KNOWN_PATH_H

#include "aspxray.h"

/* Bytes that the key of a path of len bytes may take: folding lengthens it by half at most. */
static inline size_t axr_path_key_room(size_t len)
{
	return len + len / 2 + 1;
}

/*
 * Writes the key of a path and returns its length.  "\\?\C:\inetpub\.\X.aspx" and
 * "/c/Inetpub/x.ASPX" are both "c/inetpub/x.aspx".  Bytes that are not UTF-8 stay as they are.
 */
size_t axr_path_key(uint8_t *key, struct axr_span path);

/* "/x", "\x", "C:\x", "\\?\..." */
bool axr_path_is_absolute(struct axr_span path);

/* Whether key is dir itself or lies below it; the empty dir is above everything. */
bool axr_path_below(struct axr_span key, struct axr_span dir);

/* The directory of a key: what stands before the last '/', or nothing. */
struct axr_span axr_path_parent(struct axr_span key);

/* What stands behind the last '/'. */
struct axr_span axr_path_last(struct axr_span key);

/* Simple upper case of a character of the BMP outside ASCII, lower case inside: for comparing. */
uint32_t axr_path_fold(uint32_t code);

#endif
