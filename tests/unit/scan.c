#include "scan.h"

#include <errno.h>

#include "record.h"

/* A shell of one line, put together here so that it stands in no file of ours. */
static const char shell[] = "<%@ Page Language=\"Jscript\"%><%" "ev" "al(Req" "uest.Item[\"lantern\"],"
			    "\"unsafe\");%" ">";

static void put_shell(const char *path)
{
	tree_text(AT_FDCWD, path, shell);
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
	file = fopen("big/page.aspx", "wb");
	assert_non_null(file);
	/* windows of 64 KiB: nothing is in the first, the shell behind many */
	while (ftell(file) < 3 << 20)
		fputs("<p>Nothing is to be seen here, and this goes on.</p>\n", file);
	fputs(shell, file);
	fclose(file);
	axr_options_init(&options);
	options.window = 64 << 10;
	told_scan(&told, &options, "big");
	assert_int_equal(told.findings, 1);
	assert_int_equal(told.worst, AXR_MALICIOUS);
	assert_int_equal(told.total.hashed, 1);
	assert_true(told.total.bytes > 3 << 20);
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

/* ---- Streams: no system of the tests has them ---------------------------------------------- */

/* One file has a shell beside its content, and what every downloaded file has. */
static int fake_list(struct axr_os_handle file, char ***names, size_t *count)
{
	struct axr_os_stat stat;

	*names = NULL;
	*count = 0;
	assert_int_equal(axr_os_stat(file, &stat), 0);
	if (stat.size == 3)
		return EIO;
	if (stat.size != 7)
		return 0;
	*names = calloc(3, sizeof(**names));
	(*names)[(*count)++] = strdup("Zone.Identifier");
	(*names)[(*count)++] = strdup("payload");
	(*names)[(*count)++] = strdup("gone");
	return 0;
}

static int fake_open(struct axr_os_handle *stream, struct axr_os_handle file, const char *name)
{
	assert_true(axr_os_is_open(file));
	*stream = axr_os_none();
	if (!strcmp(name, "gone"))
		return ENOENT;
	return axr_os_open_root(stream, strcmp(name, "payload") ? "zone.txt" : "shell.txt");
}

static void stream_record(void *user, const struct axr_record *record)
{
	told_record(user, record);
	if (record->kind == AXR_RECORD_FINDING) {
		const struct axr_file *file = record->finding->file;

		assert_true(axr_span_ends(file->path, "notes.txt:payload"));
		assert_span(file->name, "notes.txt:payload");
		assert_span(file->relative, "notes.txt:payload");
		assert_true(axr_span_ends(file->directory, "streams"));
	} else if (record->kind == AXR_RECORD_PROBLEM) {
		assert_true(axr_span_ends(record->problem->path, "notes.txt:gone") ||
			    axr_span_ends(record->problem->path, "bad.txt"));
	}
}

static void a_shell_in_a_stream_is_found(void **state)
{
	static const struct axr_streams fake = { fake_list, fake_open };
	const char *path = "streams";
	struct axr_options options;
	struct axr_engine *engine;
	struct told told = { 0 };
	struct axr_err err;

	(void)state;
	tree_close(tree_dir(AT_FDCWD, path));
	tree_text(AT_FDCWD, "streams/notes.txt", "content");
	tree_text(AT_FDCWD, "streams/bad.txt", "bad");
	tree_text(AT_FDCWD, "zone.txt", "[ZoneTransfer]\r\nZoneId=3\r\n");
	put_shell("shell.txt");
	tree_text(AT_FDCWD, "streams/other.txt", "without one");
	axr_options_init(&options);
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_OK);
	assert_int_equal(axr_scan_open(&told.scan, engine, &path, 1, &err), AXR_OK);
	told.scan->streams = &fake;
	assert_int_equal(axr_scan_run(told.scan, stream_record, &told),
			 AXR_EXIT_FOUND | AXR_EXIT_INCOMPLETE);
	axr_scan_free(told.scan);
	axr_engine_free(engine);
	assert_int_equal(told.findings, 1);
	assert_int_equal(told.worst, AXR_MALICIOUS);
	assert_int_equal(told.by_trouble[AXR_TROUBLE_READ], 1);
	assert_int_equal(told.problems, 2);
	assert_int_equal(told.total.seen, 3);
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
		cmocka_unit_test(a_shell_in_a_stream_is_found),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
