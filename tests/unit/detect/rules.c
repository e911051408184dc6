#include "detect/detect.h"

#include <pthread.h>
#include <time.h>

#include "detect/builtin.h"
#include "detect/yara.h"
#include "base/clock.h"
#include "fixture.h"
#include "os/os.h"

#define RULE(name, condition) "rule " name " { condition: " condition " }\n"

static void open_rules(struct fixture *f, const struct axr_source *rules, size_t count)
{
	f->setup.rules = rules;
	f->setup.rule_count = count;
	fixture_open(f);
}

static bool matched(const struct fixture *f, const char *rule)
{
	return fixture_reason(f, "yara", rule);
}

static void bad_files_are_told_and_passed_over(void **state)
{
	const struct axr_source rules[] = {
		source_of("good1.yar", RULE("one", "true")),
		source_of("bad1.yar", "rule a { condition: true }\nrule b { condition: nonsense }"),
		source_of("good2.yar", RULE("two", "true")),
		source_of("bad2.yar", "rule c {\n\n strings: $x = \"never used\" condition: true }"),
		source_of("bad3.yar", "import \"no_such_module\"\n"),
		source_of("bad4.yar", "include \"good1.yar\"\n"),
		source_of("bad5.yar", "YARA, but not really compiled"),
		source_of("good3.yar", "\xef\xbb\xbf" RULE("three", "true")),
		source_of("empty.yar", ""),
	};
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, sizeof(rules) / sizeof(*rules));
	assert_non_null(strstr(fixture_told(&f), "bad1.yar:2: "));
	assert_non_null(strstr(fixture_told(&f), "nonsense"));
	assert_non_null(strstr(fixture_told(&f), "bad2.yar:3: "));
	assert_non_null(strstr(fixture_told(&f), "bad3.yar:1: "));
	assert_non_null(strstr(fixture_told(&f), "bad4.yar:1: "));
	assert_non_null(strstr(fixture_told(&f), "bad5.yar:0: "));
	assert_null(strstr(fixture_told(&f), "good"));
	assert_int_equal(axr_detectors_count(f.detectors).rules, 3);
	fixture_file(&f, "/x", axr_span_str("x"));
	fixture_look(&f);
	assert_true(matched(&f, "one") && matched(&f, "two") && matched(&f, "three"));
	assert_false(matched(&f, "a"));
	fixture_close(&f);
}

static void a_nul_hides_no_rules(void **state)
{
	static const char text[] = RULE("seen", "true") "\0" RULE("hidden", "true");
	struct axr_source rules[] = { { .name = "nul.yar",
					.bytes = { (const uint8_t *)text, sizeof(text) - 1 } } };
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, 1);
	assert_string_equal(fixture_told(&f), "nul.yar:2: holds a NUL byte\n");
	fixture_close(&f);
}

static void each_file_is_its_own_namespace(void **state)
{
	const struct axr_source rules[] = {
		source_of("a.yar", "global rule never { condition: false }\n" RULE("mute", "true")),
		source_of("b.yar", RULE("same", "true")),
		source_of("c.yar", RULE("same", "false") RULE("other", "true")
				   "private rule unseen { condition: true }\n"),
	};
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, 3);
	assert_string_equal(fixture_told(&f), "");
	fixture_file(&f, "/x", axr_span_str("x"));
	fixture_look(&f);
	assert_false(matched(&f, "mute"));
	assert_true(matched(&f, "other"));
	assert_string_equal(fixture_reason(&f, "yara", "same")->ruleset, "b.yar");
	assert_false(matched(&f, "unseen"));
	fixture_close(&f);
}

