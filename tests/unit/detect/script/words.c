/* The tables of words: sound in themselves, and right in a page. */
#include "page_of.h"

#include "detect/script/tables.h"

enum { LONGEST = 48 }; /* the vocabulary looks up no longer ones */

/* A word has one meaning of each sort: of two rows that differ the second would win unseen. */
static void check(const struct axr_named *table, uint32_t count)
{
	for (const struct axr_named *n = table; n->name; n++) {
		if (!*n->name || strlen(n->name) > LONGEST || n->value >= count)
			fail_msg("%s", n->name);
		for (const struct axr_named *m = n + 1; m->name; m++)
			if (!strcmp(n->name, m->name) && n->value != m->value)
				fail_msg("%s stands twice", n->name);
	}
}

static void rows_are_sound(void **state)
{
	(void)state;
	check(axr_specials, 256);
	check(axr_kinds, AXR_K_COUNT);
	check(axr_effects, AXR_E_TAINT + 1);
	check(axr_requests, AXR_R_SERVER + 1);
	check(axr_sources, AXR_T_UNSAFE << 1);
}

static void specials_have_one_language(void **state)
{
	(void)state;
	for (const struct axr_named *n = axr_specials; n->name; n++)
		if ((n->value & AXR_W_VB && n->value & AXR_W_BRACES) ||
		    (n->value & AXR_W_MASK) == AXR_W_NONE || (n->value & AXR_W_MASK) > AXR_W_EMPTY)
			fail_msg("%s", n->name);
}

/* Groups are bits: each row says at least one that exists. */
static void groups_are_bits(void **state)
{
	(void)state;
	for (const struct axr_named *n = axr_groups; n->name; n++)
		if (!n->value || n->value >= AXR_G_RAZOR << 1)
			fail_msg("%s", n->name);
}

#define SHARP "<%@ Page Language=\"C#\" %><script runat=\"server\">void F(){ "
#define END " }</script>"

/* What the request's members bring in, and what is left of it behind a call. */
static void words_act_in_a_page(void **state)
{
	static const struct {
		const char *value;
		int score;
	} cases[] = {
		{ "Request.Form[\"x\"]", 95 },
		{ "Request.Headers[\"x\"]", 95 },
		{ "Request.RawUrl", 95 },
		{ "Request.HttpMethod", 0 },
		{ "Request.ContentLength", 0 },
		{ "Request.Form[\"x\"].Trim()", 90 },
		{ "Request.Form[\"x\"].Length", 0 },
		{ "Request.Form[\"x\"].IndexOf(\"a\")", 0 },
		{ "int.Parse(Request.Form[\"x\"])", 0 },
	};
	char text[300];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(text, sizeof(text), "%sPro" "cess.Start(%s);%s", SHARP, cases[i].value, END);
		assert_rule("aspx", text, "request-to-process", cases[i].score);
	}
}

/* The same class by its name, its version and its number. */
static void classes_by_every_name(void **state)
{
	static const char *const names[] = { "WSc" "ript.Shell", "wsc" "ript.shell.1",
					     "new:{72C24DD5-D70A-438B-8A42-98424B88AFB8}" };
	char text[300];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(text, sizeof(text), "<%% Set s = GetObject(\"%s\")\ns.Ru" "n request(\"x\") %%>",
			 names[i]);
		assert_rule("asp", text, "request-to-process", 90);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_sound),
		cmocka_unit_test(specials_have_one_language),
		cmocka_unit_test(groups_are_bits),
		cmocka_unit_test(words_act_in_a_page),
		cmocka_unit_test(classes_by_every_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
