#include "page_test.h"

/* The kinds of the blocks as letters, each with its code in brackets. */
static const char *tell_blocks(struct page_test *test)
{
	static const char letters[] = "ceblsfr"; /* code, expression, binding, ... */
	size_t len = 0;

	for (uint32_t i = 0; i < test->page->block_count; i++) {
		const struct axr_block *block = &test->page->blocks[i];

		len += (size_t)sprintf(test->told + len, "%c[%.*s]", letters[block->kind],
				       (int)block->len,
				       (const char *)test->page->text.ptr + block->at);
	}
	test->told[len] = '\0';
	return test->told;
}

static void blocks_are_found(void **state)
{
	static const struct page_case cases[] = {
		{ "aspx", "x<%a%>y<%=b%>z<%:c%><%#d%><%$e%>", "c[a]e[b]e[c]b[d]l[e]" },
		{ "aspx", "<%#:a%><% = b%>", "b[a]e[ b]" },
		{ "aspx", "<!-- <%a%> --><!--\"-->'<%b%>", "c[a]c[b]" },
		{ "aspx", "<%--a <%b%> --%><%c%>", "c[c]" },
		{ "aspx", "<%--a%><%b%>", "c[--a]c[b]" },
		{ "aspx", "<%\"%>\"%>", "c[\"]" },
		{ "asp", "<%'%><%a%>", "c[']c[a]" },
		{ "asp", "<%#a%><%=b%>", "c[#a]e[b]" },
		{ "asp", "<%--a--%>", "c[--a--]" },
		{ "aspx", "<%a", "c[a]" },
		{ "aspx", "<SCRIPT\n\trunat = 'SeRvEr' >a<%b%></scriPT >c", "s[a<%b%>]" },
		{ "aspx", "<script runat=server>a", "s[a]" },
		{ "aspx", "<script runat=\"&#115;erver\">a</script>", "s[a]" },
		{ "aspx", "<script src=x.js></script><script runat=server>a</script>", "s[a]" },
		{ "aspx", "<script title='>' runat=server>a</script>", "s[a]" },
		{ "aspx", "<script title=\" runat=server>a</script>", "s[a]" },
		{ "aspx", "<scripted runat=server>a</script>", "" },
		{ "aspx", "<script runat=client>a</script>", "" },
		{ "aspx", "<p a='<%=b%>'>", "e[b]" },
		{ "ashx", "<%@ WebHandler Language=C# Class=a %>\nusing b;", "f[\nusing b;]" },
		{ "ashx", "<%@ Assembly Name=a %><%@WebHandler class=a%> a<b> <%c%>",
		  "f[ a<b> <%c%>]" },
		{ "png", "<%@ webservice class=a%>b", "f[b]" },
		{ "cs", "<%a%>", "f[<%a%>]" },
		{ "aspx", "<% @a %>", "" },
		{ "aspx", "<% @a(); %>", "c[ @a(); ]" },
		{ "aspx", "<%", "" },
		{ "aspx", "<", "" },
		{ "aspx", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct page_test test;

		page_test_read(&test, cases[i].extension, axr_span_str(cases[i].text));
		assert_string_equal(tell_blocks(&test), cases[i].expected);
		page_test_free(&test);
	}
}

static void directives_are_read(void **state)
{
	struct page_test test;
	const struct axr_directive *directive;

	(void)state;
	page_test_read(&test, "aspx",
		       axr_span_str("<%@ \nLanguage=\"C&#35;\" Page Inherits = 'a' CodeFile=b%>"
				    "<%@Import Namespace=\"P = System.IO.File\"%><%@Import "
				    "Namespace=System.Net%><%@ a=\"%>\" %>"));
	assert_int_equal(test.page->directive_count, 4);
	directive = test.page->directives;
	assert_span(axr_directive_get(directive, "language"), "C#");
	assert_span(axr_directive_get(directive, "INHERITS"), "a");
	assert_span(axr_directive_get(directive, "none"), "");
	assert_span(test.page->directives[3].attributes[0].value, "%>");
	assert_int_equal(test.page->lang, AXR_LANG_CSHARP);
	assert_true(test.page->server_code);
	assert_int_equal(test.page->reference_count, 1);
	assert_int_equal(test.page->references[0].kind, AXR_REF_CODE);
	assert_span(test.page->references[0].target, "b");
	assert_int_equal(test.page->alias_count, 2);
	assert_span(test.page->aliases[0].name, "P");
	assert_span(test.page->aliases[0].target, "System.IO.File");
	assert_span(test.page->aliases[1].name, "");
	assert_span(test.page->aliases[1].target, "System.Net");
	page_test_free(&test);
}

static void references_are_found(void **state)
{
	static const struct {
		const char *text;
		enum axr_reference_kind kind;
		const char *target;
	} cases[] = {
		{ "<!-- #include file=\"a.png\" -->", AXR_REF_INCLUDE_FILE, "a.png" },
		{ "<!--#INCLUDE Virtual='/b.inc'-->", AXR_REF_INCLUDE_VIRTUAL, "/b.inc" },
		{ "<object id=x runat=server progid=\"WScript.Shell\"></object>", AXR_REF_OBJECT,
		  "WScript.Shell" },
		{ "<script runat=server src='c.txt'></script>", AXR_REF_CODE, "c.txt" },
		{ "<%@ Register TagName=a Src=d.ascx %>", AXR_REF_CONTROL, "d.ascx" },
		{ "<%@ Page MasterPageFile=e.master %>", AXR_REF_CONTROL, "e.master" },
		{ "<%@ Assembly Src=f.jpg %>", AXR_REF_CODE, "f.jpg" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct page_test test;

		page_test_read(&test, "aspx", axr_span_str(cases[i].text));
		assert_int_equal(test.page->reference_count, 1);
		assert_int_equal(test.page->references[0].kind, cases[i].kind);
		assert_span(test.page->references[0].target, cases[i].target);
		page_test_free(&test);
	}
}

static void empty_blocks_are_counted(void **state)
{
	struct page_test test;

	(void)state;
	page_test_read(&test, "aspx", axr_span_str("<%%><% \n%><%=%><%a%>"));
	assert_int_equal(test.page->empty_blocks, 3);
	assert_int_equal(test.page->block_count, 1);
	page_test_free(&test);
}

static void comments_inside_scripts_go(void **state)
{
	struct page_test test;
	const struct axr_token *tokens;

	(void)state;
	page_test_read(&test, "aspx",
		       axr_span_str("<script runat=server language=c#>a(\"un<%-- x --%>safe\",b"
				    "<%--\"--%>)</script>"));
	assert_string_equal(page_test_tell(&test), "a ( \"unsafe\" , b )");
	tokens = test.page->tokens;
	assert_int_equal(tokens[2].at, 35);
	assert_int_equal(tokens[2].len, 19);
	assert_int_equal(tokens[3].at, 54);
	assert_int_equal(tokens[5].at, 65);
	page_test_free(&test);
}

static void limits_are_told(void **state)
{
	struct axr_page_limits limits = axr_page_default_limits;
	struct axr_arena arena;
	struct axr_page *page;

	(void)state;
	axr_arena_init(&arena, 0);
	limits.blocks = 2;
	page = axr_page_read(&arena, axr_span_str("<%a%><%b%><%c%>"), axr_span_str("aspx"),
			     &limits);
	assert_int_equal(page->block_count, 2);
	assert_true(page->truncated);
	assert_string_equal(page->limit, "blocks");
	limits.blocks = 100;
	limits.tokens = 4;
	page = axr_page_read(&arena, axr_span_str("<%a b c d e%>"), axr_span_str("aspx"), &limits);
	assert_int_equal(page->token_count, 4);
	assert_string_equal(page->limit, "tokens");
	axr_arena_free(&arena);
}

static void memory_may_end(void **state)
{
	static const char text[] = "<%@ Page Language=C# a=b %><!--#include file=x--><script runat="
				   "server>/*x*/string a=\"b\\x41\"+$\"{c}\";</script><%=d%>";

	(void)state;
	for (size_t limit = 1; limit < 200000; limit += limit / 8 + 16) {
		struct axr_arena arena;
		struct axr_span canonical;
		struct axr_map_point *map;
		struct axr_page *page;
		size_t count;

		axr_arena_init(&arena, limit);
		page = axr_page_read(&arena, axr_span_str(text), axr_span_str("aspx"), NULL);
		if (page && !axr_page_canonical(page, &arena, &canonical, &map, &count))
			assert_true(arena.failed);
		if (!page)
			assert_true(arena.failed);
		axr_arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_are_found),
		cmocka_unit_test(directives_are_read),
		cmocka_unit_test(references_are_found),
		cmocka_unit_test(empty_blocks_are_counted),
		cmocka_unit_test(comments_inside_scripts_go),
		cmocka_unit_test(limits_are_told),
		cmocka_unit_test(memory_may_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