static void meta_is_told(void **state)
{
	const struct axr_source rules[] = {
		source_of("m.yar", "rule full { meta: score = 42 description = \"what\" author = \"who\""
				   " reference = \"where\" technique = \"T1505.003\" condition: true }\n"
				   "rule loud { meta: score = 900 condition: true }\n"
				   "rule quoted { meta: score = \"61\" condition: true }\n"
				   "rule bare { condition: true }\n"),
	};
	const struct axr_reason *reason;
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, 1);
	fixture_file(&f, "/x", axr_span_str("x"));
	fixture_look(&f);
	reason = fixture_reason(&f, "yara", "full");
	assert_int_equal(reason->score, 42);
	assert_string_equal(reason->title, "what");
	assert_string_equal(reason->author, "who");
	assert_string_equal(reason->reference, "where");
	assert_string_equal(reason->technique, "T1505.003");
	assert_false(reason->located);
	assert_string_equal(reason->layer, "raw");
	assert_int_equal(fixture_reason(&f, "yara", "loud")->score, 100);
	assert_int_equal(fixture_reason(&f, "yara", "quoted")->score, 61);
	reason = fixture_reason(&f, "yara", "bare");
	assert_int_equal(reason->score, AXR_YARA_SCORE);
	assert_non_null(strstr(reason->title, "bare"));
	assert_null(reason->technique);
	fixture_close(&f);
}

static void externals_are_set_for_each_file(void **state)
{
	const struct axr_source rules[] = {
		source_of("e.yar",
			  RULE("place", "filename == \"X.ASPX\" and filepath == \"C:\\\\temp\" and "
					"extension == \".aspx\" and filetype == \"PST\" and "
					"owner == \"root\" and group == \"wheel\" and "
					"filemode == \"0640\"")
			  RULE("hash", "md5 == \"000102030405060708090a0b0c0d0e0f\"")
			  RULE("rest", "timezone == \"\" and language == \"\" and "
				       "unpack_parent == \"\" and unpack_source == \"\" and "
				       "id == \"\" and osversion == 0")
			  RULE("bare", "extension == \"\" and filepath == \"\" and md5 == \"\"")),
	};
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, 1);
	assert_string_equal(fixture_told(&f), "");
	assert_int_equal(axr_detectors_digests(f.detectors) & AXR_MD5, AXR_MD5);
	fixture_file(&f, "C:\\temp\\X.ASPX", axr_span_str("x"));
	f.subject.file.extension = axr_span_str("aspx");
	f.subject.file.label = "PST";
	f.subject.file.owner = axr_span_str("root");
	f.subject.file.group = axr_span_str("wheel");
	f.subject.file.mode = 0640;
	f.subject.file.digests = AXR_MD5;
	for (uint8_t i = 0; i < 16; i++)
		f.subject.file.md5[i] = i;
	fixture_look(&f);
	assert_true(matched(&f, "place") && matched(&f, "hash") && matched(&f, "rest"));
	assert_false(matched(&f, "bare"));
	/* the next file inherits nothing */
	fixture_file(&f, "README", axr_span_str("x"));
	fixture_look(&f);
	assert_true(matched(&f, "bare"));
	assert_false(matched(&f, "place") || matched(&f, "hash"));
	fixture_close(&f);
}

static void the_match_that_tells_the_most_is_shown(void **state)
{
	const struct axr_source rules[] = {
		source_of("s.yar", "rule r { strings: $short = \"<%\" $long = \"needle in it\""
				   " $no = \"absent\" condition: any of them }"),
	};
	const struct axr_reason *reason;
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, 1);
	fixture_file(&f, "/x", axr_span_str("<% one\ntwo\n  a needle in it there\nneedle in it"));
	f.subject.layers[0].is_text = true;
	fixture_look(&f);
	reason = fixture_reason(&f, "yara", "r");
	assert_true(reason->located);
	assert_int_equal(reason->offset, 15);
	assert_int_equal(reason->line, 3);
	assert_span(reason->excerpt, "a needle in it there");
	fixture_close(&f);
}

