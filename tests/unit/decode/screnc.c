#include "page/page.h"

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

/* Encoded on a system of another code page, the second byte of a character is not encoded. */
static void characters_of_two_bytes(void **state)
{
	static const struct {
		const char *page, *layer, *text;
	} cases[] = {
		{ "<%#@~^\\k\xe9_o%>", "screnc", "<%Ms\xe9+F%>" },
		{ "<%#@~^\\k\xe9_o%>", "screnc-dbcs", "<%Ms\xe9_g%>" },
		/* a half-width letter, which is alone, and one of two bytes */
		{ "<%#@~^\\k\xb1" "o\x83_%>", "screnc-sjis", "<%Ms\xb1g\x83_%>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct decoded d;

		decode(&d, axr_span_str(cases[i].page), "asp");
		assert_span(layer(&d, cases[i].layer)->bytes, cases[i].text);
		decoded_free(&d);
	}
}

static void one_code_page_one_layer(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str("<%#@~^\\k\xc3\xa9%>"), "asp");
	assert_non_null(layer_named(&d, "screnc"));
	assert_null(layer_named(&d, "screnc-dbcs"));
	decoded_free(&d);
}

/* Tags are found before a text is decoded: what looks like one in it ends nothing. */
static void decoded_text_ends_no_block(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str("<%#@~^Y@*\\k%>"), "asp");
	assert_null(strstr((const char *)layer(&d, "screnc")->bytes.ptr, "%>v"));
	assert_int_equal(layer(&d, "screnc")->page->block_count, 1);
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
		cmocka_unit_test(characters_of_two_bytes),
		cmocka_unit_test(one_code_page_one_layer),
		cmocka_unit_test(decoded_text_ends_no_block),
		cmocka_unit_test(hostile_markers_are_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
