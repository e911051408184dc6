/*
 * Bytes to layers: what IIS and the runtime would make of them.  A const table of decoders, each
 * looking at layers and adding more, under one budget a file.
 */
#ifndef AXR_DECODE_DECODE_H
#define AXR_DECODE_DECODE_H

#include "base/subject.h"

struct axr_decode_limits {
	unsigned depth;  /* decoders in a row */
	unsigned layers; /* at most AXR_LAYERS_MAX */
	uint64_t bytes;  /* that all derived layers of a window may take together */
	unsigned ratio;  /* a layer may be this many times longer than what it came from ... */
	uint64_t slack;  /* ... plus this many bytes */
};

extern const struct axr_decode_limits axr_decode_default_limits;

struct axr_decoder {
	const char *name; /* its part of a layer's name */
	/* Looks at one layer and adds what it finds with axr_decode_add(). */
	void (*decode)(struct axr_subject *subject, const struct axr_layer *layer);
};

/*
 * Fills subject->layers from subject->window: [0] is raw.  charset is what the nearest web.config
 * says of the files below it (<globalization fileEncoding>), or empty.  A limit that was hit is a
 * problem of the subject.
 */
void axr_decode(struct axr_subject *subject, const struct axr_decode_limits *limits,
		struct axr_span charset);

/* What the bytes are, by a fast probe. */
enum axr_content axr_probe(struct axr_span bytes);

#endif
