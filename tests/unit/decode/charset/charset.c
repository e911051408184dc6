/* Small pages put through each encoding: the original must be a layer, its places right. */
#include "by_system.h"

static void wide_text(void **state)
{
	uint8_t room[4 * sizeof(PAGE)];

	(void)state;
	for (size_t width = 2; width <= 4; width += 2)
		for (int big = 0; big < 2; big++) {
			struct axr_span bytes = widened(room, PAGE, width, big);
			const char *name = width == 2 ? "utf-16" : "utf-32";
			struct decoded d;

			decode(&d, bytes, "txt"); /* a name that says nothing */
			assert_span(layer(&d, name)->bytes, PAGE);
			assert_true(layer(&d, name)->is_text);
			assert_int_equal(layer(&d, name)->content, AXR_CONTENT_PAGE);
			assert_int_equal(origin_of(layer(&d, name), "Page_Load"),
					 width * (size_t)(strstr(PAGE, "Page_Load") - PAGE));
			assert_int_equal(line_of(layer(&d, name), "Page_Load"), 3);
			decoded_free(&d);
		}
}

static void wide_text_with_a_mark(void **state)
{
	static const uint8_t bytes[] = "\xff\xfe<\0%\0\x2d\x4e\0\0x\0\x3d\xd8\0\xde\n\0y\0%\0>";
	struct decoded d;

	(void)state;
	decode(&d, axr_span(bytes, sizeof(bytes)), "aspx");
	assert_span(layer(&d, "utf-16")->bytes, "<%\xe4\xb8\xadx\xf0\x9f\x98\x80\ny%>");
	assert_int_equal(origin_of(layer(&d, "utf-16"), "<"), 2);
	assert_int_equal(origin_of(layer(&d, "utf-16"), "x"), 10);
	assert_int_equal(origin_of(layer(&d, "utf-16"), "y"), 18);
	assert_int_equal(line_of(layer(&d, "utf-16"), "y"), 2);
	decoded_free(&d);
}

/* Every character but letters and digits shifted; and then all of them. */
static void utf7(void **state)
{
	uint8_t room[8 * sizeof(PAGE)];
	size_t len = in_codepage("UTF-7", PAGE, room, sizeof(room));
	struct axr_span bytes = axr_span(room, len);
	struct decoded d;

	(void)state;
	decode(&d, bytes, "aspx");
	assert_span(layer(&d, "utf-7")->bytes, PAGE);
	assert_int_equal(origin_of(layer(&d, "utf-7"), "Page_Load"),
			 axr_span_find(bytes, axr_span_str("Page+AF8-Load"), 0) == SIZE_MAX
				 ? axr_span_find(bytes, axr_span_str("Page_Load"), 0)
				 : axr_span_find(bytes, axr_span_str("Page+AF8-Load"), 0));
	assert_int_equal(line_of(layer(&d, "utf-7"), "Page_Load"), 3);
	decoded_free(&d);
}

static void utf7_of_everything(void **state)
{
	char room[8 * sizeof(PAGE)] = "+";
	uint8_t wide[2 * sizeof(PAGE)];
	struct decoded d;
	size_t len;

	(void)state;
	len = 1 + base64_of(room + 1, widened(wide, PAGE, 2, true)).len;
	while (room[len - 1] == '=')
		len--;
	room[len++] = '-';
	decode(&d, axr_span(room, len), "jpg");
	assert_span(layer(&d, "utf-7")->bytes, PAGE);
	/* three units in eight digits */
	assert_in_range(origin_of(layer(&d, "utf-7"), "Page_Load"),
			1 + (size_t)(strstr(PAGE, "Page_Load") - PAGE) * 8 / 3 - 2,
			1 + (size_t)(strstr(PAGE, "Page_Load") - PAGE) * 8 / 3 + 2);
	assert_int_equal(layer(&d, "utf-7")->content, AXR_CONTENT_PAGE);
	decoded_free(&d);
}

static void utf7_letters_only(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str("<%@ codepage = '65000' %><% +AGE-b+AGM(+AC8-) 1+-2 %>"), "asp");
	assert_non_null(strstr((const char *)layer(&d, "utf-7")->bytes.ptr, "<% abc(/) 1+2 %>"));
	decoded_free(&d);
	/* without quotes, and none of it looks like UTF-7 by itself */
	decode(&d, axr_span_str("<%\r\n @\tcodepage =65000%><% x = +AGE %>"), "asp");
	assert_span(layer(&d, "utf-7")->bytes, "<%\r\n @\tcodepage =65000%><% x = a %>");
	decoded_free(&d);
	decode(&d, axr_span_str("<%@codepage=65000%><% x = +AGE %>"), "asp");
	assert_span(layer(&d, "utf-7")->bytes, "<%@codepage=65000%><% x = a %>");
	decoded_free(&d);
	decode_with(&d, axr_span_str("<% +AGE-b %>"), "aspx", "utf-7", NULL);
	assert_span(layer(&d, "utf-7")->bytes, "<% ab %>");
	decoded_free(&d);
	/* nobody says that this is UTF-7, and it does not look so */
	decode(&d, axr_span_str("<% a = 1 +b+c + \"+ABC\" %>"), "asp");
	assert_null(layer_named(&d, "utf-7"));
	decoded_free(&d);
}

