#include "discover/live.h"

#include "../test.h"
#include "base/span.h"
#include "fake.h"
#include "os/registry.h"

static void folders_of_the_environment(void **state)
{
	struct fake_row rows[] = {
		{ .name = "SystemDrive", .text = "D:" },
		{ .name = "SystemRoot", .text = "D:\\WINNT\\" },
		{ .name = "ProgramFiles", .text = "D:\\Program Files (x86)" },
		{ .name = "ProgramW6432", .text = "D:\\Program Files" },
		{ .name = "ProgramData", .text = "relative\\folder" },
		{ .name = "SITES", .text = "E:\\sites" },
		{ 0 },
	};
	const struct axr_live live = fake_server(rows);
	struct axr_winpath_variables variables;
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 0);
	axr_live_variables(&live, &arena, &variables);
	assert_span(variables.system_drive, "D:");
	assert_span(variables.system_root, "D:\\WINNT");
	assert_span(variables.program_files, "D:\\Program Files");
	assert_span(variables.program_data, "C:\\ProgramData");
	assert_int_equal(variables.exchange.len, 0);
	assert_span(axr_winpath_expand(&arena, axr_span_str("%SITES%\\a\\%none%"), &variables),
		    "E:\\sites\\a\\%none%");
	axr_arena_free(&arena);
}

static void the_newest_exchange_counts(void **state)
{
	struct fake_row rows[] = {
		{ fake_v14, "MsiInstallPath", "C:\\Exchange\\V14\\", 0, 0 },
		{ fake_v15, "MsiInstallPath", "C:\\Exchange\\V15\\", 0, 0 },
		{ fake_v15, "MsiProductMajor", NULL, 15, 0 },
		{ fake_v15, "MsiProductMinor", NULL, 2, 0 },
		{ fake_v15, "MsiBuildMajor", NULL, 858, 0 },
		{ fake_v15, "MsiBuildMinor", NULL, 5, 0 },
		{ 0 },
	};
	const struct axr_live live = fake_server(rows);
	struct axr_registry_exchange exchange;
	struct axr_arena arena;
	struct axr_err err;

	(void)state;
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_live_exchange(&live, &arena, &exchange, &err), AXR_REGISTRY_OK);
	assert_span(exchange.install_path, "C:\\Exchange\\V15\\");
	assert_true(exchange.has_version);
	assert_int_equal(exchange.version[2], 858);
	rows[1].name = rows[5].name = "gone";
	assert_int_equal(axr_live_exchange(&live, &arena, &exchange, &err), AXR_REGISTRY_OK);
	assert_span(exchange.install_path, "C:\\Exchange\\V14\\");
	assert_false(exchange.has_version);
	axr_arena_free(&arena);
}

static void a_refusal_is_not_an_absence(void **state)
{
	struct fake_row rows[] = { { fake_v15, "MsiInstallPath", NULL, 0, EACCES }, { 0 } };
	const struct axr_live live = fake_server(rows);
	struct axr_registry_exchange exchange;
	struct axr_arena arena;
	struct axr_err err;

	(void)state;
	axr_arena_init(&arena, 0);
	assert_int_equal(axr_live_exchange(&live, &arena, &exchange, &err), AXR_REGISTRY_BROKEN);
	assert_true(strlen(err.text) > 0);
	rows[0].code = ENOENT;
	assert_int_equal(axr_live_exchange(&live, &arena, &exchange, &err), AXR_REGISTRY_OK);
	assert_int_equal(exchange.install_path.len, 0);
	axr_arena_free(&arena);
}

/* The door that a scan uses leads to this host. */
static void the_host_answers(void **state)
{
	struct axr_buf value = { 0 };
	int code = axr_live_host.variable(NULL, "SystemRoot", &value);

	(void)state;
	assert_int_equal(!code, axr_os_has_registry());
	assert_int_equal(value.len > 0, axr_os_has_registry());
	assert_int_not_equal(axr_live_host.text(NULL, "SOFTWARE\\none", "none", &value), 0);
	axr_buf_free(&value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_of_the_environment),
		cmocka_unit_test(the_newest_exchange_counts),
		cmocka_unit_test(a_refusal_is_not_an_absence),
		cmocka_unit_test(the_host_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
