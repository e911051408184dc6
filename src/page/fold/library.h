/* The functions of the languages' libraries that are known, and those that make text of text. */
#ifndef AXR_PAGE_FOLD_LIBRARY_H
#define AXR_PAGE_FOLD_LIBRARY_H

#include "page/fold/value.h"

enum axr_library {
	F_CHR, F_ASC, F_REVERSE, F_REPLACE, F_MID, F_LEFT, F_RIGHT, F_UPPER, F_LOWER, F_TRIM,
	F_LTRIM, F_RTRIM, F_LEN, F_SPACE, F_STRING, F_STRDUP, F_SPLIT, F_JOIN_VB, F_ARRAY,
	F_TO_STRING, F_TO_INT, F_TO_BYTE, F_HEX, F_OCT, F_INSTR, F_UBOUND, F_IIF, F_FROM_CHAR_CODE,
	F_UNESCAPE, F_URL_DECODE, F_HTML_DECODE, F_CONCAT, F_JOIN, F_FORMAT, F_TO_CHAR, F_BASE64,
	F_HEX_STRING, F_GET_STRING, F_GET_BYTES, F_GET_ENCODING, F_UTF32, F_COPY, F_ATOB, F_CHAR_VB,
	F_IS_NUMERIC, F_ABS
};

/* The character of a code, as a text; where a code has none, nothing is known. */
bool axr_call_character(struct axr_fold_memory *memory, int64_t code, struct axr_value *result);

/* Those of text; false for any other function too. */
bool axr_call_text(struct axr_fold_memory *memory, const struct axr_call *call,
		   enum axr_library function, struct axr_value *result);

#endif
