#include "../../../signatures/needs.h"

#include "base/span.h"
#include "detect/needs.h"
#include "../test.h"

/* The needs of a rule with these strings and this condition: a|b & c, or "none". */
static const char *needs_of(const char *strings, const char *condition)
{
	static char shown[1024];
	struct axr_buf text = { 0 }, out = { 0 };
	char why[64];
	bool known;

	axr_buf_printf(&text, "/* rule x { */ rule r { meta: a = \"strings: b\" strings: %s "
		       "condition: %s } // rule y {\n", strings, condition);
	known = axr_needs_of(axr_buf_span(&text), &out, why, sizeof(why));
	shown[0] = '\0';
	for (size_t at = 0; at < out.len; at += 2 + (size_t)out.ptr[at + 1]) {
		const unsigned flags = out.ptr[at];
		const size_t len = strlen(shown);

		snprintf(shown + len, sizeof(shown) - len, "%s%.*s%s",
			 flags & AXR_NEED_FIRST ? "^" : "", out.ptr[at + 1],
			 (const char *)out.ptr + at + 2,
			 flags & AXR_NEED_ENDS_RULE     ? "" :
			 flags & AXR_NEED_ENDS_CLAUSE ? " & " : "|");
	}
	axr_buf_free(&text);
	axr_buf_free(&out);
	return known ? shown : "none";
}

static void conditions_are_understood(void **state)
{
	static const char strings[] = "$a = \"Alpha1\" nocase $b = \"bravo12\" $c = \"charlie\" "
				      "$short = \"ab\" $d1 = \"delta1\" $d2 = \"delta22\"";
	static const struct {
		const char *condition, *needs;
	} cases[] = {
		{ "$a", "alpha1" },
		{ "$a and $b", "bravo12 & alpha1" },
		{ "$a or $b", "alpha1|bravo12" },
		{ "$a and ($b or $c)", "bravo12|charlie & alpha1" },
		{ "$a and $b or $c", "bravo12|charlie & alpha1|charlie" },
		{ "not $a and $b", "bravo12" },
		{ "$b and not ($a or $c)", "bravo12" },
		{ "any of ($d*)", "delta1|delta22" },
		{ "all of ($d*)", "delta22 & delta1" },
		{ "2 of ($d*, $a)", "delta1|delta22|alpha1" },
		{ "any of them", "none" }, /* $short has no literal */
		{ "all of them", "bravo12 & charlie & delta22 & alpha1" },
		{ "$short", "none" },
		{ "$short or $a", "none" },
		{ "$short and $a", "alpha1" },
		{ "$a at 0", "alpha1" },
		{ "$a in (0..400) and filesize < 3KB", "alpha1" },
		{ "#a > 3", "alpha1" },
		{ "#a >= 0", "none" },
		{ "#a == 0", "none" },
		{ "(#a + #b) > 2", "none" },
		{ "@a < 100", "none" },
		{ "filesize < 10", "none" },
		{ "other_rule and $a", "alpha1" },
		{ "none of them", "none" },
		{ "for any of them : ( # > 2 )", "none" },
		{ "for all i in (1..3) : ( @a[i] > 5 or $b )", "none" },
		{ "uint32be(0) == 0x21424452", "^!BDR" },
		{ "uint32(0) == 0x52444221 and $c", "^!BDR & charlie" },
		{ "uint16(0) != 0x5a4d", "none" },
		{ "uint16(4) == 0x5a4d", "none" },
		{ "extension matches /^\\.(asp|and|or)$/i or $a", "none" },
		{ "extension == \"and $c\" and $a", "alpha1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *got = needs_of(strings, cases[i].condition);

		if (strcmp(got, cases[i].needs))
			fail_msg("%s: %s, not %s", cases[i].condition, got, cases[i].needs);
	}
}

static void strings_are_understood(void **state)
{
	static const struct {
		const char *strings, *needs;
	} cases[] = {
		{ "$a = \"q\\\"uo\\x74e\\n\"", "q\"uote\n" },
		{ "$a = \"word\" xor", "none" },
		{ "$a = \"word\" base64", "none" },
		{ "$a = { 41 42 43 44 45 46 }", "none" },
		{ "$a = /one(two|tri)four/i", "onetwo|onetri" },
		{ "$a = /abc?d{0,4}/", "none" },
		{ "$a = /first|secnd/", "first|secnd" },
		{ "$a = /first|[a-z]+/", "none" },
		{ "$a = /longer[a-z]{1,9}short/", "longer & short" },
		{ "$a = /(maybe)?[0-9]+/", "none" },
		{ "$a = /a\\/\\*always\\s{0,4}\\(/", "a/*always" },
		{ "$a = /word/ wide", "none" },
	};
	const char *wide;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *got = needs_of(cases[i].strings, "$a");

		if (strcmp(got, cases[i].needs))
			fail_msg("%s: %s, not %s", cases[i].strings, got, cases[i].needs);
	}
	wide = needs_of("$a = \"word\" wide ascii", "$a");
	assert_int_equal(strncmp(wide, "word|w", 6), 0); /* a NUL follows */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_are_understood),
		cmocka_unit_test(strings_are_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
