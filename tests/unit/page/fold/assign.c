#include "fold_test.h"

static void names_are_set(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(int n){int a=1,b;b=a+n;b*=2;b-=1;b^=3;return b+\"\";} f(d(2));",
		  "f ( \"6\" ) ;" },
		{ "cs", "string d(int n){n++;++n;n--;return \"\"+n;} f(d(2));", "f ( \"3\" ) ;" },
		{ "cs", "string d(string s){System.String r=s;const string q=\"y\";return r+q;} f"
		  "(d(\"x\"));",
		  "f ( \"xy\" ) ;" },
		{ "asp", FOLD_JS "function d(s){var a=\"1\",b:String=\"2\";return s+a+b} f(d(\"x"
		  "\"))%>",
		  "f ( \"x12\" )" },
		{ "vb", "Function d(s)\nDim a As String = \"1\", b\nb = s & a\nReturn b\nEnd Func"
		  "tion\nf(d(\"x\"))",
		  "f ( \"x1\" ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void items_are_set(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(string s){char[] a=s.ToCharArray();a[0]='x';return new string(a"
		  ");} f(d(\"abc\"));",
		  "f ( \"xbc\" ) ;" },
		{ "cs", "string d(int n){var b=new byte[2];for(int i=0;i<2;i++)b[i]=(byte)(n+i);r"
		  "eturn Encoding.ASCII.GetString(b);} f(d(101));",
		  "f ( \"ef\" ) ;" },
		{ "cs", "byte[] b={100,119};for(int i=0;i<b.Length;i++)b[i]^=1;f(Encoding.ASCII.G"
		  "etString(b));",
		  "f ( \"ev\" ) ;" },
		{ "cs", "string d(string s){var a=new int[1];a[1]=1;return s;} f(d(\"x\"));",
		  "f ( d ( \"x\" ) ) ;" },
		{ "asp", FOLD_JS "function d(s){var a=[];a[0]=s;a[1]=\"y\";return a.join(\"\")} f"
		  "(d(\"x\"))%>",
		  "f ( \"xy\" )" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void builders_and_lists_grow(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(string s){var b=new StringBuilder();foreach(char c in s)b.Appen"
		  "d((char)(c-1));return b.ToString();} f(d(\"fw\"));",
		  "f ( \"ev\" ) ;" },
		{ "asp", FOLD_JS "function d(s){var a=[];a.push(s);a.push(\"y\");return a.join(\""
		  "\")} f(d(\"x\"))%>",
		  "f ( \"xy\" )" },
		{ "cs", "string d(string s){var a=s.ToCharArray();Array.Reverse(a);return new str"
		  "ing(a);} f(d(\"ba\"));",
		  "f ( \"ab\" ) ;" },
		{ "cs", "string d(string s){var b=new StringBuilder();b.Clear();return s;} f(d(\""
		  "x\"));",
		  "f ( d ( \"x\" ) ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_set),
		cmocka_unit_test(items_are_set),
		cmocka_unit_test(builders_and_lists_grow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