/* A later window of a file: offsets and sizes are those of the file. */
static void windows_are_parts_of_the_file(void **state)
{
	const struct axr_source rules[] = {
		source_of("w.yar", "rule at0 { strings: $m = \"MZ\" condition: $m at 0 }\n"
				   "rule int0 { condition: uint16(0) == 0x5a4d }\n"
				   "rule small { condition: filesize < 100 }\n"
				   "rule size { condition: filesize == 1000 }\n"
				   "rule found { strings: $m = \"MZ\" condition: $m at 900 }\n"),
	};
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, 1);
	fixture_file(&f, "/x", axr_span_str("MZ and the rest"));
	f.subject.file.size = 1000;
	f.subject.window_at = 900;
	f.subject.layers[0].shift = 900;
	fixture_look(&f);
	assert_false(matched(&f, "at0") || matched(&f, "int0") || matched(&f, "small"));
	assert_true(matched(&f, "size"));
	assert_int_equal(fixture_reason(&f, "yara", "found")->offset, 900);
	fixture_close(&f);
}

static void derived_layers_are_named(void **state)
{
	const struct axr_source rules[] = {
		source_of("l.yar", "rule decoded { strings: $s = \"secret\" condition: $s at 0 and "
				   "filesize == 6 }\nrule both { condition: true }"),
	};
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, 1);
	fixture_file(&f, "/x", axr_span_str("s.e.c.r.e.t."));
	f.subject.layers[1] = (struct axr_layer){ .bytes = axr_span_str("secret"),
						  .name = "utf-16",
						  .parent = &f.subject.layers[0] };
	f.subject.layer_count = 2;
	fixture_look(&f);
	assert_string_equal(fixture_reason(&f, "yara", "decoded")->layer, "utf-16");
	assert_string_equal(fixture_reason(&f, "yara", "both")->layer, "raw");
	fixture_close(&f);
}

/* A compiled set in memory, as yarac would write it. */
static struct axr_buf compiled(const char *text)
{
	struct axr_span span = axr_span_str(text);
	const char *space = "default";
	struct axr_yara_texts texts = { &span, &space, 1 };
	struct axr_yara_rules *rules = NULL;
	struct axr_yara_fault fault;
	struct axr_buf out = { 0 };
	struct axr_err err;

	assert_int_equal(axr_yara_start(&err), AXR_OK);
	assert_int_equal(axr_yara_compile(&rules, &texts, &fault), AXR_OK);
	assert_true(axr_yara_save(rules, &out));
	axr_yara_rules_free(rules);
	axr_yara_stop();
	return out;
}

static void compiled_rules_are_loaded(void **state)
{
	struct axr_buf bytes = compiled(RULE("binary", "filename == \"x\""));
	struct axr_source rules[] = {
		{ .name = "rules.yarc", .bytes = axr_buf_span(&bytes) },
		{ .name = "cut.yarc", .bytes = axr_span(bytes.ptr, bytes.len / 2) },
		source_of("t.yar", RULE("text", "true")),
	};
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, 3);
	assert_string_equal(fixture_told(&f), "cut.yarc:0: damaged compiled rules\n");
	assert_int_equal(axr_detectors_digests(f.detectors), AXR_MD5);
	fixture_file(&f, "/x", axr_span_str("x"));
	fixture_look(&f);
	assert_string_equal(fixture_reason(&f, "yara", "binary")->ruleset, "rules.yarc");
	assert_true(matched(&f, "text"));
	fixture_close(&f);
	axr_buf_free(&bytes);
}

