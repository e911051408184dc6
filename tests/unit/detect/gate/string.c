#include "detect/gate/string.h"

#include "shown.h"

static void strings_are_understood(void **state)
{
	static const struct {
		const char *strings, *needs;
	} cases[] = {
		{ "$a = \"q\\\"uo\\x74e\\n\"", "q\"uote\n" },
		{ "$a = \"Word\"", "word" },
		{ "$a = \"Word\" nocase fullword private", "word" },
		{ "$a = \"Word\" ascii", "word" },
		{ "$a = \"Word\" wide", "w_o_r_d_" },
		{ "$a = \"Word\" wide ascii", "word|w_o_r_d_" },
		{ "$a = \"w\"", "none" },
		{ "$a = \"w\" wide", "none" },
		{ "$a = \"word\" xor", "none" },
		{ "$a = \"word\" xor(0x01-0xff)", "none" },
		{ "$a = \"word\" base64", "none" },
		{ "$a = \"word\" base64wide", "none" },
		{ "$a = \"word\" base64(\"!@#$%^&*(){}[].,|ABCDEFGHIJ\\x09LMNOPQRSTUVWXYZabcdefghijklmnopqrstu\")",
		  "none" },
		{ "$a = { 41 42 43 44 45 46 }", "abcdef" },
		{ "$a = { 414243 4445 }", "abcde" },
		{ "$a = { 41 42 ?? 61 62 63 }", "abc" },
		{ "$a = { 41 42 4? 61 62 }", "ab" },
		{ "$a = { 41 42 43 ?4 61 62 }", "abc" },
		{ "$a = { ?142434? 61 62 }", "ab" },
		{ "$a = { 41 42 43 ~44 61 }", "abc" },
		{ "$a = { 41 42 43 [2-4] 61 62 }", "abc" },
		{ "$a = { 41 42 ( 61 62 63 64 | 65 66 67 68 ) 64 65 66 }", "def" },
		{ "$a = { 41 42 // 61 62 63\n 43 /* 64 65 66 67 */ }", "abc" },
		{ "$a = { 41 ?? 42 }", "none" },
		{ "$a = /one(two|tri)four/i", "onetwo|onetri & four" },
		{ "$a = /abc?d{0,4}/", "ab" },
		{ "$a = /first|secnd/", "first|secnd" },
		{ "$a = /first|[a-z]+/", "none" },
		{ "$a = /longer[a-z]{1,9}short/", "longer & short" },
		{ "$a = /(maybe)?[0-9]+/", "none" },
		{ "$a = /a\\/\\*always\\s{0,4}\\(/", "a/*always" },
		{ "$a = /word/ wide", "w_o_r_d_" },
		{ "$a = /word|name/is ascii wide", "word|w_o_r_d_|name|n_a_m_e_" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *got = needs_of(cases[i].strings, "$a");

		if (strcmp(got, cases[i].needs))
			fail_msg("%s: %s, not %s", cases[i].strings, got, cases[i].needs);
	}
}

/* More of them than there is room for: the rule asks for nothing, and the text is read on. */
static void there_may_be_many(void **state)
{
	struct axr_buf strings = { 0 };

	(void)state;
	for (unsigned i = 0; i < AXR_RULE_STRINGS_MAX; i++)
		axr_buf_printf(&strings, "$s%u = \"string%u\" ", i, i);
	axr_buf_putc(&strings, 0);
	assert_string_equal(needs_of((const char *)strings.ptr, "$s7 and $s250"),
			    "string250 & string7");
	strings.len--;
	axr_buf_puts(&strings, "$t = \"one more\"");
	axr_buf_putc(&strings, 0);
	assert_string_equal(needs_of((const char *)strings.ptr, "$s7 and $s250"), "none");
	axr_buf_free(&strings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_are_understood),
		cmocka_unit_test(there_may_be_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