static void ebcdic(void **state)
{
	static const char *const pages[] = { "IBM037", "IBM500",  "IBM1047", "IBM273",
					     "IBM297", "IBM1140", "IBM930" };
	uint8_t room[2 * sizeof(PAGE)];

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		size_t len = in_codepage(pages[i], PAGE, room, sizeof(room));
		const struct axr_layer *text;
		struct decoded d;

		decode(&d, axr_span(room, len), "aspx");
		text = layer_with(&d, PAGE);
		assert_non_null(text);
		assert_span(text->bytes, PAGE);
		assert_int_equal(origin_of(text, "Page_Load"), strstr(PAGE, "Page_Load") - PAGE);
		assert_int_equal(line_of(text, "Page_Load"), 3);
		decoded_free(&d);
	}
}

static void configured_code_pages(void **state)
{
	uint8_t room[2 * sizeof(PAGE)];
	size_t len = in_codepage("IBM870", PAGE, room, sizeof(room));
	struct decoded d;

	(void)state;
	decode_with(&d, axr_span(room, len), "aspx", "IBM870", NULL);
	assert_span(layer(&d, "cp870")->bytes, PAGE);
	decoded_free(&d);
	decode_with(&d, axr_span_str("p { }"), "css", "utf-7", NULL);
	assert_int_equal(d.subject->layer_count, 1); /* no page: never read that way */
	decoded_free(&d);
	decode_with(&d, axr_span_str(PAGE), "aspx", "klingon", NULL);
	assert_int_equal(d.subject->problem_count, 1);
	assert_int_equal(d.subject->problems[0].trouble, AXR_TROUBLE_CONFIG);
	decoded_free(&d);
}

/* What cannot be read is told, where a page says so itself as where web.config does. */
static void unread_code_pages_are_told(void **state)
{
	static const struct {
		const char *page, *extension, *charset;
		size_t problems;
	} cases[] = {
		{ "<%@ codepage=64999 %><% a %>", "asp", "", 1 },
		{ "<%@ codepage=\"klingon\" %><% a %>", "asp", "", 1 },
		{ "<?xml version='1.0' encoding='klingon'?><% a %>", "aspx", "", 1 },
		{ "<% a %>", "aspx", "64999", 1 },
		{ "<%@ codepage=0 %><% a %>", "asp", "", 0 },
		{ "<%@ codepage=65001 %><% a %>", "asp", "utf-8", 0 },
		{ "<%@ codepage=936 %><% a=\"\xd6\xd0\" %>", "asp", "", 0 },
		{ "<p>codepage=64999</p>", "htm", "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct decoded d;

		decode_with(&d, axr_span_str(cases[i].page), cases[i].extension, cases[i].charset,
			    NULL);
		assert_int_equal(d.subject->problem_count, cases[i].problems);
		decoded_free(&d);
	}
}

/* Under us-ascii classic ASP reads seven bits. */
static void the_eighth_bit(void **state)
{
	static const char head[] = "<%@codepage=20127%>", code[] = "<% x = 1 %>";
	char page[sizeof(head) + sizeof(code)];
	struct decoded d;

	(void)state;
	strcpy(page, head);
	for (size_t i = 0; i < sizeof(code) - 1; i++)
		page[sizeof(head) - 1 + i] = (char)(code[i] | (char)0x80);
	decode(&d, axr_span(page, sizeof(head) + sizeof(code) - 2), "asp");
	assert_span(layer(&d, "cp20127")->bytes, "<%@codepage=20127%><% x = 1 %>");
	decoded_free(&d);
}

static void plain_pages_stay_alone(void **state)
{
	struct decoded d;

	(void)state;
	decode_with(&d, axr_span_str("\xef\xbb\xbf" PAGE), "aspx", "utf-8", NULL);
	for (size_t i = 1; i < d.subject->layer_count; i++)
		assert_true(d.subject->layers[i].canonical);
	assert_int_equal(d.subject->layers[0].content, AXR_CONTENT_PAGE);
	assert_true(d.subject->layers[0].is_text);
	decoded_free(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wide_text),
		cmocka_unit_test(wide_text_with_a_mark),
		cmocka_unit_test(utf7),
		cmocka_unit_test(utf7_of_everything),
		cmocka_unit_test(utf7_letters_only),
		cmocka_unit_test(ebcdic),
		cmocka_unit_test(configured_code_pages),
		cmocka_unit_test(unread_code_pages_are_told),
		cmocka_unit_test(the_eighth_bit),
		cmocka_unit_test(plain_pages_stay_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
