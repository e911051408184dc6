#include "fold_test.h"

static void loops_decode(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", "<%r=\"\":For i=1 To 4\nr=r&Chr(Asc(Mid(\"fwbm\",i,1))-1)\nNext\nf r%>",
		  "f \"eval\" ;" },
		{ "asp", "<%r=\"\":s=\"lave\":For i=Len(s) To 1 Step -1:r=r&Mid(s,i,1):Next:f r%>",
		  "f \"eval\" ;" },
		{ "asp", "<%r=\"\":For Each c In Array(101,118,97,108)\nr=r&Chr(c)\nNext\nf r%>",
		  "f \"eval\" ;" },
		{ "asp", "<%r=\"\":For Each c In Split(\"65,76\",\",\")\nr=r&Chr(\"&H\"&c)\nNext"
		  "\nf r%>",
		  "f \"ev\" ;" },
		{ "asp", "<%r=\"\":i=1:While i<4:r=r&\"x\":i=i+1:Wend:f r%>", "f \"xxx\" ;" },
		{ "asp", "<%r=\"\":i=1:Do While i<4:r=r&\"x\":i=i+1:Loop:f r%>", "f \"xxx\" ;" },
		{ "asp", "<%r=\"\":i=1:Do Until i=4:r=r&\"x\":i=i+1:Loop:f r%>", "f \"xxx\" ;" },
		{ "asp", "<%r=\"\":i=1:Do:r=r&\"x\":i=i+1:Loop Until i=4:f r%>", "f \"xxx\" ;" },
		{ "asp", "<%r=\"\":i=1:Do:r=r&\"x\":i=i+1:Loop While i<4:f r%>", "f \"xxx\" ;" },
		{ "asp", "<%r=\"\":For i=1 To 9:If i=3 Then Exit For\nr=r&\"x\":Next:f r%>",
		  "f \"xx\" ;" },
		{ "asp", "<%r=\"\":For i=1 To 2:For j=1 To 2:r=r&i&j:Next:Next:f r%>",
		  "f \"11122122\" ;" },
		{ "vb", "Dim r = \"\"\nFor i As Integer = 1 To 3\nr &= Chr(96 + i)\nNext\nf(r)",
		  "f ( \"abc\" ) ;" },
		{ "vb", "Dim i = 0\nDim r = \"\"\nWhile i < 2\nr &= \"x\"\ni += 1\nEnd While\nf(r)",
		  "f ( \"xx\" ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void conditions_are_taken(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", "<%r=\"\":For i=1 To 3\nIf i=1 Then\nr=r&\"a\"\nElseIf i=2 Then\nr=r&\"b"
		  "\"\nElse\nr=r&\"c\"\nEnd If\nNext\nf r%>",
		  "f \"abc\" ;" },
		{ "asp", "<%r=\"\":For i=1 To 3\nIf i=2 Then r=r&\"x\" Else r=r&\"y\"\nNext\nf r%>",
		  "f \"yxy\" ;" },
		{ "asp", "<%r=\"\":For i=1 To 2\nIf i=2 Then\nIf i=1 Then\nr=r&\"n\"\nEnd If\nEls"
		  "e\nr=r&\"a\"\nEnd If\nNext\nf r%>",
		  "f \"a\" ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void functions_return(void **state)
{
	static const struct page_case cases[] = {
		{ "asp", "<%Function d(s)\nOn Error Resume Next\nDim i\nFor i=1 To Len(s)\nd=d&Ch"
		  "r(Asc(Mid(s,i,1)) Xor 1)\nNext\nEnd Function\nf d(\"dw`m\")%>",
		  "f \"eval\" ;" },
		{ "asp", "<%Function d(s)\nd=\"a\"\nExit Function\nd=\"b\"\nEnd Function\nf d(\""
		  "\")%>",
		  "f \"a\" ;" },
		{ "vb", "Function d(s As String) As String\nIf s = \"q\" Then\nReturn \"a\"\nEnd "
		  "If\nReturn \"b\"\nEnd Function\nf(d(\"q\") & d(\"r\"))",
		  "f ( \"ab\" ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

static void what_is_not_known_stays(void **state)
{
	static const struct page_case cases[] = {
		{ "vb", "Function d(n)\nDim r = \"\"\nFor i = 1 To q\nr &= \"x\"\nNext\nReturn r"
		  "\nEnd Function\nf(d(2))",
		  "f ( d ( 2 ) ) ;" },
		{ "vb", "Function d(n)\nDim r = \"\"\nFor i = 1 To n\nr &= g(i)\nNext\nReturn r\n"
		  "End Function\nf(d(2))",
		  "f ( d ( 2 ) ) ;" },
		{ "vb", "Function d(n)\nDim r = \"\"\nFor i = 1 To n Step 0\nr &= \"x\"\nNext\nRe"
		  "turn r\nEnd Function\nf(d(2))",
		  "f ( d ( 2 ) ) ;" },
		{ "vb", "Function d(n)\nDim r = \"\"\nDo\nr &= \"x\"\nLoop Until False\nReturn r"
		  "\nEnd Function\nf(d(2))",
		  "f ( d ( 2 ) ) ;" },
		{ "vb", "Function d(n)\nDim r = \"\"\nSelect Case n\nCase 2\nr = \"x\"\nEnd Selec"
		  "t\nReturn r\nEnd Function\nf(d(2))",
		  "f ( d ( 2 ) ) ;" },
	};

	(void)state;
	FOLD_ENDS(cases);
}

/* What is skipped is paid for, by lines and within one. */
static void skipping_costs(void **state)
{
	static const char loop[] = "\nf=x\nEnd Function\nFor i=1 To 1500\nz=z&f(i)\nNext%>";

	(void)state;
	assert_string_equal(fold_limit("asp", "<%z=\"\"\nFunction f(x)\nIf x=2 Then y=x", "+x", 4000,
				       loop),
			    "fold_bytes");
	assert_string_equal(fold_limit("asp", "<%z=\"\"\nFunction f(x)\nFor j=1 To 0\ny=x", "+x",
				       4000, "\nNext\nf=x\nEnd Function\nFor i=1 To 1500\n"
					     "z=z&f(i)\nNext%>"),
			    "fold_bytes");
	assert_string_equal(fold_limit("asp", "<%z=\"\"\nFunction f(x)\nIf x=2 Then y=x", "+x", 40,
				       loop),
			    "");
}

/* A loop whose body is nothing, at the end of its function, would cost nothing at all. */
static void empty_bodies_cost(void **state)
{
	(void)state;
	assert_string_equal(fold_limit("vb", "Function d()\nFor i = 1 To 2000000000 ", "", 0,
				       "End Function\nf(d())"),
			    "fold_steps");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(loops_decode),
		cmocka_unit_test(conditions_are_taken),
		cmocka_unit_test(functions_return),
		cmocka_unit_test(what_is_not_known_stays),
		cmocka_unit_test(skipping_costs),
		cmocka_unit_test(empty_bodies_cost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
