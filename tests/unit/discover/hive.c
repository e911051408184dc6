#include "discover/registry.h"

#include "../tree.h"

static void what_is_no_hive_is_told(void **state)
{
	struct axr_registry_exchange exchange;
	enum axr_registry_status status;
	struct axr_arena arena;
	struct axr_err err;

	(void)state;
	axr_arena_init(&arena, 0);
	tree_text(AT_FDCWD, "SOFTWARE", "regf but not really");
	status = axr_registry_hive("SOFTWARE", &arena, &exchange, &err);
	assert_int_not_equal(status, AXR_REGISTRY_OK);
	assert_true(strlen(err.text) > 0);
	assert_int_equal(exchange.install_path.len, 0);
	axr_arena_free(&arena);
}

static void needs_hivex(void)
{
	struct axr_registry_exchange exchange;
	enum axr_registry_status status;
	struct axr_arena arena;
	struct axr_err err;

	axr_arena_init(&arena, 0);
	status = axr_registry_hive("none", &arena, &exchange, &err);
	axr_arena_free(&arena);
	if (status == AXR_REGISTRY_NOT_BUILT)
		skip_for("built without hivex");
}

static void a_hive_says_where_exchange_is(void **state)
{
	const char *hive = getenv("AXR_HIVE"); /* made by tests/demo/hive.py */
	struct axr_registry_exchange exchange;
	struct axr_arena arena;
	struct axr_err err;

	(void)state;
	needs_hivex();
	axr_arena_init(&arena, 0);
	assert_non_null(hive);
	assert_int_equal(axr_registry_hive(hive, &arena, &exchange, &err), AXR_REGISTRY_OK);
	assert_span(exchange.install_path, "C:\\Exchange\\V15\\");
	assert_true(exchange.has_version);
	assert_int_equal(exchange.version[0], 15);
	assert_int_equal(exchange.version[1], 1);
	assert_int_equal(exchange.version[2], 2044);
	assert_int_equal(exchange.version[3], 13);
	axr_arena_free(&arena);
}

static void a_hive_says_what_the_computer_is_called(void **state)
{
	const char *hive = getenv("AXR_HIVE"), *system_hive = getenv("AXR_SYSTEM_HIVE");
	struct axr_arena arena;
	struct axr_span name;
	struct axr_err err;

	(void)state;
	needs_hivex();
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_registry_computer(system_hive, &arena, &name, &err), AXR_REGISTRY_OK);
	assert_span(name, "EXCH01");
	assert_int_equal(axr_registry_computer(hive, &arena, &name, &err), AXR_REGISTRY_OK);
	assert_int_equal(name.len, 0);
	tree_text(AT_FDCWD, "SYSTEM", "regf but not really");
	assert_int_equal(axr_registry_computer("SYSTEM", &arena, &name, &err), AXR_REGISTRY_BROKEN);
	assert_int_equal(name.len, 0);
	axr_arena_free(&arena);
}

/* Every byte of a hive may be the enemy's: it is read, or refused, and nothing else. */
static void a_damaged_hive_does_no_harm(void **state)
{
	const char *hive = getenv("AXR_HIVE");
	static uint8_t bytes[1 << 16], copy[1 << 16];
	struct axr_registry_exchange exchange;
	struct axr_arena arena;
	struct axr_err err;
	FILE *file;
	size_t len;

	(void)state;
	needs_hivex();
	file = fopen(hive, "rb");
	assert_non_null(file);
	len = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	axr_arena_init(&arena, 0);
	for (size_t at = 0; at < len; at = at < 4096 ? at + 211 : at + 5) {
		memcpy(copy, bytes, len);
		copy[at] ^= 0xff;
		tree_file(AT_FDCWD, "SOFTWARE", copy, len);
		axr_registry_hive("SOFTWARE", &arena, &exchange, &err);
		axr_arena_reset(&arena, 1 << 16);
	}
	for (size_t cut = 0; cut < len; cut += 509) {
		tree_file(AT_FDCWD, "SOFTWARE", bytes, cut);
		axr_registry_hive("SOFTWARE", &arena, &exchange, &err);
		axr_arena_reset(&arena, 1 << 16);
	}
	axr_arena_free(&arena);
}

#ifndef _WIN32
/* Only as large as it says, not on the disk: what is told is its size, not want of memory. */
static void what_is_too_large_is_no_hive(void **state)
{
	struct axr_registry_exchange exchange;
	struct axr_arena arena;
	struct axr_err err;
	FILE *file;

	(void)state;
	needs_hivex();
	file = fopen("LARGE", "wb");
	assert_non_null(file);
	assert_int_equal(ftruncate(fileno(file), (1 << 30) + 1), 0);
	fclose(file);
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_registry_hive("LARGE", &arena, &exchange, &err),
			 AXR_REGISTRY_BROKEN);
	assert_string_equal(err.text, "it is too large to be a hive");
	assert_int_equal(axr_registry_hive("GONE", &arena, &exchange, &err), AXR_REGISTRY_BROKEN);
	axr_arena_free(&arena);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_hive_is_told),
		cmocka_unit_test(a_hive_says_where_exchange_is),
		cmocka_unit_test(a_hive_says_what_the_computer_is_called),
		cmocka_unit_test(a_damaged_hive_does_no_harm),
#ifndef _WIN32
		cmocka_unit_test(what_is_too_large_is_no_hive),
#endif
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
