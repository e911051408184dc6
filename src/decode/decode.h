/*
 * Bytes to layers: what IIS and the runtime would make of them.  A const table of decoders
 * (decode/decoder.h), each looking at layers and adding more, under one budget a file.
 */
#ifndef AXR_DECODE_DECODE_H
#define AXR_DECODE_DECODE_H

#include "base/subject.h"

struct axr_decode_limits {
	unsigned depth;	 /* decoders in a row */
	unsigned layers; /* at most AXR_LAYERS_MAX */
	uint64_t bytes;	 /* that all derived layers of a window may take together */
	unsigned ratio;	 /* a layer may be this many times longer than what it came from ... */
	uint64_t slack;	 /* ... plus this many bytes */
};

extern const struct axr_decode_limits axr_decode_default_limits;

/*
 * Fills subject->layers from subject->window: [0] is raw.  limits may be NULL.  charset is what the
 * nearest web.config says of the files below it (<globalization fileEncoding>), or empty.  Decoding
 * that was cut short by a limit is one problem of the subject; so is one that ran out of time
 * (base/clock.h), which keeps what was found up to then.
 *
 * The content of raw is what axr_probe() says, with one change: a file whose extension IIS runs and
 * that holds server code is a page, whatever else it may be.
 */
void axr_decode(struct axr_subject *subject, const struct axr_decode_limits *limits,
		struct axr_span charset);

/*
 * What the bytes are, by a fast probe of all of them.  A configuration that holds server code is a
 * page; server code counts in every encoding that IIS may be told to read: UTF-8 and the code pages
 * around ASCII, UTF-16, UTF-32, UTF-7, EBCDIC.
 */
enum axr_content axr_probe(struct axr_span bytes);

#endif
