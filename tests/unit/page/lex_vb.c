#include "page_test.h"

static void tokens_of_vb(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "Dim A As String", "dim a as string ;" },
		{ "vb", "a = 1 ' c\nb = 2", "a = 1 ; b = 2 ;" },
		{ "vb", "a = 1 : Rem \"c\nb", "a = 1 ; b ;" },
		{ "vb", "x.Rem", "x . rem ;" },
		{ "vb", "\n\n a \r\n\r\n b", "a ; b ;" },
		{ "vb", "a = b _\r\n & c", "a = b & c ;" },
		{ "vb", "a = b & _ \n c", "a = b & c ;" },
		{ "vb", "f(a,\n b\n)", "f ( a , b ) ;" },
		{ "vb", "a = b &\nc", "a = b & c ;" },
		{ "vb", "\"a\"\"b\" \"c\"c", "\"a\"b\" 'c' ;" },
		{ "vb", "[Eval] x", "eval x ;" },
		{ "vb", "[Ev\xc2\xad" "al] x", "eval x ;" },
		{ "vb", "[\xef\xbc\xa5val] x", "eval x ;" },
		{ "vb", "[ev\xc3\x97" "al] x", "ev \xc3\x97 al ] x ;" },
		{ "vb", "Chr$(x)", "chr ( x ) ;" },
		{ "vb",
		  "\xe2\x80\x9c"
		  "a\xe2\x80\x9d \xef\xbc\x82"
		  "b\xef\xbc\x82",
		  "\"a\" \"b\" ;" },
		{ "vb", "\xef\xbc\xa5val\xef\xbc\x88x\xef\xbc\x89", "eval ( x ) ;" },
		{ "vb", "a \xef\xbc\x87 comment\nb", "a ; b ;" },
		{ "vb",
		  "a\xef\xbc\x9a"
		  "b",
		  "a ; b ;" },
		{ "vb", "x \uff3f\n= 1", "x = 1 ;" },
		{ "vb", "#If x\na\n#End If", "a ;" },
		{ "vb", "f(a:=1)", "f ( a := 1 ) ;" },
		{ "vb", "a <> b >= c \\ d", "a <> b >= c \\ d ;" },
		{ "vb", "e\xe2\x80\x8dval", "eval ;" },
		{ "vb", "\"unterminated\nb", "\"unterminated\" ; b ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

static void tokens_of_vbscript(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", "<%Execute(Chr(a)&ChrW(&H76&b))%>",
		  "execute ( chr ( a ) & chrw ( &H76 & b ) ) ;" },
		{ "asp", "<%if a=1then b%>", "if a = 1 then b ;" },
		{ "asp", "<%a=\"b'c\":d%>", "a = \"b'c\" ; d ;" },
		{ "asp", "<%f(a,\nb)%>", "f ( a , ; b ) ;" },
		{ "asp", "<%<!-- x\na%>", "a ;" },
		{ "asp", "<%[a b]=1%>", "a b = 1 ;" },
		{ "asp", "<%x=\"\xe2\x80\x9c\"%>", "x = \"\xe2\x80\x9c\" ;" },
		{ "asp", "<%a&b&\"c\"&1&2%>", "a & b & \"c12\" ;" },
		{ "asp", "<%rEm x\nEvAl(1)%>", "eval ( 1 ) ;" },
		{ "asp", "<%'x%>y<%z%>", "z ;" },
		{ "asp", "<%a=\"x%>y<%z%>", "a = \"x\" ; z ;" },
		{ "asp", "<%a_\nb = _\nc%>", "a_ ; b = c ;" },
	};

	(void)state;
	PAGE_CASES(PAGE_TOKENS, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_of_vb),
		cmocka_unit_test(tokens_of_vbscript),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
