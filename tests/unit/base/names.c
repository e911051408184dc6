#include "base/names.h"

#include "../test.h"

static void levels_go_both_ways(void **state)
{
	enum axr_level level = AXR_CLEAN;

	(void)state;
	for (int i = AXR_CLEAN; i <= AXR_MALICIOUS; i++) {
		assert_int_equal(axr_level_parse(axr_level_name((enum axr_level)i), &level), 0);
		assert_int_equal(level, i);
	}
	assert_int_equal(axr_level_parse("Malicious", &level), AXR_EUSAGE);
	assert_int_equal(axr_level_parse("", &level), AXR_EUSAGE);
	assert_int_equal(axr_level_parse(NULL, &level), AXR_EUSAGE);
}

static void classes_and_troubles_go_both_ways(void **state)
{
	enum axr_class file_class = AXR_CLASS_MATCH;
	enum axr_trouble trouble = AXR_TROUBLE_OPEN;
	enum axr_signature signature = AXR_SIGNATURE_UNKNOWN;

	(void)state;
	for (int i = AXR_CLASS_MATCH; i <= AXR_CLASS_STOCK; i++) {
		struct axr_span name = axr_span_str(axr_class_name((enum axr_class)i));

		assert_true(axr_class_parse(name, &file_class));
		assert_int_equal(file_class, i);
	}
	for (int i = AXR_TROUBLE_OPEN; i <= AXR_TROUBLE_MEMORY; i++) {
		struct axr_span name = axr_span_str(axr_trouble_name((enum axr_trouble)i));

		assert_true(axr_trouble_parse(name, &trouble));
		assert_int_equal(trouble, i);
	}
	for (int i = AXR_SIGNATURE_UNKNOWN; i <= AXR_SIGNATURE_BROKEN; i++) {
		struct axr_span name = axr_span_str(axr_signature_name((enum axr_signature)i));

		assert_true(axr_signature_parse(name, &signature));
		assert_int_equal(signature, i);
	}
	assert_false(axr_class_parse(axr_span_str("unknown"), &file_class));
	assert_false(axr_trouble_parse(axr_span_str("unknown"), &trouble));
}

static void what_has_no_name_is_said_so(void **state)
{
	(void)state;
	assert_string_equal(axr_skip_name(AXR_SKIP_SEEN), "seen");
	assert_string_equal(axr_skip_name(AXR_SKIP_COUNT), "unknown");
	assert_string_equal(axr_level_name((enum axr_level)-1), "unknown");
	assert_string_equal(axr_attribute_name(AXR_ATTR_HIDDEN), "hidden");
	assert_null(axr_attribute_name(1u << 20));
	assert_true(axr_version()[0] >= '0' && axr_version()[0] <= '9');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels_go_both_ways),
		cmocka_unit_test(classes_and_troubles_go_both_ways),
		cmocka_unit_test(what_has_no_name_is_said_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
