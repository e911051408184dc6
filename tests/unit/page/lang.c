#include "page_test.h"

static void names_of_languages(void **state)
{
	static const struct {
		const char *name;
		enum axr_lang lang;
		bool encoded;
	} cases[] = {
		{ "C#", AXR_LANG_CSHARP, false },
		{ " cs ", AXR_LANG_CSHARP, false },
		{ "CSharp", AXR_LANG_CSHARP, false },
		{ "vb", AXR_LANG_VB, false },
		{ "VBScript", AXR_LANG_VBSCRIPT, false },
		{ "JScript", AXR_LANG_JSCRIPT, false },
		{ "js", AXR_LANG_JSCRIPT, false },
		{ "JavaScript", AXR_LANG_JSCRIPT, false },
		{ "vbscript.ENCODE", AXR_LANG_VBSCRIPT, true },
		{ "JScript.Encode", AXR_LANG_JSCRIPT, true },
		{ "PerlScript", AXR_LANG_OTHER, false },
		{ "", AXR_LANG_UNKNOWN, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		bool encoded;

		assert_int_equal(axr_lang_parse(axr_span_str(cases[i].name), &encoded),
				 cases[i].lang);
		assert_int_equal(encoded, cases[i].encoded);
	}
}

static void pages_have_a_language(void **state)
{
	static const struct {
		const char *extension, *text;
		enum axr_lang lang; /* of the last block */
		bool classic;
	} cases[] = {
		{ "aspx", "<%@ Page Language=\"C#\"%><%a%>", AXR_LANG_CSHARP, false },
		{ "aspx", "<%a%><%@ Page Language=\"VB\"%>", AXR_LANG_VB, false },
		{ "aspx", "<%@ Page Language=\"VBScript\"%><%a%>", AXR_LANG_VB, false },
		{ "aspx", "<script language=jscript runat=server>x</script><%a%>", AXR_LANG_JSCRIPT,
		  false },
		{ "aspx", "<%Dim a As String%>", AXR_LANG_VB, false },
		{ "aspx", "<%string a = \"b\"; foreach (var c in d) { }%>", AXR_LANG_CSHARP,
		  false },
		{ "aspx", "<%a%>", AXR_LANG_VB, false },
		{ "asp", "<%a%>", AXR_LANG_VBSCRIPT, true },
		{ "asp", "<%@language=\"JScript\"%><%a%>", AXR_LANG_JSCRIPT, true },
		{ "asp", "<%a%><script language=jscript runat=server>b</script>", AXR_LANG_JSCRIPT,
		  true },
		{ "asp", "<script language=jscript runat=server>b</script><%a%>", AXR_LANG_VBSCRIPT,
		  true },
		{ "asp", "<%var a = function() { return b; };%>", AXR_LANG_JSCRIPT, true },
		{ "asp", "<%@ Page Language=\"C#\" %><%a%>", AXR_LANG_CSHARP, false },
		{ "cer", "<%a%>", AXR_LANG_VBSCRIPT, true },
		{ "txt", "<%Set a = CreateObject(\"b\")\nIf c Then d%>", AXR_LANG_VBSCRIPT, true },
		{ "jpg", "<%@ Page Language=\"Jscript\"%><%a%>", AXR_LANG_JSCRIPT, false },
		{ "ashx", "<%@ WebHandler Class=A Language=C# %>class A{}", AXR_LANG_CSHARP,
		  false },
		{ "aspx",
		  "<%@ Page Language=\"nonsense\"%><%string a = \"b\"; foreach (var c in d) { }%>",
		  AXR_LANG_CSHARP, false },
		/* what stands in comments, literals and names says nothing */
		{ "asp", "<%a \"b\" ' function(c) { eval; };\r%>", AXR_LANG_VBSCRIPT, true },
		{ "asp", "<%Rem \"2\" \" ;{ _\ra(1)\r%>", AXR_LANG_VBSCRIPT, true },
		{ "asp", "<%[;{eval function] = \"{;\"%>", AXR_LANG_VBSCRIPT, true },
		{ "asp", "<%eval(a['b']);%>", AXR_LANG_JSCRIPT, true },
		{ "asp", "<%if (a) { b('c') }%>", AXR_LANG_JSCRIPT, true },
		{ "aspx", "<%a(1) 'foreach (byte b) { unsafe; }%>", AXR_LANG_VB, false },
		{ "aspx", "<%Dim a() As Byte = {1, 2} ' string int; { } { } { }%>", AXR_LANG_VB,
		  false },
		{ "aspx", "<%a(1) \xe2\x80\x99 foreach (byte b) { unsafe; }%>", AXR_LANG_VB, false },
		{ "aspx", "<%a(\xe2\x80\x9c;{ {\xe2\x80\x9d) \xef\xbc\x87 byte; {%>", AXR_LANG_VB,
		  false },
		{ "aspx", "<%Rem byte; {\xe2\x80\xa9 a(1)%>", AXR_LANG_VB, false },
		{ "aspx", "<%foreach (byte a in b) { %><% } %>", AXR_LANG_CSHARP, false },
		{ "cshtml", "@{ a(); }", AXR_LANG_CSHARP, false },
		{ "vbhtml", "@Code a() End Code", AXR_LANG_VB, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct page_test test;

		page_test_read(&test, cases[i].extension, axr_span_str(cases[i].text));
		assert_true(test.page->block_count > 0);
		if (test.page->blocks[test.page->block_count - 1].lang != cases[i].lang ||
		    test.page->classic != cases[i].classic)
			fail_msg("%s: language %d, classic %d", cases[i].text,
				 test.page->blocks[test.page->block_count - 1].lang,
				 test.page->classic);
		page_test_free(&test);
	}
}

/* The sample of the code that is looked at ends inside a literal. */
static void long_pages_are_cut(void **state)
{
	static char text[64 * 1024];
	const char head[] = "<%\r' function(a) { eval; };\rb = \"", tail[] = "\"%>";
	struct page_test test;

	(void)state;
	memset(text, 'x', sizeof(text));
	memcpy(text, head, sizeof(head) - 1);
	memcpy(text + sizeof(text) - sizeof(tail), tail, sizeof(tail));
	page_test_read(&test, "asp", axr_span_str(text));
	assert_int_equal(test.page->blocks[0].lang, AXR_LANG_VBSCRIPT);
	page_test_free(&test);
}

static void encoded_blocks_are_marked(void **state)
{
	struct page_test test;

	(void)state;
	page_test_read(&test, "asp", axr_span_str("<%@language=vbscript.encode%><%#@~^x%><%a%>"));
	assert_true(test.page->blocks[0].encoded);
	assert_false(test.page->blocks[1].encoded);
	page_test_free(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_languages),
		cmocka_unit_test(pages_have_a_language),
		cmocka_unit_test(long_pages_are_cut),
		cmocka_unit_test(encoded_blocks_are_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
