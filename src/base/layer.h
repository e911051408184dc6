/*
 * A layer: one reading of a file's bytes.  The first layer of a window is the bytes themselves
 * ("raw"); decoders add others: the text behind a code page, a decoded blob, the page with its
 * constants folded.  Detectors look at the layers they want.
 */
#ifndef AXR_BASE_LAYER_H
#define AXR_BASE_LAYER_H

#include "aspxray.h"

struct axr_page;

enum axr_content { /* by a fast probe of the bytes, never of the name */
	AXR_CONTENT_OTHER,  /* binary that nobody runs: images, fonts, archives */
	AXR_CONTENT_TEXT,   /* text without a sign of server code */
	AXR_CONTENT_PAGE,   /* holds server code, or the signs of it */
	AXR_CONTENT_CONFIG, /* XML configuration of ASP.NET or IIS */
	AXR_CONTENT_PE      /* Windows executable */
};

/*
 * Byte here of the layer comes from byte there of its parent; in between, each byte of the layer
 * stands for as many of the parent as the layer's scale says.
 */
struct axr_map_point {
	uint32_t here, there;
};

struct axr_layer {
	struct axr_span bytes;
	const char *name;               /* "raw", "utf-7", "utf-16/canonical": the way from raw */
	const struct axr_layer *parent; /* NULL for raw */
	enum axr_content content;
	bool is_text;                     /* UTF-8 text: lines can be counted */
	bool canonical;                   /* a page with escapes and constants folded */
	const struct axr_page *page;      /* its blocks and tokens; NULL where it is no page */
	const struct axr_map_point *map;  /* sorted by here; NULL: byte 0 comes from byte shift */
	size_t map_count;
	uint64_t shift; /* for raw: the offset of the window in the file */
	uint32_t scale; /* 2 where ASCII was UTF-16, 4 where it was UTF-32; 0 is 1 */
};

/* The offset in the file of byte at of a layer (the nearest that is known). */
uint64_t axr_layer_origin(const struct axr_layer *layer, size_t at);

/* The line that a person's editor shows for byte at: in the outermost text layer; 0 in binary. */
uint32_t axr_layer_line(const struct axr_layer *layer, size_t at);

/*
 * What a person needs to see of the len bytes at at: the match with a little of its line on both
 * sides, at most max bytes.  Points into the layer.
 */
struct axr_span axr_layer_excerpt(const struct axr_layer *layer, size_t at, size_t len, size_t max);

#endif
