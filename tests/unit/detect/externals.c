#include "detect/externals.h"

#include "../test.h"

static void a_set_that_asks_for_md5_is_known(void **state)
{
	static const struct {
		const char *text;
		bool wants;
	} cases[] = {
		{ "condition: md5 == \"00\"", true },
		{ "condition: \"00\" == md5", true },
		{ "condition: (md5)contains \"00\"", true },
		{ "condition: hash.md5(0, filesize) == \"00\"", false },
		{ "meta: md5 = \"00\"", false },
		{ "meta: md5=\"00\" md5_2 = \"00\" condition: md5==\"\"", true },
		{ "strings: $md5 = \"x\" $a_md5 = \"y\"", false },
		{ "md5", true },
		{ "", false },
		{ "rule r { strings: $a = \"md5($x\" condition: $a }", false },
		{ "rule r { strings: $a = \"\\\"md5(\" condition: $a }", false },
		{ "rule r { strings: $a = /md5\\/\"md5\\(/ condition: $a }", false },
		{ "/* by md5 */ rule r { condition: true } // md5", false },
		{ "rule r { strings: $a = /\"/ condition: $a and md5 == \"\" }", true },
		{ "rule r { strings: $a = \"//\" condition: $a and md5 == \"\" }", true },
		{ "// it's\nrule r { condition: md5 matches /^0/ }", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(axr_externals_want_md5(axr_span_str(cases[i].text)),
				 cases[i].wants);
}

static void every_external_has_a_name(void **state)
{
	(void)state;
	for (unsigned i = 0; i < AXR_EXTERNAL_COUNT; i++)
		assert_non_null(axr_external_names[i]);
}

static void nothing_known_is_empty(void **state)
{
	const char *values[AXR_EXTERNAL_PER_FILE];
	struct axr_subject subject;
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	axr_externals_of(&subject, values);
	for (unsigned i = 0; i < AXR_EXTERNAL_PER_FILE; i++)
		assert_string_equal(values[i], "");
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_set_that_asks_for_md5_is_known),
		cmocka_unit_test(every_external_has_a_name),
		cmocka_unit_test(nothing_known_is_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
