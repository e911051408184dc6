#include "fold_test.h"

static void loops_decode(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "var s=\"fwbm\";var r=\"\";for(int i=0;i<s.Length;i++){r+=(char)(s[i]-1);"
		  "}f(r);",
		  "f ( \"eval\" ) ;" },
		{ "cs", "var r=\"\";int i=3;while(i>0){i--;r+=\"cba\"[i];}f(r);",
		  "f ( \"abc\" ) ;" },
		{ "cs", "var r=\"\";int i=0;do{r+=\"x\";i++;}while(i<3);f(r);", "f ( \"xxx\" ) ;" },
		{ "cs", "var r=\"\";foreach(var c in new[]{101,118}){r+=(char)c;}f(r);",
		  "f ( \"ev\" ) ;" },
		{ "cs", "var r=\"\";for(int i=0,j=3;i<j;i++,j--)r+=i;f(r);", "f ( \"01\" ) ;" },
		{ "cs", "var r=\"\";for(int i=0;i<2;i++)for(int j=0;j<2;j++)r+=j;f(r);",
		  "f ( \"0101\" ) ;" },
		{ "asp", FOLD_JS "var r=\"\";var a=[101,118];for(var i in a)r+=String.fromCharCod"
		  "e(a[i]);f(r)%>",
		  "f ( \"ev\" )" },
		{ "asp", FOLD_JS "var r=\"\";for(var i=0;i<4;i++)r+=String.fromCharCode(\"dw`m\"."
		  "charCodeAt(i)^1);f(r)%>",
		  "f ( \"eval\" )" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void flow_is_followed(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "var r=\"\";for(int i=0;i<4;i++){if(i%2==0)r+=\"a\";else r+=\"b\";}f(r);",
		  "f ( \"abab\" ) ;" },
		{ "cs", "var r=\"\";for(int i=0;i<9;i++){if(i==1)continue;if(i==3){break;}r+=i;}f"
		  "(r);",
		  "f ( \"02\" ) ;" },
		{ "cs", "var r=\"\";for(int i=0;i<3;i++){if(i==0){r+=\"a\";}else if(i==1){r+=\"b"
		  "\";}else{r+=\"c\";}}f(r);",
		  "f ( \"abc\" ) ;" },
		{ "cs", "string d(string s){for(int i=0;i<s.Length;i++){if(s[i]=='.')return s.Sub"
		  "string(i+1);}return \"\";} f(d(\"a.bc\"));",
		  "f ( \"bc\" ) ;" },
		{ "asp", FOLD_JS "function d(n){if(n)return \"a\";return \"b\"} f(d(1)+d(0))%>",
		  "f ( \"ab\" )" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void what_is_not_known_stays(void **state)
{
	static const struct page_case cases[] = {
		{ "cs", "string d(string s){while(g())s+=\"x\";return s;} f(d(\"a\"));",
		  "f ( d ( \"a\" ) ) ;" },
		{ "cs", "var r=\"\";for(int i=0;i<3;i++)r+=g(i);f(r);", "f ( r ) ;" },
		{ "cs", "string d(string s){while(true){s+=\"x\";}return s;} f(d(\"a\"));",
		  "f ( d ( \"a\" ) ) ;" },
		{ "cs", "string d(string s){for(;;)s+=\"x\";return s;} f(d(\"a\"));",
		  "f ( d ( \"a\" ) ) ;" },
		{ "cs", "string d(string s){for(int i=0;i<3;i++){s+=\"x\";s.Foo();}return s;} f(d"
		  "(\"a\"));",
		  "f ( d ( \"a\" ) ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

/* What is skipped is paid for: a few thousand tokens, a thousand times and a half. */
static void skipping_costs(void **state)
{
	(void)state;
	assert_string_equal(fold_limit("asp", FOLD_JS " var z=\"\";function f(a){if(1==2) y=+x", " +x", 4000,
				       ";return \"a\";} for(var i=0;i<1500;i++)z+=f(i);%>"),
			    "fold_bytes");
	assert_string_equal(fold_limit("asp", FOLD_JS " var z=\"\";function f(a){if(1==2) y=+x", " +x", 40,
				       ";return \"a\";} for(var i=0;i<1500;i++)z+=f(i);%>"),
			    "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(loops_decode),
		cmocka_unit_test(flow_is_followed),
		cmocka_unit_test(what_is_not_known_stays),
		cmocka_unit_test(skipping_costs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
