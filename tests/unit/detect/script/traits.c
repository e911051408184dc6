#include "page_of.h"

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ "
#define END " }</script>"

static void loaders(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "var k = Session[\"k\"]; var b = H(); var a = Asse"
			  "mbly.Load(new "
			  "Rijndael"
			  "Managed().CreateDecryptor(k, k).TransformFinalBlock(Convert.FromBase64"
			  "String(b), 0, 1)); a.CreateInstance(\"U\");" END,
		    "encrypted-loader", 85);
	assert_rule("aspx", SHARP "var b = Convert.FromBase64String(x); Session[\"a\"] = b;" END,
		    "encrypted-loader", 0);
}

static void keys_and_memory(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "var t = a.GetType(\"System.Web.Configuration.Machine"
			  "KeySection\")."
			  "GetMethod(\"GetApplication"
			  "Config\", BindingFlags.NonPublic); Response.Write("
			  "c.ValidationKey + c.DecryptionKey);" END,
		    "machine-key", 92);
	assert_rule("aspx",
		    "<%@ Page Language=\"C#\" %><script runat=\"server\">[DllImport(\"kernel32\")] "
		    "static extern IntPtr Virtual"
		    "Alloc(int a); [DllImport(\"kernel32\")] static extern "
		    "IntPtr Create"
		    "Thread(int a);</script>",
		    "native-code", 88);
}

static void types_by_name(void **state)
{
	(void)state;
	assert_rule("aspx",
		    SHARP "JsonConvert.DeserializeObject(Request[\"j\"], new JsonSerializer"
			  "Settings { TypeNameHandling = TypeName"
			  "Handling.All });" END,
		    "any-class", 70);
	assert_rule("aspx",
		    SHARP "JsonConvert.DeserializeObject(Request[\"j\"], TypeName"
			  "Handling.None);" END,
		    "any-class", 0);
}

static void application_files_register_routes(void **state)
{
	struct shown shown;
	int in_page, in_application;
	const char *text = "<script runat=\"server\" language=\"C#\">void F(){ HostingEnvironment."
			   "RegisterVirtualPath"
			   "Provider(new P()); }</script>";

	(void)state;
	show(&shown, "aspx", text);
	in_page = worst_of(&shown);
	hide(&shown);
	show(&shown, "asax", text);
	in_application = worst_of(&shown);
	hide(&shown);
	assert_true(in_page >= 60);
	assert_true(in_application < 40);
}

/* A list of components to try has the shell's name in it, and does nothing with it. */
static void shell_objects(void **state)
{
	(void)state;
	assert_rule("asp", "<% a = request(1)\nFor Each n In Array(\"Jma" "il.Message\", \"wscr" "ipt.shell\")"
			   "\nSet t = CreateObject(n)\nNext %>",
		    "command-shell-object", 20);
	assert_worst_below("asp",
			   "<% a = request(1)\nFor Each n In Array(\"Jma" "il.Message\", \"wscr" "ipt.shell\")"
			   "\nSet t = CreateObject(n)\nNext %>",
			   40);
	assert_rule("asp",
		    "<% a = request(1)\nFor Each n In Array(\"Jma" "il.Message\", \"wscr" "ipt.shell\")"
		    "\nSet t = CreateObject(n)\nt.Run b\nNext %>",
		    "command-shell-object", 48);
	assert_rule("asp", "<% a = request(1)\nSet t = CreateObject(\"wscr" "ipt.shell\") %>",
		    "command-shell-object", 48);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shell_objects),
		cmocka_unit_test(loaders),
		cmocka_unit_test(keys_and_memory),
		cmocka_unit_test(types_by_name),
		cmocka_unit_test(application_files_register_routes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
