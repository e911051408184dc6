#include "decode/charset/codepage.h"

#include "base/num.h"
#include "base/span.h"
#include "decode/charset/double.h"
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
	{ "l9", 28605 },
	{ "l1", AXR_CP_LATIN1 },
	{ "latin2", 28592 },
	{ "l2", 28592 },
	{ "latin3", 28593 },
	{ "l3", 28593 },
	{ "latin4", 28594 },
	{ "l4", 28594 },
	{ "cyrillic", 28595 },
	{ "arabic", 28596 },
	{ "ecma114", 28596 },
	{ "greek", 28597 },
	{ "greek8", 28597 },
	{ "ecma118", 28597 },
	{ "elot928", 28597 },
	{ "hebrew", 28598 },
	{ "visual", 28598 },
	{ "logical", 38598 },
	{ "iso88598i", 38598 },
	{ "latin5", 28599 },
	{ "l5", 28599 },
	{ "ansix3.41968", AXR_CP_ASCII },
	{ "ansix3.41986", AXR_CP_ASCII },
	{ "iso646us", AXR_CP_ASCII },
	{ "isoir6", AXR_CP_ASCII },
	{ "us", AXR_CP_ASCII },
	{ "csascii", AXR_CP_ASCII },
	{ "xansi", 1252 },
	{ "tis620", 874 },
	{ "xchinesecns", 20000 },
	{ "xchineseeten", 20002 },
	{ "xia5", 20105 },
	{ "irv", 20105 },
	{ "xia5german", 20106 },
	{ "din66003", 20106 },
	{ "german", 20106 },
	{ "xia5swedish", 20107 },
	{ "sen850200b", 20107 },
	{ "swedish", 20107 },
	{ "xia5norwegian", 20108 },
	{ "ns45511", 20108 },
	{ "norwegian", 20108 },
	{ "xebcdickoreanextended", 20833 },
	{ "xeuropa", 29001 },
	{ "xmacarabic", 10004 },
	{ "xmachebrew", 10005 },
	{ "xmacgreek", 10006 },
	{ "xmacromanian", 10010 },
	{ "xmacukrainian", 10017 },
	{ "xmacthai", 10021 },
	{ "xmacce", 10029 },
	{ "xmacicelandic", 10079 },
	{ "xmacturkish", 10081 },
	{ "xmaccroatian", 10082 },
	{ "mac", 10000 },
	{ "xeuc", 51932 },
	{ "xeucjp", 51932 },
	{ "xeuccn", 51936 },
	{ "cseuckr", 51949 },
	{ "xisciide", 57002 },
	{ "xisciibe", 57003 },
	{ "xisciita", 57004 },
	{ "xisciite", 57005 },
	{ "xisciias", 57006 },
	{ "xisciior", 57007 },
	{ "xisciika", 57008 },
	{ "xisciima", 57009 },
	{ "xisciigu", 57010 },
	{ "xisciipa", 57011 },
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

static enum axr_codepage_reading reading(bool stood_in)
{
	return stood_in ? AXR_CODEPAGE_STOOD_IN : AXR_CODEPAGE_READ;
}

/* Characters of one byte by tables of our own, of two by those of the system where it has any. */
static enum axr_codepage_reading decode_bytes(struct axr_draft *draft, struct axr_span bytes,
					      unsigned codepage)
{
	bool stood_in = false;

	if (axr_single_decode(draft, bytes, codepage))
		return AXR_CODEPAGE_READ;
	if (axr_shifted_decode(draft, bytes, codepage, &stood_in))
		return reading(stood_in);
	if (axr_system_decode(draft, bytes, codepage))
		return AXR_CODEPAGE_READ;
	if (axr_double_decode(draft, bytes, codepage, &stood_in))
		return reading(stood_in);
	return AXR_CODEPAGE_UNREAD;
}

enum axr_codepage_reading axr_codepage_decode(struct axr_draft *draft, struct axr_span bytes,
					      unsigned codepage)
{
	const char *letters = axr_ebcdic_letters(codepage);

	if (letters)
		return reading(!axr_ebcdic_decode(draft, bytes, letters,
						  axr_ebcdic_shifts(codepage)));
	switch (codepage) {
	case AXR_CP_UTF16LE:
	case AXR_CP_UTF16BE:
		axr_utf16_decode(draft, bytes, codepage == AXR_CP_UTF16BE);
		return AXR_CODEPAGE_READ;
	case AXR_CP_UTF32LE:
	case AXR_CP_UTF32BE:
		axr_utf32_decode(draft, bytes, codepage == AXR_CP_UTF32BE);
		return AXR_CODEPAGE_READ;
	case AXR_CP_UTF7:
		axr_utf7_decode(draft, bytes);
		return AXR_CODEPAGE_READ;
	case AXR_CP_UTF8: /* what text is read as that says nothing */
		axr_buf_put(&draft->text, bytes);
		return AXR_CODEPAGE_READ;
	default:
		return decode_bytes(draft, bytes, codepage);
	}
}
