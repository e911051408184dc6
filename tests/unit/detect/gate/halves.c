#include "detect/gate/halves.h"

#include "../libyara.h"

enum { TEXTS = 700, RULES_MAX = 64 };

/* Rules that match some of the texts below, in every way that the gate reads or does not. */
static const char *const rules[] = {
	"strings: $a = \"Alpha1\" condition: $a",
	"strings: $a = \"alpha1\" nocase condition: $a",
	"strings: $a = \"Alpha1\" wide condition: $a",
	"strings: $a = \"alpha1\" wide ascii nocase condition: $a",
	"strings: $a = \"Alpha1\" fullword condition: $a",
	"strings: $a = \"Alpha1\" xor condition: $a",
	"strings: $a = \"Alpha1\" xor(1-3) condition: $a",
	"strings: $a = \"Alpha1\" base64 condition: $a",
	"strings: $a = \"Alpha1\" base64wide condition: $a",
	"strings: $a = \"<?\" condition: $a",
	"strings: $a = \"<?\" wide ascii condition: $a",
	"strings: $a = \"?\" condition: $a",
	"strings: $a = \"<?\" condition: $a at 0",
	"strings: $a = \"<?\" wide ascii condition: $a at 0",
	"strings: $a = \"<?\" condition: $a at 3 or $a in (6..8)",
	"strings: $a = \"<?\" condition: $a in (0..4)",
	"strings: $a = \"bravo\" condition: $a in (filesize-9..filesize)",
	"strings: $a = \"bravo\" wide condition: $a in (filesize-19..filesize)",
	"strings: $a = \"bravo\" condition: $a in (3..filesize)",
	"strings: $a = \"bravo\" $b = \"Alpha1\" condition: not $a and $b",
	"strings: $a = \"bravo\" $b = \"Alpha1\" condition: not ($a or $b)",
	"strings: $a = \"bravo\" $b = \"Alpha1\" condition: $a and $b or filesize == 6",
	"strings: $a = \"bravo\" $b = \"Alpha1\" condition: ($a or filesize < 4) and ($b or $a)",
	"strings: $a = \"bravo\" $b = \"Alpha1\" $c = \"<?\" condition: any of them",
	"strings: $a = \"bravo\" $b = \"Alpha1\" $c = \"<?\" condition: 2 of them",
	"strings: $a = \"bravo\" $b = \"Alpha1\" $c = \"<?\" condition: all of them",
	"strings: $a = \"bravo\" $b = \"Alpha1\" $c = \"<?\" condition: none of them",
	"strings: $a = \"bravo\" $b = \"Alpha1\" $c = \"<?\" condition: 0 of them",
	"strings: $a1 = \"bravo\" $a2 = \"Alpha1\" condition: 2 of ($a*)",
	"strings: $a1 = \"bravo\" $a2 = \"Alpha1\" condition: 2 of ($a*, $a1)",
	"strings: $a1 = \"bravo\" $a2 = \"Alpha1\" $c = \"<?\" condition: 50% of them",
	"strings: $a1 = \"bravo\" $a2 = \"Alpha1\" condition: any of ($a*) in (0..9)",
	"strings: $ = \"bravo\" $ = \"Alpha1\" condition: all of them",
	"strings: $ = \"bravo\" $ = \"Alpha1\" condition: for any of them : ( $ at 0 )",
	"strings: $a = \"bravo\" condition: #a > 1",
	"strings: $a = \"bravo\" condition: #a >= 0",
	"strings: $a = \"bravo\" condition: #a == 0",
	"strings: $a = \"bravo\" condition: #a != 1",
	"strings: $a = \"bravo\" $b = \"Alpha1\" condition: #a + #b > 1",
	"strings: $a = \"bravo\" $b = \"Alpha1\" condition: #a < 1 and #b > 0",
	"strings: $a = \"bravo\" condition: @a[1] < 5 or filesize > 30",
	"strings: $a = \"bravo\" condition: !a[1] == 5",
	"strings: $a = \"bravo\" condition: defined @a[2] or filesize == 0",
	"strings: $a = \"bravo\" condition: $a and filesize < 12",
	"strings: $a = \"bravo\" condition: $a and filesize < 1KB and filesize <= 1MB",
	"condition: filesize < 6",
	"condition: filesize <= 6 or filesize == 11",
	"condition: filesize > 30 or filesize < 0x5",
	"condition: 10 > filesize",
	"condition: not filesize < 10",
	"condition: uint16(0) == 0x3f3c",
	"condition: uint16be(0) == 0x3c3f or uint32(0) == 0x68706c41",
	"condition: uint32be(0) == 0x416c7068 and filesize < 20",
	"condition: uint16(0) != 0x3f3c",
	"condition: uint16(2) == 0x6870",
	"condition: true",
	"condition: extension == \".aspx\" or filesize == 6",
	"strings: $a = /br[aeiou]vo/ condition: $a",
	"strings: $a = /alpha1|bravo/i condition: $a",
	"strings: $a = /(Al|xx)pha[0-9](<\\?)?/ wide ascii condition: $a",
	"strings: $a = /bravo{2,4}/ condition: $a",
	"strings: $a = /<.{0,30}bravo/ condition: $a",
	"strings: $a = /[<]\\?/ condition: $a",
	"strings: $a = /x{|bravo/ condition: $a",
	"strings: $a = { 62 72 61 76 6f } condition: $a",
	"strings: $a = { 62 7? 61 [0-4] 6f } condition: $a",
	"strings: $a = { 41 6c ( 70 68 61 | 62 ) 31 } condition: $a",
	"strings: $a = { 41 6c 70 68 61 [1-30] 62 72 61 } condition: $a",
	"strings: $a = { ?16c70?8 } condition: $a",
};

