#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ "
#define END " }</script>"

static void objects(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "var p = new Pro"
			  "cess(); p.StartInfo.Arguments = Request[\"x\"];" END,
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "var p = G(); var w = p.StandardInput; w.WriteLine(Request[\"x\"]);" END,
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "var b = new StringBuilder(); b.Append(Request[\"x\"]); Pro"
			  "cess.Start(b.ToString());" END,
		    "request-to-process", 95);
	assert_rule("aspx",
		    SHARP "var b = new byte[9]; Request.InputStream.Read(b, 0, 9); Asse"
			  "mbly.Load(b);" END,
		    "request-to-assembly", 95);
	assert_rule("aspx",
		    SHARP "Asse"
			  "mbly.Load(Request.BinaryRead(9)).CreateInstance(\"U\")"
			  ".Equals(this);" END,
		    "loaded-code-invoked", 90);
	assert_rule("asp",
		    "<% Set s = CreateObject(\"WSc"
		    "ript.Shell\")\ns.Ex"
		    "ec(request(\"x\")) %>",
		    "request-to-process", 95);
	assert_rule("asp",
		    "<% CreateObject(\"Wsc"
		    "ript.Shell\").Run request(\"x\"), 0 %>",
		    "request-to-process", 95);
	assert_rule("asp",
		    "<% Set x = CreateObject(\"Microsoft.XMLDOM\")\nx.load Request\nExecute"
		    "Global x.documentElement.text %>",
		    "request-to-eval", 95);
	/* what is looked up by a name is not the name */
	assert_rule("aspx",
		    SHARP "Type t; map.TryGetValue(Request[\"p\"], out t); "
			  "Activator.CreateInstance(t);" END,
		    "request-to-object", 0);
	/* the key of a fact is no folder's name */
	assert_rule("asp",
		    "<% Set s = CreateObject(\"ADODB.Str"
		    "eam\")\ns.Write Request.BinaryRead(9)\ns.SaveTo"
		    "File Request.ServerVariables(\"HTTP_X_FILE\"), 2 %>",
		    "upload-to-named-file", 85);
	/* a folder has files, as a request has */
	assert_rule("asp",
		    "<% Set f = CreateObject(\"Scripting.FileSystem"
		    "Object\")\nFor Each x In f.GetFolder(request(\"r\")).Files\n"
		    "Set t = f.OpenText"
		    "File(x.Path, 8)\nt.Write request(\"c\")\nNext %>",
		    "request-to-file", 92);
	/* a function of an included file makes a path of its own */
	assert_rule("asp",
		    "<!--#include file=\"io.asp\"--><% Set f = CreateObject(\"Scripting.FileSystem"
		    "Object\")\nSet d = f.GetFolder(ServerFolder(request(\"d\"))) %>",
		    "request-to-list", 0);
	/* the same method names of other objects are nobody's business */
	assert_rule("asp", "<% Set s = Server.CreateObject(\"My.Thing\")\ns.Run request(\"x\") %>",
		    "request-to-process", 0);
	assert_rule("aspx", SHARP "Response.Write(Request[\"x\"]);" END, "request-to-process", 0);
}

static void by_reflection(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "typeof(Asse"
			  "mbly).GetMethod(\"Load\", t).Invoke(null, "
			  "new object[] { Request.BinaryRead(9) });" END,
		    "request-to-reflection", 90);
	assert_rule("aspx", SHARP "typeof(A).GetMethod(\"Save\").Invoke(null, Request[\"x\"]);" END,
		    "request-to-reflection", 0);
	assert_rule("aspx",
		    SHARP "var d = (Func<string, Pro"
			  "cess>)Delegate.CreateDelegate(t, "
			  "typeof(Pro"
			  "cess).GetMethod(\"Start\")); d(Request[\"x\"]);" END,
		    "request-to-reflection", 90);
	assert_rule("aspx",
		    SHARP "var m = typeof(Pro"
			  "cess).GetMethod(\"Start\"); Expression.Call(m, "
			  "Expression.Constant(Request[\"x\"]));" END,
		    "request-to-reflection", 90);
	assert_rule("aspx", SHARP "Expression.Call(typeof(A), \"OrderBy\", Request[\"x\"]);" END,
		    "request-to-reflection", 0);
	assert_rule("aspx",
		    "<%@ Page Language=\"JScript\" %><% var f = this[\"ev\" + \"al\"]; "
		    "f(Request[\"x\"]); %>",
		    "request-to-reflection", 90);
	assert_rule("aspx",
		    SHARP "var t = Type.GetTypeFromCLSID(new Guid(\"72C24DD5-D70A-438B-8A42-"
			  "98424B88AFB8\")); t.InvokeMember(\"R\" + \"un\", f, null, "
			  "Activator.CreateInstance(t), new object[] { Request[\"x\"] });" END,
		    "request-to-reflection", 90);
	assert_rule("asp",
		    "<script language=\"JScript\" runat=\"server\">this[\"ev"
		    "al\"](Request.Form("
		    "\"x\"));</script>",
		    "request-to-eval", 95);
}

/* Eval is data binding in C# and VB, code in JScript and VBScript. */
static void eval_by_language(void **state)
{
	(void)state;
	assert_worst_below("aspx",
			   "<%@ Page Language=\"C#\" %><%# Eval(Req"
			   "uest[\"x\"]) %>",
			   40);
	assert_worst_below("aspx", "<%@ Page Language=\"VB\" %><% Ev" "al(Request(\"x\")) %>", 40);
	assert_rule("aspx",
		    "<%@ Page Language=\"Jscript\" %><% ev"
		    "al(Request.Item[\"x\"]); %>",
		    "request-to-eval", 95);
}

/* Set or called by its name: what counts is what the name is, and of what. */
static void by_name_of_a_member(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "o.GetType().GetProperty(\"FileName\").SetValue(o, Request[\"x\"], null);" END,
		    "request-to-reflection", 90);
	assert_rule("aspx",
		    SHARP "o.GetType().GetProperty(\"Title\").SetValue(o, Request[\"x\"], null);" END,
		    "request-to-reflection", 0);
	assert_rule("aspx",
		    "<%@ Page Language=\"VB\" %><% Dim o = CreateObject(\"WSc"
		    "ript.Shell\")\nCallByName(o, m, t, Request(\"x\")) %>",
		    "request-to-reflection", 90);
	assert_rule("aspx",
		    "<%@ Page Language=\"VB\" %><% Dim o = New Thing()\n"
		    "CallByName(o, m, t, Request(\"x\")) %>",
		    "request-to-reflection", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(objects),
		cmocka_unit_test(by_reflection),
		cmocka_unit_test(eval_by_language),
		cmocka_unit_test(by_name_of_a_member),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
