#include "page_test.h"
#include "page/reader.h"

static void entities_are_undone(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{ "C&#35;", "C#" },       { "&lt;&amp;lt;", "<&lt;" }, { "&#x41;&#X42;", "AB" },
		{ "&#8364;", "\xe2\x82\xac" }, { "&lpar;&rpar;&semi;", "();" },
		{ "&nothing;&#;&#x;&#0;", "&nothing;&#;&#x;&#0;" },
		{ "a&", "a&" },           { "&#65", "&#65" },          { "plain", "plain" },
	};
	struct axr_arena arena;
	struct axr_pool pool = { .arena = &arena };

	(void)state;
	axr_arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_span(axr_undo_entities(&pool, axr_span_str(cases[i].text)),
			    cases[i].expected);
	axr_arena_free(&arena);
}

/* The attributes as name=value; each, and where their end was found. */
static const char *tell(const char *text, bool directive, char *told, size_t *at)
{
	struct axr_attribute_value attribute;
	size_t len = 0;

	*at = 0;
	told[0] = '\0';
	while (axr_next_attribute(axr_span_str(text), at, directive, &attribute))
		len += (size_t)sprintf(told + len, "%.*s%s%.*s;", (int)attribute.name.len,
				       (const char *)attribute.name.ptr,
				       attribute.value.ptr ? "=" : "", (int)attribute.value.len,
				       (const char *)attribute.value.ptr);
	return told;
}

static void attributes_are_cut(void **state)
{
	static const struct {
		const char *text;
		bool directive;
		const char *expected;
		size_t end;
	} cases[] = {
		{ " a=b c>d=e", false, "a=b;c;", 6 },
		{ "a = 'b>c' d=\"e'f\">", false, "a=b>c;d=e'f;", 17 },
		{ "a=\"b c>", false, "a=\"b;c;", 6 },
		{ "a=b>c %>", true, "a=b>c;", 6 },
		{ "a=50% b=c%>", true, "a=50%;b=c;", 9 },
		{ "a/=\"' b/>", false, "a/=\"';b/;", 8 },
		{ "a=", false, "a;", 2 },
		{ "a\n=\t\"b\"", false, "a=b;", 7 },
		{ "", false, "", 0 },
	};
	char told[256];
	size_t at;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_string_equal(tell(cases[i].text, cases[i].directive, told, &at),
				    cases[i].expected);
		assert_int_equal(at, cases[i].end);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entities_are_undone),
		cmocka_unit_test(attributes_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