static const char *const fragments[] = {
	"Alpha1", "ALPHA1", "bravo", "bravoo", "Bravo", "<?", "?", "<", "x{", " ", "\n", "Al", "pha1",
	"QWxwaGEx", "FscGhhM", "BbHBoYT",
	"@mqi`0", /* Alpha1 ^ 1 */
	"A\0l\0p\0h\0a\0001\0", "a\0l\0p\0h\0a\0001\0", "b\0r\0a\0v\0o\0", "<\0?\0",
	"Q\0W\0x\0w\0a\0G\0E\0x\0", ".................",
};

static const size_t lengths[] = { 6, 6, 5, 6, 5, 2, 1, 1, 2, 1, 1, 2, 4, 8, 7, 7, 6, 12, 12, 10,
				  4, 16, 17 };

/* The same texts in every run, of a few fragments each. */
static size_t write_text(uint8_t *out, unsigned number)
{
	uint32_t chance = number * 2654435761U + 12345;
	size_t len = 0;

	for (unsigned i = number % 6; i; i--) {
		size_t which;

		chance = chance * 1664525U + 1013904223U;
		which = (chance >> 16) % (sizeof(lengths) / sizeof(*lengths));
		memcpy(out + len, fragments[which], lengths[which]);
		len += lengths[which];
	}
	return len;
}

struct found {
	bool is[RULES_MAX];
	unsigned count;
};

static void on_match(void *user, const struct axr_yara_match *match)
{
	struct found *found = user;

	found->count++;
	found->is[strtoul(match->rule->name + 1, NULL, 10)] = true;
}

static void on_flood(void *user, const struct axr_yara_rule *rule, const char *string)
{
	(void)user;
	fail_msg("%s %s", rule->name, string);
}

static struct found scan(const struct axr_yara_rules *set, struct axr_span text)
{
	struct axr_yara_scanner *scanner;
	struct axr_err err;
	struct found found = { .count = 0 };
	const struct axr_yara_sink sink = { on_match, on_flood, &found };
	int code;

	assert_int_equal(axr_yara_scanner_open(&scanner, set, &err), AXR_OK);
	assert_int_equal(axr_yara_scan(scanner, text, 0, text.len, &sink, &code), AXR_YARA_DONE);
	axr_yara_scanner_free(scanner);
	return found;
}

static bool compile(struct axr_half halves[AXR_HALVES], const char *const *texts, size_t count)
{
	struct axr_span spans[RULES_MAX];
	const char *spaces[RULES_MAX];
	char names[RULES_MAX][8];
	const struct axr_texts all = { NULL, spans, spaces, count };

	for (size_t i = 0; i < count; i++) {
		snprintf(names[i], sizeof(names[i]), "%zu", i);
		spans[i] = axr_span_str(texts[i]);
		spaces[i] = names[i];
	}
	return axr_halves_compile(halves, &all);
}

static void halves_free(struct axr_half halves[AXR_HALVES])
{
	for (unsigned i = 0; i < AXR_HALVES; i++) {
		axr_yara_rules_free(halves[i].rules);
		axr_needs_free(halves[i].needs);
	}
}

/* Each rule alone: wherever libyara finds it, the gate lets the text through. */
static void no_rule_is_lost(void **state)
{
	unsigned matched = 0, passed_over = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		struct axr_half halves[AXR_HALVES];
		char source[512];
		const char *const text = source;
		unsigned its = 0;

		snprintf(source, sizeof(source), "rule r0 { %s }", rules[i]);
		if (!compile(halves, &text, 1))
			fail_msg("does not compile: %s", rules[i]);
		for (unsigned k = 0; k < TEXTS; k++) {
			uint8_t bytes[256];
			const struct axr_span span = axr_span(bytes, write_text(bytes, k));
			const struct axr_half *half = &halves[halves[0].rules ? 0 : 1];
			const bool met = !half->needs ||
					 axr_needs_met(half->needs, span, 0, span.len);
			const unsigned found = scan(half->rules, span).count;

			if (found && !met)
				fail_msg("lost in text %u: %s", k, rules[i]);
			its += found;
			passed_over += !met;
		}
		if (!its)
			fail_msg("matches nothing: %s", rules[i]);
		matched += its;
		halves_free(halves);
	}
	assert_true(matched > 3000);
	assert_true(passed_over > 10000);
}

