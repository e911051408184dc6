#include "decoded.h"

static void attributes_are_undone(void **state)
{
	static const char page[] =
		"<%@ Page %>\n<p>&lt;% text %></p>\n"
		"<asp:x on=\"&#x65;v&#97;l&lt;&#0;&bogus;&quot;\" runat=server />";
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str(page), "aspx");
	assert_span(layer(&d, "entities")->bytes,
		    "<%@ Page %>\n<p>&lt;% text %></p>\n"
		    "<asp:x on=\"eval<&#0;&bogus;\"\" runat=server />");
	assert_int_equal(origin_of(layer(&d, "entities"), "val"), strstr(page, "v&#97") - page);
	assert_int_equal(origin_of(layer(&d, "entities"), "runat"), strstr(page, "runat") - page);
	assert_int_equal(line_of(layer(&d, "entities"), "runat"), 3);
	decoded_free(&d);
}

static void configuration_is_undone(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str("<?xml version=\"1.0\"?>\n<configuration>\n&lt;% x %&gt;"),
	       "config");
	assert_non_null(layer_with(&d, "<% x %>"));
	assert_int_equal(layer(&d, "entities")->content, AXR_CONTENT_PAGE);
	decoded_free(&d);
}

static void text_for_readers_is_left(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str("<html><p title='&lt;%'>&lt;% x %&gt;</p>"), "htm");
	assert_int_equal(d.subject->layer_count, 1);
	decoded_free(&d);
	decode(&d, axr_span_str("<%@ Page %><a href=\"?a=1&amp;b=2\">"), "aspx");
	assert_null(layer_named(&d, "entities")); /* nothing that code is made of */
	decoded_free(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes_are_undone),
		cmocka_unit_test(configuration_is_undone),
		cmocka_unit_test(text_for_readers_is_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
