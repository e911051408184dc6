/* Code pages by the C library's iconv. */
#include "os/os.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

struct axr_os_codepage {
	iconv_t converter;
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

struct axr_os_codepage *axr_os_codepage_open(unsigned number)
{
	struct axr_os_codepage *codepage = malloc(sizeof(*codepage));

	if (!codepage)
		return NULL;
	codepage->converter = open_converter(number);
	/* POSIX says (iconv_t)-1; -Wcast-qual and others are silent on this spelling */
	if (codepage->converter == (iconv_t)(intptr_t)-1) {
		free(codepage);
		return NULL;
	}
	return codepage;
}

void axr_os_codepage_close(struct axr_os_codepage *codepage)
{
	if (!codepage)
		return;
	iconv_close(codepage->converter);
	free(codepage);
}

size_t axr_os_codepage_read(struct axr_os_codepage *codepage, struct axr_span bytes, uint8_t *text,
			    size_t size, size_t *wrote)
{
	/* iconv only reads its input; its type lacks a const */
	char *in = (char *)(uintptr_t)bytes.ptr, *out = (char *)text;
	size_t in_left = bytes.len, out_left = size;

	if (iconv(codepage->converter, &in, &in_left, &out, &out_left) == (size_t)-1 &&
	    errno == EILSEQ && out_left >= 3) {
		in_left--;
		memcpy(out, "\xef\xbf\xbd", 3);
		out_left -= 3;
	}
	*wrote = size - out_left;
	return bytes.len - in_left;
}
