#include "page_test.h"

#define JS "<%@language=jscript%><%"

static void expressions_of_csharp(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "f(\"unsa\"+\"fe\")", "f ( \"unsafe\" )" },
		{ "cs", "\"a\"+'b'+1+(char)105", "\"ab1i\"" },
		{ "cs", "(char)105+\"x\"", "\"ix\"" },
		{ "cs", "x+\"a\"+\"b\"", "x + \"ab\"" },
		{ "cs", "x+1+2", "x + 1 + 2" },
		{ "cs", "x-\"a\"+\"b\"", "x - \"a\" + \"b\"" },
		{ "cs", "x*2+3", "x * 2 + 3" },
		{ "cs", "2+3*4", "14" },
		{ "cs", "(2+3)*4-1", "19" },
		{ "cs", "-3+5", "2" },
		{ "cs", "a-3", "a - 3" },
		{ "cs", "0x41^3|8", "74" },
		{ "cs", "1<<4>>2", "4" },
		{ "cs", "true?\"a\":\"b\"", "\"a\"" },
		{ "cs", "1==2?\"a\":\"b\"", "\"b\"" },
		{ "cs", "x=1>2?\"a\":\"b\";", "x = \"b\" ;" },
		{ "cs", "(\"a\")", "\"a\"" },
		{ "cs", "((\"a\"+((\"b\"))))", "\"ab\"" },
		{ "cs", "if(\"a\")", "if ( \"a\" )" },
		{ "cs", "return (\"a\"+\"b\");", "return \"ab\" ;" },
		{ "cs", "new string(new char[]{'a','b'})", "\"ab\"" },
		{ "cs", "new String('a',3)", "\"aaa\"" },
		{ "cs", "new System.Text.StringBuilder(\"a\").Append(\"b\").ToString()", "\"ab\"" },
		{ "cs", "string.Join(\"-\",new[]{\"a\",\"b\"})", "\"a-b\"" },
		{ "cs", "string.Join(\"\",\"a\",\"b\")", "\"ab\"" },
		{ "cs", "System.String.Concat(\"a\",\"b\",'c')", "\"abc\"" },
		{ "cs", "string.Format(\"{0}{{x}}{1:X2}\",\"a\",1)", "\"a{x}1\"" },
		{ "cs", "\"abc\".Replace(\"b\",\"\").Substring(1)", "\"c\"" },
		{ "cs", "\"abcdef\".Substring(1,2).ToUpper()", "\"BC\"" },
		{ "cs", "\"abc\".Remove(1,1).Insert(0,\"x\")", "\"xac\"" },
		{ "cs", "\" abc \".Trim().PadLeft(5,'.')", "\"..abc\"" },
		{ "cs", "\"a|b\".Split('|')[1]", "\"b\"" },
		{ "cs", "\"abc\"[1]", "'b'" },
		{ "cs", "new[]{\"a\",\"b\"}[1]", "\"b\"" },
		{ "cs", "\"abc\".Length", "3" },
		{ "cs", "string.Empty+\"a\"", "\"a\"" },
		{ "cs", "new string(\"cba\".Reverse().ToArray())", "\"abc\"" },
		{ "cs", "Convert.ToChar(97)+\"\"", "\"a\"" },
		{ "cs", "Convert.ToInt32(\"61\",16)", "97" },
		{ "cs", "Encoding.UTF8.GetString(Convert.FromBase64String(\"Y21k\"))", "\"cmd\"" },
		{ "cs", "System.Text.Encoding.Unicode.GetString(new byte[]{99,0,109,0})", "\"cm\"" },
		{ "cs", "Encoding.GetEncoding(\"utf-8\").GetString(new byte[]{0x61})", "\"a\"" },
		{ "cs", "new UTF8Encoding().GetString(new byte[]{0x61})", "\"a\"" },
		{ "cs", "HttpUtility.UrlDecode(\"%61+b\")", "\"a b\"" },
		{ "cs", "Server.HtmlDecode(\"&#97;&lt;\")", "\"a<\"" },
		{ "cs", "$\"a{\"b\"}{1}\"", "\"ab1\"" },
		{ "cs", "$\"a{x}\"", "( \"a\" + ( x ) )" },
		{ "cs", "Request(\"a\")", "Request ( \"a\" )" },
		{ "cs", "x.Replace(\"a\",\"b\")", "x . Replace ( \"a\" , \"b\" )" },
		{ "cs", "(string)\"a\"", "\"a\"" },
		{ "cs", "(Foo)\"a\"", "( Foo ) \"a\"" },
		{ "cs", "\"a\"=\"b\"", "\"a\" = \"b\"" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void expressions_of_vb(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "x = \"a\" & \"b\" & 1", "x = \"ab1\" ;" },
		{ "vb", "x = y & \"a\" & Chr(98)", "x = y & \"ab\" ;" },
		{ "vb", "x = \"a\" + \"b\" & \"c\"", "x = \"abc\" ;" },
		{ "vb", "Execute Chr(101)&ChrW(&H76)", "execute \"ev\" ;" },
		{ "vb", "f StrReverse(\"ba\")", "f \"ab\" ;" },
		{ "vb", "f(Mid(\"xaby\", 2, 2), Left(\"abc\",2), Right(\"abc\",2))",
		  "f ( \"ab\" , \"ab\" , \"bc\" ) ;" },
		{ "vb", "f(Replace(\"aXb\",\"X\",\"\"), UCase(\"a\"), LCase(\"B\"))",
		  "f ( \"ab\" , \"A\" , \"b\" ) ;" },
		{ "vb", "f(Split(\"a,b\", \",\")(1), Join(Split(\"a b\"), \"\"))",
		  "f ( \"b\" , \"ab\" ) ;" },
		{ "asp", "<%f Array(\"a\",\"b\")(1), String(2,\"x\"), Hex(255)%>",
		  "f \"b\" , \"xx\" , \"FF\" ;" },
		{ "vb", "f(Asc(\"a\") + 1, 7 Mod 4, 7 \\ 2, 5 Xor 1, 2 ^ 3)",
		  "f ( 98 , 3 , 3 , 4 , 8 ) ;" },
		{ "vb", "f(New String(New Char() {\"a\"c, \"b\"c}))", "f ( \"ab\" ) ;" },
		{ "vb", "f(vbCrLf & \"a\")", "f ( \"\r\na\" ) ;" },
		{ "vb", "f(Strings.StrReverse(\"ba\"))", "f ( \"ab\" ) ;" },
		{ "vb", "f(Len(\"abc\"), InStr(\"abc\",\"c\"), IIf(True,\"a\",\"b\"))",
		  "f ( 3 , 3 , \"a\" ) ;" },
		{ "vb", "If a = \"b\" & \"c\" Then", "if a = \"bc\" then ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void expressions_of_jscript(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", JS "\"ev\"+'al'+1%>", "\"eval1\"" },
		{ "asp", JS "String.fromCharCode(101,0x76)%>", "\"ev\"" },
		{ "asp", JS "String[\"fromCharCode\"](101)%>", "\"e\"" },
		{ "asp", JS "unescape(\"%65%u0076\")%>", "\"ev\"" },
		{ "asp", JS "[\"a\",\"b\"].reverse().join(\"\")%>", "\"ba\"" },
		{ "asp", JS "[\"a\",\"b\"][1]%>", "\"b\"" },
		{ "asp", JS "\"aXbX\".replace(/X/g,\"\")+\"aXbX\".replace(\"X\",\"\")%>", "\"ababX\"" },
		{ "asp", JS "\"a-b+c\".replace(/[\\-+]/g,\"\")%>", "\"abc\"" },
		{ "asp", JS "\"abcd\".substr(1,2)+\"abcd\".substring(1,2)+\"abcd\".slice(-1)%>", "\"bcbd\"" },
		{ "asp", JS "\"a|b\".split(\"|\")[1]+\"abc\".charAt(1)+\"abc\"[2]%>", "\"bbc\"" },
		{ "asp", JS "\"abc\".charCodeAt(1)^1%>", "99" },
		{ "asp", JS "parseInt(\"1f\",16)+(255).toString(16)%>", "\"31ff\"" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void names_have_values(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string a=\"x\"; f(a);", "string a = \"x\" ; f ( \"x\" ) ;" },
		{ "cs", "a=\"x\"; a+=\"y\"; a=a+\"z\"; f(a);",
		  "a = \"x\" ; a += \"y\" ; a = \"xyz\" ; f ( \"xyz\" ) ;" },
		{ "cs", "a=\"x\"; f(a); a=g();", "a = \"x\" ; f ( a ) ; a = g ( ) ;" },
		{ "cs", "a=b=\"x\"; f(a,b);", "a = b = \"x\" ; f ( \"x\" , \"x\" ) ;" },
		{ "cs", "a=\"x\"; f(x.a, a.b, a());", "a = \"x\" ; f ( x . a , \"x\" . b , a ( ) ) ;" },
		{ "cs", "a=\"x\"; h(ref a); f(a);", "a = \"x\" ; h ( ref a ) ; f ( a ) ;" },
		{ "cs", "a=1; a++; f(a);", "a = 1 ; a ++ ; f ( a ) ;" },
		{ "cs", "a=\"x\"; this.a=g(); f(a);", "a = \"x\" ; this . a = g ( ) ; f ( a ) ;" },
		{ "cs", "void g(string a){f(a);} void h(){string a=\"x\";f(a);}",
		  "void g ( string a ) { f ( a ) ; } void h ( ) { string a = \"x\" ; f ( \"x\" ) ; }" },
		{ "cs", "void g(){string a=q();f(a);} void h(){string a=\"x\";f(a);}",
		  "void g ( ) { string a = q ( ) ; f ( a ) ; } void h ( ) { string a = \"x\" ; f ( "
		  "\"x\" ) ; }" },
		{ "cs", "byte[] a={99,109}; f(Encoding.ASCII.GetString(a), a[1]);",
		  "byte [ ] a = { 99 , 109 } ; f ( \"cm\" , 109 ) ;" },
		{ "cs", "byte[] a={1}; a[0]=x; f(a[0]);",
		  "byte [ ] a = { 1 } ; a [ 0 ] = x ; f ( a [ 0 ] ) ;" },
		{ "cs", "byte[] a={97}; s.Read(a,0,1); f(E.ASCII.GetString(a));",
		  "byte [ ] a = { 97 } ; s . Read ( a , 0 , 1 ) ; f ( E . ASCII . GetString ( a ) ) ;" },
		{ "cs", "var a=new StringBuilder(); a.Append(\"x\").Append(\"y\"); f(a.ToString());",
		  "var a = new StringBuilder ( ) ; a . Append ( \"x\" ) . Append ( \"y\" ) ; f ( \"xy\" ) ;" },
		{ "cs", "var a=new StringBuilder(); a.Append(q); f(a.ToString());",
		  "var a = new StringBuilder ( ) ; a . Append ( q ) ; f ( a . ToString ( ) ) ;" },
		{ "cs", "var a=new StringBuilder(\"x\"); g(a); f(a.ToString());",
		  "var a = new StringBuilder ( \"x\" ) ; g ( a ) ; f ( a . ToString ( ) ) ;" },
		{ "cs", "var a=new[]{'b','a'}; Array.Reverse(a); f(new string(a));",
		  "var a = new [ ] { 'b' , 'a' } ; Array . Reverse ( a ) ; f ( \"ab\" ) ;" },
		{ "cs", "a=\"x\"; var y = q.Select(a => a+1);",
		  "a = \"x\" ; var y = q . Select ( a => a + 1 ) ;" },
		{ "vb", "Const a As String = \"x\"\nf(a)", "const a as string = \"x\" ; f ( \"x\" ) ;" },
		{ "vb", "Dim a() As Byte = {1,2}\nf(a(1))",
		  "dim a ( ) as byte = { 1 , 2 } ; f ( 2 ) ;" },
		{ "vb", "If a = \"x\" Then f(a)", "if a = \"x\" then f ( a ) ;" },
		{ "vb", "Sub g(a As String)\nf(a)\nEnd Sub\nDim a = \"x\"\nf(a)",
		  "sub g ( a as string ) ; f ( a ) ; end sub ; dim a = \"x\" ; f ( \"x\" ) ;" },
		{ "asp", "<%a=\"x\":f a%><%=a%>", "a = \"x\" ; f \"x\" ; \"x\" ;" },
		{ "asp", "<%a=\"x\":for each a in b:f a:next%>",
		  "a = \"x\" ; for each a in b ; f a ; next ;" },
		{ "asp", JS "var _0=[\"eval\"];this[_0[0]](x)%>",
		  "var _0 = [ \"eval\" ] ; this [ \"eval\" ] ( x )" },
		{ "asp", JS "function g(a){f(a)} a=\"x\";f(a)%>",
		  "function g ( a ) { f ( a ) } a = \"x\" ; f ( \"x\" )" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void evaluated_constants_are_code(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", "<%s=\"ev\"&\"al(req(\"\"x\"\"))\":execute s%>",
		  "s = \"eval(req(\"x\"))\" ; execute \"eval(req(\"x\"))\" ; eval ( req ( \"x\" ) ) ;" },
		{ "asp", "<%execute(\"execute(\"\"f(\"\"&g&\"\")\"\")\")%>",
		  "execute ( \"execute(\"f(\"&g&\")\")\" ) ; execute ( \"f(\" & g & \")\" ) ;" },
		{ "asp", "<%execute(\"execute(chr(102)&\"\"(a,b,c)\"\")\")%>",
		  "execute ( \"execute(chr(102)&\"(a,b,c)\")\" ) ; execute ( \"f(a,b,c)\" ) ; f ( a , "
		  "b , c ) ;" },
		{ "asp", JS "eval('var a=b')%>", "eval ( \"var a=b\" ) var a = b" },
		{ "asp", "<%execute \"x=1\"%>", "execute \"x=1\" ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void folded_tokens_keep_their_place(void **state)
{
	static const char text[] = "f( \"a\" + Chr ( 98 ) , s ) : s = \"q\" : g s";
	struct page_test test;
	const struct axr_token *tokens;

	(void)state;
	page_test_read(&test, "vb", axr_span_str(text));
	assert_string_equal(page_test_tell(&test), "f ( \"ab\" , s ) ; s = \"q\" ; g \"q\" ;");
	tokens = test.page->tokens;
	assert_int_equal(tokens[2].at, 3);
	assert_int_equal(tokens[2].len, strlen("\"a\" + Chr ( 98 )"));
	assert_int_equal(tokens[2].flags, AXR_TOKEN_FOLDED);
	assert_int_equal(tokens[0].flags, 0);
	assert_int_equal(tokens[1].mate, 5);
	assert_int_equal(tokens[12].flags, AXR_TOKEN_FOLDED);
	assert_int_equal(tokens[12].at, strlen(text) - 1);
	assert_int_equal(tokens[12].len, 1);
	page_test_free(&test);
}

static void bombs_stop_at_the_limit(void **state)
{
	struct axr_page_limits limits = axr_page_default_limits;
	char text[4096] = "s=\"0123456789\";";
	struct axr_arena arena;
	struct axr_page *page;

	(void)state;
	for (int i = 0; i < 60; i++)
		strcat(text, "s=s+s;");
	strcat(text, "eval(\"a\"+\"b\");");
	limits.fold_bytes = 1 << 20;
	axr_arena_init(&arena, 64u << 20);
	page = axr_page_read(&arena, axr_span_str(text), axr_span_str("cs"), &limits);
	assert_non_null(page);
	assert_true(page->truncated);
	assert_string_equal(page->limit, "fold_bytes");
	assert_true(arena.used < 16u << 20);
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expressions_of_csharp),
		cmocka_unit_test(expressions_of_vb),
		cmocka_unit_test(expressions_of_jscript),
		cmocka_unit_test(names_have_values),
		cmocka_unit_test(evaluated_constants_are_code),
		cmocka_unit_test(folded_tokens_keep_their_place),
		cmocka_unit_test(bombs_stop_at_the_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
