/* The tables against the system's iconv, and the guess between them. */
#include "decode/charset/codepage.h"

#include "by_system.h"

static void others_have_no_table(void **state)
{
	static const unsigned others[] = { 0, 437, 932, 1252, 65000, 65001, 28591, 65535 };

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_null(axr_ebcdic_letters(others[i]));
}

/* Every byte of every page of our own, but for zero and NEL, is as iconv has it. */
static void tables_are_as_elsewhere(void **state)
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
		struct axr_draft draft = { .scale = 1 };
		const char *letters = axr_ebcdic_letters(pages[i].codepage);
		struct axr_span expected;

		assert_non_null(letters);
		expected = by_system(pages[i].name, axr_span(bytes, count), room, sizeof(room));
		axr_ebcdic_decode(&draft, axr_span(bytes, count), letters, false);
		if (!axr_span_eq(axr_buf_span(&draft.text), expected))
			fail_msg("%s", pages[i].name);
		draft_free(&draft);
	}
}

/* NEL ends a line; zeros are nothing, and what is behind them keeps its place. */
static void lines_and_zeros(void **state)
{
	static const uint8_t bytes[] = { 0x81, 0x15, 0, 0, 0x82, 0x25, 0, 0x83 };
	struct axr_draft draft = { .scale = 1 };

	(void)state;
	axr_ebcdic_decode(&draft, axr_span(bytes, sizeof(bytes)), axr_ebcdic_letters(37),
			  false);
	assert_span(axr_buf_span(&draft.text), "a\nb\nc");
	assert_int_equal(draft_origin(&draft, 1), 1);
	assert_int_equal(draft_origin(&draft, 2), 4);
	assert_int_equal(draft_origin(&draft, 4), 7);
	draft_free(&draft);
}

/* The pages differ in brackets above all: the right one is that under which they match. */
static void brackets_tell_the_page(void **state)
{
	static const unsigned pages[] = { 37, 500, 1047, 20273, 20297 };
	static const char text[] = "<% x[1] = (y[2]); { if (!z) [a] } %>";

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct axr_draft table = { .scale = 1 }, draft = { .scale = 1 };
		uint8_t bytes[sizeof(text)];

		for (size_t k = 0; k < sizeof(text) - 1; k++)
			for (unsigned b = 1; b < 256; b++) {
				uint8_t byte = (uint8_t)b;

				table.text.len = table.points.len = 0;
				axr_ebcdic_decode(&table, axr_span(&byte, 1),
						  axr_ebcdic_letters(pages[i]), false);
				if (table.text.len == 1 && table.text.ptr[0] == (uint8_t)text[k])
					bytes[k] = byte;
			}
		axr_ebcdic_decode(&draft, axr_span(bytes, sizeof(text) - 1),
				  axr_ebcdic_letters(
					  axr_ebcdic_guess(axr_span(bytes, sizeof(text) - 1))),
				  false);
		assert_span(axr_buf_span(&draft.text), text);
		draft_free(&table);
		draft_free(&draft);
	}
	assert_non_null(axr_ebcdic_letters(axr_ebcdic_guess(axr_span(NULL, 0))));
}

/* Between SO and SI: wide letters, a blank, one that is not known, and half of one. */
static void two_bytes_a_character(void **state)
{
	static const uint8_t bytes[] = { 0x81, 0x0e, 0x42, 0xc1, 0x42, 0x4d, 0x40, 0x40, 0x48,
					 0xc2, 0x0f, 0x82, 0x0e, 0x45 };
	static const unsigned pages[] = { 930, 931, 933, 935, 937, 939 };
	struct axr_draft draft;

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		draft = (struct axr_draft){ .scale = 1 };
		assert_true(axr_ebcdic_shifts(pages[i]));
		assert_false(axr_ebcdic_decode(&draft, axr_span(bytes, sizeof(bytes) - 2),
					       axr_ebcdic_letters(pages[i]), true));
		if (pages[i] != 930)
			assert_true(axr_span_starts(axr_buf_span(&draft.text),
						    "a\uff21\uff08\u3000"));
		assert_int_equal(draft.text.ptr[draft.text.len - 1], pages[i] == 930 ? 0xb2 : 'b');
		draft_free(&draft);
	}
	draft = (struct axr_draft){ .scale = 1 };
	assert_true(axr_ebcdic_decode(&draft, axr_span(bytes, 8), axr_ebcdic_letters(939), true));
	assert_int_equal(draft_origin(&draft, 1), 2);
	draft_free(&draft);
	draft = (struct axr_draft){ .scale = 1 };
	assert_true(axr_ebcdic_decode(&draft, axr_span(bytes, sizeof(bytes)),
				      axr_ebcdic_letters(37), false));
	draft_free(&draft);
	assert_false(axr_ebcdic_shifts(37));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(others_have_no_table),
		cmocka_unit_test(tables_are_as_elsewhere),
		cmocka_unit_test(lines_and_zeros),
		cmocka_unit_test(brackets_tell_the_page),
		cmocka_unit_test(two_bytes_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
