#include "discover/discover.h"

#include "../tree.h"
#include "sample.h"

static unsigned problems;

static void on_problem(void *user, const struct axr_problem *problem)
{
	(void)user;
	assert_int_equal(problem->trouble, AXR_TROUBLE_CONFIG);
	problems++;
}

static bool has_root(const struct axr_server *server, const char *shown, bool missing)
{
	size_t count;
	const struct axr_discovered_root *roots = axr_discover_roots(server, &count);

	for (size_t i = 0; i < count; i++)
		if (axr_span_iis(roots[i].shown, shown))
			return roots[i].missing == missing;
	return false;
}

static void roots_of_a_configuration(void **state)
{
	const struct axr_discover_setup setup = { .image = "volume", .problem = on_problem };
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	problems = 0;
	tree_dirs(AT_FDCWD, "volume/Windows/System32/inetsrv/config");
	tree_dirs(AT_FDCWD, "volume/ProgramData/COM1");
	tree_dirs(AT_FDCWD, "volume/inetpub/wwwroot");
	tree_dirs(AT_FDCWD, "volume/Program Files/Microsoft/Exchange Server/V15/FrontEnd/HttpProxy");
	tree_text(AT_FDCWD, "volume/Windows/System32/inetsrv/config/applicationHost.config",
		  sample_config);
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	assert_int_equal(problems, 1); /* there is no SOFTWARE hive */
	assert_true(has_root(server, "C:\\inetpub", false));
	assert_true(has_root(server, "C:\\ProgramData", false));
	assert_true(has_root(server, "C:\\Windows\\System32\\inetsrv", false));
	assert_true(has_root(server, "C:\\Exchange\\FrontEnd\\HttpProxy\\owa", true));
	assert_true(has_root(server,
			     "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\FrontEnd\\HttpProxy",
			     false));
	assert_false(has_root(server, "C:\\ProgramData\\COM1", false)); /* inside another */
	assert_string_equal(axr_discover_exchange(server)->origin, "default folder");
	axr_discover_free(server);
	axr_discover_free(NULL);
}

static void broken_configurations_fall_back(void **state)
{
	const struct axr_discover_setup setup = { .image = "broken", .problem = on_problem };
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	problems = 0;
	tree_dirs(AT_FDCWD, "broken/Windows/System32/inetsrv/config");
	tree_dirs(AT_FDCWD, "broken/inetpub/wwwroot");
	tree_text(AT_FDCWD, "broken/Windows/System32/inetsrv/config/applicationHost.config",
		  "<configuration><system.applicationHost>");
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	assert_int_equal(problems, 2);
	assert_true(has_root(server, "C:\\inetpub", false));
	axr_discover_free(server);
}

/* One clear problem each, beside the one for the hive, and the default folders. */
static void bombs_fall_back(void **state)
{
	static const char path[] = "broken/Windows/System32/inetsrv/config/applicationHost.config";
	const struct axr_discover_setup setup = { .image = "broken", .problem = on_problem };
	struct axr_server *server;
	struct axr_err err;
	FILE *file;

	(void)state;
	for (int kind = 0; kind < 3; kind++) {
		file = fopen(path, "wb");
		assert_non_null(file);
		if (kind == 1) /* a name for many names for many ... */
			fputs("<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>"
			      "<!ENTITY c '&b;&b;&b;&b;&b;'>]><configuration>&c;</configuration>",
			      file);
		for (int i = 0; kind == 0 && i < 50 << 20; i += 3)
			fputs("<a>", file);
		fclose(file);
		if (kind == 2)
			remove(path);
		problems = 0;
		assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
		assert_int_equal(problems, 2);
		assert_true(has_root(server, "C:\\inetpub", false));
		axr_discover_free(server);
	}
}

/* Compiled pages may be moved; they are looked for where they went. */
static void compiled_pages_elsewhere(void **state)
{
	const struct axr_discover_setup setup = { .image = "moved" };
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	tree_dirs(AT_FDCWD, "moved/Windows/System32/inetsrv/config");
	tree_dirs(AT_FDCWD, "moved/inetpub/wwwroot");
	tree_dirs(AT_FDCWD, "moved/compiled");
	tree_text(AT_FDCWD, "moved/Windows/System32/inetsrv/config/applicationHost.config",
		  sample_config);
	tree_text(AT_FDCWD, "moved/inetpub/wwwroot/web.config",
		  "<configuration><system.web><compilation tempDirectory='%SystemDrive%\\Compiled'/>"
		  "</system.web></configuration>");
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	assert_true(has_root(server, "C:\\Compiled", false));
	axr_discover_free(server);
}

static void what_is_no_image_is_an_error(void **state)
{
	struct axr_discover_setup setup = { .image = "nowhere" };
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_EUSAGE);
	assert_string_equal(err.text,
			    "cannot read the image 'nowhere': No such file or directory");
	tree_close(tree_dir(AT_FDCWD, "empty"));
	setup.image = "empty";
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_EUSAGE);
	assert_null(server);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roots_of_a_configuration),
		cmocka_unit_test(broken_configurations_fall_back),
		cmocka_unit_test(bombs_fall_back),
		cmocka_unit_test(compiled_pages_elsewhere),
		cmocka_unit_test(what_is_no_image_is_an_error),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
