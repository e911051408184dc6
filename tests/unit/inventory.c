#include "scan.h"

#include "record.h"

struct listed {
	struct told told;
	unsigned rows, digests;
	uint64_t bytes;
};

static void listed_record(void *user, const struct axr_record *record)
{
	struct listed *listed = user;

	told_record(&listed->told, record);
	if (record->kind != AXR_RECORD_STATE)
		return;
	listed->rows++;
	listed->bytes += record->file->size;
	listed->digests += (record->file->digests & AXR_SHA256) != 0;
}

static struct listed list(enum axr_inventory inventory, const char *path)
{
	struct listed listed = { .rows = 0 };
	struct axr_options options;
	struct axr_engine *engine;
	struct axr_err err;

	axr_options_init(&options);
	options.inventory = inventory;
	assert_int_equal(axr_engine_open(&engine, &options, &err), AXR_OK);
	assert_int_equal(axr_scan_open(&listed.told.scan, engine, &path, 1, &err), AXR_OK);
	axr_scan_run(listed.told.scan, listed_record, &listed);
	axr_scan_free(listed.told.scan);
	axr_engine_free(engine);
	return listed;
}

/* More files than go in one batch. */
static void each_file_has_one_row(void **state)
{
	enum { FILES = 300 };
	struct listed facts, hashes;

	(void)state;
	tree_close(tree_dir(AT_FDCWD, "many"));
	for (unsigned i = 0; i < FILES; i++) {
		char name[32];

		snprintf(name, sizeof(name), "many/%03u.txt", i);
		tree_text(AT_FDCWD, name, "four");
	}
	facts = list(AXR_INVENTORY_FACTS, "many");
	assert_int_equal(facts.rows, FILES);
	assert_int_equal(facts.digests, 0);
	assert_int_equal(facts.bytes, 4 * FILES);
	assert_int_equal(facts.told.total.seen, FILES);
	assert_int_equal(facts.told.total.hashed, 0);
	assert_int_equal(facts.told.exit_status, 0);
	hashes = list(AXR_INVENTORY_HASHES, "many");
	assert_int_equal(hashes.rows, FILES);
	assert_int_equal(hashes.digests, FILES);
	assert_int_equal(hashes.told.total.hashed, FILES);
	assert_int_equal(hashes.told.findings, 0);
}

/* For Windows: tests/unit/os has a locked file. */
#ifndef _WIN32
static void what_cannot_be_read_is_a_problem_and_no_row(void **state)
{
	const bool root = !geteuid();
	struct listed listed;

	(void)state;
	tree_close(tree_dir(AT_FDCWD, "locked"));
	tree_text(AT_FDCWD, "locked/a.txt", "x");
	tree_text(AT_FDCWD, "locked/b.txt", "x");
	assert_int_equal(chmod("locked/a.txt", 0), 0);
	assert_int_equal(chmod(".", 0755), 0);
	assert_int_equal(root ? seteuid(65534) : 0, 0);
	listed = list(AXR_INVENTORY_HASHES, "locked");
	assert_int_equal(root ? seteuid(0) : 0, 0);
	assert_int_equal(listed.rows, 1);
	assert_int_equal(listed.told.by_trouble[AXR_TROUBLE_OPEN], 1);
	assert_int_equal(listed.told.total.failed, 1);
	assert_int_equal(listed.told.exit_status, AXR_EXIT_INCOMPLETE);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_file_has_one_row),
#ifndef _WIN32
		cmocka_unit_test(what_cannot_be_read_is_a_problem_and_no_row),
#endif
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
