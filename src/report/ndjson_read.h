/* Our own NDJSON read back (report/ndjson.h says what it holds). */
#ifndef AXR_REPORT_NDJSON_READ_H
#define AXR_REPORT_NDJSON_READ_H

#include "base/arena.h"

/*
 * Reads one line, without its LF, into a record that lies in the arena with all that it points to.
 * Writing the record again gives the same line, observer.version aside.  AXR_EFORMAT where it is no
 * JSON, none of our records, or holds what we never write; AXR_ENOMEM where the arena is full.  Any
 * bytes are taken; nothing in a line is trusted.
 */
int axr_record_read(struct axr_arena *arena, struct axr_span line, struct axr_record *record,
		    struct axr_err *err);

#endif
