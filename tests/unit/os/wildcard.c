#include "os/wildcard.h"

#include "os/os.h"
#include "../tree.h"

static bool matches(const char *pattern, const char *name)
{
	return axr_wildcard_match(axr_span_str(pattern), axr_span_str(name));
}

static void stars_and_question_marks(void **state)
{
	(void)state;
	assert_true(matches("*.ndjson", "a.ndjson"));
	assert_true(matches("*.ndjson", ".ndjson"));
	assert_true(matches("*.NDJSON", "Srv1.ndJson"));
	assert_false(matches("*.ndjson", "a.ndjson.partial-0a1b2c"));
	assert_false(matches("*.ndjson", "ndjson"));
	assert_true(matches("srv?.ndjson", "srv1.ndjson"));
	assert_false(matches("srv?.ndjson", "srv.ndjson"));
	assert_false(matches("srv?.ndjson", "srv12.ndjson"));
	/* what a star took first was too little */
	assert_true(matches("*ab*abc", "xababxababc"));
	assert_false(matches("*ab*abc", "xababxabab"));
	assert_true(matches("a*", "a"));
	assert_false(matches("a?", "a"));
	assert_true(matches("**", ""));
	assert_true(matches("*", ".hidden"));
	assert_false(matches("a", "ab"));
	assert_false(matches("ab", "a"));
	assert_true(matches("*.*", "without a dot"));
}

static void a_question_mark_is_a_character(void **state)
{
	(void)state;
	assert_true(matches("t\xc3\xbcr?", "t\xc3\xbcr\xc3\xbc"));
	assert_true(matches("?", "\xf0\x9f\x98\x80"));
	assert_false(matches("??", "\xc3\xbc"));
	assert_true(matches("*?\xc3\xbc", "a\xc3\xbc\xc3\xbc"));
	/* cut off, or no UTF-8: a byte at a time, and never behind the end */
	assert_true(matches("?", "\xf0"));
	assert_true(matches("??", "\x80\x80"));
}

/* Two thousand stars on a name as long: no pattern may take for ever. */
static void many_stars_end(void **state)
{
	char pattern[4001], name[2001];

	(void)state;
	for (size_t i = 0; i < 4000; i += 2)
		memcpy(pattern + i, "*a", 2);
	memset(name, 'a', 2000);
	pattern[4000] = name[2000] = '\0';
	assert_true(matches(pattern, name));
	name[1000] = 'b';
	assert_false(matches(pattern, name));
}

static void a_path_becomes_those_that_it_matches(void **state)
{
	static const char *const others[] = { "in/c.ndjson", "in/none*", "nowhere/*", "in/*/c", "" };
	const struct tree *tree = *state;
	char **paths;
	int fd = tree_dir(tree->fd, "in");

	tree_text(fd, "c.ndjson", "");
	tree_text(fd, "a.ndjson", "");
	tree_text(fd, "b.txt", "");
	tree_close(fd);
	tree_text(tree->fd, "here.ndjson", "");
	assert_int_equal(axr_wildcard_expand("in/*.ndjson", &paths), 2);
	assert_string_equal(paths[0], "in/a.ndjson");
	assert_string_equal(paths[1], "in/c.ndjson");
	axr_os_folder_free(paths, 2);
	assert_int_equal(axr_wildcard_expand("her?.*", &paths), 1);
	assert_string_equal(paths[0], "here.ndjson");
	axr_os_folder_free(paths, 1);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		assert_int_equal(axr_wildcard_expand(others[i], &paths), 0);
		assert_null(paths);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stars_and_question_marks),
		cmocka_unit_test(a_question_mark_is_a_character),
		cmocka_unit_test(many_stars_end),
		cmocka_unit_test(a_path_becomes_those_that_it_matches),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
