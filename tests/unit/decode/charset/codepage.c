/* The names of code pages, and which decoder each goes to. */
#include "decode/charset/codepage.h"

#include "../decoded.h"

/* Encoding.GetEncodings() of .NET Framework 4.8: the code pages and their names. */
static const struct {
	unsigned codepage;
	const char *name;
} framework[] = {
	{ 37, "IBM037" }, { 437, "IBM437" }, { 500, "IBM500" }, { 708, "ASMO-708" },
	{ 720, "DOS-720" }, { 737, "ibm737" }, { 775, "ibm775" }, { 850, "ibm850" },
	{ 852, "ibm852" }, { 855, "IBM855" }, { 857, "ibm857" }, { 858, "IBM00858" },
	{ 860, "IBM860" }, { 861, "ibm861" }, { 862, "DOS-862" }, { 863, "IBM863" },
	{ 864, "IBM864" }, { 865, "IBM865" }, { 866, "cp866" }, { 869, "ibm869" },
	{ 870, "IBM870" }, { 874, "windows-874" }, { 875, "cp875" }, { 932, "shift_jis" },
	{ 936, "gb2312" }, { 949, "ks_c_5601-1987" }, { 950, "big5" }, { 1026, "IBM1026" },
	{ 1047, "IBM01047" }, { 1140, "IBM01140" }, { 1141, "IBM01141" }, { 1142, "IBM01142" },
	{ 1143, "IBM01143" }, { 1144, "IBM01144" }, { 1145, "IBM01145" }, { 1146, "IBM01146" },
	{ 1147, "IBM01147" }, { 1148, "IBM01148" }, { 1149, "IBM01149" }, { 1200, "utf-16" },
	{ 1201, "unicodeFFFE" }, { 1250, "windows-1250" }, { 1251, "windows-1251" },
	{ 1252, "Windows-1252" }, { 1253, "windows-1253" }, { 1254, "windows-1254" },
	{ 1255, "windows-1255" }, { 1256, "windows-1256" }, { 1257, "windows-1257" },
	{ 1258, "windows-1258" }, { 1361, "Johab" }, { 10000, "macintosh" },
	{ 10001, "x-mac-japanese" }, { 10002, "x-mac-chinesetrad" }, { 10003, "x-mac-korean" },
	{ 10004, "x-mac-arabic" }, { 10005, "x-mac-hebrew" }, { 10006, "x-mac-greek" },
	{ 10007, "x-mac-cyrillic" }, { 10008, "x-mac-chinesesimp" }, { 10010, "x-mac-romanian" },
	{ 10017, "x-mac-ukrainian" }, { 10021, "x-mac-thai" }, { 10029, "x-mac-ce" },
	{ 10079, "x-mac-icelandic" }, { 10081, "x-mac-turkish" }, { 10082, "x-mac-croatian" },
	{ 12000, "utf-32" }, { 12001, "utf-32BE" }, { 20000, "x-Chinese-CNS" },
	{ 20001, "x-cp20001" }, { 20002, "x-Chinese-Eten" }, { 20003, "x-cp20003" },
	{ 20004, "x-cp20004" }, { 20005, "x-cp20005" }, { 20105, "x-IA5" },
	{ 20106, "x-IA5-German" }, { 20107, "x-IA5-Swedish" }, { 20108, "x-IA5-Norwegian" },
	{ 20127, "us-ascii" }, { 20261, "x-cp20261" }, { 20269, "x-cp20269" }, { 20273, "IBM273" },
	{ 20277, "IBM277" }, { 20278, "IBM278" }, { 20280, "IBM280" }, { 20284, "IBM284" },
	{ 20285, "IBM285" }, { 20290, "IBM290" }, { 20297, "IBM297" }, { 20420, "IBM420" },
	{ 20423, "IBM423" }, { 20424, "IBM424" }, { 20833, "x-EBCDIC-KoreanExtended" },
	{ 20838, "IBM-Thai" }, { 20866, "koi8-r" }, { 20871, "IBM871" }, { 20880, "IBM880" },
	{ 20905, "IBM905" }, { 20924, "IBM00924" }, { 20932, "x-cp20932" }, { 20936, "x-cp20936" },
	{ 20949, "x-cp20949" }, { 21025, "cp1025" }, { 21866, "koi8-u" }, { 28591, "iso-8859-1" },
	{ 28592, "iso-8859-2" }, { 28593, "iso-8859-3" }, { 28594, "iso-8859-4" },
	{ 28595, "iso-8859-5" }, { 28596, "iso-8859-6" }, { 28597, "iso-8859-7" },
	{ 28598, "iso-8859-8" }, { 28599, "iso-8859-9" }, { 28603, "iso-8859-13" },
	{ 28605, "iso-8859-15" }, { 29001, "x-Europa" }, { 38598, "iso-8859-8-i" },
	{ 50220, "iso-2022-jp" }, { 50221, "csISO2022JP" }, { 50222, "x-cp50222" },
	{ 50225, "iso-2022-kr" }, { 50227, "x-cp50227" }, { 51932, "euc-jp" },
	{ 51936, "EUC-CN" }, { 51949, "euc-kr" }, { 52936, "hz-gb-2312" }, { 54936, "GB18030" },
	{ 57002, "x-iscii-de" }, { 57003, "x-iscii-be" }, { 57004, "x-iscii-ta" },
	{ 57005, "x-iscii-te" }, { 57006, "x-iscii-as" }, { 57007, "x-iscii-or" },
	{ 57008, "x-iscii-ka" }, { 57009, "x-iscii-ma" }, { 57010, "x-iscii-gu" },
	{ 57011, "x-iscii-pa" }, { 65000, "utf-7" }, { 65001, "utf-8" },
};

