/* The code pages against the system's iconv, and their names. */
#include "decode/charset/codepage.h"

#include <iconv.h>

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

static struct axr_span by_system(const char *name, struct axr_span in, char *out, size_t room)
{
	iconv_t converter = iconv_open("UTF-8", name);
	char *from = (char *)(uintptr_t)in.ptr, *to = out;
	size_t left = in.len, space = room;

	assert_true(converter != (iconv_t)(intptr_t)-1);
	while (left && iconv(converter, &from, &left, &to, &space) == (size_t)-1) {
		from++, left--; /* undefined there */
		memcpy(to, "\xef\xbf\xbd", 3);
		to += 3, space -= 3;
	}
	iconv_close(converter);
	return axr_span(out, room - space);
}

/* Every byte of every page of our own, but for zero and NEL, is as iconv has it. */
static void ebcdic_is_as_elsewhere(void **state)
{
	static const struct {
		unsigned codepage;
		const char *name;
	} pages[] = {
		{ 37, "IBM037" },    { 500, "IBM500" },	   { 1047, "IBM1047" }, { 1140, "IBM1140" },
		{ 20273, "IBM273" }, { 20297, "IBM297" },  { 20871, "IBM871" }, { 870, "IBM870" },
		{ 875, "IBM875" },   { 1026, "IBM1026" },  { 20420, "IBM420" }, { 20424, "IBM424" },
		{ 20880, "IBM880" }, { 21025, "IBM1025" }, { 20277, "IBM277" }, { 20278, "IBM278" },
		{ 20280, "IBM280" }, { 20284, "IBM284" },  { 20285, "IBM285" }, { 1141, "IBM1141" },
		{ 1149, "IBM1149" }, { 20905, "IBM905" },  { 20423, "IBM423" },
	};
	uint8_t bytes[255];
	char room[2048];
	size_t count = 0;

	(void)state;
	for (unsigned i = 1; i < 256; i++)
		if (i != 0x15)
			bytes[count++] = (uint8_t)i;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct axr_buf out = { 0 };
		struct axr_draft draft = { .scale = 1 };
		const char *letters = axr_ebcdic_letters(pages[i].codepage);
		struct axr_span expected;

		assert_non_null(letters);
		expected = by_system(pages[i].name, axr_span(bytes, count), room, sizeof(room));
		axr_ebcdic_decode(&draft, axr_span(bytes, count), letters);
		if (!axr_span_eq(axr_buf_span(&draft.text), expected))
			print_error("%s\n", pages[i].name);
		assert_true(axr_span_eq(axr_buf_span(&draft.text), expected));
		axr_buf_free(&draft.text);
		axr_buf_free(&draft.points);
		axr_buf_free(&out);
	}
}

static void double_bytes_are_read(void **state)
{
	static const struct {
		unsigned codepage;
		const char *bytes, *text;
	} cases[] = {
		{ 932, "a\x83\x5c\"", "a\xe3\x82\xbd\"" },
		{ 936, "\xd6\xd0<%", "\xe4\xb8\xad<%" },
		{ 950, "\xa4\xa4", "\xe4\xb8\xad" },
		{ 949, "\xb0\xa1", "\xea\xb0\x80" },
		{ 1251, "\xc0", "\xd0\x90" },
		{ 28605, "\xa4", "\xe2\x82\xac" },
		{ 50220, "ev\x1b(Bal", "eval" },
		{ 936,
		  "a\xff"
		  "b",
		  "a\xef\xbf\xbd"
		  "b" },
		{ 936, "a\xd6", "a" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };

		assert_true(axr_codepage_decode(&draft, axr_span_str(cases[i].bytes),
						cases[i].codepage));
		assert_span(axr_buf_span(&draft.text), cases[i].text);
		axr_buf_free(&draft.text);
		axr_buf_free(&draft.points);
	}
}

/* Long text in pieces comes out as in one. */
static void pieces_do_not_show(void **state)
{
	enum { LEN = 100001 };
	uint8_t *bytes = test_malloc(LEN);
	char *room = test_malloc(4 * LEN);
	struct axr_draft draft = { .scale = 1 };

	(void)state;
	for (size_t i = 0; i + 1 < LEN; i += 2)
		memcpy(bytes + i, "\xd6\xd0", 2);
	bytes[LEN - 1] = bytes[0];
	bytes[0] = 'x';
	memmove(bytes + 1, bytes + 2, LEN - 2);
	bytes[LEN - 1] = 'y';
	assert_true(axr_codepage_decode(&draft, axr_span(bytes, LEN), 936));
	assert_true(axr_span_eq(axr_buf_span(&draft.text),
				by_system("CP936", axr_span(bytes, LEN), room, 4 * LEN)));
	axr_buf_free(&draft.text);
	axr_buf_free(&draft.points);
	test_free(bytes);
	test_free(room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_known),
		cmocka_unit_test(ebcdic_is_as_elsewhere),
		cmocka_unit_test(double_bytes_are_read),
		cmocka_unit_test(pieces_do_not_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
