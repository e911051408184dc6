#include "detect/gate/condition.h"

#include "expected.h"

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
	check_needs(cases, sizeof(cases) / sizeof(*cases));
}

static void sizes_and_beginnings_are_understood(void **state)
{
	static const struct expected cases[] = {
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
	check_needs(cases, sizeof(cases) / sizeof(*cases));
}

static void what_is_no_yara_is_refused(void **state)
{
	(void)state;
	assert_string_equal(needs_of(gate_strings, "$unknown"), "not understood");
	assert_string_equal(needs_of(gate_strings, "($a"), "not understood");
	assert_string_equal(needs_of(gate_strings, "$a) and $b"), "not understood");
	assert_string_equal(needs_of("", "any of them"), "none");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operators_are_understood),
		cmocka_unit_test(sizes_and_beginnings_are_understood),
		cmocka_unit_test(what_is_no_yara_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
