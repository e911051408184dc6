#include "decoded.h"

#define NONE SIZE_MAX
#define BYTES(s) AXR_SPAN_LIT(s)

static void signs_are_found_where_they_are(void **state)
{
	static const struct {
		struct axr_span bytes;
		size_t page, config, utf16, utf32, utf7, ebcdic;
	} cases[] = {
		{ BYTES(""), NONE, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("a < b % c"), NONE, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("ab<% x %><% y %>"), 2, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("ab<%"), NONE, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("ab<%x"), 2, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("/<%([\\s\\S]+?)%>/g, /<%=([\\s\\S]+?)%>/g"), NONE, NONE, NONE, NONE,
		  NONE, NONE },
		{ BYTES("/<%-([\\s\\S]+?)%>/g, <%= a %>"), 20, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("x<!--  #Include x"), 1, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("x<!-- include x"), NONE, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("ab #@~^AA"), 3, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("ab @~^AA"), NONE, NONE, NONE, NONE, NONE, NONE },
		{ BYTES(" <Configuration>"), NONE, 1, NONE, NONE, NONE, NONE },
		{ BYTES(" <configurations>"), NONE, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("<\0%\0 \0"), NONE, NONE, 0, NONE, NONE, NONE },
		{ BYTES("\0<\0%\0 "), NONE, NONE, 1, NONE, NONE, NONE },
		{ BYTES("r\0u\0n\0A\0t\0"), NONE, NONE, 0, NONE, NONE, NONE },
		{ BYTES("<\0\0\0%\0\0\0"), NONE, NONE, NONE, 0, NONE, NONE },
		{ BYTES("\0\0\0<\0\0\0%"), NONE, NONE, NONE, 3, NONE, NONE },
		{ BYTES("a+ADwAJQ-"), NONE, NONE, NONE, NONE, 1, NONE },
		{ BYTES("<+AHM-cript"), NONE, NONE, NONE, NONE, 1, NONE },
		{ BYTES("1+1 +ADw b"), NONE, NONE, NONE, NONE, NONE, NONE },
		{ BYTES("@\x4c\x6c\x83\x84"), NONE, NONE, NONE, NONE, NONE, 1 },
		{ BYTES("@\x4c\xa2\xc3\x99\x89\xd7\xa3"), NONE, NONE, NONE, NONE, NONE, 1 },
		{ BYTES("Llama, Lamb"), NONE, NONE, NONE, NONE, NONE, NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_signs signs;

		axr_signs_find(cases[i].bytes, false, &signs);
		if (signs.page != cases[i].page || signs.config != cases[i].config ||
		    signs.utf16 != cases[i].utf16 || signs.utf32 != cases[i].utf32 ||
		    signs.utf7 != cases[i].utf7 || signs.ebcdic != cases[i].ebcdic)
			fail_msg("case %zu: %zx %zx %zx %zx %zx %zx", i, signs.page, signs.config,
				 signs.utf16, signs.utf32, signs.utf7, signs.ebcdic);
	}
}

static size_t page_sign(const char *text)
{
	struct axr_signs signs;

	axr_signs_find(axr_span_str(text), false, &signs);
	return signs.page;
}

/* Every spelling of runat=server that the parser of pages takes. */
static void runat_in_any_spelling(void **state)
{
	static const char *const yes[] = {
		"<b runat=server>",		"<b RUNAT = \"Server\">", "<b runat='server'>",
		"<b runat\r\n=\r\n' server '>", "<b runat=\"&#115;erver\">", "<b runat=<% x %>>",
		"<b runat=+AHM-erver>",
	};
	static const char *const no[] = { "runat", "runat=", "runat=client", "run=server",
					  "a runat server", "unat=server" };

	(void)state;
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		if (page_sign(yes[i]) == SIZE_MAX)
			fail_msg("%s", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		if (page_sign(no[i]) != SIZE_MAX)
			fail_msg("%s", no[i]);
}

/* Amid binary data "<%" alone is chance: code must follow, or text near behind. */
static void chance_in_binary_data(void **state)
{
	static const struct {
		const char *code;
		size_t gap; /* of binary data behind it */
		const char *more;
		bool found;
	} cases[] = {
		{ "<%", 0, "", false },
		{ "<%abc", 0, "", false },
		{ "<%abcdefgh", 0, "", true },
		{ "<%a%>", 0, "", true },
		{ "<%%>", 0, "", false },
		{ "<%ab", 100, "twenty characters or so", true },
		{ "<%ab", 4000, "twenty characters or so", true },
		{ "<%ab", 5000, "twenty characters or so", false },
		{ "<%ab", 100, "fewer than that", false },
	};
	enum { LEN = 8192, AT = 1000 };
	uint8_t *bytes = test_malloc(LEN);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_signs signs;
		uint8_t *to = bytes + AT;

		memset(bytes, 1, LEN);
		memcpy(to, cases[i].code, strlen(cases[i].code));
		to += strlen(cases[i].code) + cases[i].gap;
		memcpy(to, cases[i].more, strlen(cases[i].more));
		axr_signs_find(axr_span(bytes, LEN), false, &signs);
		assert_false(signs.text);
		if (signs.page != (cases[i].found ? AT : SIZE_MAX))
			fail_msg("case %zu: %zx", i, signs.page);
	}
	test_free(bytes);
}

/* The search goes by pieces of 32 KiB: what lies across two of them is found as well. */
static void pieces_do_not_show(void **state)
{
	enum { LEN = 3 * 32768 };
	static const char code[] = "<% execute %>";
	uint8_t *bytes = test_malloc(LEN);
	struct axr_signs signs;

	(void)state;
	for (size_t at = 32768 - sizeof(code); at <= 32768 + 1; at++) {
		memset(bytes, ' ', LEN);
		memcpy(bytes + at, code, sizeof(code) - 1);
		axr_signs_find(axr_span(bytes, LEN), false, &signs);
		assert_true(signs.text);
		assert_int_equal(signs.page, at);
	}
	/* the first is enough where that was asked for */
	memcpy(bytes + 2 * 32768, "<configuration>", 15);
	axr_signs_find(axr_span(bytes, LEN), true, &signs);
	assert_int_equal(signs.config, SIZE_MAX);
	axr_signs_find(axr_span(bytes, LEN), false, &signs);
	assert_int_equal(signs.config, 2 * 32768);
	test_free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signs_are_found_where_they_are),
		cmocka_unit_test(runat_in_any_spelling),
		cmocka_unit_test(chance_in_binary_data),
		cmocka_unit_test(pieces_do_not_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
