#include "base/layer.h"

#include "../test.h"

static void origin_goes_back_through_maps(void **state)
{
	/* a window at 1000; in it, behind 3 bytes of BOM, text; of that every second line kept */
	static const struct axr_map_point map[] = { { 0, 4 }, { 5, 12 } };
	const struct axr_layer raw = { .bytes = AXR_SPAN_LIT("\xef\xbb\xbf" "one\ntwo\nsix\nten\n"),
				       .name = "raw",
				       .shift = 1000 };
	const struct axr_layer text = { .bytes = AXR_SPAN_LIT("one\ntwo\nsix\nten\n"),
					.name = "utf-8",
					.parent = &raw,
					.is_text = true,
					.shift = 3 };
	const struct axr_layer some = { .bytes = AXR_SPAN_LIT("two; ten"),
					.name = "utf-8/canonical",
					.parent = &text,
					.is_text = true,
					.map = map,
					.map_count = 2 };

	(void)state;
	assert_int_equal(axr_layer_origin(&raw, 5), 1005);
	assert_int_equal(axr_layer_origin(&text, 4), 1007);
	assert_int_equal(axr_layer_origin(&some, 0), 1007);
	assert_int_equal(axr_layer_origin(&some, 5), 1015);
	assert_int_equal(axr_layer_line(&raw, 5), 0);
	assert_int_equal(axr_layer_line(&text, 4), 2);
	assert_int_equal(axr_layer_line(&some, 5), 4);
	assert_int_equal(axr_layer_line(&some, 7), 4);
}

static void excerpt_is_the_line_and_no_more(void **state)
{
	struct axr_layer layer = { .bytes = AXR_SPAN_LIT("first\n  the \xc3\xa4 point is here\nlast"),
				   .name = "raw" };

	(void)state;
	assert_span(axr_layer_excerpt(&layer, 15, 5, 100), "the \xc3\xa4 point is here");
	assert_span(axr_layer_excerpt(&layer, 15, 5, 5), "point");
	assert_span(axr_layer_excerpt(&layer, 15, 500, 3), "poi");
	assert_span(axr_layer_excerpt(&layer, 999, 1, 100), "last");
	layer.bytes = axr_span("", 0);
	assert_span(axr_layer_excerpt(&layer, 0, 0, 10), "");
	layer.bytes = axr_span("\x01\xff\0\tthe point\0\0\x02 and\n", 20);
	assert_span(axr_layer_excerpt(&layer, 8, 5, 100), "the point");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(origin_goes_back_through_maps),
		cmocka_unit_test(excerpt_is_the_line_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
