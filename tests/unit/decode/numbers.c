#include "decoded.h"

static void are_read(void **state)
{
	static const struct {
		const char *code, *layer, *text;
	} cases[] = {
		{ "a = \"636d642e657865202f63\"", "hex", "cmd.exe /c\n" },
		{ "a = 0x636D642E657865202F63", "hex", "cmd.exe /c\n" },
		{ "b = {112, 0x6f ,119,101,114,115,&H68,101,108,108}", "numbers", "powershell\n" },
		{ "b = \"112|111|119|101|114|115|104|101|108|108\"", "numbers", "powershell\n" },
		{ "b = \"112 111 119 101 114 115 104 101 108 108\"", "numbers", "powershell\n" },
		{ "c = \"%65%76%61%6c\"", "escapes", "eval\n" },
		{ "c = \"%u0065%u0076%u0061%u006c\"", "escapes", "eval\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char page[200];
		struct decoded d;

		snprintf(page, sizeof(page), "<%%@ Page %%>\n<%% %s %%>", cases[i].code);
		decode(&d, axr_span_str(page), "aspx");
		assert_span(layer(&d, cases[i].layer)->bytes, cases[i].text);
		assert_int_equal(axr_layer_line(layer(&d, cases[i].layer), 0), 2);
		decoded_free(&d);
	}
}

static void are_left_alone(void **state)
{
	static const char *const cases[] = {
		"a = \"636d642e6578652\"",			   /* an odd digit */
		"a = \"636d642e65786520g\"",			   /* goes on as a word */
		"b = {112,111,119,101,114,115,104}",		   /* too few */
		"b = {112,111,119,101,300,114,115,104,101,108}",   /* no byte */
		"b = {112;;111;;119;;101;;114;;115;;104;;101}",	   /* two signs between */
		"b = {x112,x111,x119,x101,x114,x115,x104,x101}",   /* names */
		"c = \"%65%76\"",				   /* too few */
		"c = \"%65 %76 %61 %6c\"",			   /* not in a row */
		"c = \"%6\" + \"%u00\" + \"\\x\" + \"\\u004\" + \"%", /* cut off */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char page[200];
		struct decoded d;

		snprintf(page, sizeof(page), "<%%@ Page %%>\n<%% %s", cases[i]);
		decode(&d, axr_span_str(page), "aspx");
		if (layer_named(&d, "hex") || layer_named(&d, "numbers") ||
		    layer_named(&d, "escapes"))
			fail_msg("%s", cases[i]);
		decoded_free(&d);
	}
}

static void keep_their_places(void **state)
{
	struct decoded d;

	(void)state;
	decode(&d,
	       axr_span_str("<% a = \"636d642e657865202f63\"\n"
			    "b = {112, 0x6f ,119,101,114,115,&H68,101,108,108}\n"
			    "c = \"%65%76%61%6c\" + \"\\u0052\\u0065\\u0071\" %>"),
	       "aspx");
	assert_int_equal(origin_of(layer(&d, "hex"), "cmd.exe"), 8);
	assert_int_equal(line_of(layer(&d, "numbers"), "powershell"), 2);
	assert_int_equal(line_of(layer(&d, "escapes"), "eval"), 3);
	decoded_free(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(are_read),
		cmocka_unit_test(are_left_alone),
		cmocka_unit_test(keep_their_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
