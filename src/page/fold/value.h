/*
 * Constants of a page, and what the functions that every language brings make of them.  Texts are
 * UTF-8; positions in them are counted in characters.  All memory is bounded by one budget.
 */
#ifndef AXR_PAGE_FOLD_VALUE_H
#define AXR_PAGE_FOLD_VALUE_H

#include "page/chars.h"
#include "page/page.h"

enum axr_value_kind {
	AXR_VALUE_NONE, /* not known */
	AXR_VALUE_STRING,
	AXR_VALUE_CHAR,  /* number is the code point */
	AXR_VALUE_INT,
	AXR_VALUE_BOOL,
	AXR_VALUE_BYTES, /* text is bytes rather than characters */
	AXR_VALUE_ARRAY,
	AXR_VALUE_NULL,  /* null, Nothing, Empty: "" beside a text, 0 beside a number */
	AXR_VALUE_REGEX, /* text as written: /.../flags */
	AXR_VALUE_BUILDER, /* a StringBuilder that holds text */
	AXR_VALUE_ENCODING /* a System.Text.Encoding; text is its name */
};

struct axr_value {
	enum axr_value_kind kind;
	uint32_t count; /* of items */
	union {
		struct axr_span text;
		int64_t number;
		struct axr_value *items;
	};
};

enum { AXR_GROWING = 4 };

/* What folding may still cost, and where it puts its texts. */
struct axr_fold_memory {
	struct axr_arena *arena;
	size_t bytes_left; /* of texts and arrays */
	size_t work_left;  /* bytes that functions may still read */
	bool exhausted;    /* one of the two was not enough */

	/* long texts with room around them: what is put before or behind one need not copy it */
	struct {
		uint8_t *ptr;
		size_t start, end, cap;
	} growing[AXR_GROWING];
	unsigned next_growing;

	/* the long text that was looked at last, whether all of it is ASCII, and one place in it */
	struct axr_span known;
	bool known_ascii;
	size_t known_count, known_at,
		known_byte; /* in characters; byte known_byte is character known_at */
};

static inline struct axr_value axr_value_string(struct axr_span text)
{
	struct axr_value value = { .kind = AXR_VALUE_STRING, .text = text };

	return value;
}

static inline struct axr_value axr_value_int(int64_t number)
{
	struct axr_value value = { .kind = AXR_VALUE_INT, .number = number };

	return value;
}

static inline struct axr_value axr_value_char(uint32_t code)
{
	struct axr_value value = { .kind = AXR_VALUE_CHAR, .number = code };

	return value;
}

static inline struct axr_value axr_value_bool(bool truth)
{
	struct axr_value value = { .kind = AXR_VALUE_BOOL, .number = truth };

	return value;
}

/* Whether a literal can say it: what a constant expression may be replaced by. */
static inline bool axr_value_is_scalar(const struct axr_value *value)
{
	return value->kind == AXR_VALUE_STRING || value->kind == AXR_VALUE_CHAR ||
	       value->kind == AXR_VALUE_INT || value->kind == AXR_VALUE_BOOL;
}

/* Room for len bytes of text; NULL, and exhausted set, where the budget is spent. */
uint8_t *axr_fold_room(struct axr_fold_memory *memory, size_t len);

/* An array of count items, all NONE; false where the budget is spent. */
bool axr_value_array(struct axr_fold_memory *memory, size_t count, struct axr_value *array);

/*
 * Pays for a call that reads len bytes; false where the budget is spent.  What costs less than a
 * step of a run (a token that is skipped, a byte of a long name) is a byte here.
 */
bool axr_fold_work(struct axr_fold_memory *memory, size_t len);

/* A number as a page writes it: decimal, 0x, &H, &O, suffixes; false for fractions. */
bool axr_value_parse(struct axr_span text, int64_t *number);

/* A value as text, as the language lang would concatenate it. */
bool axr_value_text(struct axr_fold_memory *memory, const struct axr_value *value,
		    enum axr_lang lang, struct axr_span *text);

/* A value as a whole number: an INT, a CHAR, or a STRING of digits. */
bool axr_value_number(const struct axr_value *value, int64_t *number);

