#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ "
#define END " }</script>"

static void files(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "File.WriteAll"
			  "Text(Request[\"p\"], Request[\"c\"]);" END,
		    "request-to-file", 92);
	assert_rule("aspx",
		    SHARP "File.WriteAll"
			  "Text(Server.MapPath(\"a.aspx\"), Request[\"c\"]);" END,
		    "request-to-page", 92);
	assert_rule("aspx",
		    SHARP
		    "var w = new StreamWriter(Request.Form[\"p\"]); w.Write(Request[\"c\"]);" END,
		    "request-to-file", 92);
	assert_rule("asp",
		    "<% Set f = CreateObject(\"Scripting.FileSystem"
		    "Object\")\nSet t = "
		    "f.CreateText"
		    "File(request(\"p\"))\nt.Write request(\"c\") %>",
		    "request-to-file", 92);
	assert_rule("aspx",
		    SHARP "Request.Files[0].Save"
			  "As(Request[\"p\"]);" END,
		    "upload-to-named-file", 85);
	assert_worst_below("aspx",
			   SHARP "FileUpload1.Save"
				 "As(Server.MapPath(\"~/up/\") + "
				 "Path.GetFileName(FileUpload1.FileName));" END,
			   40);
	assert_worst_below("aspx",
			   SHARP "File.AppendAll"
				 "Text(Server.MapPath(\"guests.txt\"), "
				 "Request[\"name\"]);" END,
			   40);
	assert_rule("aspx",
		    SHARP "File.AppendAll"
			  "Text(\"c:\\\\a.txt\", Request.Form[\"password\"]);" END,
		    "password-to-file", 80);
}

/* What is put into a file and then run, whatever the file is called. */
static void stored_and_run(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "var f = Path.GetTempFileName(); Request.Files[0].Save"
			  "As(f); Assembly.Load"
			  "From(f);" END,
		    "stored-and-run", 85);
	assert_rule("aspx",
		    SHARP "File.WriteAll"
			  "Bytes(p, Convert.FromBase64String(Request[\"d\"])); Load"
			  "Library(p);" END,
		    "stored-and-run", 85);
	assert_rule("asp",
		    "<% n = Server.MapPath(\"t_\" & Session.SessionID)\n"
		    "Set o = CreateObject(\"Scripting.FileSystem"
		    "Object\").CreateText"
		    "File(n)\no.Write request(\"b\")\nServer.Exec"
		    "ute \"t_\" & Session.SessionID %>",
		    "stored-and-run", 85);
	assert_rule("asp",
		    "<% Set o = CreateObject(\"Scripting.FileSystem"
		    "Object\").CreateText"
		    "File(\"c:\\n.vbs\")\no.Write \"x\"\nSet w = CreateObject(\"WSc"
		    "ript.Shell\")\nw.Run \"c:\\n.vbs\" %>",
		    "stored-and-run", 85);
	assert_rule("asp",
		    "<% Set w = CreateObject(\"WSc"
		    "ript.Shell\")\nw.Run \"c:\\n.vbs\" %>",
		    "process", 50);
	assert_worst_below("asp",
			   "<% Set w = CreateObject(\"WSc"
			   "ript.Shell\")\nw.Run \"\"\"c:\\z\\7z.exe\"\" a b\" %>",
			   40);
	/* a film is handed to a program, and another page is run */
	assert_rule("aspx",
		    SHARP "fu.SaveAs(t); Process.Sta"
			  "rt(\"ffmpeg\", \"-i \" + t);" END,
		    "stored-and-run", 0);
	assert_rule("asp",
		    "<% Set o = CreateObject(\"Scripting.FileSystem"
		    "Object\").OpenText"
		    "File(Server.MapPath(\"log.txt\"), 8)\no.Write request(\"b\")\nServer.Exec"
		    "ute \"menu.asp\" %>",
		    "stored-and-run", 0);
}

/* Code that lies in a file whose name says otherwise; a site's own library does not. */
static void code_in_files(void **state)
{
	(void)state;
	assert_rule("asp",
		    "<% Set f = CreateObject(\"Scripting.FileSystem"
		    "Object\").OpenText"
		    "File(Server.MapPath(\"logo.gif\"))\nExecute"
		    "Global f.ReadAll %>",
		    "file-to-eval", 75);
	assert_worst_below("asp",
			   "<% Set f = CreateObject(\"Scripting.FileSystem"
			   "Object\").OpenText"
			   "File(Server.MapPath(\"/lib/dates.asp\"))\nc = Replace(f.ReadAll, \"<\", \"\")"
			   "\nExecute"
			   "Global c %>",
			   40);
	/* a name that is put together is no code that is hidden; what a database has is not the page's */
	assert_worst_below("asp", "<% x = Ev" "al(\"clr_\" & \"bg\") %>", 40);
	assert_worst_below("asp",
			   "<% Set rs = c.Execute(\"select f from p where id=\" & CInt(request(1)))\n"
			   "x = Ev" "al(Replace(rs(\"f\"), \"q\", CDbl(request(2)))) %>",
			   40);
}