/* All can be read, by name and by number: letters and digits come out, in whatever form. */
static void all_of_the_framework(void **state)
{
	static const char text[] = "Az09";
	static const uint8_t ebcdic[] = { 0xc1, 0xa9, 0xf0, 0xf9 };

	(void)state;
	assert_int_equal(sizeof(framework) / sizeof(*framework), 140);
	for (size_t i = 0; i < sizeof(framework) / sizeof(*framework); i++) {
		unsigned codepage = framework[i].codepage;
		struct axr_draft draft = { .scale = 1 };
		uint8_t room[16];
		struct axr_span bytes = axr_span_str(text);

		if (axr_ebcdic_letters(codepage))
			bytes = axr_span(ebcdic, sizeof(ebcdic));
		else if (codepage == 1200 || codepage == 1201)
			bytes = widened(room, text, 2, codepage == 1201);
		else if (codepage == 12000 || codepage == 12001)
			bytes = widened(room, text, 4, codepage == 12001);
		if (axr_codepage_find(axr_span_str(framework[i].name)) != codepage)
			fail_msg("%s", framework[i].name);
		if (axr_codepage_decode(&draft, bytes, codepage) != AXR_CODEPAGE_READ)
			fail_msg("%u is not read", codepage);
		if (codepage == 20290 || codepage == 20420 || codepage == 20423 ||
		    codepage == 20424 || codepage == 20880)
			assert_int_equal(draft.text.ptr[0], 'A'); /* small letters elsewhere */
		else
			assert_span(axr_buf_span(&draft.text), text);
		axr_buf_free(&draft.text);
		axr_buf_free(&draft.points);
	}
}

static void names_are_known(void **state)
{
	static const struct {
		const char *name;
		unsigned codepage;
	} names[] = {
		{ "utf-7", 65000 },	  { "UTF-8", 65001 },
		{ "65000", 65000 },	  { "IBM037", 37 },
		{ "cp037", 37 },	  { "ebcdic-cp-us", 37 },
		{ "IBM01140", 1140 },	  { "ibm500", 500 },
		{ "IBM290", 20290 },	  { "IBM00924", 20924 },
		{ "windows-1252", 1252 }, { "iso-8859-15", 28605 },
		{ "iso-8859-1", 28591 },  { "shift_jis", 932 },
		{ "gb2312", 936 },	  { "GB18030", 54936 },
		{ "koi8-r", 20866 },	  { "unicodeFFFE", 1201 },
		{ "utf-16", 1200 },	  { "utf-32BE", 12001 },
		{ "cp866", 866 },	  { "hz-gb-2312", 52936 },
		{ " us-ascii ", 20127 },  { "iso-8859-0", 0 },
		{ "no such thing", 0 },	  { "", 0 },
		{ "99999999999", 0 },	  { "iso-2022-jp-and-more-than-any-name-has", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_int_equal(axr_codepage_find(axr_span_str(names[i].name)), names[i].codepage);
}

static void each_has_its_decoder(void **state)
{
	static const struct {
		unsigned codepage;
		struct axr_span bytes;
	} cases[] = {
		{ 37, AXR_SPAN_LIT("\x4c\x6c") },	   { AXR_CP_UTF16LE, AXR_SPAN_LIT("<\0%\0") },
		{ AXR_CP_UTF16BE, AXR_SPAN_LIT("\0<\0%") }, { AXR_CP_UTF7, AXR_SPAN_LIT("+ADwAJQ-") },
		{ AXR_CP_UTF32LE, AXR_SPAN_LIT("<\0\0\0%\0\0\0") },
		{ AXR_CP_UTF32BE, AXR_SPAN_LIT("\0\0\0<\0\0\0%") },
		{ 932, AXR_SPAN_LIT("<%") },		   { AXR_CP_LATIN1, AXR_SPAN_LIT("<%") },
	};
	struct axr_draft draft = { .scale = 1 };

	(void)state;
	assert_int_equal(axr_codepage_decode(&draft, axr_span_str("<%"), 65535),
			 AXR_CODEPAGE_UNREAD);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		draft = (struct axr_draft){ .scale = 1 };
		assert_int_equal(axr_codepage_decode(&draft, cases[i].bytes, cases[i].codepage),
				 AXR_CODEPAGE_READ);
		assert_span(axr_buf_span(&draft.text), "<%");
		axr_buf_free(&draft.text);
		axr_buf_free(&draft.points);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_of_the_framework),
		cmocka_unit_test(names_are_known),
		cmocka_unit_test(each_has_its_decoder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
