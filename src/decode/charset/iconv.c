#include <errno.h>
#include <iconv.h>
#include <stdio.h>

#include "base/span.h"
#include "base/utf8.h"
#include "decode/charset/codepage.h"

enum { PIECE = 64 }; /* bytes between two points of the map */

/* Windows numbers whose name is not "CP" and the number. */
static const struct {
	unsigned codepage;
	const char *name;
} names[] = {
	{ 708, "ISO-8859-6" },	   { 1361, "JOHAB" },	     { 10000, "MACINTOSH" },
	{ 10001, "SHIFT_JIS" },	   { 10002, "BIG5" },	     { 10003, "EUC-KR" },
	{ 10007, "MAC-CYRILLIC" }, { 10008, "GB2312" },	     { 20127, "ASCII" },
	{ 20866, "KOI8-R" },	   { 20932, "EUC-JP" },	     { 20936, "GB2312" },
	{ 20949, "EUC-KR" },	   { 21866, "KOI8-U" },	     { 50220, "ISO-2022-JP" },
	{ 50221, "ISO-2022-JP" },  { 50222, "ISO-2022-JP" }, { 50225, "ISO-2022-KR" },
	{ 50227, "GB18030" },	   { 51932, "EUC-JP" },	     { 51936, "GB2312" },
	{ 51949, "EUC-KR" },	   { 52936, "HZ" },	     { 54936, "GB18030" },
	{ 38598, "ISO-8859-8" },   { 20261, "T.61-8BIT" },   { 20106, "DIN_66003" },
	{ 20107, "SEN_850200_B" }, { 20108, "NS_4551-1" },   { 20105, "ISO646-US" },
};

static iconv_t open_converter(unsigned codepage)
{
	char name[32];

	if (codepage > 28590 && codepage <= 28606) {
		snprintf(name, sizeof(name), "ISO-8859-%u", codepage - 28590);
		return iconv_open("UTF-8", name);
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].codepage == codepage)
			return iconv_open("UTF-8", names[i].name);
	snprintf(name, sizeof(name), "CP%u", codepage);
	return iconv_open("UTF-8", name);
}

bool axr_iconv_decode(struct axr_draft *draft, struct axr_span bytes, unsigned codepage)
{
	iconv_t converter = open_converter(codepage);
	size_t at = 0, piece = PIECE;

	/* POSIX says (iconv_t)-1; -Wcast-qual and others are silent on this spelling */
	if (converter == (iconv_t)(intptr_t)-1)
		return false;
	while (at < bytes.len && axr_buf_reserve(&draft->text, 8 * PIECE)) {
		size_t in_left = bytes.len - at < piece ? bytes.len - at : piece, had = in_left;
		/* iconv only reads its input; its type lacks a const */
		char *in = (char *)(uintptr_t)(bytes.ptr + at);
		char *out = (char *)draft->text.ptr + draft->text.len;
		size_t out_left = 8 * PIECE;

		axr_draft_from(draft, at);
		if (iconv(converter, &in, &in_left, &out, &out_left) == (size_t)-1 &&
		    errno == EILSEQ) {
			in_left--;
			if (out_left >= 3) {
				memcpy(out, "\xef\xbf\xbd", 3);
				out_left -= 3;
			}
		}
		draft->text.len += 8 * PIECE - out_left;
		at += had - in_left;
		if (in_left < had) {
			piece = PIECE;
		} else if (had < 2 * PIECE && had < bytes.len - at) {
			piece *= 2; /* a sequence that the piece cuts */
		} else {
			at++; /* it never ends */
		}
	}
	iconv_close(converter);
	return true;
}
