#include "engine.h"

#include "tree.h"

static void count(void *user, const struct axr_rule_info *rule)
{
	unsigned *counts = user;

	counts[rule->failure ? 1 : 0]++;
	assert_non_null(rule->source);
}

static void loads_what_is_built_in(void **state)
{
	struct axr_engine *engine;
	struct axr_options options;
	unsigned counts[2] = { 0 };
	struct axr_err err;

	(void)state;
	axr_options_init(&options);
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_OK);
	axr_engine_rules(engine, count, counts);
	assert_true(engine->loaded.rules >= 12);
	assert_true(engine->loaded.iocs >= 400);
	assert_true(counts[0] > engine->loaded.rules); /* each list counts once */
	assert_int_equal(counts[1], 0);
	assert_int_equal(strlen(engine->rules_id), 64);
	axr_engine_free(engine);
	axr_engine_free(NULL);
}

static void what_cannot_be_used_is_told(void **state)
{
	struct axr_engine *engine;
	const char *rules[] = { "broken.yar", "fine.yar" }, *iocs[] = { "hash-iocs.txt" };
	struct axr_options options;
	unsigned counts[2] = { 0 };
	struct axr_err err;

	(void)state;
	tree_text(AT_FDCWD, "broken.yar", "rule a { condition: no_such_thing }");
	tree_text(AT_FDCWD, "fine.yar", "rule a { condition: false } rule b { condition: true }");
	tree_text(AT_FDCWD, "hash-iocs.txt", "# one\nd41d8cd98f00b204e9800998ecf8427f;x\nnonsense;y\n");
	axr_options_init(&options);
	options.no_builtin = true;
	options.rules = rules;
	options.rule_count = 2;
	options.iocs = iocs;
	options.ioc_count = 1;
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_OK);
	axr_engine_rules(engine, count, counts);
	assert_int_equal(engine->loaded.rules, 2);
	assert_int_equal(engine->loaded.iocs, 1);
	assert_int_equal(counts[1], 2);
	axr_engine_free(engine);
}

static void only_windows_is_a_server(void **state)
{
	struct axr_engine *engine;
	struct axr_options options;
	struct axr_err err;

	(void)state;
	if (axr_can_be_live())
		skip_for("this system may be a server");
	axr_options_init(&options);
	options.live = true;
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_EUSAGE);
	assert_non_null(strstr(err.text, "no Windows server"));
}

static void a_host_is_named(void **state)
{
	static const char *const refused[] = { "", "two words", "a/b", "\x1b[31m", "caf\xc3\xa9" };
	struct axr_engine *engine;
	struct axr_options options;
	struct axr_err err;
	char name[257];

	(void)state;
	axr_options_init(&options);
	options.no_builtin = true;
	options.host = "mail-1.example.com";
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_OK);
	assert_string_equal(engine->host, "mail-1.example.com");
	axr_engine_free(engine);
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		options.host = refused[i];
		assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_EUSAGE);
		assert_null(engine);
	}
	memset(name, 'n', sizeof(name));
	name[256] = '\0';
	options.host = name;
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_EUSAGE);
	name[255] = '\0';
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_OK);
	assert_int_equal(strlen(engine->host), 255);
	axr_engine_free(engine);
}

static void a_missing_file_is_an_error(void **state)
{
	struct axr_engine *engine;
	const char *rules[] = { "nowhere.yar" };
	struct axr_options options;
	struct axr_err err;

	(void)state;
	axr_options_init(&options);
	options.rules = rules;
	options.rule_count = 1;
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_EIO);
	assert_null(engine);
	assert_string_equal(err.text, "cannot read 'nowhere.yar': " NO_SUCH_FILE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_windows_is_a_server),
		cmocka_unit_test(loads_what_is_built_in),
		cmocka_unit_test(what_cannot_be_used_is_told),
		cmocka_unit_test(a_host_is_named),
		cmocka_unit_test(a_missing_file_is_an_error),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
