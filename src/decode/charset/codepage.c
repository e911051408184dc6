#include "decode/charset/codepage.h"

#include "base/num.h"
#include "base/span.h"
#include "decode/charset/utf7.h"

/*
 * Names that do not bear the number, in lower case and without '-', '_', ':' and blanks.  From the
 * list of Encoding.GetEncodings() of .NET Framework and the registrations at IANA.
 */
static const struct {
	const char *name;
	unsigned codepage;
} names[] = {
	{ "utf8", AXR_CP_UTF8 },
	{ "unicode11utf8", AXR_CP_UTF8 },
	{ "utf7", AXR_CP_UTF7 },
	{ "unicode11utf7", AXR_CP_UTF7 },
	{ "csunicode11utf7", AXR_CP_UTF7 },
	{ "unicode20utf7", AXR_CP_UTF7 },
	{ "utf16", AXR_CP_UTF16LE },
	{ "utf16le", AXR_CP_UTF16LE },
	{ "unicode", AXR_CP_UTF16LE },
	{ "ucs2", AXR_CP_UTF16LE },
	{ "iso10646ucs2", AXR_CP_UTF16LE },
	{ "utf16be", AXR_CP_UTF16BE },
	{ "unicodefffe", AXR_CP_UTF16BE },
	{ "utf32", AXR_CP_UTF32LE },
	{ "utf32le", AXR_CP_UTF32LE },
	{ "utf32be", AXR_CP_UTF32BE },
	{ "ascii", AXR_CP_ASCII },
	{ "usascii", AXR_CP_ASCII },
	{ "latin1", AXR_CP_LATIN1 },
	{ "asmo708", 708 },
	{ "dos720", 720 },
	{ "dos862", 862 },
	{ "cpgr", 869 },
	{ "shiftjis", 932 },
	{ "sjis", 932 },
	{ "xsjis", 932 },
	{ "mskanji", 932 },
	{ "gb2312", 936 },
	{ "gbk", 936 },
	{ "chinese", 936 },
	{ "csgb2312", 936 },
	{ "ksc56011987", 949 },
	{ "ksc5601", 949 },
	{ "korean", 949 },
	{ "big5", 950 },
	{ "big5hkscs", 950 },
	{ "cnbig5", 950 },
	{ "johab", 1361 },
	{ "macintosh", 10000 },
	{ "xmacjapanese", 10001 },
	{ "xmacchinesetrad", 10002 },
	{ "xmackorean", 10003 },
	{ "xmaccyrillic", 10007 },
	{ "xmacchinesesimp", 10008 },
	{ "koi8r", 20866 },
	{ "koi8", 20866 },
	{ "koi8u", 21866 },
	{ "eucjp", 51932 },
	{ "euccn", 51936 },
	{ "euckr", 51949 },
	{ "iso2022jp", 50220 },
	{ "csiso2022jp", 50221 },
	{ "iso2022kr", 50225 },
	{ "hzgb2312", 52936 },
	{ "hz", 52936 },
	{ "gb18030", 54936 },
	{ "iso88598i", 28598 },
	{ "ibmthai", 20838 },
	{ "ebcdiccpus", 37 },
	{ "ebcdiccpca", 37 },
	{ "ebcdiccpwt", 37 },
	{ "ebcdiccpnl", 37 },
	{ "ebcdiccpbe", 500 },
	{ "ebcdiccpch", 500 },
	{ "ebcdicint", 500 },
	{ "ebcdicjpkana", 20290 },
	{ "ebcdiclatin9euro", 20924 },
	{ "latin9", 28605 },
};

/* IBM numbers that Windows counts from 20000. */
static unsigned windows_number(unsigned n)
{
	static const uint16_t ibm[] = { 273, 277, 278, 280, 284, 285, 290, 297, 420,
					423, 424, 833, 838, 871, 880, 905, 924 };

	for (size_t i = 0; i < sizeof(ibm) / sizeof(*ibm); i++)
		if (ibm[i] == n)
			return 20000 + n;
	return n == 1025 ? 21025 : n == 367 ? AXR_CP_ASCII : n == 819 ? AXR_CP_LATIN1 : n;
}

/* The number at the end of names such as "ibm01140", "windows-1252", "iso-8859-1", "cp037". */
static unsigned numbered(struct axr_span name)
{
	size_t digits = 0;
	uint64_t n;
	struct axr_span stem;

	if (axr_span_starts(name, "iso8859") && axr_parse_u64(axr_span_from(name, 7), 16, &n))
		return n ? 28590 + (unsigned)n : 0;
	while (digits < name.len && axr_is_digit(name.ptr[name.len - digits - 1]))
		digits++;
	if (!axr_parse_u64(axr_span_from(name, name.len - digits), 65535, &n))
		return 0;
	stem = axr_span_cut(name, 0, name.len - digits);
	if (!stem.len || axr_span_is(stem, "windows") || axr_span_is(stem, "xcp"))
		return (unsigned)n;
	if (axr_span_is(stem, "cp") || axr_span_is(stem, "ibm") || axr_span_is(stem, "csibm") ||
	    axr_span_is(stem, "ccsid") || axr_span_is(stem, "dos") || axr_span_is(stem, "ms"))
		return windows_number((unsigned)n);
	return 0;
}

unsigned axr_codepage_find(struct axr_span name)
{
	uint8_t text[32];
	struct axr_span plain = { text, 0 };

	name = axr_span_trim(name);
	for (size_t i = 0; i < name.len; i++) {
		uint8_t c = name.ptr[i];

		if (c == '-' || c == '_' || c == ':' || c == ' ')
			continue;
		if (plain.len == sizeof(text))
			return AXR_CP_UNKNOWN;
		text[plain.len++] = axr_lower(c);
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (axr_span_is(plain, names[i].name))
			return names[i].codepage;
	return numbered(plain);
}

bool axr_codepage_decode(struct axr_draft *draft, struct axr_span bytes, unsigned codepage)
{
	const char *letters = axr_ebcdic_letters(codepage);

	if (letters) {
		axr_ebcdic_decode(draft, bytes, letters);
		return true;
	}
	switch (codepage) {
	case AXR_CP_UTF16LE:
	case AXR_CP_UTF16BE:
		axr_utf16_decode(draft, bytes, codepage == AXR_CP_UTF16BE);
		return true;
	case AXR_CP_UTF32LE:
	case AXR_CP_UTF32BE:
		axr_utf32_decode(draft, bytes, codepage == AXR_CP_UTF32BE);
		return true;
	case AXR_CP_UTF7:
		axr_utf7_decode(draft, bytes);
		return true;
	default:
		return axr_system_decode(draft, bytes, codepage);
	}
}