/* What is shown to search engines alone is fetched from those who pay for it. */
#define CLOAK(agent, query)                                                                     \
	"<% If InStr(Request.ServerVariables(\"HTTP_USER_AGENT\"), \"" agent "\") > 0 Then\n"  \
	"Set h = CreateObject(\"Microsoft.XMLHTTP\")\nh.open \"GET\", \"http://a.test/?" query \
	"\"\nh.send\nResponse.Write h.responseText\nEnd If %>"

static void crawlers(void **state)
{
	(void)state;
	assert_rule("asp", CLOAK("Googlebot", "p=1"), "fetched-for-crawlers", 65);
	assert_rule("asp",
		    "<% Function G(u)\nSet h = CreateObject(\"Microsoft.XMLHTTP\")\nh.open \"GET\", u"
		    "\nh.send\nG = h.responseText\nEnd Function\nIf InStr(ua, \"Baiduspider\") Then "
		    "%><%=G(\"http://a.test/\")%><% End If %>",
		    "fetched-for-crawlers", 65);
	assert_rule("asp", CLOAK("iPhone", "p=1"), "fetched-for-crawlers", 0);
	assert_rule("asp", CLOAK("Googlebot", "_escaped_fragment_=1"), "fetched-for-crawlers", 0);
}

/* A copy that gets the name of a page, and one that stays what it was. */
static void copies(void **state)
{
	(void)state;
	assert_rule("asp",
		    "<% Set f = CreateObject(\"Scripting.FileSystem"
		    "Object\")\nf.CopyFile Server.MapPath(\"up/\" & request(\"n\") & \".jpg\"), "
		    "Server.MapPath(request(\"n\") & \".asp\") %>",
		    "copy-to-page", 72);
	assert_rule("asp",
		    "<% Set f = CreateObject(\"Scripting.FileSystem"
		    "Object\")\nf.CopyFile Server.MapPath(\"up/\" & request(\"n\") & \".jpg\"), "
		    "Server.MapPath(\"old/\" & request(\"n\") & \".jpg\") %>",
		    "copy-to-page", 0);
}

/* A folder of Exchange is no place for uploads, whatever they are called. */
static void folders(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "Request.Files[0].Save"
			  "As(Server.MapPath(\"~/owa/auth/\") + "
			  "Request.Files[0].FileName);" END,
		    "upload-to-page", 92);
	assert_rule("aspx",
		    SHARP "Request.Files[0].Save"
			  "As(Path.Combine(Server.MapPath(\".\"), "
			  "Request.Files[0].FileName));" END,
		    "upload-beside-page", 65);
	/* its own path is a server page's, but not what is made of its folder */
	assert_rule("asp",
		    "<% Set t = f.OpenText"
		    "File(Server.MapPath(Request.ServerVariables("
		    "\"SCRIPT_NAME\")), 8)\nt.Write request(\"c\") %>",
		    "request-to-page", 92);
	assert_rule("aspx",
		    SHARP "File.WriteAll"
			  "Text(Path.GetDirectoryName(Request.PhysicalPath) + "
			  "\"\\\\log.txt\", Request[\"c\"]);" END,
		    "request-to-page", 0);
}

