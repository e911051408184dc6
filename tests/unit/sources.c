#include "sources.h"

#include "os/os.h"
#include "tree.h"

static void folders_give_what_is_of_the_kind(void **state)
{
	struct axr_sources sources = { 0 };
	struct axr_arena arena;
	struct axr_err err;

	(void)state;
	axr_arena_init(&arena, 0);
	tree_close(tree_dir(AT_FDCWD, "rules"));
	tree_close(tree_dir(AT_FDCWD, "rules/more"));
	tree_text(AT_FDCWD, "rules/b.YAR", "two");
	tree_text(AT_FDCWD, "rules/a.yara", "one");
	tree_text(AT_FDCWD, "rules/more/c.yarc", "three");
	tree_text(AT_FDCWD, "rules/README.md", "not a rule");
	assert_int_equal(axr_sources_load(&sources, &arena, "rules", AXR_SOURCE_RULES, &err),
			 AXR_OK);
	assert_int_equal(sources.count, 3);
	assert_string_equal(sources.items[0].name, axr_os_join(&arena, "rules", "a.yara"));
	assert_span(sources.items[0].bytes, "one");
	assert_span(sources.items[2].bytes, "three");
	/* a file that is named is taken whatever it is called */
	assert_int_equal(axr_sources_load(&sources, &arena, "rules/README.md", AXR_SOURCE_RULES,
					  &err),
			 AXR_OK);
	assert_int_equal(sources.count, 4);
	axr_arena_free(&arena);
}

static void a_link_leads_round_once(void **state)
{
	struct axr_sources sources = { 0 };
	struct axr_arena arena;
	struct axr_err err;

	(void)state;
	tree_dirs(AT_FDCWD, "round/deep");
	tree_text(AT_FDCWD, "round/deep/a.yar", "one");
	if (symlinkat("..", AT_FDCWD, "round/deep/up"))
		skip_for("the file system has no links");
	assert_int_equal(symlinkat("deep", AT_FDCWD, "round/other"), 0);
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_sources_load(&sources, &arena, "round", AXR_SOURCE_RULES, &err),
			 AXR_OK);
	assert_int_equal(sources.count, 2); /* as itself, and by the link beside it */
	axr_arena_free(&arena);
}

static void what_is_not_there_is_an_error(void **state)
{
	struct axr_sources sources = { 0 };
	struct axr_arena arena;
	struct axr_err err;

	(void)state;
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_sources_load(&sources, &arena, "none", AXR_SOURCE_RULES, &err),
			 AXR_EIO);
	assert_string_equal(err.text, "cannot read 'none': " NO_SUCH_FILE);
	tree_close(tree_dir(AT_FDCWD, "empty"));
	assert_int_equal(axr_sources_load(&sources, &arena, "empty", AXR_SOURCE_IOCS, &err),
			 AXR_EUSAGE);
	assert_string_equal(err.text, "'empty' holds no file ending in .txt or .csv");
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_give_what_is_of_the_kind),
		cmocka_unit_test(a_link_leads_round_once),
		cmocka_unit_test(what_is_not_there_is_an_error),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
