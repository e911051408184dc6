#include "decoded.h"

static void known_text(void **state)
{
	struct decoded d;

	(void)state;
	/* seen in the wild as the beginning of many encoded scripts */
	decode(&d, axr_span_str("<%#@~^CAAAAA==\\ko$K6,JAAAAAA==^#~@%>"), "asp");
	assert_span(layer(&d, "screnc")->bytes, "<%MsgBox \"%>");
	assert_int_equal(layer(&d, "screnc")->content, AXR_CONTENT_PAGE);
	assert_int_equal(origin_of(layer(&d, "screnc"), "MsgBox"), 14);
	decoded_free(&d);
}

static void many_in_a_file(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d,
	       axr_span_str("<script language=VBScript.Encode runat=server>\n#@~^\\ko$K6,J^#~@"
			    "</script>\n<p>#@~^zzzzzz==\\ko$@&K6@$@*^#~@\n<%#@~^\\ko%>tail"),
	       "asp");
	assert_span(layer(&d, "screnc")->bytes,
		    "<script language=VBScript.Encode runat=server>\nMsgBox \"</script>\n<p>"
		    "MsgB\nTf@>\n<%Msg%>tail");
	assert_int_equal(line_of(layer(&d, "screnc"), "tail"), 4);
	decoded_free(&d);
}

static void hostile_markers_are_linear(void **state)
{
	enum { COUNT = 2 << 20 };
	uint8_t *bytes = test_malloc(6 * COUNT);
	struct decoded d;

	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		memcpy(bytes + 6 * i, "#@~^%>", 6);
	decode(&d, axr_span(bytes, 6 * COUNT), "asp");
	assert_non_null(layer_named(&d, "screnc"));
	decoded_free(&d);
	test_free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_text),
		cmocka_unit_test(many_in_a_file),
		cmocka_unit_test(hostile_markers_are_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
