#include "walk/state.h"

#include "../test.h"

static void assert_path(const char *shown, char separator, const char *expected,
			const char *relative)
{
	char copy[64];
	struct axr_walk_top top = { .shown = (uint8_t *)copy, .separator = separator };
	struct axr_walk walk = { .roots = &top };
	struct axr_walk_dir *root = axr_dir_new_root("unused", 0);
	struct axr_walk_dir *a = axr_dir_new(root, "a", 1);
	struct axr_walk_dir *b = axr_dir_new(a, "b c", 3);
	uint8_t path[64];
	size_t len;

	snprintf(copy, sizeof(copy), "%s", shown);
	top.len = strlen(copy);
	len = axr_walk_path_len(&walk, b, 2);
	axr_walk_path_put(&walk, b, "f\\", 2, path, len);
	assert_span(axr_span(path, len), expected);
	len = axr_walk_relative_len(b, 2);
	axr_walk_relative_put(b, "f\\", 2, path, len);
	assert_span(axr_span(path, len), relative);
	len = axr_walk_path_len(&walk, root, 0);
	axr_walk_path_put(&walk, root, NULL, 0, path, len);
	assert_span(axr_span(path, len), shown);
	free(b);
	free(a);
	free(root);
}

static void components_are_joined_once(void **state)
{
	(void)state;
	assert_path("/srv", '/', "/srv/a/b c/f\\", "a/b c/f\\");
	assert_path("/", '/', "/a/b c/f\\", "a/b c/f\\");
	assert_path(".", '/', "./a/b c/f\\", "a/b c/f\\");
	assert_path("C:\\", '\\', "C:\\a\\b c\\f\\", "a/b c/f\\");
	assert_path("C:\\inetpub", '\\', "C:\\inetpub\\a\\b c\\f\\", "a/b c/f\\");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(components_are_joined_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
