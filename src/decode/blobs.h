/* Constants that hold bytes: found in a text, decoded, and judged by what they turn out to be. */
#ifndef AXR_DECODE_BLOBS_H
#define AXR_DECODE_BLOBS_H

#include "decode/decoder.h"

struct axr_blobs {
	struct axr_decoding *decoding;
	const struct axr_layer *layer;
	const char *name;	  /* "base64", ... */
	struct axr_draft strings; /* the short texts, one a line */
	struct axr_buf bytes;	  /* what was decoded last */
	struct axr_buf places;	  /* struct axr_map_point: where its bytes come from */
	unsigned trials;	  /* of inflating what may be deflated */
	unsigned large;		  /* layers of their own so far */
};

/* Whether so many bytes from the beginning of a blob are worth decoding the rest. */
bool axr_blob_is_promising(struct axr_span head);

/* Whether a short blob may be kept by axr_blobs_take(): false is certain, and cheaper to ask. */
bool axr_blob_is_worth(struct axr_span bytes);

/* The same of its first bytes, four at least. */
bool axr_blob_begins_worth(struct axr_span start);

/* The next byte comes from byte there of the layer; kept now and then, and where line says so. */
void axr_blobs_place(struct axr_blobs *blobs, size_t there, bool line);

/* Forgets what was decoded. */
void axr_blobs_reset(struct axr_blobs *blobs);

/* Judges blobs->bytes, which came from byte at up to end of the layer, and forgets it. */
void axr_blobs_take(struct axr_blobs *blobs, size_t at, size_t end);

void axr_blobs_base64(struct axr_blobs *blobs);
void axr_blobs_hex(struct axr_blobs *blobs);
void axr_blobs_numbers(struct axr_blobs *blobs);
void axr_blobs_escapes(struct axr_blobs *blobs);

#endif
