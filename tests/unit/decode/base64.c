#include "decoded.h"

static void short_strings(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str("<%@ Page %>\n<% f(\"Y21kLmV4ZQ==\",\n \"d2hvYW1pIC9hbGw\") %>"),
	       "aspx");
	assert_non_null(layer_with(&d, "cmd.exe\nwhoami /all\n"));
	assert_int_equal(line_of(layer(&d, "base64"), "whoami"), 3);
	assert_int_equal(origin_of(layer(&d, "base64"), "cmd.exe"), 18);
	decoded_free(&d);
}

/* Seven digits are a word like any other; a line break ends what is short. */
static void words_are_left_alone(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d, axr_span_str("<%@ Page %>\n<% f(\"d2hvYW1\") %>"), "aspx");
	assert_null(layer_with(&d, "whoam"));
	decoded_free(&d);
	decode(&d, axr_span_str("<%@ Page %>\n<% f(\"d2hv\nYW1p\n\") %>"), "aspx");
	assert_null(layer_with(&d, "whoami"));
	decoded_free(&d);
}

/* Lines of 76, the alphabet of URLs, and something before that looks like part of it. */
static void other_shapes(void **state)
{
	char text[8192], base64[4096], lines[8192], *to = lines;
	uint8_t body[] = PAGE PAGE PAGE;
	struct decoded d;

	(void)state;
	base64_of(base64, axr_span(body, sizeof(body) - 1));
	for (const char *from = base64; *from; from++) {
		if (from != base64 && (from - base64) % 76 == 0)
			to += sprintf(to, "\r\n    ");
		*to++ = *from == '+' ? '-' : *from == '/' ? '_' : *from;
	}
	*to = '\0';
	for (int i = 0; i < 4; i++) {
		static const char *const before[] = { "\"", "\"a", "\"ab", "\"abc" };

		decode(&d, axr_span_str(page_of(text, sizeof(text), before[i], lines, "\"")),
		       "aspx");
		assert_non_null(layer_with(&d, "Page_Load() { var list"));
		decoded_free(&d);
	}
}

static void pictures_cost_nothing(void **state)
{
	enum { LEN = 3 << 20 };
	uint8_t *noise = test_malloc(LEN);
	char *text = test_malloc(2 * LEN);
	struct decoded d;
	size_t len;

	(void)state;
	fill_noise(noise, LEN, 5);
	memcpy(noise, "\x89PNG\r\n\x1a\n", 8);
	len = (size_t)sprintf(text, "<%%@ Page %%><img src=\"data:image/png;base64,");
	len += base64_of(text + len, axr_span(noise, LEN)).len;
	len += (size_t)sprintf(text + len, "\" runat=server />");
	decode(&d, axr_span(text, len), "aspx");
	assert_null(layer_named(&d, "base64"));
	assert_int_equal(limit_problems(&d), 0);
	decoded_free(&d);
	test_free(noise);
	test_free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_strings),
		cmocka_unit_test(words_are_left_alone),
		cmocka_unit_test(other_shapes),
		cmocka_unit_test(pictures_cost_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
