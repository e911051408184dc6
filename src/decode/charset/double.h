/* Code pages of two bytes a character, where the system has no table for them. */
#ifndef AXR_DECODE_CHARSET_DOUBLE_H
#define AXR_DECODE_CHARSET_DOUBLE_H

#include "decode/decoder.h"

/* How the bytes of a character tell that it is a wide form of ASCII. */
enum axr_double_kind {
	AXR_DOUBLE_OTHER, /* not known */
	AXR_DOUBLE_GB,	  /* row 3 of GB 2312 and of KS X 1001 */
	AXR_DOUBLE_SJIS,
	AXR_DOUBLE_EUC_JP, /* row 3 of JIS X 0208 */
	AXR_DOUBLE_BIG5
};

/* Puts a character of two bytes; false where a letter stands in for it. */
bool axr_double_put(struct axr_draft *draft, enum axr_double_kind kind, uint8_t lead,
		    uint8_t trail);

/*
 * Puts the text of all of bytes; false where the shape of the code page is not known.  *stood_in
 * becomes true where letters stand in for others.
 */
bool axr_double_decode(struct axr_draft *draft, struct axr_span bytes, unsigned codepage,
		       bool *stood_in);

/*
 * HZ and ISO-2022, where sequences of ASCII tell of two bytes a character.  Takes the characters
 * from the system where it has them.
 */
bool axr_shifted_decode(struct axr_draft *draft, struct axr_span bytes, unsigned codepage,
			bool *stood_in);

#endif
