/* What conditions over some strings ask for. */
#ifndef AXR_TEST_GATE_EXPECTED_H
#define AXR_TEST_GATE_EXPECTED_H

#include "shown.h"

static const char gate_strings[] = "$a = \"alpha1\" nocase $b = \"bravo12\" $c = \"charlie\" "
				   "$short = \"s\" $d1 = \"delta1\" $d2 = \"delta22\" "
				   "$r = /jj[0-9]kkk/";

struct expected {
	const char *condition, *needs;
};

static inline void check_needs(const struct expected *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *got = needs_of(gate_strings, cases[i].condition);

		if (strcmp(got, cases[i].needs))
			fail_msg("%s: %s, not %s", cases[i].condition, got, cases[i].needs);
	}
}

#endif
