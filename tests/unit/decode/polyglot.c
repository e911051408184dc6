#include "decoded.h"

static struct axr_span joined(uint8_t *room, struct axr_span head, const char *page,
			      struct axr_span tail)
{
	memcpy(room, head.ptr, head.len);
	memcpy(room + head.len, page, strlen(page));
	memcpy(room + head.len + strlen(page), tail.ptr, tail.len);
	return axr_span(room, head.len + strlen(page) + tail.len);
}

static void behind_foreign_headers(void **state)
{
	static const char *const heads[] = { "GIF89a",
					     "\xff\xd8\xff\xe0\0\x10JFIF",
					     "\x89PNG\r\n\x1a\n",
					     "%PDF-1.4",
					     "BM",
					     "!BDN",
					     "0\x82\x01\x02",
					     "PK\x03\x04",
					     "\xd0\xcf\x11\xe0",
					     "{\\rtf1" };
	uint8_t *noise = test_malloc(100000), *room = test_malloc(300000);

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct axr_span all;
		struct decoded d;

		fill_noise(noise, 100000, (uint32_t)i + 100);
		memcpy(noise, heads[i], strlen(heads[i]));
		all = joined(room, axr_span(noise, 100000), PAGE, axr_span(noise, 100000));
		decode(&d, all, "aspx");
		assert_int_equal(d.subject->layers[0].content, AXR_CONTENT_PAGE);
		assert_false(d.subject->layers[0].is_text);
		assert_true(layer(&d, "code")->is_text);
		assert_non_null(layer_with(&d, "void Page_Load() { var list = Names[\"one\"];"));
		assert_int_equal(origin_of(layer(&d, "code"), "Page_Load"),
				 100000 + (size_t)(strstr(PAGE, "Page_Load") - PAGE));
		assert_true(layer(&d, "code")->bytes.len < 2000);
		decoded_free(&d);
	}
	test_free(noise);
	test_free(room);
}

static void in_padding(void **state)
{
	static const uint8_t values[] = { 0, ' ', 'A', '\n' };

	(void)state;
	for (size_t i = 0; i < sizeof(values); i++) {
		struct axr_span all;
		uint8_t *bytes = padded(values[i], 12 << 20, axr_span_str(PAGE), &all);
		struct decoded d;

		decode(&d, all, "aspx");
		assert_true(layer(&d, "code")->bytes.len < sizeof(PAGE) + 10);
		assert_non_null(layer_with(&d, "void Page_Load() { var list"));
		assert_int_equal(origin_of(layer(&d, "code"), "Page_Load"),
				 (12 << 20) + (size_t)(strstr(PAGE, "Page_Load") - PAGE));
		assert_int_equal(limit_problems(&d), 0);
		decoded_free(&d);
		test_free(bytes);
	}
}

static void zeros_between(void **state)
{
	static const uint8_t bytes[] = "<%@ P\0age %>\0\0<% e\0v\0\x01"
				       "al %>\0x";
	struct decoded d;

	(void)state;
	decode(&d, axr_span(bytes, sizeof(bytes)), "aspx");
	assert_span(layer(&d, "code")->bytes, "<%@ Page %>\n<% eval %>\n");
	decoded_free(&d);
}

/* Where all of a file is source, the layer holds all of it. */
static void source_behind_a_directive(void **state)
{
	static const uint8_t bytes[] = "<%@\n WebHandler Class=\"A\" %>\0\0class\0 A { }";
	static const char *const extensions[] = { "ashx", "gif" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct decoded d;

		decode(&d, axr_span(bytes, sizeof(bytes) - 1), extensions[i]);
		assert_span(layer(&d, "code")->bytes,
			    "<%@\n WebHandler Class=\"A\" %>class A { }\n");
		assert_int_equal(origin_of(layer(&d, "code"), "A {"), 37);
		decoded_free(&d);
	}
}

static void every_kind_of_code(void **state)
{
	static const char page[] =
		"\0<p><SCRIPT a=\"<b\" RunAt='server'>one</b></SCRIPT ><script>two</script>"
		"<!-- three --><!-- #include file='four' --><form id=f runat=server><%-- five --%>"
		"<%= six";
	struct decoded d;

	(void)state;
	decode(&d, axr_span(page, sizeof(page) - 1), "aspx");
	assert_span(
		layer(&d, "code")->bytes,
		"<SCRIPT a=\"<b\" RunAt='server'>one</b></SCRIPT >\n<!-- #include file='four' -->\n"
		"<form id=f runat=server>\n<%-- five --%>\n<%= six\n");
	decoded_free(&d);
}

static void hostile_tags_are_linear(void **state)
{
	static const char *const pieces[] = { "<%", "<a ",   "runat=s", "<script runat=server ",
					      "</", "<!--#", "<%--",	"<script>\"runat" };
	enum { LEN = 1 << 20 };
	uint8_t *bytes = test_malloc(LEN);

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct decoded d;

		for (size_t at = 0; at < LEN; at++)
			bytes[at] = (uint8_t)pieces[i][at % strlen(pieces[i])];
		bytes[0] = 0;
		decode(&d, axr_span(bytes, LEN), "aspx");
		assert_true(d.subject->layer_count <= 4);
		decoded_free(&d);
	}
	test_free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(behind_foreign_headers),
		cmocka_unit_test(in_padding),
		cmocka_unit_test(zeros_between),
		cmocka_unit_test(source_behind_a_directive),
		cmocka_unit_test(every_kind_of_code),
		cmocka_unit_test(hostile_tags_are_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
