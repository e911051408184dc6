#include "page_test.h"

static void aliases_stand_for_what_they_name(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "using P = System.Diagnostics.Process; P.Start(x);",
		  "using System.Diagnostics.Process=System.Diagnostics.Process;\nSystem.Diagnos"
		  "tics.Process.Start(x);\n" },
		{ "cs", "using P = global::A.B; x.P(P);", "using A.B=A.B;\nx.P(A.B);\n" },
		{ "vb", "Imports P = A.B\nP.C", "imports a.b=a.b\na.b.c\n" },
		{ "cs", "using (P = A.B) { P.C(); }", "using(P=A.B){\nP.C();\n}\n" },
	};

	(void)state;
	PAGE_CASES(PAGE_CANONICAL, cases);
}

static void imports_are_told(void **state)
{
	static const struct {
		const char *extension, *text, *name, *target; /* target "" where there is none */
	} cases[] = {
		{ "cs", "using System.IO;", "", "System.IO" },
		{ "cs", "using A = B;", "A", "B" },
		{ "cs", "using var a = b();", "", "" },
		{ "vb", "Imports System.IO\nx", "", "system.io" },
		{ "cs", "using A =", "", "" },
		{ "cs", "using A.", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct page_test test;

		page_test_read(&test, cases[i].extension, axr_span_str(cases[i].text));
		assert_int_equal(test.page->alias_count, *cases[i].target ? 1 : 0);
		if (test.page->alias_count) {
			assert_span(test.page->aliases[0].name, cases[i].name);
			assert_span(test.page->aliases[0].target, cases[i].target);
		}
		page_test_free(&test);
	}
}

/* It would be written in the place of each short one. */
static void a_long_target_is_no_name(void **state)
{
	char text[2048] = "<%@ Import Namespace=\"a=";
	struct page_test test;

	(void)state;
	for (size_t len = 1023; len <= 1025; len++) {
		char *end = text + strlen("<%@ Import Namespace=\"a=");
		memset(end, 'b', len);
		strcpy(end + len, "\" %><%a%>");
		page_test_read(&test, "aspx", axr_span_str(text));
		assert_int_equal(test.page->alias_count, len <= 1024);
		assert_false(test.page->truncated);
		page_test_free(&test);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aliases_stand_for_what_they_name),
		cmocka_unit_test(a_long_target_is_no_name),
		cmocka_unit_test(imports_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
