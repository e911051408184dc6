#include "os/os.h"

#include "../test.h"

static struct axr_span read_some(struct axr_os_codepage *codepage, const char *bytes,
				 uint8_t *text, size_t size, size_t took)
{
	size_t wrote;

	assert_int_equal(axr_os_codepage_read(codepage, axr_span_str(bytes), text, size, &wrote),
			 took);
	return axr_span(text, wrote);
}

static void code_pages_are_read(void **state)
{
	static const struct {
		unsigned codepage;
		const char *bytes, *text;
	} cases[] = {
		{ 1251, "\xc0 <%", "\xd0\x90 <%" },
		{ 932, "a\x83\x5c\"\xb1", "a\xe3\x82\xbd\"\xef\xbd\xb1" },
		{ 936, "\xd6\xd0<%", "\xe4\xb8\xad<%" },
		{ 54936, "\xd6\xd0<%", "\xe4\xb8\xad<%" },
		{ 51949, "\xb0\xa1", "\xea\xb0\x80" },
		/* EUC-JP: a pair, a half-wide letter, a row of each parity */
		{ 51932, "a\xc3\xe6\x8e\xb1", "a\xe4\xb8\xad\xef\xbd\xb1" },
		{ 20932, "\xb0\xa1\xb1\xa1", "\xe4\xba\x9c\xe9\x99\xa2" },
		/* ISO-2022, Japanese and Korean */
		{ 50220, "ev\x1b(Bal", "eval" },
		{ 50220, "\x1b$B\x43\x66\x1b(J<%", "\xe4\xb8\xad<%" },
		{ 50222, "\x1b(I\x31\x1b(B%", "\xef\xbd\xb1%" },
		{ 50225, "\x1b$)C\x0e\x30\x21\x0f%", "\xea\xb0\x80%" },
		/* what is no character, between what is */
		{ 936, "a\xff" "b", "a\xef\xbf\xbd" "b" },
		{ 51932, "\xa1\x20", "\xef\xbf\xbd " },
		{ 51932, "\x80" "a", "\xef\xbf\xbd" "a" },
		{ 50220, "\x1bx", "\xef\xbf\xbdx" },
		{ 20127, "a\x80", "a\xef\xbf\xbd" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_os_codepage *codepage = axr_os_codepage_open(cases[i].codepage);
		uint8_t text[64];

		assert_non_null(codepage);
		assert_span(read_some(codepage, cases[i].bytes, text, sizeof(text),
				      strlen(cases[i].bytes)),
			    cases[i].text);
		axr_os_codepage_close(codepage);
	}
}

static void what_the_end_cuts_waits(void **state)
{
	static const struct {
		unsigned codepage;
		const char *bytes;
		size_t took;
	} cases[] = {
		{ 936, "a\xd6", 1 },
		{ 54936, "\x81\x30\x81", 0 },
		{ 51932, "\xc3", 0 },
		{ 51932, "\x8f\xb0", 0 },
		{ 50220, "a\x1b$", 1 },
		{ 50220, "\x1b$B\x43", 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_os_codepage *codepage = axr_os_codepage_open(cases[i].codepage);
		uint8_t text[64];

		assert_non_null(codepage);
		read_some(codepage, cases[i].bytes, text, sizeof(text), cases[i].took);
		axr_os_codepage_close(codepage);
	}
}

static void a_state_lives_from_call_to_call(void **state)
{
	struct axr_os_codepage *codepage = axr_os_codepage_open(50220);
	uint8_t text[64];

	(void)state;
	assert_span(read_some(codepage, "\x1b$B", text, sizeof(text), 3), "");
	assert_span(read_some(codepage, "\x43\x66", text, sizeof(text), 2), "\xe4\xb8\xad");
	assert_span(read_some(codepage, "\x1b(Bal", text, sizeof(text), 5), "al");
	/* as much as there is room for */
	assert_span(read_some(codepage, "123456789", text, 8, 8), "12345678");
	axr_os_codepage_close(codepage);
}

/* 0 to 3 are the code pages of this machine, which say nothing of a file. */
static void unknown_pages_are_refused(void **state)
{
	static const unsigned pages[] = { 0, 1, 2, 3, 42, 28607, 65000, 65001, 65535, UINT32_MAX };

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		assert_null(axr_os_codepage_open(pages[i]));
	axr_os_codepage_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(code_pages_are_read),
		cmocka_unit_test(what_the_end_cuts_waits),
		cmocka_unit_test(a_state_lives_from_call_to_call),
		cmocka_unit_test(unknown_pages_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
