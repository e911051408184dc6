/* The names of code pages, and which decoder each goes to. */
#include "decode/charset/codepage.h"

#include "../decoded.h"

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
	assert_false(axr_codepage_decode(&draft, axr_span_str("<%"), 65535));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		draft = (struct axr_draft){ .scale = 1 };
		assert_true(axr_codepage_decode(&draft, cases[i].bytes, cases[i].codepage));
		assert_span(axr_buf_span(&draft.text), "<%");
		axr_buf_free(&draft.text);
		axr_buf_free(&draft.points);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_known),
		cmocka_unit_test(each_has_its_decoder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
