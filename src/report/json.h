/*
 * JSON written straight into bytes, keys in the order of the calls.  Commas are put by looking at
 * the byte before, which is '{', '[' or the end of a line exactly where none is wanted.  What is
 * empty is left out.  Keys are ours and need no escape.
 */
#ifndef AXR_REPORT_JSON_H
#define AXR_REPORT_JSON_H

#include "base/buf.h"

/* Each opens with a comma where one is due; key is NULL for an element of an array. */
void axr_json_object(struct axr_buf *out, const char *key);
void axr_json_array(struct axr_buf *out, const char *key);

/* Closes with '}' or ']'. */
void axr_json_close(struct axr_buf *out, char bracket);

/* The same, but takes the object or array back, its key and comma too, where it stayed empty. */
void axr_json_close_empty(struct axr_buf *out, char bracket, size_t start);

void axr_json_span(struct axr_buf *out, const char *key, struct axr_span value);
void axr_json_string(struct axr_buf *out, const char *key, const char *value);

/* A number in the range of a signed 64-bit one, which is what readers hold: more is cut to it. */
void axr_json_number(struct axr_buf *out, const char *key, uint64_t value);

/* The same, left out where it is 0. */
void axr_json_count(struct axr_buf *out, const char *key, uint64_t value);

void axr_json_int(struct axr_buf *out, const char *key, int64_t value);
void axr_json_bool(struct axr_buf *out, const char *key, bool value);
void axr_json_true(struct axr_buf *out, const char *key, bool value); /* left out where false */
void axr_json_time(struct axr_buf *out, const char *key, struct axr_time time);

/* All bytes in hex. */
void axr_json_hex(struct axr_buf *out, const char *key, struct axr_span value);

/* The same, but only where the string beside it could not hold them. */
void axr_json_lost(struct axr_buf *out, const char *key, struct axr_span value);

#endif
