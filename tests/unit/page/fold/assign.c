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

/* The words of a type, and the items that are reversed, are paid for. */
static void long_types_and_lists_cost(void **state)
{
	(void)state;
	assert_string_equal(fold_limit("cs", "string f(int a){b", ".b", 4000,
				       " c=1;return \"x\";}var z=\"\";for(int i=0;i<1500;i++)"
				       "z+=f(i);"),
			    "fold_bytes");
	assert_string_equal(fold_limit("cs", "var z=\"\";for(int k=0;k<2000;k++){int[] b={1", ",1", 200,
				       "};Array.Reverse(b);z+=\"a\";}"),
			    "fold_bytes");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_set),
		cmocka_unit_test(items_are_set),
		cmocka_unit_test(builders_and_lists_grow),
		cmocka_unit_test(long_types_and_lists_cost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
