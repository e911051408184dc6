#include "detect/yara.h"

#include "libyara.h"

#include "base/buf.h"
#include "base/mask.h"
#include "base/span.h"
#include "detect/places.h"

static int compile(struct axr_yara_rules **rules, const char *text, struct axr_yara_fault *fault)
{
	struct axr_span span = axr_span_str(text);
	const char *space = "0";
	struct axr_yara_texts texts = { &span, &space, 1 };

	*rules = NULL;
	return axr_yara_compile(rules, &texts, fault);
}

static void faults_name_text_line_and_cause(void **state)
{
	const struct axr_span texts[] = { AXR_SPAN_LIT("rule a { condition: true }"),
					  AXR_SPAN_LIT("\n\nrule b { condition: $x }"),
					  AXR_SPAN_LIT("rule c { condition: oh }") };
	const char *const spaces[] = { "0", "1", "2" };
	struct axr_yara_texts all = { texts, spaces, 3 };
	struct axr_yara_rules *rules = NULL;
	struct axr_yara_fault fault;

	(void)state;
	assert_int_equal(axr_yara_compile(&rules, &all, &fault), AXR_EFORMAT);
	assert_null(rules);
	assert_int_equal(fault.text, 1);
	assert_int_equal(fault.line, 3);
	assert_non_null(strstr(fault.why, "$x"));
}

static void a_set_outlives_being_saved_and_loaded(void **state)
{
	struct axr_yara_rules *rules, *again = NULL;
	struct axr_yara_fault fault;
	struct axr_buf bytes = { 0 };

	(void)state;
	assert_int_equal(compile(&rules, "private rule p { condition: true }\n"
					 "rule r { meta: description = \"d\" condition: p }", &fault),
			 AXR_OK);
	assert_true(axr_yara_save(rules, &bytes));
	axr_yara_rules_free(rules);
	assert_true(axr_yara_is_compiled(axr_buf_span(&bytes)));
	assert_int_equal(axr_yara_load(&again, axr_buf_span(&bytes), &fault), AXR_OK);
	assert_int_equal(axr_yara_rule_count(again), 2);
	assert_true(axr_yara_rule(again, 0)->hidden);
	assert_string_equal(axr_yara_rule(again, 1)->name, "r");
	assert_string_equal(axr_yara_rule(again, 1)->space, "0");
	assert_string_equal(axr_yara_rule(again, 1)->description, "d");
	axr_yara_rules_free(again);
	/* the same text makes the same bytes */
	assert_int_equal(compile(&rules, "private rule p { condition: true }\n"
					 "rule r { meta: description = \"d\" condition: p }", &fault),
			 AXR_OK);
	{
		struct axr_buf second = { 0 };

		assert_true(axr_yara_save(rules, &second));
		assert_true(axr_span_eq(axr_buf_span(&bytes), axr_buf_span(&second)));
		axr_buf_free(&second);
	}
	axr_yara_rules_free(rules);
	axr_buf_free(&bytes);
}

static void cut_sets_are_refused(void **state)
{
	struct axr_yara_rules *rules;
	struct axr_yara_fault fault;
	struct axr_buf bytes = { 0 };

	(void)state;
	assert_int_equal(compile(&rules, "rule r { condition: true }", &fault), AXR_OK);
	assert_true(axr_yara_save(rules, &bytes));
	axr_yara_rules_free(rules);
	rules = NULL;
	for (size_t len = 0; len < 64; len++)
		assert_int_equal(axr_yara_load(&rules, axr_span(bytes.ptr, len), &fault),
				 AXR_EFORMAT);
	assert_null(rules);
	axr_buf_free(&bytes);
}

static void count(void *user, const struct axr_yara_match *match)
{
	unsigned *matches = user;

	assert_string_equal(match->rule->name, "r");
	(*matches)++;
}

static void ignore(void *user, const struct axr_yara_rule *rule, const char *string)
{
	(void)user;
	(void)rule;
	(void)string;
}

static void an_interrupted_scanner_stays_so(void **state)
{
	struct axr_yara_scanner *scanner = NULL;
	struct axr_yara_rules *rules;
	struct axr_yara_fault fault;
	unsigned matches = 0;
	const struct axr_yara_sink sink = { count, ignore, &matches };
	struct axr_err err;
	int code;

	(void)state;
	assert_int_equal(compile(&rules, "rule r { condition: filename == \"n\" }", &fault), AXR_OK);
	assert_int_equal(axr_yara_scanner_open(&scanner, rules, &err), AXR_OK);
	axr_yara_set(scanner, AXR_EXTERNAL_FILENAME, "n");
	assert_int_equal(axr_yara_scan(scanner, axr_span(NULL, 0), 0, 0, &sink, &code),
			 AXR_YARA_DONE);
	assert_int_equal(matches, 1);
	axr_yara_interrupt(scanner);
	assert_int_equal(axr_yara_scan(scanner, axr_span_str("x"), 0, 1, &sink, &code),
			 AXR_YARA_TIMEOUT);
	assert_int_equal(matches, 1);
	axr_yara_scanner_free(scanner);
	axr_yara_scanner_free(NULL);
	axr_yara_rules_free(rules);
	axr_yara_rules_free(NULL);
}

