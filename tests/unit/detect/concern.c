#include "detect/concern.h"

#include "../test.h"

static bool concerns(const char *extension, enum axr_content content, unsigned contents)
{
	struct axr_subject subject = { .file.extension = axr_span_str(extension) };
	const struct axr_layer layer = { .content = content };

	return axr_concerns(&subject, &layer, contents);
}

static void names_only_add(void **state)
{
	const unsigned page = 1U << AXR_CONTENT_PAGE, config = 1U << AXR_CONTENT_CONFIG,
		       text = 1U << AXR_CONTENT_TEXT, pe = 1U << AXR_CONTENT_PE;

	(void)state;
	assert_true(concerns("css", AXR_CONTENT_TEXT, text));
	assert_false(concerns("css", AXR_CONTENT_TEXT, page | config));
	assert_true(concerns("css", AXR_CONTENT_PAGE, page));
	assert_true(concerns("css", AXR_CONTENT_OTHER, 0)); /* for all */
	assert_true(concerns("aspx", AXR_CONTENT_TEXT, page));
	assert_false(concerns("aspx", AXR_CONTENT_TEXT, text)); /* these are in it */
	assert_true(concerns("aspx", AXR_CONTENT_PE, page));
	assert_true(concerns("aspx", AXR_CONTENT_PE, pe));
	assert_true(concerns("config", AXR_CONTENT_PAGE, config));
	assert_false(concerns("aspx", AXR_CONTENT_PAGE, config));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_only_add),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
