#include "page_of.h"

#define START \
	"Pro" \
	"cess.Start"

static void what_is_typed_in(void **state)
{
	(void)state;
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ " START
		    "(box.Text); }</script><asp:TextBox Text='<%# a > b %>' id=\"box\" "
		    "runat=\"server\" />",
		    "request-to-process", 95);
	assert_rule("aspx",
		    "<%@ Page Language=\"VB\" %><script runat=\"server\">\nSub F()\n" START
		    "(Box.Value)\nEnd Sub</script><input type=\"text\" runat='server' id='Box'>",
		    "request-to-process", 95);
	/* a label is not the client's, nor is a box that stays with the client */
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ " START
		    "(box.Text); }</script><asp:Label id=\"box\" runat=\"server\" />",
		    "request-to-process", 0);
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ " START
		    "(box.Text); }</script><input id=\"box\">",
		    "request-to-process", 0);
}

static void uploads(void **state)
{
	(void)state;
	assert_rule(
		"aspx",
		"<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ up.Save"
		"As(dir.Text); }</script><asp:FileUpload runat=\"server\" id=\"up\"/><asp:TextBox "
		"runat=\"server\" id=\"dir\"/>",
		"upload-to-named-file", 85);
}

static void objects(void **state)
{
	(void)state;
	assert_rule("asp",
		    "<object runat=server id=s classid=\"clsid:72C24DD5-D70A-438B-8A42-"
		    "98424B88AFB8\"></object><% s.Run request(\"x\") %>",
		    "request-to-process", 95);
}

/* A page of nothing but broken tags is read once. */
static void broken_tags(void **state)
{
	enum { TIMES = 300000 };
	char *text = malloc(TIMES * 3 + 1);
	struct shown shown;

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < TIMES; i++)
		memcpy(text + 3 * i, "<a\"", 3);
	text[TIMES * 3] = '\0';
	show(&shown, "aspx", text);
	assert_int_equal(shown.subject.reason_count, 0);
	hide(&shown);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_in),
		cmocka_unit_test(uploads),
		cmocka_unit_test(objects),
		cmocka_unit_test(broken_tags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
