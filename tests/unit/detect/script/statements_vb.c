#include "page_of.h"

static void visual_basic(void **state)
{
	(void)state;
	assert_rule("asp",
		    "<% With request\na = .form(\"x\")\nEnd With\nev"
		    "al a %>",
		    "request-to-eval", 95);
	/* a member of what With names is an argument, where a blank stands before its dot */
	assert_rule("asp",
		    "<% With CreateObject(\"Scripting.Dictionary\")\n.Add \"k\", request(\"x\")\n"
		    "Execute"
		    "Global .Item(\"k\")\nEnd With %>",
		    "request-to-eval", 95);
	assert_rule("asp",
		    "<% Set r = request\nSelect Case 1\nCase 2\nev"
		    "al r(\"x\")\nEnd Select %>",
		    "request-to-eval", 95);
	assert_rule("asp",
		    "<% Class C\nPrivate Sub Class_Initialize\nev"
		    "al(request(\"x\"))\nEnd Sub\n"
		    "End Class\nSet X = New C %>",
		    "request-to-eval", 95);
	/* a field, set from outside */
	assert_rule("asp",
		    "<% Class C\nPublic x\nPrivate Sub Class_Terminate\nExecute"
		    "Global x\nEnd Sub\nEnd Class\nSet o = New C\no.x = request(\"x\") %>",
		    "request-to-eval", 95);
	assert_rule("asp",
		    "<% Err.Description = request(\"x\")\nExecute"
		    "Global Err.Description %>",
		    "request-to-eval", 95);
	assert_rule("asp",
		    "<% On Error Resume Next\nDo While True\nEx"
		    "ecuteGlobal request(\"x\")\n"
		    "Loop %>",
		    "request-to-eval", 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(visual_basic),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
