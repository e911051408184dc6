/* UTF-7 (RFC 2152) as .NET reads it: "+" shifts into base64 of UTF-16, any other byte shifts back.
 */
#ifndef AXR_DECODE_CHARSET_UTF7_H
#define AXR_DECODE_CHARSET_UTF7_H

#include "decode/decoder.h"

struct axr_utf7_run {
	size_t units;	 /* UTF-16 code units */
	size_t readable; /* of these, printable ASCII and white space */
	bool ascii;	 /* all of them, and there is one */
	bool tag;	 /* holds a '<' that may open a tag, all else being equal */
};

/*
 * What the shifted run that the '+' at byte at opens decodes to.  Returns the end of the run, which
 * is at least at + 1.
 */
size_t axr_utf7_run(struct axr_span s, size_t at, struct axr_utf7_run *run);

/* Puts the text of all of bytes into the draft. */
void axr_utf7_decode(struct axr_draft *draft, struct axr_span bytes);

#endif
