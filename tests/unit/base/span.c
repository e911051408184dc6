#include "../test.h"

static struct axr_span of(const char *s)
{
	return axr_span_str(s);
}

static void compares(void **state)
{
	(void)state;
	assert_true(axr_span_eq(of(""), axr_span(NULL, 0)));
	assert_true(axr_span_ieq(of("AsPx"), of("aSpX")));
	assert_false(axr_span_eq(of("AsPx"), of("aSpX")));
	assert_false(axr_span_ieq(of("asp"), of("aspx")));
	assert_true(axr_span_istarts(of("Content-Type"), "content"));
	assert_false(axr_span_starts(of("con"), "content"));
	assert_true(axr_span_iends(of("x.ASPX"), ".aspx"));
	assert_false(axr_span_ends(of("x"), ".aspx"));
	assert_true(axr_span_cmp(of("a"), of("ab")) < 0);
	assert_true(axr_span_cmp(of("b"), of("ab")) > 0);
	assert_int_equal(axr_span_icmp(of("AB"), of("ab")), 0);
}

static void finds(void **state)
{
	(void)state;
	assert_int_equal(axr_span_find(of("abcabd"), of("abd"), 0), 3);
	assert_int_equal(axr_span_find(of("abcabd"), of("abc"), 1), SIZE_MAX);
	assert_int_equal(axr_span_find(of("abc"), of("abcd"), 0), SIZE_MAX);
	assert_int_equal(axr_span_find(of("abc"), of(""), 3), 3);
	assert_int_equal(axr_span_find(of("abc"), of("c"), 2), 2);
	assert_int_equal(axr_span_ifind(of("xRUNAT=Server"), of("runat"), 0), 1);
	assert_int_equal(axr_span_find_byte(axr_span("a\0b", 3), 0, 0), 1);
}

static void cuts(void **state)
{
	(void)state;
	assert_span(axr_span_from(of("abc"), 1), "bc");
	assert_span(axr_span_from(of("abc"), 9), "");
	assert_span(axr_span_cut(of("abc"), 1, 1), "b");
	assert_span(axr_span_cut(of("abc"), 2, SIZE_MAX), "c");
	assert_span(axr_span_trim(of(" \t a b\r\n")), "a b");
}

static void lines_of_every_kind(void **state)
{
	struct axr_span rest = of("one\r\ntwo\n\nlast"), line;

	(void)state;
	assert_true(axr_span_line(&rest, &line));
	assert_span(line, "one");
	assert_true(axr_span_line(&rest, &line));
	assert_span(line, "two");
	assert_true(axr_span_line(&rest, &line));
	assert_span(line, "");
	assert_true(axr_span_line(&rest, &line));
	assert_span(line, "last");
	assert_false(axr_span_line(&rest, &line));
	assert_int_equal(axr_span_line_at(of("a\nb\nc"), 4), 3);
	assert_int_equal(axr_span_line_at(of("a\nb\nc"), 0), 1);
	assert_int_equal(axr_span_line_at(of("a\n"), 99), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares),
		cmocka_unit_test(finds),
		cmocka_unit_test(cuts),
		cmocka_unit_test(lines_of_every_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
