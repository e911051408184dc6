#include "detect/needs.h"

#include "base/buf.h"
#include "../test.h"

enum { CLAUSE = AXR_NEED_ENDS_CLAUSE, RULE = AXR_NEED_ENDS_RULE | CLAUSE };

static void need(struct axr_buf *out, unsigned flags, const char *literal)
{
	axr_buf_putc(out, (uint8_t)flags);
	axr_buf_putc(out, (uint8_t)strlen(literal));
	axr_buf_puts(out, literal);
}

static void need_number(struct axr_buf *out, unsigned flags, uint64_t number, const char *literal)
{
	axr_buf_putc(out, (uint8_t)flags);
	axr_buf_putc(out, (uint8_t)(8 + strlen(literal)));
	for (unsigned i = 0; i < 8; i++)
		axr_buf_putc(out, (uint8_t)(number >> 8 * i));
	axr_buf_puts(out, literal);
}

/* The text stands at base of a file that ends behind it by so many bytes. */
static bool met_in(const struct axr_buf *packed, const char *text, uint64_t base, uint64_t behind)
{
	struct axr_needs *needs = axr_needs_new(axr_buf_span(packed));
	bool is;

	assert_non_null(needs);
	is = axr_needs_met(needs, axr_span_str(text), base, base + strlen(text) + behind);
	axr_needs_free(needs);
	return is;
}

static bool met(const struct axr_buf *packed, const char *text)
{
	return met_in(packed, text, 0, 0);
}

static void all_clauses_of_a_rule_must_hold(void **state)
{
	struct axr_buf packed = { 0 };

	(void)state;
	need(&packed, 0, "tcpclient");
	need(&packed, CLAUSE, "socket");
	need(&packed, RULE, "request");
	need(&packed, RULE, "defineclass");
	assert_true(met(&packed, "a Socket for the REQUEST"));
	assert_true(met(&packed, "TcpClientRequest"));
	assert_true(met(&packed, "x defineClass"));
	assert_false(met(&packed, "TcpClient, Socket"));
	assert_false(met(&packed, "Request"));
	assert_false(met(&packed, ""));
	assert_false(met(&packed, "req"));
	axr_buf_free(&packed);
}

/* Short literals and places are looked at where all else holds. */
static void short_ones_count_too(void **state)
{
	struct axr_buf packed = { 0 };

	(void)state;
	need(&packed, CLAUSE, "<%");
	need(&packed, RULE, "request");
	need(&packed, RULE, "<?");
	assert_true(met(&packed, "<% Request"));
	assert_true(met(&packed, "<? Request"));
	assert_true(met(&packed, "<?"));
	assert_false(met(&packed, "<% Reques"));
	assert_false(met(&packed, "< % Request"));
	assert_false(met(&packed, "<"));
	axr_buf_free(&packed);
}

static void a_place_is_where_it_is(void **state)
{
	struct axr_buf packed = { 0 };

	(void)state;
	need_number(&packed, AXR_NEED_HEAD | RULE, 2, "mz");
	need_number(&packed, AXR_NEED_TAIL | RULE, 4, "?>");
	assert_true(met(&packed, "MZ....."));
	assert_true(met(&packed, "..mz..."));
	assert_false(met(&packed, "...mz..."));
	assert_false(met(&packed, "m"));
	assert_false(met(&packed, ""));
	assert_true(met(&packed, ".....?>.."));
	assert_true(met(&packed, "?>"));
	assert_false(met(&packed, ".....?>..."));
	/* a part of a file */
	assert_true(met_in(&packed, ".mz....", 1, 0));
	assert_false(met_in(&packed, "..mz....", 1, 0));
	assert_false(met_in(&packed, "mz......", 100, 0));
	assert_true(met_in(&packed, ".....?>", 100, 2));
	assert_false(met_in(&packed, ".....?>", 100, 3));
	assert_false(met_in(&packed, ".....?>", 100, 1000));
	axr_buf_free(&packed);
}

static void a_size_bounds_its_rule(void **state)
{
	struct axr_buf packed = { 0 };

	(void)state;
	need_number(&packed, AXR_NEED_SIZE, 10, "");
	need(&packed, RULE, "word");
	need_number(&packed, AXR_NEED_SIZE | AXR_NEED_ENDS_RULE, 3, "");
	assert_true(met(&packed, "......word"));
	assert_false(met(&packed, ".......word"));
	assert_false(met_in(&packed, "word", 0, 7)); /* the size is that of the file */
	assert_true(met(&packed, "..."));
	assert_false(met(&packed, "...."));
	need(&packed, RULE, "other");
	assert_true(met(&packed, "....... other"));
	axr_buf_free(&packed);
}

static void nothing_asked_is_never_met(void **state)
{
	struct axr_buf packed = { 0 };

	(void)state;
	assert_false(met(&packed, ""));
	assert_false(met(&packed, "text"));
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
	need(&packed, RULE, "a"); /* shorter than a gram */
	assert_null(axr_needs_new(axr_buf_span(&packed)));
	axr_buf_reset(&packed);
	need(&packed, AXR_NEED_ENDS_RULE, "word"); /* and no end of a clause */
	assert_null(axr_needs_new(axr_buf_span(&packed)));
	axr_buf_reset(&packed);
	need(&packed, CLAUSE, "word");
	need_number(&packed, AXR_NEED_SIZE | AXR_NEED_ENDS_RULE, 3, ""); /* not the first */
	assert_null(axr_needs_new(axr_buf_span(&packed)));
	axr_buf_reset(&packed);
	need(&packed, AXR_NEED_HEAD | RULE, "short"); /* no room for the number */
	assert_null(axr_needs_new(axr_buf_span(&packed)));
	axr_buf_reset(&packed);
	need_number(&packed, AXR_NEED_HEAD | AXR_NEED_TAIL | RULE, 3, "both");
	assert_null(axr_needs_new(axr_buf_span(&packed)));
	axr_buf_free(&packed);
	axr_needs_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_clauses_of_a_rule_must_hold),
		cmocka_unit_test(short_ones_count_too),
		cmocka_unit_test(a_place_is_where_it_is),
		cmocka_unit_test(a_size_bounds_its_rule),
		cmocka_unit_test(nothing_asked_is_never_met),
		cmocka_unit_test(damage_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
