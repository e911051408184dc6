/*
 * Code pages by the names and numbers that fileEncoding, @CodePage and XML declarations give them:
 * those of .NET's Encoding.GetEncodings() and of iconv.
 */
#ifndef AXR_DECODE_CHARSET_CODEPAGE_H
#define AXR_DECODE_CHARSET_CODEPAGE_H

#include "decode/decoder.h"

enum axr_codepage {
	AXR_CP_UNKNOWN = 0,
	AXR_CP_UTF16LE = 1200,
	AXR_CP_UTF16BE = 1201,
	AXR_CP_UTF32LE = 12000,
	AXR_CP_UTF32BE = 12001,
	AXR_CP_ASCII = 20127,
	AXR_CP_LATIN1 = 28591,
	AXR_CP_UTF7 = 65000,
	AXR_CP_UTF8 = 65001
};

/* The Windows number of the code page of this name ("utf-7", "IBM037", "1140"), or 0. */
unsigned axr_codepage_find(struct axr_span name);

/* How well a code page was read. */
enum axr_codepage_reading {
	AXR_CODEPAGE_UNREAD,
	AXR_CODEPAGE_STOOD_IN, /* all that can be code is right; letters stand in for others */
	AXR_CODEPAGE_READ
};

/* Puts the text of all of bytes into the draft, unless the code page cannot be read. */
enum axr_codepage_reading axr_codepage_decode(struct axr_draft *draft, struct axr_span bytes,
					      unsigned codepage);

/* ---- EBCDIC: single-byte code pages that share nothing with ASCII ------------------------- */

/* NULL where the code page is none of them. */
const char *axr_ebcdic_letters(unsigned codepage);

/*
 * Where shifted, SO and SI enclose characters of two bytes; wide forms of ASCII are read, letters
 * stand in for the others, and false tells of that.
 */
bool axr_ebcdic_decode(struct axr_draft *draft, struct axr_span bytes, const char *letters,
		       bool shifted);

/* Whether the code page has characters of two bytes beside those of one. */
bool axr_ebcdic_shifts(unsigned codepage);

/* The one under which bytes hold the fewest characters beyond ASCII and brackets without partner.
 */
unsigned axr_ebcdic_guess(struct axr_span bytes);

/* ---- The others --------------------------------------------------------------------------- */

/* UTF-16 and UTF-32 from bytes on; their own byte-order mark is left out. */
void axr_utf16_decode(struct axr_draft *draft, struct axr_span bytes, bool big);
void axr_utf32_decode(struct axr_draft *draft, struct axr_span bytes, bool big);

/* One byte a character, around ASCII; false where the code page is none of them. */
bool axr_single_decode(struct axr_draft *draft, struct axr_span bytes, unsigned codepage);

/* By the system; false where it does not know the code page. */
bool axr_system_decode(struct axr_draft *draft, struct axr_span bytes, unsigned codepage);

#endif
