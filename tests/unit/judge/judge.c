#include "judge/judge.h"

#include "../test.h"

static struct axr_arena arena;
static struct axr_subject subject;
static struct axr_finding finding;

static int set_up(void **state)
{
	(void)state;
	axr_arena_init(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	axr_arena_free(&arena);
	return 0;
}

static void file_at(const char *path, const char *name, const char *extension)
{
	subject.file.path = axr_span_str(path);
	subject.file.name = axr_span_str(name);
	subject.file.extension = axr_span_str(extension);
	subject.file.size = 5000;
}

static void reason(const char *detector, const char *rule, int score)
{
	struct axr_reason added = { .detector = detector, .rule = rule, .score = score,
				    .title = "why" };

	axr_subject_reason(&subject, &added);
}

static int judged(void)
{
	axr_judge(&subject, "EXCH01", &finding);
	assert_int_equal(finding.level, axr_judge_level(finding.score));
	return finding.score;
}

/* Words alone count for less where the flow was followed and shows nothing. */
static void words_alone(void **state)
{
	struct axr_reason words = { .detector = "yara", .rule = "w", .score = 80, .alone = 20,
				    .title = "why" };

	(void)state;
	file_at("/s/a.aspx", "a.aspx", "aspx");
	axr_subject_reason(&subject, &words);
	assert_int_equal(judged(), 80);
	subject.followed = subject.lost = true;
	assert_int_equal(judged(), 80);
	subject.lost = false;
	assert_int_equal(judged(), 20);
	assert_non_null(strstr(subject.reasons[0].title, "words alone"));
	assert_int_equal(judged(), 20); /* said once is enough */
}

static void words_confirmed(void **state)
{
	struct axr_reason words = { .detector = "yara", .rule = "w", .score = 80, .alone = 20,
				    .title = "why" };

	(void)state;
	file_at("/s/a.aspx", "a.aspx", "aspx");
	subject.followed = true;
	axr_subject_reason(&subject, &words);
	reason("script", "flow", 40);
	assert_int_equal(judged(), 84);
}

static void scores_combine_as_written(void **state)
{
	const int loki[] = { 70, 40, 70, 40, 50 }, one[] = { 75 }, all[] = { 100, 100 };
	const int good[] = { 80, -100 }, less[] = { -20, 80 }, many[] = { 1, 1, 1, 1, 1, 1 };

	(void)state;
	assert_int_equal(axr_judge_combine(NULL, 0), 0);
	assert_int_equal(axr_judge_combine(one, 1), 75);
	assert_int_equal(axr_judge_combine(all, 2), 100);
	/* 1 - .3 * .65 * .875 * .95 * .975 */
	assert_int_equal(axr_judge_combine(loki, 5), 84);
	assert_int_equal(axr_judge_combine(many, 6), 2);
	assert_int_equal(axr_judge_combine(good, 2), 0);
	assert_int_equal(axr_judge_combine(less, 2), 60);
}

static void levels_begin_where_they_do(void **state)
{
	(void)state;
	assert_int_equal(axr_judge_level(100), AXR_MALICIOUS);
	assert_int_equal(axr_judge_level(80), AXR_MALICIOUS);
	assert_int_equal(axr_judge_level(79), AXR_SUSPICIOUS);
	assert_int_equal(axr_judge_level(59), AXR_NOTABLE);
	assert_int_equal(axr_judge_level(39), AXR_INFO);
	assert_int_equal(axr_judge_level(0), AXR_CLEAN);
}

static void reasons_stand_by_score(void **state)
{
	(void)state;
	file_at("/srv/x.aspx", "x.aspx", "aspx");
	reason("name", "n", 97);
	reason("yara", "low", 30);
	judged();
	assert_string_equal(finding.reasons[0].rule, "n");
	reason("yara", "high", 90);
	reason("script", "s", 70);
	judged();
	/* what the file does stands before what it is called */
	assert_string_equal(finding.reasons[0].rule, "high");
	assert_string_equal(finding.reasons[1].rule, "s");
	assert_string_equal(finding.reasons[2].rule, "low");
	assert_string_equal(finding.reasons[3].rule, "n");
	assert_int_equal(strlen(finding.id), 32);
}

static void a_name_alone_accuses_nobody(void **state)
{
	(void)state;
	file_at("/srv/shell.aspx", "shell.aspx", "aspx");
	reason("name", "a", 85);
	reason("name", "b", 88);
	assert_int_equal(judged(), 59);
	reason("script", "weak", 20);
	assert_int_equal(judged(), 59);
	reason("script", "content", 40);
	assert_true(judged() >= 80);
}

static void a_literal_name_is_suspicious_at_most(void **state)
{
	(void)state;
	file_at("/srv/known.aspx", "known.aspx", "aspx");
	reason("name", "a", 97);
	assert_int_equal(judged(), 79);
}

static void known_content_outranks_names(void **state)
{
	(void)state;
	file_at("C:\\ex\\FrontEnd\\HttpProxy\\owa\\auth\\OutlookCN.aspx", "OutlookCN.aspx", "aspx");
	subject.file_class = AXR_CLASS_STOCK;
	subject.known_good = true;
	subject.file.attributes = AXR_ATTR_HIDDEN;
	reason("name", "a", 97);
	assert_int_equal(judged(), 0);
	assert_int_equal(finding.reason_count, 0);
	assert_string_equal(finding.next, "");
	reason("yara", "y", 75);
	reason("name", "a", 97);
	assert_int_equal(judged(), 75);
}

static void place_weighs_what_was_found(void **state)
{
	int elsewhere;

	(void)state;
	file_at("/srv/app/admin/x.aspx", "x.aspx", "aspx");
	reason("script", "s", 50);
	elsewhere = judged();
	assert_int_equal(elsewhere, 50);
	file_at("C:\\inetpub\\wwwroot\\aspnet_client\\x.aspx", "x.aspx", "aspx");
	assert_int_equal(judged(), 60);
	assert_string_equal(finding.reasons[0].detector, "script");
	assert_string_equal(finding.reasons[1].detector, "place");
}

static void place_alone_says_nothing(void **state)
{
	(void)state;
	file_at("C:\\inetpub\\wwwroot\\aspnet_client\\a8f3b2c19d.aspx", "a8f3b2c19d.aspx", "aspx");
	subject.file.attributes = AXR_ATTR_HIDDEN | AXR_ATTR_SYSTEM;
	assert_int_equal(judged(), 0);
	assert_int_equal(finding.reason_count, 0);
	/* the worst place and shape around a trifle stay below suspicious */
	reason("script", "trifle", 39);
	subject.file.size = 100;
	assert_true(judged() < 60);
}

static void classes_give_reasons(void **state)
{
	static const struct {
		enum axr_class file_class;
		const char *extension;
		int least, most;
	} cases[] = {
		{ AXR_CLASS_UNEXPECTED, "aspx", 40, 59 }, { AXR_CLASS_UNEXPECTED, "png", 1, 39 },
		{ AXR_CLASS_MODIFIED, "aspx", 40, 59 },   { AXR_CLASS_MODIFIED, "png", 1, 39 },
		{ AXR_CLASS_MOVED, "aspx", 1, 39 },       { AXR_CLASS_MISSING, "aspx", 1, 39 },
		{ AXR_CLASS_UNVERIFIED, "aspx", 0, 0 },   { AXR_CLASS_STOCK, "aspx", 0, 0 },
		{ AXR_CLASS_MATCH, "aspx", 0, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		tear_down(state);
		set_up(state);
		file_at("C:\\inetpub\\wwwroot\\aspnet_client\\a8f3b2c19d.aspx", "a8f3b2c19d.aspx",
			cases[i].extension);
		subject.file.attributes = AXR_ATTR_HIDDEN;
		if (!strcmp(cases[i].extension, "png"))
			subject.file.attributes = 0;
		subject.file_class = cases[i].file_class;
		judged();
		assert_in_range(finding.score, cases[i].least, cases[i].most);
		assert_int_equal(finding.file_class, cases[i].file_class);
	}
}

static void the_known_stage_has_the_first_word(void **state)
{
	(void)state;
	file_at("/srv/x.aspx", "x.aspx", "aspx");
	subject.file_class = AXR_CLASS_UNEXPECTED;
	reason("known", "baseline", 30);
	assert_int_equal(judged(), 30);
	assert_int_equal(finding.reason_count, 1);
}

static void as_many_reasons_as_there_may_be(void **state)
{
	char *rules = malloc(AXR_REASONS_MAX * 8);

	(void)state;
	file_at("C:\\inetpub\\wwwroot\\aspnet_client\\x.aspx", "x.aspx", "aspx");
	for (size_t i = 0; i < AXR_REASONS_MAX; i++) {
		snprintf(rules + i * 8, 8, "r%zu", i);
		reason("yara", rules + i * 8, 80);
	}
	assert_int_equal(judged(), 92); /* what 80 infinitely often comes to */
	assert_int_equal(finding.reason_count, AXR_REASONS_MAX);
	free(rules);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scores_combine_as_written),
		cmocka_unit_test(levels_begin_where_they_do),
		cmocka_unit_test_setup_teardown(reasons_stand_by_score, set_up, tear_down),
		cmocka_unit_test_setup_teardown(words_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(words_confirmed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_name_alone_accuses_nobody, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_literal_name_is_suspicious_at_most, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(known_content_outranks_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(place_weighs_what_was_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(place_alone_says_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(classes_give_reasons, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_known_stage_has_the_first_word, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(as_many_reasons_as_there_may_be, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
