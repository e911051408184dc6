#include "fold_test.h"

static void lists_are_filled(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "int[] a={98,99,100,101};char[] b=new char[4];for(int i=0;i<4;i++)"
			"b[i]=(char)(a[i]-1);f(new string(b));",
		  "f ( \"abcd\" ) ;" },
		{ "cs", "int[] a={98,99,100,101};var b=new byte[a.Length];for(int i=0;i<a.Length;i++)"
			"{b[i]=(byte)(a[i]^3);} f(Encoding.ASCII.GetString(b));",
		  "f ( \"a`gf\" ) ;" },
		{ "cs", "var l=new List<char>();foreach(var x in new[]{97,98,99,100})"
			"l.Add((char)x);f(new string(l.ToArray()));",
		  "f ( \"abcd\" ) ;" },
		{ "cs", "var s=\"x\";var l=new List<char>();l.Add('a');l.Add('b');"
			"f(new string(l.ToArray()));",
		  "f ( \"ab\" ) ;" },
		/* what others may fill is not known */
		{ "cs", "var s=\"x\";var b=new byte[4];g.Read(b,0,4);f(b[0]);",
		  "f ( b [ 0 ] ) ;" },
		{ "cs", "var s=\"x\";var l=new List<char>();l.Add(g);f(new string(l.ToArray()));",
		  "f ( new string ( l . ToArray ( ) ) ) ;" },
		{ "cs", "var s=\"x\";var l=new List<char>();while(g()){l.Add('a');} "
			"f(new string(l.ToArray()));",
		  "f ( new string ( l . ToArray ( ) ) ) ;" },
		{ "cs", "var s=\"x\";var b=new byte[100000];f(b.Length);",
		  "f ( b . Length ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void builders_are_declared(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "Dim b As New System.Text.StringBuilder()\nb.Append(\"a\").Append(\"b\")\n"
			"b.Append(\"c\")\nf(b.ToString())",
		  "f ( \"abc\" ) ;" },
		{ "vb", "Dim b As New StringBuilder()\nb.Append(g)\nf(b.ToString())",
		  "f ( b . tostring ( ) ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void casts_and_lists_of_codes(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "f(\"\"+(char)(96+1)+(char)(100-2));", "f ( \"ab\" ) ;" },
		{ "cs", "f((g)(96+1));", "f ( ( g ) ( 97 ) ) ;" },
		{ "asp", FOLD_JS "f(String.fromCharCode.apply(null,[97,98]))%>", "f ( \"ab\" )" },
		{ "asp", FOLD_JS "f(g.apply(null,[97,98]))%>",
		  "f ( g . apply ( null , [ 97 , 98 ] ) )" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_filled),
		cmocka_unit_test(builders_are_declared),
		cmocka_unit_test(casts_and_lists_of_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
