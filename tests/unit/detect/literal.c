#include "detect/literal.h"

#include "../test.h"

static void put(char *text, const struct axr_choice *choice)
{
	for (size_t i = 0; i < choice->count; i++)
		snprintf(text + strlen(text), 256 - strlen(text), "%s%.*s", i ? "|" : "",
			 (int)choice->literals[i].len, (const char *)choice->literals[i].bytes);
}

/* What an expression needs, as "one|or the other & and one|of these". */
static const char *literals(const char *regex, char *text)
{
	struct axr_choice first, second;

	axr_literals(axr_span_str(regex), AXR_LITERAL_LEAST, &first, &second);
	text[0] = 0;
	put(text, &first);
	if (second.count)
		strcat(text, " & ");
	put(text, &second);
	return text;
}

static void what_must_occur_is_found(void **state)
{
	static const char *const cases[][2] = {
		{ "\\\\aspnet_client\\\\(.*\\\\)?[^\\\\]+\\.aspx$", "\\aspnet_client\\ & .aspx" },
		{ "(?i)\\\\(a|b)\\\\Shell\\.ASPX$", "\\shell.aspx" },
		{ "abcd|efgh\\d", "abcd|efgh" },
		{ "abcd|ef", "" },
		{ "ab(cd)ef", "abcd" },
		{ "[0-9]\\.(aspx|ashx?|as\\-p)$", ".aspx|.ash|.as-p" },
		{ "[0-9]\\.(aspx|ashx|asp[ab|])$", ".aspx|.ashx|.asp" },
		{ "x(longer|much longer)?yz", "" },
		{ "x(?:(long|short)er|all the same)yz", "" },
		{ "ab(c|d[|]e)f", "" },
		{ "(?=abcd)x", "" },
		{ "(?i)abcd", "abcd" },
		{ "(one|other\\|s)(two)", "" },
		{ "(first|other\\|s)", "first|other|s" },
		{ "abcdx?efg", "abcd" },
		{ "abcdx*", "abcd" },
		{ "abcd{0,2}efgh", "efgh" },
		{ "abcd+e", "abcd" },
		{ "if{one|other}none", "if{one|other}none" },
		{ "four{", "four{" },
		{ "four{2", "" },
		{ "four{ 1, 2 }five", "" },
		{ "ab{,3}cdef\\t\\r\\n", "cdef\t\r\n" },
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
	struct axr_choice first, second;
	char regex[500];

	(void)state;
	memset(regex, 'q', sizeof(regex));
	axr_literals(axr_span(regex, sizeof(regex)), AXR_LITERAL_LEAST, &first, &second);
	assert_int_equal(first.count, 1);
	assert_int_equal(first.literals[0].len, AXR_LITERAL_MAX);
	for (size_t i = 4; i < sizeof(regex); i += 5)
		regex[i] = '|';
	axr_literals(axr_span(regex, sizeof(regex)), AXR_LITERAL_LEAST, &first, &second);
	assert_int_equal(first.count, 0);
	regex[0] = '(';
	regex[sizeof(regex) - 1] = ')';
	axr_literals(axr_span(regex, sizeof(regex)), AXR_LITERAL_LEAST, &first, &second);
	assert_int_equal(first.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_must_occur_is_found),
		cmocka_unit_test(long_ones_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
