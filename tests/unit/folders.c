#include "folders.h"

#include "record.h"

static unsigned scan(struct told *told, const char *path)
{
	struct axr_options options;

	*told = (struct told){ 0 };
	axr_options_init(&options);
	told_scan(told, &options, path);
	return told->exit_status;
}

static void the_nearest_encoding_is_believed(void **state)
{
	struct told told;

	(void)state;
	tree_close(tree_dir(AT_FDCWD, "site"));
	tree_close(tree_dir(AT_FDCWD, "site/sub"));
	tree_text(AT_FDCWD, "site/WEB.config",
		  "<configuration><system.web><globalization fileEncoding='no-such-thing'/>"
		  "</system.web></configuration>");
	tree_text(AT_FDCWD, "site/sub/page.aspx", "<%@ Page %><p>hello</p>");
	/* that nobody can read a page so is told of each: the web.config may be run as one, too */
	scan(&told, "site");
	assert_int_equal(told.by_trouble[AXR_TROUBLE_CONFIG], 2);
	tree_text(AT_FDCWD, "site/sub/web.config",
		  "<configuration><system.web><globalization fileEncoding='utf-8'/>"
		  "</system.web></configuration>");
	scan(&told, "site");
	assert_int_equal(told.by_trouble[AXR_TROUBLE_CONFIG], 1);
}

static void a_malformed_one_is_told_and_leaves_nothing_out(void **state)
{
	struct told told;

	(void)state;
	tree_close(tree_dir(AT_FDCWD, "broken"));
	tree_text(AT_FDCWD, "broken/web.config", "<configuration><system.web>");
	tree_text(AT_FDCWD, "broken/page.html", "<p>hello</p>");
	tree_text(AT_FDCWD, "broken/other.html", "<p>hello</p>");
	assert_int_equal(scan(&told, "broken"), 0);
	assert_int_equal(told.by_trouble[AXR_TROUBLE_CONFIG], 1);
	assert_int_equal(told.problems, 1);
}

static void sections_may_lie_in_other_files(void **state)
{
	struct told told;

	(void)state;
	tree_dirs(AT_FDCWD, "parts/more");
	tree_text(AT_FDCWD, "parts/web.config",
		  "<configuration><system.web><globalization configSource='more\\g.config'/>"
		  "</system.web></configuration>");
	tree_text(AT_FDCWD, "parts/page.aspx", "<%@ Page %><p>hello</p>");
	/* it is not there: said of the web.config */
	scan(&told, "parts");
	assert_int_equal(told.by_trouble[AXR_TROUBLE_CONFIG], 1);
	tree_text(AT_FDCWD, "parts/more/g.config", "<globalization fileEncoding='utf-8'/>");
	scan(&told, "parts");
	assert_int_equal(told.by_trouble[AXR_TROUBLE_CONFIG], 0);
	/* an encoding that nobody knows is told of each file, here of three */
	tree_text(AT_FDCWD, "parts/more/g.config", "<globalization fileEncoding='no-such-thing'/>");
	scan(&told, "parts");
	assert_int_equal(told.by_trouble[AXR_TROUBLE_CONFIG], 3);
}

static void a_file_alone_has_the_one_beside_it(void **state)
{
	struct told told;

	(void)state;
	tree_dirs(AT_FDCWD, "alone");
	tree_text(AT_FDCWD, "alone/Web.config",
		  "<configuration><system.web><globalization fileEncoding='no-such-thing'/>"
		  "</system.web></configuration>");
	tree_text(AT_FDCWD, "alone/page.aspx", "<%@ Page %><p>hello</p>");
	scan(&told, "alone/page.aspx");
	assert_int_equal(told.by_trouble[AXR_TROUBLE_CONFIG], 1);
	assert_int_equal(told.problems, 1);
}

static void many_above_each_other_end(void **state)
{
	struct told told;
	char path[1024] = "deep";

	(void)state;
	tree_close(tree_dir(AT_FDCWD, path));
	for (int i = 0; i < 40; i++) {
		size_t len = strlen(path);

		snprintf(path + len, sizeof(path) - len, "/web.config");
		tree_text(AT_FDCWD, path, "<configuration/>");
		snprintf(path + len, sizeof(path) - len, "/d");
		tree_close(tree_dir(AT_FDCWD, path));
	}
	assert_int_equal(scan(&told, "deep"), 0);
	assert_int_equal(told.by_trouble[AXR_TROUBLE_CONFIG], 40 - 23);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_encoding_is_believed),
		cmocka_unit_test(a_malformed_one_is_told_and_leaves_nothing_out),
		cmocka_unit_test(sections_may_lie_in_other_files),
		cmocka_unit_test(a_file_alone_has_the_one_beside_it),
		cmocka_unit_test(many_above_each_other_end),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
