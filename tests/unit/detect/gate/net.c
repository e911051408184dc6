#include "detect/gate/net.h"

#include "../../test.h"

static struct axr_wanted wanted(const char *literal)
{
	struct axr_wanted wanted = { .len = (uint32_t)strlen(literal) };

	memcpy(wanted.bytes, literal, wanted.len);
	return wanted;
}

/* The numbers of those that the text holds, as bits. */
static uint64_t look(const struct axr_wanted *literals, size_t count, bool fine, struct axr_span text)
{
	struct axr_net *net = axr_net_new(literals, count, fine);
	struct axr_noted noted = { { 0 } };

	assert_non_null(net);
	axr_net_look(net, text, &noted);
	axr_net_free(net);
	return noted.bits[0];
}

/* The look goes in strides: no place and no length may slip through. */
static void every_place_is_seen(void **state)
{
	static const char *const literals[] = { "<%", "q<?", "$_get", "wscript.shell", "eval",
						"abcdefghijklmnop" };

	(void)state;
	for (size_t i = 0; i < sizeof(literals) / sizeof(*literals); i++) {
		const bool fine = strlen(literals[i]) <= AXR_NET_FINE;
		const struct axr_wanted both[] = { wanted(literals[i]), wanted("#@~^#@~^") };

		for (size_t before = 0; before < 20; before++)
			for (size_t behind = 0; behind < 5; behind++) {
				char text[64];
				const int len = snprintf(text, sizeof(text), "%.*s%s%.*s",
							 (int)before, "....................",
							 literals[i], (int)behind, ".....");
				/* sanitizers see what is read behind its end */
				uint8_t *exact = malloc((size_t)len);

				memcpy(exact, text, (size_t)len);
				assert_int_equal(look(both, 2, fine, axr_span(exact, (size_t)len)), 1);
				exact[before + strlen(literals[i]) - 1] = '~';
				assert_int_equal(look(both, 2, fine, axr_span(exact, (size_t)len)), 0);
				free(exact);
			}
	}
}

static void each_net_has_its_own(void **state)
{
	struct axr_wanted literals[] = { wanted("ab"), wanted("abc"), wanted("abcd"),
					 wanted("abcdefgh"), wanted("bcde") };

	(void)state;
	literals[4].place = AXR_NEED_HEAD;
	assert_int_equal(look(literals, 5, true, axr_span_str("xABCDEFGH")), 3);
	assert_int_equal(look(literals, 5, false, axr_span_str("xABCDEFGH")), 12);
	assert_int_equal(look(literals, 0, false, axr_span_str("xABCDEFGH")), 0);
	assert_int_equal(look(literals, 5, false, axr_span(NULL, 0)), 0);
	assert_int_equal(look(literals, 5, true, axr_span_str("a")), 0);
}

static void many_are_told_apart(void **state)
{
	enum { COUNT = 5000 };
	struct axr_wanted *literals = calloc(COUNT, sizeof(*literals));
	struct axr_noted noted = { { 0 } };
	struct axr_net *net;
	char text[32];

	(void)state;
	for (unsigned i = 0; i < COUNT; i++) {
		snprintf(text, sizeof(text), "same%05u", i);
		literals[i] = wanted(text);
	}
	net = axr_net_new(literals, COUNT, false);
	axr_net_look(net, axr_span_str("same04711 Same00003 same4712 same99999"), &noted);
	for (unsigned i = 0; i < COUNT; i++)
		assert_int_equal(axr_is_noted(&noted, i), i == 4711 || i == 3);
	axr_net_free(net);
	free(literals);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_place_is_seen),
		cmocka_unit_test(each_net_has_its_own),
		cmocka_unit_test(many_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