/* What an application does every day: in its own folders, with its own programs and settings. */
static void daily_work(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "Request.Files[0].SaveAs(Server.MapPath(\"~/files/\") + Request[\"d\"] + "
			  "Request.Files[0].FileName);" END,
		    "upload-to-named-file", 30);
	assert_worst_below("aspx",
			   SHARP "Request.Files[0].SaveAs(Server.MapPath(\"~/files/\") + "
				 "Request[\"d\"] + Request.Files[0].FileName);" END,
			   40);
	assert_worst_below("aspx",
			   SHARP "File.Delete(Server.MapPath(\"~/files/\" + Request[\"f\"]));" END,
			   40);
	assert_worst_below("aspx",
			   SHARP "var i = new ProcessStartInfo(\"c:\\\\t\\\\magick.exe\", \"-w 5 \" + "
				 "Request[\"f\"]); Pro" "cess.Start(i);" END,
			   60);
	assert_rule("aspx",
		    SHARP "var i = new ProcessStartInfo(\"cmd.exe\", \"/c \" + "
			  "Request[\"f\"]); Pro" "cess.Start(i);" END,
		    "request-to-process", 95);
	/* settings are written into a page, code is not */
	assert_worst_below("asp",
			   "<% Set t = f.CreateTextFile(Server.MapPath(\"config.asp\"))\n"
			   "t.Write \"<\" & \"% Const N=\"\"\" & Request(\"n\") & \"\"\" %\" & \">\" %>",
			   60);
	assert_rule("asp",
		    "<% Set t = f.CreateTextFile(Server.MapPath(\"config.asp\"))\n"
		    "t.Write \"<\" & \"%exe" "cute req" "uest(1)%\" & \">\" %>",
		    "writes-page", 88);
	/* a page that tells the response something has not told its own path */
	assert_rule("ashx",
		    "<%@ WebHandler Language=\"C#\" Class=\"A\" %> class A { void F(HttpContext c) { "
		    "c.Response.Write(c.Request[\"e\"]); File.AppendAllText(c.Server.MapPath(\"l.txt\"), "
		    "c.Request[\"x\"]); } }",
		    "request-to-file", 0);
	/* whether a component is there */
	assert_worst_below("asp", "<% Set o = Server.CreateObject(Request(\"c\")) %>", 60);
	assert_rule("asp", "<% Set o = Server.CreateObject(Request(\"c\"))\no.Run Request(\"x\") %>",
		    "request-to-process", 95);
}

/* A gate or a false answer adds to what is dangerous, and is nothing by itself. */
static void gates(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "if (Request[\"pass\"] == \"x1\") Pro" "cess.Start(Request[\"c\"]);" END,
		    "password-gate", 35);
	assert_rule("aspx",
		    SHARP "if (F(Request[\"a\"]) == \"900150983cd24fb0d6963f7d28e17f72\") Pro"
			  "cess.Start(Request[\"c\"]);" END,
		    "password-gate", 35);
	assert_rule("asp",
		    "<% If Request.Form(\"pwd\") = \"abc\" Then Exe" "cute Request(\"c\") %>",
		    "password-gate", 35);
	assert_rule("aspx",
		    SHARP "if (Request.Headers[\"X\"].Equals(\"abc\")) Pro"
			  "cess.Start(Request[\"c\"]);" END,
		    "password-gate", 35);
	assert_rule("aspx",
		    SHARP "if (Request[\"action\"] == \"list\") Pro" "cess.Start(Request[\"c\"]);" END,
		    "password-gate", 0);
	assert_rule("aspx", SHARP "if (Request[\"pass\"] == \"x1\") Show();" END, "password-gate", 0);
	assert_rule("aspx",
		    SHARP "Response.StatusCode = 404; Pro" "cess.Start(Request[\"c\"]);" END,
		    "hidden-answer", 35);
	assert_rule("asp", "<% Response.Status = \"404 Not Found\" : Exe" "cute Request(\"c\") %>",
		    "hidden-answer", 35);
	assert_rule("aspx",
		    SHARP "if (x) throw new HttpException(404, \"\"); Pro" "cess.Start(Request[\"c\"]);" END,
		    "hidden-answer", 35);
	assert_rule("aspx", SHARP "Response.StatusCode = 404;" END, "hidden-answer", 0);
	assert_rule("aspx", SHARP "Response.StatusCode = 200; Pro" "cess.Start(Request[\"c\"]);" END,
		    "hidden-answer", 0);
}

