#include "page_test.h"

#define JS "<%@language=jscript%><%"

/* What the page's last call gets, which is all that these pages are about. */
static void last_argument_is(const struct page_case *cases, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct page_test test;
		const char *told, *last;

		page_test_read(&test, cases[i].extension, axr_span_str(cases[i].text));
		told = page_test_tell(&test);
		last = strstr(told, "LAST");
		if (!last)
			last = strstr(told, "last");
		if (!last || strncmp(last + 5, cases[i].expected, strlen(cases[i].expected))) {
			print_error("%s\n  is       %s\n  expected %s\n", cases[i].text, told,
				    cases[i].expected);
			wrong++;
		}
		page_test_free(&test);
	}
	assert_int_equal(wrong, 0);
}

#define LAST_ARGUMENT_IS(cases) last_argument_is(cases, sizeof(cases) / sizeof(*(cases)))

static void functions_of_csharp(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(){return \"a\"+\"b\";} void m(){LAST(d());}", "( \"ab\" )" },
		{ "cs",
		  "string d(string s){return s.Replace(\"x\",\"\");} void m(){LAST(d(\"axb\"));}",
		  "( \"ab\" )" },
		{ "cs",
		  "string d(string s){return e(s)+\"!\";} string e(string s){return s+s;} void "
		  "m(){LAST(d(\"a\"));}",
		  "( \"aa!\" )" },
		{ "cs",
		  "string d(string s){string r=\"\";for(int i=0;i<s.Length;i++){r+=(char)(s[i]^1);}"
		  "return r;} void m(){LAST(d(\"`c\"));}",
		  "( \"ab\" )" },
		{ "cs",
		  "string d(string s){var b=new StringBuilder();foreach(char c in s){if(c=='x')"
		  "continue;b.Append(c);}return b.ToString();} void m(){LAST(d(\"axb\"));}",
		  "( \"ab\" )" },
		{ "cs",
		  "string d(byte[] k){byte[] r=new byte[k.Length];int "
		  "i=0;while(i<k.Length){r[i]=(byte)"
		  "(k[i]-1);i++;}return Encoding.ASCII.GetString(r);} void m(){LAST(d(new "
		  "byte[]{98,"
		  "99}));}",
		  "( \"ab\" )" },
		{ "cs",
		  "string d(string s){char[] a=s.ToCharArray();Array.Reverse(a);return new "
		  "string(a);}"
		  " void m(){LAST(d(\"ba\"));}",
		  "( \"ab\" )" },
		{ "cs",
		  "string d(string s){if(s==\"q\")return \"ab\";else return \"c\";} void "
		  "m(){LAST(d(\"q\"));}",
		  "( \"ab\" )" },
		{ "cs", "string d(string s)=>s+\"b\"; void m(){LAST(d(\"a\"));}", "( \"ab\" )" },
		{ "cs",
		  "const string K=\"b\"; string d(string s){return s+K;} void m(){LAST(d(\"a\"));}",
		  "( \"ab\" )" },
		/* what cannot be known stays */
		{ "cs", "string d(string s){return s+Request[s];} void m(){LAST(d(\"a\"));}",
		  "( d ( \"a\" ) )" },
		{ "cs", "string d(string s){return d(s);} void m(){LAST(d(\"a\"));}",
		  "( d ( \"a\" ) )" },
		{ "cs", "string d(string s){while(true){} return s;} void m(){LAST(d(\"a\"));}",
		  "( d ( \"a\" ) )" },
		{ "cs",
		  "string d(string s){return \"a\";} string d(int s){return \"b\";} void "
		  "m(){LAST(d(\"a\"));}",
		  "( d ( \"a\" ) )" },
	};

	(void)state;
	LAST_ARGUMENT_IS(cases);
}

