#include "detect/gate/gate.h"

#include "shown.h"

static void rules_are_told_apart(void **state)
{
	static const char text[] =
		"\xef\xbb\xbf" "import \"pe\" // rule no { condition: true }\n"
		"private  rule a : tag1 tag2 { meta: m = \"}\" condition: true }\n"
		"rule b{strings:$x={4D 5A 90 00}condition:$x}global rule c { condition: filesize < 9 }"
		"/* rule d { condition: true } */ rule e { condition: a and pe.is_pe }";
	const struct axr_span whole = axr_span_str(text);
	struct axr_gate gate;
	struct axr_buf shown = { 0 };

	(void)state;
	assert_int_equal(axr_gate_read(&gate, whole, 0), AXR_OK);
	assert_int_equal(gate.count, 4);
	assert_true(gate.whole);
	for (size_t i = 0; i < gate.count; i++) {
		const struct axr_gate_rule *rule = &gate.rules[i];
		const struct axr_span stands =
			axr_span_cut(whole, rule->from, rule->until - rule->from);

		assert_true(axr_span_ends(stands, "}"));
		assert_true(axr_span_starts(stands, rule->hidden   ? "private  rule a"
						    : rule->global ? "global rule c"
								   : "rule "));
		axr_buf_printf(&shown, "%.*s%s%s%s: ", (int)rule->name.len,
			       (const char *)rule->name.ptr, rule->hidden ? " hidden" : "",
			       rule->global ? " global" : "", rule->refers ? " refers" : "");
		show_needs(&shown, axr_gate_needs(&gate, rule));
		axr_buf_putc(&shown, '\n');
	}
	assert_span(axr_buf_span(&shown), "a hidden: none\nb: mz\x90_\nc global: <=8\ne refers: none\n");
	assert_ptr_equal(axr_gate_below(&gate, 1), &gate.rules[2]); /* a size has no worth */
	axr_buf_free(&shown);
	axr_gate_free(&gate);
}

static bool is_whole(const char *text)
{
	struct axr_gate gate;
	bool whole;

	assert_int_equal(axr_gate_read(&gate, axr_span_str(text), 0), AXR_OK);
	whole = gate.whole;
	axr_gate_free(&gate);
	return whole;
}

static void rules_depend_on_each_other(void **state)
{
	(void)state;
	assert_false(is_whole("rule a { condition: true } rule b { condition: false }"));
	assert_false(is_whole("rule aa { condition: true } rule b { condition: extension == \"\" }"));
	assert_true(is_whole("rule a { condition: true } rule b { condition: a }"));
	assert_true(is_whole("rule a1 { condition: true } rule b { condition: any of (a*) }"));
	assert_true(is_whole("rule a1 { condition: true } rule b { condition: any of (a *) }"));
	assert_true(is_whole("rule a { condition: true } private rule b { condition: false }"));
	assert_true(is_whole("rule a { condition: true } global rule b { condition: false }"));
	assert_true(is_whole("rule a { condition: true } rule a { condition: false }"));
}

static void what_is_no_yara_is_refused(void **state)
{
	static const char *const texts[] = {
		"rule a { condition: }}",
		"rule a { strings: $a = \"x\" }",
		"rule a { condition: true",
		"rule",
		"rule a { strings: $a = { 41 condition: $a }",
	};
	struct axr_gate gate;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const int status = axr_gate_read(&gate, axr_span_str(texts[i]), 0);

		if (i) /* of the first, libyara makes nothing either */
			assert_int_equal(status, AXR_EFORMAT);
		axr_gate_free(&gate);
	}
	assert_int_equal(axr_gate_read(&gate, axr_span_str(""), 0), AXR_OK);
	assert_int_equal(gate.count, 0);
	axr_gate_free(&gate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_are_told_apart),
		cmocka_unit_test(rules_depend_on_each_other),
		cmocka_unit_test(what_is_no_yara_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