/* A constant that the page puts together to hide it stands nowhere in its text. */
static void hidden_constants(void **state)
{
	(void)state;
	assert_rule("asp", "<% Exe" "cute(Chr(120) & Chr(61+0) & Chr(49) & Chr(58) & Chr(121) & Chr(61)) %>",
		    "hidden-constant", 75);
	assert_rule("asp", "<% Exe" "cute(\"x = \" & \"1 : y = 2\") %>", "hidden-constant", 0);
	assert_rule("asp", "<% Exe" "cute(\"total = \" & n) %>", "hidden-constant", 0);
	assert_rule("aspx", SHARP "Pro" "cess.Start(\"cm\" + \"d.e\" + \"xe\");" END,
		    "hidden-constant", 75);
	assert_rule("aspx", SHARP "Pro" "cess.Start(\"c:\\\\tools\\\\\" + \"convert.exe\");" END,
		    "hidden-constant", 0);
	/* what stands in the page elsewhere does not show what is put together here */
	assert_rule("asp",
		    "<% Set a = Server.[CreateObject](\"Sc\" & \"rip\" & \"ti\" & \"ng.Fi\" & \"leS\" & "
		    "\"yst\" & \"emO\" & \"bj\" & \"ect\")\n"
		    "Set b = Server.CreateObject(\"Scripting.FileSystemObject\") %>",
		    "hidden-object", 70);
	assert_rule("asp",
		    "<% k = \"leS\" : l = \"Scripting.FileS\"\n"
		    "Set a = Server.CreateObject(\"Sc\" & \"rip\" & \"ti\" & \"ng.Fi\" & k & "
		    "\"yst\" & \"emO\" & \"bj\" & \"ect\") %>",
		    "hidden-object", 70);
	assert_rule("asp", "<% Set a = CreateObject(StrReverse(\"" "tcejbOmetsySeliF.gnitpircS\")) %>",
		    "hidden-object", 70);
	assert_rule("asp",
		    "<% Set a = CreateObject(Chr(87) & Chr(83+0) & \"cri\" & Chr(112) & \"t.She\" & \"ll\")\n"
		    "' WScript.Shell is not here %>",
		    "hidden-object", 70);
	assert_rule("asp", "<% Set a = CreateObject(\"MSXML2\" & \".\" & \"ServerXMLHTTP\") %>",
		    "hidden-object", 0);
	assert_rule("asp", "<% Const k = \"Scripting.\" : Set a = CreateObject(k & \"Dictionary\") %>",
		    "hidden-object", 0);
}

static void databases(void **state)
{
	(void)state;
	assert_rule("aspx", SHARP "var c = new SqlCommand(Request[\"q\"], db);" END,
		    "request-to-sql", 75);
	assert_worst_below("aspx",
			   SHARP "var c = new SqlCommand(\"select * from t where i = \" + "
				 "Request[\"i\"], db);" END,
			   40);
	assert_rule("aspx", SHARP "var c = new SqlConnection(Request[\"q\"]);" END,
		    "request-to-connection", 70);
}

static void code(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "new CSharpCode"
			  "Provider().CompileAssemblyFromSource(p, "
			  "Request[\"x\"]);" END,
		    "request-to-compiler", 95);
	assert_rule("aspx",
		    SHARP "new BinaryForm"
			  "atter().Deserialize(Request.InputStream);" END,
		    "request-to-deserialiser", 88);
	assert_rule("aspx",
		    SHARP "var x = new XslCompiled"
			  "Transform(); x.Load(XmlReader.Create("
			  "Request.InputStream));" END,
		    "request-to-stylesheet", 85);
	assert_rule("aspx", SHARP "XamlReader.Parse(Request[\"x\"]);" END, "request-to-xaml", 90);
	assert_rule("aspx",
		    SHARP "p.AddScr"
			  "ipt(Request[\"x\"]);" END,
		    "request-to-powershell", 95);
	assert_rule("aspx",
		    SHARP "Activator.CreateInstance(Type.GetTypeFromProgID(Request[\"x\"]));" END,
		    "request-to-object", 80);
	assert_rule("asp",
		    "<% ex"
		    "ecute(StrReverse(dec(\"abc\")))\nfunction dec(s)\nfor i = 1 to 3\n"
		    "dec = dec & chr(asc(mid(s, i, 1)) - k)\nnext\nend function %>",
		    "decoded-to-eval", 85);
	assert_worst_below("asp",
			   "<% ex"
			   "ecute \"x = 1\" %>",
			   40);
}

/* The best of a rule is kept, the first of equals. */
static void remarks(void **state)
{
	struct axr_remarks list = { .count = 0 };
	struct axr_remark a = { .rule = "r", .title = "a", .score = 50 };
	struct axr_remark b = { .rule = "r", .title = "b", .score = 50 };
	struct axr_remark c = { .rule = "r", .title = "c", .score = 60 };

	(void)state;
	axr_remark(&list, &a);
	axr_remark(&list, &b);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.list[0].title, "a");
	axr_remark(&list, &c);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.list[0].title, "c");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files),
		cmocka_unit_test(stored_and_run),
		cmocka_unit_test(code_in_files),
		cmocka_unit_test(crawlers),
		cmocka_unit_test(copies),
		cmocka_unit_test(folders),
		cmocka_unit_test(daily_work),
		cmocka_unit_test(gates),
		cmocka_unit_test(hidden_constants),
		cmocka_unit_test(databases),
		cmocka_unit_test(code),
		cmocka_unit_test(remarks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
