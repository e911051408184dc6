/* What the tokenizers of the languages share. */
#ifndef AXR_PAGE_LEX_H
#define AXR_PAGE_LEX_H

#include "page/reader.h"

enum { AXR_HOLES_MAX = 8 }; /* interpolated strings within each other */

/* An interpolated string whose hole is being read. */
struct axr_hole {
	bool verbatim;
	uint8_t dollars; /* braces that open a hole */
	uint32_t quotes; /* of a raw string; else 1 */
	uint32_t depth;  /* brackets open inside the hole */
};

struct axr_lexer {
	struct axr_page_reader *reader;
	struct axr_span text; /* of the block */
	size_t at;
	size_t base; /* the block's offset in the page */
	uint16_t block;
	size_t first; /* of the block's tokens */
	bool line_start; /* only white space since the last newline */
	bool full;
	bool conditional; /* JScript: @cc_on was seen */
	unsigned raw_misses, condition_misses; /* searches for an end that found none */
	struct axr_hole holes[AXR_HOLES_MAX];
	unsigned hole_count;
};

/* Ends the reading of this block, whose rest is lost; the page tells which limit it was. */
void axr_lex_stop(struct axr_lexer *lexer, const char *limit);

/* A token that stands at [from, lexer->at); false where the limit is reached. */
bool axr_lex_put(struct axr_lexer *lexer, enum axr_token_kind kind, unsigned flags, size_t from,
		 struct axr_span text);

/* An operator of len bytes here. */
bool axr_lex_punct(struct axr_lexer *lexer, size_t len);

/* The last token of this block; NULL where there is none yet. */
struct axr_token *axr_lex_last(const struct axr_lexer *lexer);

/* How words of a language are written. */
enum axr_word_style {
	AXR_WORD_UNICODE_ESCAPES = 1 << 0, /* \uXXXX */
	AXR_WORD_LONG_ESCAPES = 1 << 1,    /* \UXXXXXXXX */
	AXR_WORD_DOLLAR = 1 << 2,
	AXR_WORD_LOWER = 1 << 3,           /* case means nothing: as lower case */
	AXR_WORD_HALF_WIDTH = 1 << 4
};

/*
 * An identifier or keyword here, put as a token that begins at from (before here where it has a
 * prefix).  False, and nothing taken, where no identifier begins here.
 */
bool axr_lex_word(struct axr_lexer *lexer, unsigned style, size_t from);

/* What begins here with a byte beyond ASCII: a word, a line end, an operator, or nothing. */
void axr_lex_wide(struct axr_lexer *lexer, unsigned style);

/* A number: digits, letters, underscores and a fraction. */
bool axr_lex_number(struct axr_lexer *lexer);

/* The hex digits of \x, \u or \U at text[at]: at least least, at most most; returns how many. */
size_t axr_lex_hex(struct axr_span text, size_t at, size_t least, size_t most, uint32_t *code);

/*
 * A quoted string whose quote stands at lexer->at, with backslash escapes as in C# or JScript;
 * ends at the quote or at the line's end.
 */
bool axr_lex_quoted(struct axr_lexer *lexer, bool jscript, enum axr_token_kind kind, size_t from);

/* One escape at text[*at] == '\\': writes its character behind to, returns the bytes written. */
size_t axr_lex_escape(struct axr_span text, size_t *at, bool jscript, uint8_t *to);

/* Moves behind the block comment that begins here; to the end where it is not closed. */
void axr_lex_block_comment(struct axr_lexer *lexer);

void axr_lex_csharp(struct axr_lexer *lexer);
void axr_lex_jscript(struct axr_lexer *lexer);
void axr_lex_vb(struct axr_lexer *lexer, bool script);

/* lex_interpolated.c: strings of C# that begin with $, and what follows a hole's end. */
bool axr_lex_interpolated(struct axr_lexer *lexer);
bool axr_lex_hole_punct(struct axr_lexer *lexer, bool *taken);
bool axr_lex_raw(struct axr_lexer *lexer);

/* lex_condition.c: a line that begins with #, and the code that its condition leaves out. */
void axr_lex_preprocessor(struct axr_lexer *lexer);
void axr_lex_vb_directive(struct axr_lexer *lexer);

#endif
