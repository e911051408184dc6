#include "detect/gate/condition.h"

#include "shown.h"

static const char strings[] = "$a = \"alpha1\" nocase $b = \"bravo12\" $c = \"charlie\" "
			      "$short = \"s\" $d1 = \"delta1\" $d2 = \"delta22\" $r = /jj[0-9]kkk/";

struct expected {
	const char *condition, *needs;
};

static void check(const struct expected *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *got = needs_of(strings, cases[i].condition);

		if (strcmp(got, cases[i].needs))
			fail_msg("%s: %s, not %s", cases[i].condition, got, cases[i].needs);
	}
}

static void operators_are_understood(void **state)
{
	static const struct expected cases[] = {
		{ "$a", "alpha1" },
		{ "$r", "kkk & jj" },
		{ "$a and $b", "bravo12 & alpha1" },
		{ "$a or $b", "alpha1 || bravo12" },
		{ "($a or $b)", "alpha1|bravo12" },
		{ "$a and ($b or $c)", "alpha1 & bravo12|charlie" },
		{ "$a and $b or $c", "bravo12 & alpha1 || charlie" },
		{ "($a and $b or $c)", "bravo12|charlie & alpha1|charlie" },
		{ "not $a and $b", "bravo12" },
		{ "not ($a and $b) or $c", "none" },
		{ "defined $a and $b", "bravo12" },
		{ "$b and not ($a or $c)", "bravo12" },
		{ "$short", "none" },
		{ "$short or $a", "none" },
		{ "$short and $a", "alpha1" },
		{ "other_rule and $a", "alpha1" },
		{ "true", "none" },
		{ "true and $a", "alpha1" },
		{ "pe.number_of_sections == 3 and $a", "alpha1" },
		{ "extension matches /^\\.(asp|and|or)$/i or $a", "none" },
		{ "extension == \"and $c\" and $a", "alpha1" },
		{ "((((((((((((((((((((((((((((((((((((((((((((($a)))))))))))))))))))))))))))))))))"
		  ")))))))))))) and $b", "bravo12" },
		{ "$a or $b or $c or $d1 or $d2",
		  "alpha1 || bravo12 || charlie || delta1|delta22" },
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(*cases));
}

static void sets_and_numbers_are_understood(void **state)
{
	static const struct expected cases[] = {
		{ "any of ($d*)", "delta1|delta22" },
		{ "all of ($d*)", "delta22 & delta1" },
		{ "2 of ($d*)", "delta22 & delta1" },
		{ "2 of ($d*, $a)", "alpha1|delta22" },
		{ "1 of ($d*, $a)", "alpha1|delta1|delta22" },
		{ "2 of ($d*, $d1, $a)", "alpha1|delta1|delta22" }, /* $d1 counts twice */
		{ "0 of ($d*)", "none" },
		{ "0x2 of ($d*)", "none" },
		{ "none of them", "none" },
		{ "50% of ($d*)", "none" },
		{ "any of them", "none" }, /* $short has no literal */
		{ "2 of them", "alpha1|bravo12|charlie|delta1|delta22|kkk & "
			       "alpha1|bravo12|charlie|delta1|delta22|jj" },
		{ "7 of them", "bravo12 & delta22 & alpha1 & charlie" },
		{ "all of them", "bravo12 & delta22 & alpha1 & charlie" },
		{ "any of ($d*) in (0..100)", "none" },
		{ "any of (other_*)", "none" },
		{ "for any of them : ( # > 2 )", "none" },
		{ "for all i in (1..3) : ( @a[i] > 5 or $b )", "none" },
		{ "for any of ($a, $b) : ( $ at 0 ) and $c", "charlie" },
		{ "#a > 3", "alpha1" },
		{ "#a > 0 and #b > 0", "bravo12 & alpha1" },
		{ "#a >= 0", "none" },
		{ "#a >= 1", "alpha1" },
		{ "#a == 0", "none" },
		{ "#a == 2", "alpha1" },
		{ "#a != 0", "none" },
		{ "#a < 5", "none" },
		{ "#a > -1", "none" },
		{ "#a > 3 - 4", "none" },
		{ "#a in (0..100) > 2", "none" },
		{ "(#a + #b) > 2", "none" },
		{ "#a * 2 of ($d*)", "none" },
		{ "@a < 100", "none" },
		{ "!a == 6", "none" },
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(*cases));
}

static void places_and_sizes_are_understood(void **state)
{
	static const struct expected cases[] = {
		{ "$a at 0", "(0:alpha1" },
		{ "$a at 100 and $b", "bravo12 & (100:alpha1" },
		{ "$a at 1MB", "alpha1" },
		{ "$a at 2 + 2", "alpha1" },
		{ "$a at (2) and $b", "bravo12 & alpha1" },
		{ "$a at entrypoint", "alpha1" },
		{ "$r at 0", "kkk & jj" }, /* no literal of it needs to stand there */
		{ "$short at 0", "none" },
		{ "$a in (0..400)", "(400:alpha1" },
		{ "$a in (300..400)", "(400:alpha1" },
		{ "$a in (filesize-1KB..filesize)", "(-1024:alpha1" },
		{ "$a in (filesize - 100 .. filesize) or $b", "(-100:alpha1 || bravo12" },
		{ "$a in (0..filesize)", "alpha1" },
		{ "$a in (0..filesize-100)", "alpha1" },
		{ "$a in (filesize-100..filesize-10)", "alpha1" },
		{ "$a in (0..10+10)", "alpha1" },
		{ "filesize < 10", "<=9" },
		{ "filesize < 3KB and $a", "<=3071 alpha1" },
		{ "filesize <= 2MB and $a and filesize < 100", "<=99 alpha1" },
		{ "filesize==7", "<=7" },
		{ "filesize > 10", "none" },
		{ "filesize < 0", "none" },
		{ "filesize != 10", "none" },
		{ "filesize < 10 + 10", "none" },
		{ "filesize < 0x100", "none" },
		{ "filesize << 2 < 100", "none" },
		{ "filesize*2 < 100", "none" },
		{ "100 > filesize and $a", "alpha1" },
		{ "not filesize < 100 and $a", "alpha1" },
		{ "filesize < 10 or filesize < 20", "<=9 || <=19" },
		{ "(filesize < 10 or filesize < 20) and $a", "<=19 alpha1" },
		{ "(filesize < 10 and $a or filesize < 20)", "<=19" },
		{ "uint32be(0) == 0x21424452", "(0:!bdr" },
		{ "uint32(0) == 0x52444221 and $c", "(0:!bdr & charlie" },
		{ "uint16(0) != 0x5a4d", "none" },
		{ "uint16(4) == 0x5a4d", "none" },
		{ "uint16(0) == 0x5a4d + 1", "none" },
		{ "uint16(0) == 0x5a", "none" },
		{ "uint16(0) == uint16(2)", "none" },
		{ "(uint32(filesize - 4) == 5 or $b) and $a", "alpha1" },
		{ "uint8(0) == 0x4d", "none" },
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(*cases));
}

static void what_is_no_yara_is_refused(void **state)
{
	(void)state;
	assert_string_equal(needs_of(strings, "$unknown"), "not understood");
	assert_string_equal(needs_of(strings, "($a"), "not understood");
	assert_string_equal(needs_of(strings, "$a) and $b"), "not understood");
	assert_string_equal(needs_of("", "any of them"), "none");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operators_are_understood),
		cmocka_unit_test(sets_and_numbers_are_understood),
		cmocka_unit_test(places_and_sizes_are_understood),
		cmocka_unit_test(what_is_no_yara_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
