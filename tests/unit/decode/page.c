#include "page/page.h"

#include "decoded.h"

static void a_page_has_a_canonical_layer(void **state)
{
	static const char text[] = "<%@ Page Language=\"C#\" %>\n<p>text</p>\n"
				   "<% Show(\"a\" + \"b\" +\n \"c\"); Na\\u006de(); %>\n";
	const struct axr_layer *canonical;
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str(text), "aspx");
	canonical = layer(&d, "canonical");
	assert_true(canonical->canonical && canonical->is_text && !canonical->page);
	assert_int_equal(canonical->content, AXR_CONTENT_PAGE);
	assert_non_null(layer(&d, "raw")->page);
	assert_true(layer(&d, "raw")->page->server_code);
	assert_int_equal(line_of(canonical, "Name"), 4);
	assert_int_equal(origin_of(canonical, "Name"), strstr(text, "Na\\u") - text);
	decoded_free(&d);
}

static void it_goes_through_code_pages(void **state)
{
	uint8_t wide[400];
	struct decoded d;

	(void)state;
	decode(&d, widened(wide, "<%@ Page %>\n\n<% Sh\\u006fw(1); %>", 2, true), "aspx");
	assert_null(layer(&d, "raw")->page);
	assert_non_null(layer(&d, "utf-16")->page);
	assert_int_equal(line_of(layer(&d, "utf-16/canonical"), "Show"), 3);
	assert_int_equal(origin_of(layer(&d, "utf-16/canonical"), "Show"), 2 * 16);
	decoded_free(&d);
}

/* A constant that the reader has put in plain words is looked into. */
static void canonical_constants_are_blobs(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str("<%@ Page Language=\"C#\" %>\n<% f(\"Y21k\\u004cmV4ZQ==\"); %>"),
	       "aspx");
	assert_non_null(layer_with(&d, "cmd.exe"));
	decoded_free(&d);
}

static void source_needs_no_tag(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str("using System;\nclass A { string b = \"x\\u0079\"; }"), "png");
	assert_int_equal(layer(&d, "raw")->page->blocks[0].kind, AXR_BLOCK_FILE);
	assert_non_null(layer_with(&d, "\"xy\""));
	decoded_free(&d);
	/* but the words at the head of a page do not make it one */
	decode(&d, axr_span_str("using System;\n<% f(\"x\" & \"y\") %>"), "asp");
	assert_int_equal(layer(&d, "raw")->page->blocks[0].kind, AXR_BLOCK_CODE);
	decoded_free(&d);
}

static void razor_is_a_page(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str("<p>@{ Show(Request[\"a\"]); }</p>"), "cshtml");
	assert_int_equal(layer(&d, "raw")->content, AXR_CONTENT_PAGE);
	assert_non_null(layer_named(&d, "canonical"));
	decoded_free(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_has_a_canonical_layer),
		cmocka_unit_test(it_goes_through_code_pages),
		cmocka_unit_test(canonical_constants_are_blobs),
		cmocka_unit_test(source_needs_no_tag),
		cmocka_unit_test(razor_is_a_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
