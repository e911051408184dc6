#include "detect/needs.h"

#include "base/buf.h"
#include "../test.h"

enum { FIRST = AXR_NEED_FIRST, CLAUSE = AXR_NEED_ENDS_CLAUSE, RULE = AXR_NEED_ENDS_RULE | CLAUSE };

static void need(struct axr_buf *out, unsigned flags, const char *literal)
{
	axr_buf_putc(out, (uint8_t)flags);
	axr_buf_putc(out, (uint8_t)strlen(literal));
	axr_buf_puts(out, literal);
}

static bool met(const struct axr_buf *packed, const char *text, bool begins)
{
	struct axr_needs *needs = axr_needs_new(axr_buf_span(packed));
	bool is;

	assert_non_null(needs);
	is = axr_needs_met(needs, axr_span_str(text), begins);
	axr_needs_free(needs);
	return is;
}

static void all_clauses_of_a_rule_must_hold(void **state)
{
	struct axr_buf packed = { 0 };

	(void)state;
	need(&packed, 0, "tcpclient");
	need(&packed, CLAUSE, "socket");
	need(&packed, RULE, "request");
	need(&packed, RULE, "defineclass");
	assert_true(met(&packed, "a Socket for the REQUEST", true));
	assert_true(met(&packed, "TcpClientRequest", true));
	assert_true(met(&packed, "x defineClass", true));
	assert_false(met(&packed, "TcpClient, Socket", true));
	assert_false(met(&packed, "Request", true));
	assert_false(met(&packed, "", true));
	assert_false(met(&packed, "req", true));
	axr_buf_free(&packed);
}

/* The look goes in strides: no place and no length may slip through. */
static void every_place_is_seen(void **state)
{
	static const char *const literals[] = { "$_get", "wscript.shell", "eval", "abcdefghijklmnop" };

	(void)state;
	for (size_t i = 0; i < sizeof(literals) / sizeof(*literals); i++) {
		struct axr_buf packed = { 0 };

		need(&packed, RULE, literals[i]);
		need(&packed, RULE, "#@~^#@~^");
		for (size_t before = 0; before < 20; before++)
			for (size_t behind = 0; behind < 5; behind++) {
				char text[64];

				snprintf(text, sizeof(text), "%.*s%s%.*s", (int)before,
					 "....................", literals[i], (int)behind, ".....");
				assert_true(met(&packed, text, true));
				text[before + strlen(literals[i]) - 1] = '~';
				assert_false(met(&packed, text, true));
			}
		axr_buf_free(&packed);
	}
}

static void a_beginning_is_at_the_beginning(void **state)
{
	struct axr_buf packed = { 0 };

	(void)state;
	need(&packed, FIRST | CLAUSE, "MZ");
	need(&packed, RULE, "registermodule");
	assert_true(met(&packed, "MZ RegisterModule", true));
	assert_false(met(&packed, "MZ RegisterModule", false));
	assert_false(met(&packed, " MZ RegisterModule", true));
	assert_false(met(&packed, "mz RegisterModule", true));
	assert_false(met(&packed, "M", true));
	axr_buf_free(&packed);
}

static void damage_is_refused(void **state)
{
	struct axr_buf packed = { 0 };

	(void)state;
	need(&packed, RULE, "word");
	for (size_t len = 1; len < packed.len; len++)
		assert_null(axr_needs_new(axr_span(packed.ptr, len)));
	packed.ptr[0] = 0x80;
	assert_null(axr_needs_new(axr_buf_span(&packed)));
	packed.ptr[0] = CLAUSE; /* a rule without an end */
	assert_null(axr_needs_new(axr_buf_span(&packed)));
	axr_buf_reset(&packed);
	need(&packed, RULE, "abc"); /* shorter than a gram */
	assert_null(axr_needs_new(axr_buf_span(&packed)));
	axr_buf_free(&packed);
	axr_needs_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_clauses_of_a_rule_must_hold),
		cmocka_unit_test(every_place_is_seen),
		cmocka_unit_test(a_beginning_is_at_the_beginning),
		cmocka_unit_test(damage_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
