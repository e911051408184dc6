/*
 * What the decoders share: the work on one window, and the draft of a layer.
 */
#ifndef AXR_DECODE_DECODER_H
#define AXR_DECODE_DECODER_H

#include "base/buf.h"
#include "decode/decode.h"

struct axr_decoder;

/* The work on one window. */
struct axr_decoding {
	struct axr_subject *subject;
	const struct axr_decode_limits *limits;
	struct axr_span charset;       /* as axr_decode() was given it */
	bool page_name;		       /* the file's extension is one that IIS runs or compiles */
	uint64_t bytes_left;	       /* of limits->bytes */
	bool cut;		       /* a limit was hit and told */
	const struct axr_decoder *now; /* at work */
	const struct axr_decoder *maker[AXR_LAYERS_MAX]; /* of each layer; NULL for raw */
};

struct axr_decoder {
	const char *name;
	bool again; /* may look at what it made itself; the others do their work once on the way */
	/* Looks at one layer and adds what it finds. */
	void (*decode)(struct axr_decoding *decoding, struct axr_layer *layer);
};

extern const struct axr_decoder axr_decoder_charset;  /* code pages, UTF-16, UTF-7 */
extern const struct axr_decoder axr_decoder_polyglot; /* server code amid other bytes */
extern const struct axr_decoder axr_decoder_screnc;   /* Microsoft Script Encoder */
extern const struct axr_decoder axr_decoder_entities; /* &lt; and its like */
extern const struct axr_decoder axr_decoder_page;     /* reads the page; canonical text */
extern const struct axr_decoder axr_decoder_blobs;    /* base64, hex, numbers, deflate */

/* Tells once that decoding was cut short, and where: by that limit, or as the time is up. */
void axr_decode_cut(struct axr_decoding *decoding, const struct axr_layer *layer,
		    const char *limit);

/* Whether a layer is to be read as a page: by what it holds or by the name of the file. */
bool axr_decode_is_page(const struct axr_decoding *decoding, const struct axr_layer *layer);

/* Whether this decoder made the layer, or one that it came from. */
bool axr_decode_is_by(const struct axr_decoding *decoding, const struct axr_layer *layer,
		      const struct axr_decoder *decoder);

/* ---- Drafts ------------------------------------------------------------------------------- */

/* A layer in the making.  Put its bytes into text; say with axr_draft_from() where they are from.
 */
struct axr_draft {
	struct axr_decoding *decoding;
	const struct axr_layer *parent;
	struct axr_buf text;   /* its limit is the budget's */
	struct axr_buf points; /* struct axr_map_point */
	uint32_t scale;	       /* as in struct axr_layer; may be set before the first byte */
};

void axr_draft_begin(struct axr_draft *draft, struct axr_decoding *decoding,
		     const struct axr_layer *parent);

/* What is put next comes from byte there of the parent (and on, byte by byte times scale). */
void axr_draft_from(struct axr_draft *draft, size_t there);

/*
 * Ends the draft.  Adds its text as a layer unless it is empty or its bytes are a layer already.
 * The name is a string literal.  Returns the layer or NULL.
 */
struct axr_layer *axr_draft_add(struct axr_draft *draft, const char *name);

/*
 * The same of a text and its points that lie in the scratch arena as they are: nothing is copied.
 * What the layer holds is for the caller to say: content and is_text.
 */
struct axr_layer *axr_draft_add_made(struct axr_draft *draft, struct axr_span text,
				     const struct axr_map_point *points, size_t count,
				     const char *name);

/* Ends the draft without a layer; the work still counts. */
void axr_draft_drop(struct axr_draft *draft);

/* ---- Signs -------------------------------------------------------------------------------- */

/* What a search of the bytes found, each as the offset of the first place, or SIZE_MAX. */
struct axr_signs {
	size_t page;   /* server code in ASCII: <% with code, runat=, #include, #@~^ */
	size_t config; /* <configuration */
	size_t utf16;  /* the '<' or 'u' of the same in UTF-16: big-endian where odd */
	size_t utf32;  /* likewise in UTF-32: little-endian where divisible by four */
	size_t utf7;   /* a shifted run that holds '<' or hides letters of a tag */
	size_t ebcdic;
	bool text; /* by samples: no control characters to speak of */
};

/* first: stop at the first sign of a page in whatever encoding. */
void axr_signs_find(struct axr_span bytes, bool first, struct axr_signs *signs);

/* By samples: text around ASCII, rather than binary data, UTF-16 or EBCDIC. */
bool axr_looks_text(struct axr_span bytes);

/* axr_probe() and axr_looks_text() at once. */
enum axr_content axr_probe_text(struct axr_span bytes, bool *text);

/*
 * The extension of a source file that begins as bytes do: "cs", "vb", or NULL.  Such a file needs
 * no tag to be code: Src= and CodeFile= may name it, whatever it is called.
 */
const char *axr_source_extension(struct axr_span bytes);

bool axr_is_pe(struct axr_span bytes);

#endif
