#include "detect/gate/term.h"

#include "expected.h"

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
	check_needs(cases, sizeof(cases) / sizeof(*cases));
}

static void places_are_understood(void **state)
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
	};

	(void)state;
	check_needs(cases, sizeof(cases) / sizeof(*cases));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_and_numbers_are_understood),
		cmocka_unit_test(places_are_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
