#include "record.h"

/* A shell of one line, put together here so that it stands in no file of ours. */
static void put_shell(const char *path)
{
	tree_text(AT_FDCWD, path, "<%@ Page Language=\"Jscript\"%><%" "ev" "al(Req" "uest.Item[\"lantern\"],"
			"\"unsafe\");%" ">");
}

static void finds_and_counts(void **state)
{
	struct axr_options options;
	struct told told = { 0 };

	(void)state;
	tree_close(tree_dir(AT_FDCWD, "site"));
	tree_close(tree_dir(AT_FDCWD, "site/images"));
	tree_text(AT_FDCWD, "site/index.html", "<html>hello</html>");
	tree_text(AT_FDCWD, "site/images/empty.gif", "");
	put_shell("site/images/help.aspx");
	axr_options_init(&options);
	told_scan(&told, &options, "site");
	assert_int_equal(told.findings, 1);
	assert_int_equal(told.worst, AXR_MALICIOUS);
	assert_int_equal(told.problems, 0);
	assert_int_equal(told.total.seen, 3);
	assert_int_equal(told.total.hashed, 3);
	assert_int_equal(told.total.scanned, 3);
	assert_int_equal(told.exit_status, AXR_EXIT_FOUND);
}

static void what_lies_behind_megabytes_is_seen(void **state)
{
	struct axr_options options;
	struct told told = { 0 };
	FILE *file;

	(void)state;
	tree_close(tree_dir(AT_FDCWD, "big"));
	put_shell("big/page.aspx");
	file = fopen("big/page.aspx", "r+b");
	assert_non_null(file);
	/* windows of 64 KiB: the shell lies in the first, and again behind many */
	fseek(file, 3 << 20, SEEK_SET);
	fputs("<%@ Page Language=\"Jscript\"%><%" "ev" "al(Req" "uest.Item[\"lantern\"],"
	      "\"unsafe\");%" ">", file);
	fclose(file);
	axr_options_init(&options);
	options.window = 64 << 10;
	told_scan(&told, &options, "big");
	assert_int_equal(told.findings, 1);
	assert_int_equal(told.total.hashed, 1);
	assert_int_equal(told.total.bytes > 3 << 20, true);
}

/* For Windows: tests/unit/os has a locked file. */
#ifndef _WIN32
static void the_unreadable_is_no_silence(void **state)
{
	struct axr_options options;
	struct told told = { 0 };
	bool root = !geteuid();

	(void)state;
	tree_close(tree_dir(AT_FDCWD, "locked"));
	tree_text(AT_FDCWD, "locked/a.aspx", "x");
	assert_int_equal(chmod("locked/a.aspx", 0), 0);
	assert_int_equal(chmod(".", 0755), 0);
	/* to root everything is readable */
	assert_int_equal(root ? seteuid(65534) : 0, 0);
	axr_options_init(&options);
	told_scan(&told, &options, "locked");
	assert_int_equal(root ? seteuid(0) : 0, 0);
	assert_int_equal(told.by_trouble[AXR_TROUBLE_OPEN], 1);
	assert_int_equal(told.total.failed, 1);
	assert_int_equal(told.exit_status, AXR_EXIT_INCOMPLETE);
}
#endif

static void findings_below_the_wish_are_not_told(void **state)
{
	struct axr_options options;
	struct told told = { 0 };

	(void)state;
	axr_options_init(&options);
	options.no_builtin = true;
	tree_text(AT_FDCWD, "rule.yar", "rule low { meta: score = 45 condition: true }");
	options.rules = (const char *[]){ "rule.yar" };
	options.rule_count = 1;
	options.report = AXR_SUSPICIOUS;
	told_scan(&told, &options, "rule.yar");
	assert_int_equal(told.findings, 0);
	assert_int_equal(told.exit_status, 0);
	told = (struct told){ 0 };
	options.report = AXR_INFO;
	options.fail_on = AXR_NOTABLE;
	told_scan(&told, &options, "rule.yar");
	assert_int_equal(told.findings, 1);
	assert_int_equal(told.worst, AXR_NOTABLE);
	assert_int_equal(told.exit_status, AXR_EXIT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_and_counts),
		cmocka_unit_test(what_lies_behind_megabytes_is_seen),
#ifndef _WIN32
		cmocka_unit_test(the_unreadable_is_no_silence),
#endif
		cmocka_unit_test(findings_below_the_wish_are_not_told),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
