#include "detect/literal.h"

#include "../test.h"

/* The literals of an expression, joined by '|'; "" where it has none. */
static const char *literals(const char *regex, char *text)
{
	struct axr_literal found[AXR_LITERALS_MAX];
	size_t count = axr_literals(axr_span_str(regex), found);

	text[0] = 0;
	for (size_t i = 0; i < count; i++)
		snprintf(text + strlen(text), 256 - strlen(text), "%s%.*s", i ? "|" : "",
			 (int)found[i].len, (const char *)found[i].bytes);
	return text;
}

static void what_must_occur_is_found(void **state)
{
	static const char *const cases[][2] = {
		{ "\\\\aspnet_client\\\\(.*\\\\)?[^\\\\]+\\.aspx$", "\\aspnet_client\\" },
		{ "(?i)\\\\(a|b)\\\\Shell\\.ASPX$", "\\shell.aspx" },
		{ "abcd|efgh\\d", "abcd|efgh" },
		{ "abcd|ef", "" },
		{ "ab(cdef)gh", "" },
		{ "abcdx?efg", "abcd" },
		{ "abcdx*", "abcd" },
		{ "abcd{0,2}efgh", "efgh" },
		{ "abcd+e", "abcd" },
		{ "[abcd]efgh[^]x]", "efgh" },
		{ "a.b.c.d.e", "" },
		{ "wxyz\\x41\\x2e", "wxyza." },
		{ "caf\xc3\xa9 noir", " noir" },
		{ "(?x)ab cd", "" },
		{ "\\Qabcd\\E", "" },
		{ "(*ACCEPT)abcd", "" },
		{ "(?:a(b[)]c)d)efgh", "efgh" },
		{ "(abcd", "" },
		{ "[abcd", "" },
		{ "abcd\\", "" },
		{ "abcd)", "" },
		{ "", "" },
		{ "|", "" },
	};
	char text[256];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(literals(cases[i][0], text), cases[i][1]);
}

static void long_ones_are_cut(void **state)
{
	struct axr_literal found[AXR_LITERALS_MAX];
	char regex[500];

	(void)state;
	memset(regex, 'q', sizeof(regex));
	assert_int_equal(axr_literals(axr_span(regex, sizeof(regex)), found), 1);
	assert_int_equal(found[0].len, AXR_LITERAL_MAX);
	for (size_t i = 4; i < sizeof(regex); i += 5)
		regex[i] = '|';
	assert_int_equal(axr_literals(axr_span(regex, sizeof(regex)), found), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_must_occur_is_found),
		cmocka_unit_test(long_ones_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
