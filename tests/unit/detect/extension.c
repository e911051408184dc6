#include "detect/extension.h"

#include "../test.h"

static void extensions_are_known_in_any_case(void **state)
{
	(void)state;
	assert_true(axr_is_page_extension(axr_span_str("aspx")));
	assert_true(axr_is_page_extension(axr_span_str("ASHX")));
	assert_true(axr_is_page_extension(axr_span_str("cer")));
	assert_false(axr_is_page_extension(axr_span_str("asp2")));
	assert_false(axr_is_page_extension(axr_span_str("")));
	assert_true(axr_is_static_extension(axr_span_str("PNG")));
	assert_false(axr_is_static_extension(axr_span_str("dll")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(extensions_are_known_in_any_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