/* Of rules that depend on each other, the same are found as without halves and needs. */
static void together_they_are_the_same(void **state)
{
	static const char *const texts[] = {
		"rule r1 { strings: $a = \"Alpha1\" condition: $a }\n"
		"rule r2 { condition: filesize < 3 }\nrule r3 { condition: filesize > 40 }",
		"private rule r4 { strings: $a = \"bravo\" condition: $a }\n"
		"rule r5 { condition: r4 }\nrule r6 { condition: not r4 and filesize > 20 }",
		"global rule r7 { strings: $a = \"<?\" condition: $a }\n"
		"rule r8 { strings: $a = \"Alpha1\" condition: $a }\nrule r9 { condition: true }",
		"global private rule r10 { condition: filesize < 20 }\n"
		"rule r11 { strings: $a = \"Alpha1\" condition: $a }",
		"rule r12 { strings: $a = \"bravo\" condition: $a }\n"
		"rule r13 { strings: $a = \"Alpha1\" condition: any of (r12*) and $a }\n"
		"rule r14 { condition: 1 of (r*) }",
		"import \"math\" rule r15 { strings: $a = \"bravo\" "
		"condition: $a and math.entropy(0, filesize) > 2 }",
	};
	enum { COUNT = sizeof(texts) / sizeof(*texts) };
	struct axr_half halves[AXR_HALVES];
	struct axr_yara_rules *all;
	struct axr_yara_fault fault;
	struct axr_span spans[COUNT];
	const char *const spaces[COUNT] = { "0", "1", "2", "3", "4", "5" };
	const struct axr_yara_texts plain = { spans, spaces, COUNT };
	unsigned matched = 0;

	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		spans[i] = axr_span_str(texts[i]);
	assert_int_equal(axr_yara_compile(&all, &plain, &fault), AXR_OK);
	assert_true(compile(halves, texts, COUNT));
	assert_int_equal(axr_yara_rule_count(halves[0].rules) + axr_yara_rule_count(halves[1].rules),
			 axr_yara_rule_count(all));
	for (unsigned k = 0; k < TEXTS; k++) {
		uint8_t bytes[256];
		const struct axr_span span = axr_span(bytes, write_text(bytes, k));
		const struct found expected = scan(all, span);
		struct found got = { .count = 0 };

		for (unsigned i = 0; i < AXR_HALVES; i++) {
			struct found more = { .count = 0 };

			if (!halves[i].needs || axr_needs_met(halves[i].needs, span, 0, span.len))
				more = scan(halves[i].rules, span);
			for (unsigned r = 0; r < RULES_MAX; r++)
				got.is[r] |= more.is[r];
			got.count += more.count;
		}
		assert_int_equal(got.count, expected.count);
		assert_memory_equal(got.is, expected.is, sizeof(got.is));
		matched += got.count;
	}
	assert_true(matched > 1000);
	axr_yara_rules_free(all);
	halves_free(halves);
}

static void what_asks_for_nothing_stands_apart(void **state)
{
	static const char *const texts[] = {
		"rule r1 { strings: $a = \"Alpha1\" condition: $a }\n/* r */ rule r2 { condition: true }",
		"rule r3 { strings: $a = \"bravo7\" condition: $a }",
		"rule r4 { strings: $a = \"charlie\" condition: $a or r5_unknown }",
	};
	struct axr_half halves[AXR_HALVES];

	(void)state;
	assert_true(compile(halves, texts, 2));
	assert_int_equal(axr_yara_rule_count(halves[0].rules), 2);
	assert_int_equal(axr_yara_rule_count(halves[1].rules), 1);
	assert_non_null(halves[0].needs);
	assert_null(halves[1].needs);
	assert_string_equal(axr_yara_rule(halves[0].rules, 1)->name, "r3");
	assert_string_equal(axr_yara_rule(halves[0].rules, 1)->space, "1");
	halves_free(halves);
	assert_true(compile(halves, texts + 1, 1));
	assert_null(halves[1].rules);
	halves_free(halves);
	assert_false(compile(halves, texts, 3)); /* libyara refuses the last one */
	assert_null(halves[0].rules);
	assert_true(compile(halves, texts, 0));
	assert_null(halves[0].rules);
	assert_null(halves[1].rules);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_rule_is_lost),
		cmocka_unit_test(together_they_are_the_same),
		cmocka_unit_test(what_asks_for_nothing_stands_apart),
	};

	return cmocka_run_group_tests(tests, libyara_start, libyara_stop);
}
