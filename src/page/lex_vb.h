/* What the tokenizer of Visual Basic is made of. */
#ifndef AXR_PAGE_LEX_VB_H
#define AXR_PAGE_LEX_VB_H

#include "page/lex.h"

struct axr_vb {
	struct axr_lexer *lexer;
	bool script; /* VBScript, to which wide signs are characters like any other */
	unsigned style;
};

/*
 * The sign at at as ASCII, with its length in bytes; 0 where it is none.  Typographic quotes and
 * signs of full width count as plain ones, but not for VBScript.
 */
uint8_t axr_basic_sign(struct axr_span text, size_t at, bool script, size_t *len);

/* The same, of the text that is read. */
uint8_t axr_vb_sign_at(const struct axr_vb *vb, size_t at, size_t *len);

/* A number that begins here, with a digit or a point. */
void axr_vb_number(const struct axr_vb *vb);

/* &H41 and its like, behind an '&' of len bytes; false where it is an operator. */
bool axr_vb_radix_number(const struct axr_vb *vb, size_t len);

/* #1/2/2003#; false where no date begins here. */
bool axr_vb_date(struct axr_lexer *lexer);

#endif
