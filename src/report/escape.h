/*
 * Text of others made fit for a document.  Every byte of a name, an excerpt or a message passes
 * here and nowhere else; all functions take any bytes, NUL included.
 *
 * What passes as it is: well-formed UTF-8 that shows as itself.  What does not:
 *  - control characters (C0, DEL, C1), line and paragraph separators, characters that reorder, hide
 *    or take no room (bidi controls, zero width, format characters, fillers, variation selectors)
 *    are written as \uXXXX, so that nobody is shown another name than there is;
 *  - bytes that are not UTF-8 (lone surrogates among them, which Windows names may hold) have no
 *    character: text writes \xXX, JSON U+FFFD for each.
 *
 * JSON is lossless: its escapes read back as the very characters, and beside a string that had
 * bytes without a character stands another with all bytes in hex (see report/ndjson.h).  Text, CSV
 * and HTML are for reading: a backslash of the original stands as it is, for Windows paths are full
 * of them.
 */
#ifndef AXR_REPORT_ESCAPE_H
#define AXR_REPORT_ESCAPE_H

#include "base/buf.h"

/* For plain text: \n, \r, \t, \uXXXX, \UXXXXXXXX over U+FFFF, \xXX. */
void axr_escape_text(struct axr_buf *out, struct axr_span s);

/* What stands between the quotes of a JSON string. */
void axr_escape_json(struct axr_buf *out, struct axr_span s);

/*
 * As text, for a quoted CSV field: quotes doubled, and a ' before what a spreadsheet would take for
 * a formula: one of = + - @ (wide ones too) first of all, or behind a ';', which separates fields
 * where a comma marks decimals.  A tab or line break cannot begin one: they are written \t, \n.
 */
void axr_escape_csv(struct axr_buf *out, struct axr_span s);

/* Columns that escaped text takes: one for each code point. */
size_t axr_escape_width(struct axr_span escaped);

#endif
