#include "decode/charset/codepage.h"

#include "base/utf8.h"

#include "by_system.h"

/* Every byte but zero is as iconv has it. */
static void tables_are_as_elsewhere(void **state)
{
	static const struct {
		unsigned codepage;
		const char *name;
	} pages[] = {
		{ 437, "CP437" },	  { 737, "CP737" },	   { 850, "CP850" },
		{ 858, "CP858" },	  { 866, "CP866" },	   { 1250, "CP1250" },
		{ 1251, "CP1251" },	  { 28591, "ISO-8859-1" }, { 28592, "ISO-8859-2" },
		{ 28595, "ISO-8859-5" },  { 28605, "ISO-8859-15" }, { 20866, "KOI8-R" },
		{ 28599, "ISO-8859-9" },  { 38598, "ISO-8859-8" },
	};
	char room[2048];
	uint8_t bytes[255];

	(void)state;
	for (unsigned i = 0; i < 255; i++)
		bytes[i] = (uint8_t)(i + 1);
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct axr_draft draft = { .scale = 1 };
		struct axr_span expected, got;

		expected = by_system(pages[i].name, axr_span(bytes, 255), room, sizeof(room));
		assert_true(axr_single_decode(&draft, axr_span(bytes, 255), pages[i].codepage));
		got = axr_buf_span(&draft.text);
		/* where iconv has nothing, Windows may have the byte itself */
		for (size_t a = 0, b = 0, one, other; a < expected.len; a += one, b += other) {
			int32_t theirs = axr_utf8_get(expected, a, &one);
			int32_t ours;

			assert_true(b < got.len);
			ours = axr_utf8_get(got, b, &other);
			if (ours != theirs && theirs != 0xfffd)
				fail_msg("%s: U+%04X for U+%04X", pages[i].name, (unsigned)ours,
					 (unsigned)theirs);
		}
		draft_free(&draft);
	}
}

static void others_are_refused(void **state)
{
	static const unsigned others[] = { 0, 37, 932, 1200, 57001, 57012, 65000, 65001, 65535 };
	struct axr_draft draft = { .scale = 1 };

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(axr_single_decode(&draft, axr_span_str("a"), others[i]));
	assert_int_equal(draft.text.len, 0);
}

static void cases_are_read(void **state)
{
	static const struct {
		unsigned codepage;
		const char *bytes, *text;
	} cases[] = {
		/* seven bits: the eighth is left out, so all of a page may be hidden by it */
		{ 20127, "\xbc\xa5\xe5\xf6" "al", "<%eval" },
		{ 20106, "a[0] \xdb" "1", "aÄ0Ü Ä1" },
		{ 20107, "$", "¤" },
		{ 20108, "\\", "Ø" },
		{ 20269, "e\xc2" "a", "e\xcc\x81" "a" },
		{ 10005, "\xe0", "א" },
		{ 10021, "\xa1", "ก" },
		{ 57002, "a\xef\x42\xd9" "b", "a\xe2\x80\x8d" "b" },
		{ 57004, "x\xb3" "y", "xள" "y" },
		{ 1252, "\x93x\x94", "“x”" },
		{ 1252, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft = { .scale = 1 };

		assert_true(axr_single_decode(&draft, axr_span_str(cases[i].bytes),
					      cases[i].codepage));
		if (cases[i].codepage != 57004)
			assert_span(axr_buf_span(&draft.text), cases[i].text);
		else
			assert_int_equal(draft.text.len, strlen(cases[i].text));
		draft_free(&draft);
	}
}

static void places_are_kept(void **state)
{
	struct axr_draft draft = { .scale = 1 };

	(void)state;
	assert_true(axr_single_decode(&draft, axr_span("a\xe4\0b\x80" "c", 6), 1252));
	assert_span(axr_buf_span(&draft.text), "aä" "b€" "c");
	assert_int_equal(draft_origin(&draft, 3), 3);
	assert_int_equal(draft_origin(&draft, 7), 5);
	draft_free(&draft);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_are_as_elsewhere),
		cmocka_unit_test(others_are_refused),
		cmocka_unit_test(cases_are_read),
		cmocka_unit_test(places_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
