#include "sources.h"

#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static int in_folder(void **state)
{
	static char folder[] = "/tmp/aspxray-sources-XXXXXX";

	*state = mkdtemp(folder);
	return !*state || chdir(folder);
}

static int remove_folder(void **state)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", (const char *)*state);
	return system(command);
}

static void folders_give_what_is_of_the_kind(void **state)
{
	struct axr_sources sources = { 0 };
	struct axr_arena arena;
	struct axr_err err;

	(void)state;
	axr_arena_init(&arena, 0);
	assert_int_equal(mkdir("rules", 0700), 0);
	assert_int_equal(mkdir("rules/more", 0700), 0);
	put("rules/b.YAR", "two");
	put("rules/a.yara", "one");
	put("rules/more/c.yarc", "three");
	put("rules/README.md", "not a rule");
	assert_int_equal(axr_sources_load(&sources, &arena, "rules", AXR_SOURCE_RULES, &err),
			 AXR_OK);
	assert_int_equal(sources.count, 3);
	assert_string_equal(sources.items[0].name, "rules/a.yara");
	assert_span(sources.items[0].bytes, "one");
	assert_span(sources.items[2].bytes, "three");
	/* a file that is named is taken whatever it is called */
	assert_int_equal(axr_sources_load(&sources, &arena, "rules/README.md", AXR_SOURCE_RULES,
					  &err),
			 AXR_OK);
	assert_int_equal(sources.count, 4);
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
	assert_string_equal(err.text, "cannot read 'none': No such file or directory");
	assert_int_equal(mkdir("empty", 0700), 0);
	assert_int_equal(axr_sources_load(&sources, &arena, "empty", AXR_SOURCE_IOCS, &err),
			 AXR_EUSAGE);
	assert_string_equal(err.text, "'empty' holds no file ending in .txt or .csv");
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_give_what_is_of_the_kind),
		cmocka_unit_test(what_is_not_there_is_an_error),
	};

	return cmocka_run_group_tests(tests, in_folder, remove_folder);
}
