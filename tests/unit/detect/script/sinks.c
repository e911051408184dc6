/* The rows of the tables of sinks and traits: sound in themselves, and right in a page. */
#include "page_of.h"

#include "detect/script/tables.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ "
#define END " }</script>"

static void rows_are_sound(void **state)
{
	(void)state;
	for (const struct axr_sink_word *w = axr_sink_words; w->name; w++)
		if (w->sink == AXR_S_NONE || w->sink >= AXR_S_COUNT || w->kinds >> AXR_K_COUNT ||
		    w->value < -4 || w->value >= AXR_ARGUMENTS_MAX || w->path < -1 ||
		    w->path >= AXR_ARGUMENTS_MAX || (w->value == -1 && w->path == -1))
			fail_msg("%s", w->name);
}

/* What writes, copies or deletes must know where to: its rules ask for the path. */
static void paths_are_told(void **state)
{
	(void)state;
	for (const struct axr_sink_word *w = axr_sink_words; w->name; w++)
		switch (w->sink) {
		case AXR_S_WRITE:
		case AXR_S_SAVE:
		case AXR_S_DOWNLOAD:
		case AXR_S_COPY:
		case AXR_S_DELETE:
		case AXR_S_READ:
		case AXR_S_LIST:
		case AXR_S_STAMP:
		case AXR_S_PACK:
			if (w->path < 0 && !w->setter) /* what is set is the object's own */
				fail_msg("%s", w->name);
			break;
		default:
			if (w->value == -1)
				fail_msg("%s", w->name);
		}
}

static void traits_are_sound(void **state)
{
	(void)state;
	for (const struct axr_named *n = axr_traits; n->name; n++) {
		if (n->value == AXR_TRAIT_NONE || n->value >= AXR_TRAIT_COUNT)
			fail_msg("%s", n->name);
		for (const struct axr_named *m = n + 1; m->name; m++)
			if (!strcmp(n->name, m->name) && n->value != m->value)
				fail_msg("%s stands twice", n->name);
	}
}

/* One name, and what stands before it settles whether it does harm. */
static void bases_decide(void **state)
{
	(void)state;
	assert_rule("aspx", SHARP "Pro" "cess.Start(Request[\"x\"]);" END, "request-to-process", 95);
	assert_rule("aspx", SHARP "timer.Start(Request[\"x\"]);" END, "request-to-process", 0);
	assert_rule("aspx", SHARP "Asse" "mbly.Load(Request.BinaryRead(9));" END,
		    "request-to-assembly", 95);
	assert_rule("aspx", SHARP "list.Load(Request.BinaryRead(9));" END, "request-to-assembly", 0);
	assert_rule("asp", "<% Exe" "cute(request(\"x\")) %>", "request-to-eval", 90);
	assert_rule("asp", "<% Set c = CreateObject(\"ADODB.Connection\")\n"
		    "c.Execute(\"select \" & request(\"x\")) %>", "request-to-eval", 0);
}

/* Readers and writers take paths, or streams that are no files. */
static void streams_are_no_paths(void **state)
{
	(void)state;
	assert_rule("aspx", SHARP "new StreamReader(Request.InputStream).ReadToEnd();" END,
		    "request-to-read", 0);
	assert_rule("aspx", SHARP "var s = Request.InputStream; new StreamReader(s, e);" END,
		    "request-to-read", 0);
	assert_rule("aspx", SHARP "new StreamReader(Request[\"f\"]).ReadToEnd();" END,
		    "request-to-read", 42);
	assert_rule("aspx",
		    SHARP "var w = new StreamWriter(q.GetRequestStream()); "
			  "w.Write(Request[\"password\"]);" END,
		    "password-to-file", 0);
	assert_rule("aspx",
		    SHARP "var w = new StreamWriter(\"c:\\\\x.txt\"); "
			  "w.Write(Request[\"password\"]);" END,
		    "password-to-file", 80);
	assert_rule("aspx",
		    SHARP "var w = new StreamWriter(new FileStream(Request[\"p\"], m)); "
			  "w.Write(Request[\"c\"]);" END,
		    "request-to-file", 92);
}

/* What is opened of a recordset is a command first, then a connection. */
static void recordsets(void **state)
{
	static const char made[] = "<% Set r = Server.CreateObject(\"ADODB.Recordset\")\n";
	char text[300];

	(void)state;
	snprintf(text, sizeof(text), "%sr.Open \"select * from t where a='\" & Request(\"x\") & \"'\", "
		 "Application(\"c\") %%>", made);
	assert_rule("asp", text, "request-to-connection", 0);
	assert_rule("asp", text, "request-to-sql", 0);
	snprintf(text, sizeof(text), "%sr.Open Request(\"q\"), c %%>", made);
	assert_rule("asp", text, "request-to-sql", 75);
	snprintf(text, sizeof(text), "%sr.Open \"t\", Request(\"c\") %%>", made);
	assert_rule("asp", text, "request-to-connection", 70);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_sound),
		cmocka_unit_test(paths_are_told),
		cmocka_unit_test(traits_are_sound),
		cmocka_unit_test(bases_decide),
		cmocka_unit_test(streams_are_no_paths),
		cmocka_unit_test(recordsets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