static void loops_of_csharp(void **state)
{
	static const struct page_case cases[] = {
		{ "cs",
		  "int[] a={97,98}; string s=\"\"; for(int i=0;i<a.Length;i++) s+=(char)a[i]; "
		  "LAST(s);",
		  "( \"ab\" )" },
		{ "cs", "string s=\"\"; foreach(var c in \"bc\"){ s+=(char)(c-1); } LAST(s);",
		  "( \"ab\" )" },
		{ "cs",
		  "int i=0; string s=\"\"; while(i<3){ s+=\"x\"; i++; if(i==2) break; } LAST(s);",
		  "( \"xx\" )" },
		{ "cs", "string s=\"\"; for(int i=0;i<n;i++) s+=\"a\"; LAST(s);", "( s )" },
		{ "cs", "string s=\"\"; foreach(var c in Request.Form){ s+=c; } LAST(s);",
		  "( s )" },
	};

	(void)state;
	LAST_ARGUMENT_IS(cases);
}

static void code_of_vb(void **state)
{
	static const struct page_case cases[] = {
		{ "asp",
		  "<%function d(s)\nd=replace(s,\"x\",\"\")\nend function\nlast d(\"axb\")%>",
		  "\"ab\"" },
		{ "asp",
		  "<%function d(s)\na=split(s,\"|\")\nfor i=0 to ubound(a)\nd=d&chr(a(i)-1)\nnext\n"
		  "end function\nlast d(\"98|99\")%>",
		  "\"ab\"" },
		{ "asp",
		  "<%function d(s)\nfor i=1 to len(s) step 2\nif mid(s,i,1)=\"a\" then\nd=d&\"1\"\n"
		  "elseif mid(s,i,1)=\"b\" then\nd=d&\"2\"\nelse\nd=d&\"3\"\nend if\nnext\nend "
		  "function\nlast d(\"axbxcx\")%>",
		  "\"123\"" },
		{ "asp",
		  "<%function d(s)\ndo while len(s)>0\nd=left(s,1)&d\ns=mid(s,2)\nloop\nend "
		  "function\n"
		  "last d(\"ba\")%>",
		  "\"ab\"" },
		{ "asp",
		  "<%function d(s)\ni=1\nwhile i<=len(s)\nd=d&chr(asc(mid(s,i,1))xor "
		  "1)\ni=i+1\nwend\n"
		  "end function\nlast d(\"`c\")%>",
		  "\"ab\"" },
		{ "asp", "<%a=array(97,98):for each x in a:s=s&chr(x):next:last s%>", "\"ab\"" },
		{ "asp",
		  "<%a=array(97,98):for i=0 to 1:if i=0 then s=s&chr(a(i)) else "
		  "s=s&\"b\"\nnext:last s%>",
		  "\"ab\"" },
		{ "vb",
		  "Function D(ByVal s As String) As String\nReturn StrReverse(s)\nEnd "
		  "Function\nLAST "
		  "(D(\"ba\"))",
		  "( \"ab\" )" },
		{ "vb",
		  "Dim b() As Byte = {98,99}\nDim s As String = \"\"\nFor i As Integer = 0 To "
		  "b.Length - "
		  "1\ns &= Chr(b(i) - 1)\nNext\nLAST(s)",
		  "( \"ab\" )" },
		{ "asp", "<%for i=0 to request(\"n\"):s=s&\"a\":next:last s%>", "s" },
	};

	(void)state;
	LAST_ARGUMENT_IS(cases);
}

static void code_of_jscript(void **state)
{
	static const struct page_case cases[] = {
		{ "asp",
		  JS "function d(s){var r='';for(var i=0;i<s.length;i++)r+=String.fromCharCode("
		     "s.charCodeAt(i)-1);return r} last(d('bc'))%>",
		  "( \"ab\" )" },
		{ "asp",
		  JS "var d=function(s){return s.split('').reverse().join('')}; last(d('ba'))%>",
		  "( \"ab\" )" },
		{ "asp",
		  JS "var a=[];for(var i=97;i<99;i++){a.push(String.fromCharCode(i))} "
		     "last(a.join(''))%>",
		  "( \"ab\" )" },
		{ "asp", JS "var a=['b','a'],s='';for(var i in a){s=a[i]+s} last(s)%>",
		  "( \"ab\" )" },
		{ "asp",
		  JS "function d(s){do{s=s.substr(1)}while(s.length>2);return s} last(d('xxab'))%>",
		  "( \"ab\" )" },
	};

	(void)state;
	LAST_ARGUMENT_IS(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_of_csharp),
		cmocka_unit_test(loops_of_csharp),
		cmocka_unit_test(code_of_vb),
		cmocka_unit_test(code_of_jscript),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
