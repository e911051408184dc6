#include "page_of.h"

static bool same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

static void rows_say_what_they_must(void **state)
{
	(void)state;
	for (const struct axr_rule *r = axr_rules; r->sink; r++) {
		if (r->sink >= AXR_S_COUNT || r->score < 1 || r->score > 100 || !r->name || !r->verb ||
		    !r->technique)
			fail_msg("row %zu", (size_t)(r - axr_rules));
		if ((r->value | r->value_all) & r->value_not)
			fail_msg("%s asks for what it refuses", r->name);
	}
}

static bool covers(uint32_t wide, uint32_t narrow)
{
	return !wide || (narrow && (narrow & wide) == narrow);
}

/* No row stands behind one that takes all that it would. */
static void every_row_can_be_told(void **state)
{
	(void)state;
	for (const struct axr_rule *r = axr_rules; r->sink; r++)
		for (const struct axr_rule *w = axr_rules; w < r; w++)
			if (w->sink == r->sink && covers(w->value, r->value) &&
			    covers(w->path, r->path) && covers(w->object, r->object) &&
			    !w->value_all && !w->value_not && !w->path_all && !w->path_not &&
			    !w->object_all && !w->kinds)
				fail_msg("%s %d stands behind %s %d", r->name, r->score, w->name,
					 w->score);
}

static void excuses_excuse_something(void **state)
{
	(void)state;
	for (const struct axr_excuse *e = axr_excuses; e->rule; e++) {
		bool less = false;

		for (const struct axr_rule *r = axr_rules; r->sink; r++)
			less |= same(r->name, e->rule) && r->score > e->score;
		if (!less)
			fail_msg("%s", e->rule);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_say_what_they_must),
		cmocka_unit_test(every_row_can_be_told),
		cmocka_unit_test(excuses_excuse_something),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
