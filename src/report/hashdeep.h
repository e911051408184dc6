/* Writing a baseline in the format of hashdeep, which hashdeep audits against and we read. */
#ifndef AXR_REPORT_HASHDEEP_H
#define AXR_REPORT_HASHDEEP_H

#include "base/buf.h"

/*
 * Appends the head: columns size, md5, sha256, filename, and in comments the folders that the
 * paths lie below, as shown.
 */
void axr_baseline_write_head(struct axr_buf *out, const char *version,
			     const struct axr_span *roots, size_t root_count);

/*
 * Appends the row of a file that was read to its end, with MD5 and SHA-256.  False, and nothing is
 * appended, where the path holds a line break: the format has no way to say it, and a name must not
 * be able to write rows of its own.  A separate name for each row: a full path, as shown.
 */
bool axr_baseline_write_row(struct axr_buf *out, const struct axr_file *file);

#endif