static void keep_place(void *user, const struct axr_yara_match *match)
{
	*(struct axr_yara_match *)user = *match;
}

static void private_strings_are_not_the_point(void **state)
{
	struct axr_yara_scanner *scanner = NULL;
	struct axr_yara_rules *rules;
	struct axr_yara_fault fault;
	struct axr_yara_match found = { 0 };
	const struct axr_yara_sink sink = { keep_place, ignore, &found };
	struct axr_err err;
	int code;

	(void)state;
	assert_int_equal(compile(&rules, "rule r { strings: $a = \"longer words\" private "
					 "$b = \"words\" condition: all of them }", &fault),
			 AXR_OK);
	assert_int_equal(axr_yara_scanner_open(&scanner, rules, &err), AXR_OK);
	assert_int_equal(axr_yara_scan(scanner, axr_span_str("many longer words"), 0, 17, &sink,
				       &code),
			 AXR_YARA_DONE);
	assert_true(found.located);
	assert_int_equal(found.at, 12);
	assert_int_equal(found.len, 5);
	axr_yara_scanner_free(scanner);
	axr_yara_rules_free(rules);
}

/* Strings with wildcards, modules, externals, meta data: all that points somewhere. */
static struct axr_buf packed(struct axr_buf *places)
{
	struct axr_yara_rules *rules;
	struct axr_yara_fault fault;
	struct axr_buf saved = { 0 };
	size_t len = 0;

	assert_int_equal(compile(&rules, "rule r { meta: description = \"d\" strings: "
					 "$a = /lon.{1,3}er words[0-9]+/ nocase $b = { 6d ?? 6e } "
					 "condition: all of them and filename == \"n\" and "
					 "for any i in (1..#a): (@a[i] > 3) }",
				 &fault),
			 AXR_OK);
	assert_true(axr_yara_save(rules, &saved));
	axr_yara_rules_free(rules);
	assert_true(axr_places_cut(axr_buf_span(&saved), &len, places));
	assert_true(len < saved.len);
	saved.len = len;
	axr_mask(saved.ptr, saved.ptr, len, 0);
	return saved;
}

static void packed_rules_find_what_they_found(void **state)
{
	struct axr_yara_scanner *scanner = NULL;
	struct axr_yara_rules *rules = NULL;
	struct axr_yara_fault fault;
	struct axr_yara_match found = { 0 };
	const struct axr_yara_sink sink = { keep_place, ignore, &found };
	struct axr_buf places = { 0 }, masked = packed(&places);
	struct axr_err err;
	int code;

	(void)state;
	assert_int_equal(axr_yara_load_packed(&rules, axr_buf_span(&masked),
					      axr_buf_span(&places), &fault),
			 AXR_OK);
	/* nothing of these is needed any more */
	axr_buf_free(&masked);
	axr_buf_free(&places);
	assert_string_equal(axr_yara_rule(rules, 0)->name, "r");
	assert_string_equal(axr_yara_rule(rules, 0)->description, "d");
	assert_int_equal(axr_yara_scanner_open(&scanner, rules, &err), AXR_OK);
	axr_yara_set(scanner, AXR_EXTERNAL_FILENAME, "n");
	assert_int_equal(axr_yara_scan(scanner, axr_span_str("many LONGER words7"), 0, 18, &sink,
				       &code),
			 AXR_YARA_DONE);
	assert_non_null(found.rule);
	assert_int_equal(found.at, 5);
	assert_int_equal(found.len, 13);
	axr_yara_scanner_free(scanner);
	axr_yara_rules_free(rules);
}

static void damaged_places_are_refused(void **state)
{
	static const uint8_t far[] = { 1, 0xff, 0xff, 0x7f }; /* of one buffer, behind its end */
	struct axr_buf places = { 0 }, masked = packed(&places);
	struct axr_yara_rules *rules = NULL;
	struct axr_yara_fault fault;

	(void)state;
	assert_int_equal(axr_yara_load_packed(&rules, axr_buf_span(&masked),
					      axr_span(places.ptr, places.len - 1), &fault),
			 AXR_EFORMAT);
	assert_int_equal(axr_yara_load_packed(&rules, axr_buf_span(&masked),
					      axr_span(far, sizeof(far)), &fault),
			 AXR_EFORMAT);
	assert_null(rules);
	axr_buf_free(&masked);
	axr_buf_free(&places);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faults_name_text_line_and_cause),
		cmocka_unit_test(a_set_outlives_being_saved_and_loaded),
		cmocka_unit_test(cut_sets_are_refused),
		cmocka_unit_test(an_interrupted_scanner_stays_so),
		cmocka_unit_test(private_strings_are_not_the_point),
		cmocka_unit_test(packed_rules_find_what_they_found),
		cmocka_unit_test(damaged_places_are_refused),
	};

	return cmocka_run_group_tests(tests, libyara_start, libyara_stop);
}
