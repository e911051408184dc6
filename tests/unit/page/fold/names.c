#include "fold_test.h"

static void assigned_names_have_values(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string a=\"x\"; f(a);", "string a = \"x\" ; f ( \"x\" ) ;" },
		{ "cs", "a=\"x\"; a+=\"y\"; a=a+\"z\"; f(a);",
		  "a = \"x\" ; a += \"y\" ; a = \"xyz\" ; f ( \"xyz\" ) ;" },
		{ "cs", "a=\"x\"; f(a); a=g();", "a = \"x\" ; f ( a ) ; a = g ( ) ;" },
		{ "cs", "a=b=\"x\"; f(a,b);", "a = b = \"x\" ; f ( \"x\" , \"x\" ) ;" },
		{ "cs", "a=\"x\"; f(x.a, a.b, a());", "a = \"x\" ; f ( x . a , \"x\" . b , a ( ) ) ;" },
		{ "vb", "Const a As String = \"x\"\nf(a)", "const a as string = \"x\" ; f ( \"x\" ) ;" },
		{ "vb", "Dim a() As Byte = {1,2}\nf(a(1))",
		  "dim a ( ) as byte = { 1 , 2 } ; f ( 2 ) ;" },
		{ "asp", "<%a=\"x\":f a%><%=a%>", "a = \"x\" ; f \"x\" ; \"x\" ;" },
		/* a text begun with nothing; not where something else is assigned too */
		{ "asp", "<%Dim a:a=a&\"x\":a=a&\"y\":f a%>",
		  "dim a ; a = \"x\" ; a = \"xy\" ; f \"xy\" ;" },
		{ "asp", "<%a=a&\"x\":f a:a=q%>", "a = a & \"x\" ; f a ; a = q ;" },
		{ "asp", "<%Dim a:for i=1 to q:a=a&\"x\":next:f a%>",
		  "dim a ; for i = 1 to q ; a = a & \"x\" ; next ; f a ;" },
		{ "asp", "<%Dim a:a=b&\"x\":b=b+\"x\"%>", "dim a ; a = b & \"x\" ; b = b + \"x\" ;" },
		{ "asp", FOLD_JS "var _0=[\"eval\"];this[_0[0]](x)%>",
		  "var _0 = [ \"eval\" ] ; this [ \"eval\" ] ( x )" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void what_changes_has_no_value(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "a=1; a++; f(a);", "a = 1 ; a ++ ; f ( a ) ;" },
		{ "cs", "a=\"x\"; this.a=g(); f(a);", "a = \"x\" ; this . a = g ( ) ; f ( a ) ;" },
		{ "cs", "byte[] a={1}; a[0]=x; f(a[0]);",
		  "byte [ ] a = { 1 } ; a [ 0 ] = x ; f ( a [ 0 ] ) ;" },
		{ "cs", "byte[] a={97}; s.Read(a,0,1); f(E.ASCII.GetString(a));",
		  "byte [ ] a = { 97 } ; s . Read ( a , 0 , 1 ) ; f ( E . ASCII . GetString ( a ) ) ;" },
		{ "vb", "If a = \"x\" Then f(a)", "if a = \"x\" then f ( a ) ;" },
		{ "vb", "a = \"x\"\na = q\nf(a)", "a = \"x\" ; a = q ; f ( a ) ;" },
		{ "asp", "<%a=array(\"x\"):a(0)=q:f a(0)%>",
		  "a = array ( \"x\" ) ; a ( 0 ) = q ; f a ( 0 ) ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void functions_have_names_of_their_own(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "void g(string a){f(a);} void h(){string a=\"x\";f(a);}",
		  "void g ( string a ) { f ( a ) ; } void h ( ) { string a = \"x\" ; f ( \"x\" ) ; }" },
		{ "cs", "void g(){string a=q();f(a);} void h(){string a=\"x\";f(a);}",
		  "void g ( ) { string a = q ( ) ; f ( a ) ; } void h ( ) { string a = \"x\" ; f ( "
		  "\"x\" ) ; }" },
		{ "vb", "Sub g(a As String)\nf(a)\nEnd Sub\nDim a = \"x\"\nf(a)",
		  "sub g ( a as string ) ; f ( a ) ; end sub ; dim a = \"x\" ; f ( \"x\" ) ;" },
		{ "asp", FOLD_JS "function g(a){f(a)} a=\"x\";f(a)%>",
		  "function g ( a ) { f ( a ) } a = \"x\" ; f ( \"x\" )" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void lists_and_builders(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "byte[] a={99,109}; f(Encoding.ASCII.GetString(a), a[1]);",
		  "byte [ ] a = { 99 , 109 } ; f ( \"cm\" , 109 ) ;" },
		{ "cs", "var a=new StringBuilder(); a.Append(\"x\").Append(\"y\"); f(a.ToString());",
		  "var a = new StringBuilder ( ) ; a . Append ( \"x\" ) . Append ( \"y\" ) ; f ( \"xy\" ) ;" },
		{ "cs", "var a=new StringBuilder(); a.Append(q); f(a.ToString());",
		  "var a = new StringBuilder ( ) ; a . Append ( q ) ; f ( a . ToString ( ) ) ;" },
		{ "cs", "var a=new StringBuilder(\"x\"); g(a); f(a.ToString());",
		  "var a = new StringBuilder ( \"x\" ) ; g ( a ) ; f ( a . ToString ( ) ) ;" },
		{ "cs", "var a=new[]{'b','a'}; Array.Reverse(a); f(new string(a));",
		  "var a = new [ ] { 'b' , 'a' } ; Array . Reverse ( a ) ; f ( \"ab\" ) ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(assigned_names_have_values),
		cmocka_unit_test(what_changes_has_no_value),
		cmocka_unit_test(functions_have_names_of_their_own),
		cmocka_unit_test(lists_and_builders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
