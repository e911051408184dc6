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

static void a_real_hive_says_where_exchange_is(void **state)
{
	static const char *const script =
		"command -v hivexregedit >/dev/null && [ -f /usr/share/doc/libhivex-bin/copyright ]";
	struct axr_registry_exchange exchange;
	struct axr_arena arena;
	struct axr_err err;

	(void)state;
	axr_arena_init(&arena, 0);
	if (axr_registry_hive("none", &arena, &exchange, &err) == AXR_REGISTRY_NOT_BUILT ||
	    system(script) || !getenv("AXR_DEMO_HIVE")) {
		axr_arena_free(&arena);
		return; /* tests/cli scans an image with a hive */
	}
	assert_int_equal(axr_registry_hive(getenv("AXR_DEMO_HIVE"), &arena, &exchange, &err),
			 AXR_REGISTRY_OK);
	assert_true(exchange.install_path.len > 0);
	axr_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_hive_is_told),
		cmocka_unit_test(a_real_hive_says_where_exchange_is),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