/* Built-in rules look where they are meant to, users' rules everywhere. */
static void content_decides_which_set_runs(void **state)
{
	static const struct {
		enum axr_content content;
		const char *path;
		bool page, config;
	} cases[] = {
		{ AXR_CONTENT_PAGE, "/x.png", true, false },
		{ AXR_CONTENT_OTHER, "/x.png", false, false },
		{ AXR_CONTENT_OTHER, "/x.aspx", true, false },
		{ AXR_CONTENT_PE, "/x.dll", false, false },
		{ AXR_CONTENT_PE, "/x.aspx", true, false },
		{ AXR_CONTENT_TEXT, "/x.css", true, false }, /* by the set for text, which has it too */
		{ AXR_CONTENT_TEXT, "/x.aspx", true, false },
		{ AXR_CONTENT_CONFIG, "/x.xml", true, true },
		{ AXR_CONTENT_PAGE, "/web.config", true, true },
	};
	struct axr_buf page = compiled(RULE("for_pages", "true"));
	struct axr_buf config = compiled(RULE("for_configs", "true"));
	struct axr_source rules[] = {
		{ .name = "built-in/page", .bytes = axr_buf_span(&page), .builtin = true,
		  .contents = 1U << AXR_CONTENT_PAGE | 1U << AXR_CONTENT_CONFIG },
		{ .name = "built-in/config", .bytes = axr_buf_span(&config), .builtin = true,
		  .contents = 1U << AXR_CONTENT_CONFIG },
		{ .name = "built-in/text", .bytes = axr_buf_span(&page), .builtin = true,
		  .contents = 1U << AXR_CONTENT_TEXT },
		source_of("user.yar", RULE("always", "true")),
	};

	(void)state;
	for (int gate = 0; gate < 2; gate++) {
		struct fixture f = { .setup.no_gate = !gate };

		open_rules(&f, rules, 4);
		/* a rule in two sets is one rule */
		assert_int_equal(axr_detectors_count(f.detectors).rules, 3);
		for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
			fixture_file(&f, cases[i].path, axr_span_str("x"));
			f.subject.layers[0].content = cases[i].content;
			fixture_look(&f);
			assert_true(matched(&f, "always"));
			assert_int_equal(matched(&f, "for_pages"), !gate || cases[i].page);
			assert_int_equal(matched(&f, "for_configs"), !gate || cases[i].config);
		}
		fixture_close(&f);
	}
	axr_buf_free(&page);
	axr_buf_free(&config);
}

/* A libyara that refuses the packed binaries gets the packed texts. */
static void refused_binaries_are_replaced_by_their_texts(void **state)
{
	struct axr_builtin builtin;
	unsigned expected;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_builtin_open(&builtin, &err), AXR_OK);
	for (int damaged = 0; damaged < 2; damaged++) {
		struct fixture f = { 0 };

		for (size_t i = 0; i < builtin.rule_count && damaged; i++)
			builtin.rules[i].bytes = axr_span_str("YARA\xff of another version");
		open_rules(&f, builtin.rules, builtin.rule_count);
		assert_string_equal(fixture_told(&f), "");
		if (!damaged)
			expected = axr_detectors_count(f.detectors).rules;
		assert_true(expected > 0);
		assert_int_equal(axr_detectors_count(f.detectors).rules, expected);
		fixture_close(&f);
	}
	axr_builtin_free(&builtin);
}

/* Slow on purpose: every byte of the layer starts a search of its own. */
static const char slow_rule[] = "rule slow { strings: $a = /a[ab]{0,2000}c/ condition: $a }";

static struct axr_span slow_bytes(size_t len)
{
	uint8_t *bytes = malloc(len);

	assert_non_null(bytes);
	for (size_t i = 0; i < len; i++)
		bytes[i] = i % 3 ? 'a' : 'b';
	return axr_span(bytes, len);
}

static bool has_problem(const struct fixture *f, enum axr_trouble trouble)
{
	for (size_t i = 0; i < f->subject.problem_count; i++)
		if (f->subject.problems[i].trouble == trouble)
			return true;
	return false;
}

