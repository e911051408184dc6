/*
 * Where a report goes: standard output, or a file that comes to be whole or not at all.  Every
 * write is checked; the first error sticks and makes axr_sink_close() fail.
 */
#ifndef AXR_REPORT_SINK_H
#define AXR_REPORT_SINK_H

#include "os/os.h"

struct axr_sink;

/* file is NULL for standard output.  On success the caller owns *sink. */
int axr_sink_open(struct axr_sink **sink, const char *file, struct axr_err *err);

/* The file that is written; none where that is standard output. */
struct axr_os_handle axr_sink_handle(const struct axr_sink *sink);

/* Hands the bytes on to the system at once; nothing is held back. */
void axr_sink_write(struct axr_sink *sink, struct axr_span bytes);

/* The same, but may hold them back until more has come: for what comes in millions. */
void axr_sink_hold(struct axr_sink *sink, struct axr_span bytes);

/* Something could not be written: there is no point in writing on. */
bool axr_sink_failed(const struct axr_sink *sink);

/*
 * Puts the file into its place where keep is set and all was written, throws it away otherwise, and
 * frees the sink.  AXR_EIO and one line where anything failed.  NULL is left alone.
 */
int axr_sink_close(struct axr_sink *sink, bool keep, struct axr_err *err);

#endif