/* a followed by b. */
bool axr_value_concat(struct axr_fold_memory *memory, const struct axr_value *a,
		      const struct axr_value *b, enum axr_lang lang, struct axr_value *result);

/* An item of an ARRAY, BYTES or STRING. */
size_t axr_value_count(struct axr_fold_memory *memory, const struct axr_value *value);
bool axr_value_item(struct axr_fold_memory *memory, const struct axr_value *value, int64_t index,
		    struct axr_value *item);

/* ---- text.c ------------------------------------------------------------------------------- */

/* Characters, and the count characters from from on; cheap where the text is ASCII. */
size_t axr_text_count(struct axr_fold_memory *memory, struct axr_span text);
struct axr_span axr_text_cut(struct axr_fold_memory *memory, struct axr_span text, size_t from,
			     size_t count);
bool axr_text_replace(struct axr_fold_memory *memory, struct axr_span text, struct axr_span what,
		      struct axr_span with, bool all, bool fold_case, struct axr_span *result);
bool axr_text_reverse(struct axr_fold_memory *memory, struct axr_span text,
		      struct axr_span *result);
bool axr_text_case(struct axr_fold_memory *memory, struct axr_span text, bool upper,
		   struct axr_span *result);
bool axr_text_repeat(struct axr_fold_memory *memory, struct axr_span text, int64_t times,
		     struct axr_span *result);
bool axr_text_split(struct axr_fold_memory *memory, struct axr_span text, struct axr_span separator,
		    struct axr_value *result);
bool axr_text_join(struct axr_fold_memory *memory, const struct axr_value *items,
		   struct axr_span separator, enum axr_lang lang, struct axr_value *result);
bool axr_text_format(struct axr_fold_memory *memory, struct axr_span format,
		     const struct axr_value *args, size_t count, enum axr_lang lang,
		     struct axr_span *result);

/* Hexadecimal digits as "X4" or "x2" wants them: at least so many, capitals where the X is one. */
bool axr_text_hex_format(struct axr_fold_memory *memory, struct axr_span format,
			 struct axr_span digits, struct axr_span *result);

/* ---- decoders.c --------------------------------------------------------------------------- */

bool axr_text_base64(struct axr_fold_memory *memory, struct axr_span text, struct axr_span *bytes);
bool axr_text_hex(struct axr_fold_memory *memory, struct axr_span text, struct axr_span *bytes);
/* %41, %u0041, and + where plus is set */
bool axr_text_unescape(struct axr_fold_memory *memory, struct axr_span text, bool plus,
		       struct axr_span *result);
bool axr_text_html(struct axr_fold_memory *memory, struct axr_span text, struct axr_span *result);
/* Bytes in the encoding that a member of System.Text.Encoding names. */
bool axr_text_decode(struct axr_fold_memory *memory, struct axr_span bytes,
		     struct axr_span encoding, struct axr_span *text);
bool axr_text_encode(struct axr_fold_memory *memory, struct axr_span text, struct axr_span encoding,
		    struct axr_span *bytes);

/* ---- call_static.c, call_member.c
 * ------------------------------------------------------------------------------ */

/* A call whose arguments are all constants. */
struct axr_call {
	enum axr_lang lang;
	const struct axr_value *receiver; /* NULL where it is called by name alone */
	struct axr_span type;   /* the name before the last point; "new" for a constructor */
	struct axr_span name;
	const struct axr_value *args;
	size_t count;
	bool member; /* a property: no brackets were written */
};

bool axr_arg_text(struct axr_fold_memory *memory, const struct axr_call *call, size_t i,
		  struct axr_span *text);
bool axr_arg_number(const struct axr_call *call, size_t i, int64_t *number);

/*
 * Functions called by name, and methods of a constant.  False where the call is not known, or not
 * of these arguments.
 */
bool axr_fold_static(struct axr_fold_memory *memory, const struct axr_call *call,
		     struct axr_value *result);
bool axr_fold_member(struct axr_fold_memory *memory, const struct axr_call *call,
		     struct axr_value *result);


#endif