static void a_slow_rule_times_out(void **state)
{
	const struct axr_source rules[] = { source_of("slow.yar", slow_rule),
					    source_of("f.yar", RULE("fast", "true")) };
	struct axr_span bytes = slow_bytes(4 << 20);
	struct axr_clock clock = { .now = axr_os_ticks };
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, 2);
	f.arena.clock = &clock;
	axr_clock_begin(&clock, axr_os_ticks(), 300000000);
	fixture_file(&f, "/x", bytes);
	fixture_look(&f);
	assert_true(has_problem(&f, AXR_TROUBLE_TIMEOUT));
	assert_false(has_problem(&f, AXR_TROUBLE_STOPPED));
	assert_int_equal(f.subject.problem_count, 1);
	/* the scanner is of use for the next file */
	axr_clock_begin(&clock, axr_os_ticks(), 0);
	fixture_file(&f, "/y", axr_span_str("x"));
	fixture_look(&f);
	assert_int_equal(f.subject.problem_count, 0);
	assert_true(matched(&f, "fast"));
	fixture_close(&f);
	free(bytes.ptr ? (void *)(uintptr_t)bytes.ptr : NULL);
}

static void *interrupt_soon(void *worker)
{
	const struct timespec soon = { .tv_nsec = 200000000 };

	nanosleep(&soon, NULL);
	axr_detect_interrupt(worker);
	return NULL;
}

static void a_scan_is_interrupted(void **state)
{
	const struct axr_source rules[] = { source_of("slow.yar", slow_rule) };
	struct axr_span bytes = slow_bytes(8 << 20);
	struct timespec before, after;
	struct fixture f = { 0 };
	pthread_t thread;

	(void)state;
	open_rules(&f, rules, 1);
	fixture_file(&f, "/x", bytes);
	assert_int_equal(pthread_create(&thread, NULL, interrupt_soon, f.worker), 0);
	clock_gettime(CLOCK_MONOTONIC, &before);
	fixture_look(&f);
	clock_gettime(CLOCK_MONOTONIC, &after);
	pthread_join(thread, NULL);
	assert_true(after.tv_sec - before.tv_sec < 3);
	assert_true(has_problem(&f, AXR_TROUBLE_STOPPED));
	assert_false(has_problem(&f, AXR_TROUBLE_TIMEOUT));
	assert_int_equal(f.subject.problem_count, 1);
	/* and stays so */
	fixture_file(&f, "/y", axr_span_str("x"));
	fixture_look(&f);
	assert_true(has_problem(&f, AXR_TROUBLE_STOPPED));
	fixture_close(&f);
	free((void *)(uintptr_t)bytes.ptr);
}

static void too_many_matches_are_told(void **state)
{
	const struct axr_source rules[] = {
		source_of("many.yar", "rule many { strings: $a = \"ab\" condition: #a > 2 }"),
	};
	struct axr_span bytes = slow_bytes(4 << 20);
	struct fixture f = { 0 };

	(void)state;
	open_rules(&f, rules, 1);
	fixture_file(&f, "/x", bytes);
	fixture_look(&f);
	assert_true(has_problem(&f, AXR_TROUBLE_LIMIT));
	assert_true(matched(&f, "many"));
	fixture_close(&f);
	free((void *)(uintptr_t)bytes.ptr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_files_are_told_and_passed_over),
		cmocka_unit_test(a_nul_hides_no_rules),
		cmocka_unit_test(each_file_is_its_own_namespace),
		cmocka_unit_test(meta_is_told),
		cmocka_unit_test(externals_are_set_for_each_file),
		cmocka_unit_test(the_match_that_tells_the_most_is_shown),
		cmocka_unit_test(windows_are_parts_of_the_file),
		cmocka_unit_test(derived_layers_are_named),
		cmocka_unit_test(compiled_rules_are_loaded),
		cmocka_unit_test(content_decides_which_set_runs),
		cmocka_unit_test(refused_binaries_are_replaced_by_their_texts),
		cmocka_unit_test(a_slow_rule_times_out),
		cmocka_unit_test(a_scan_is_interrupted),
		cmocka_unit_test(too_many_matches_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
