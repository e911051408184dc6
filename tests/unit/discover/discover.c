#include "discover/discover.h"

#include "../tree.h"
#include "fake.h"
#include "sample.h"

static unsigned problems;
static char first[160], said[160]; /* what the first and the last of them say */
static char of[160];               /* what the last is about */

static void on_problem(void *user, const struct axr_problem *problem)
{
	(void)user;
	assert_int_equal(problem->trouble, AXR_TROUBLE_CONFIG);
	snprintf(said, sizeof(said), "%.*s", (int)problem->text.len,
		 (const char *)problem->text.ptr);
	snprintf(of, sizeof(of), "%.*s", (int)problem->path.len,
		 (const char *)problem->path.ptr);
	if (!problems++)
		snprintf(first, sizeof(first), "%s", said);
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
	assert_int_equal(problems, 1);
	assert_string_equal(said, "not found: where Exchange is was not looked up");
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

/* A folder stands for a pipe, which Windows has none of. */
static void what_is_no_file_is_not_missing(void **state)
{
	const struct axr_discover_setup setup = { .image = "odd", .problem = on_problem };
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	problems = 0;
	tree_dirs(AT_FDCWD, "odd/Windows/System32/config/SOFTWARE");
	tree_dirs(AT_FDCWD, "odd/Windows/System32/inetsrv/config/applicationHost.config");
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	assert_int_equal(problems, 2);
	assert_string_equal(first, "is no file");
	assert_string_equal(said, "is no file: where Exchange is was not looked up");
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

static unsigned refused, elsewhere;

static void on_live_problem(void *user, const struct axr_problem *problem)
{
	(void)user;
	refused += problem->trouble == AXR_TROUBLE_CONFIG &&
		   axr_span_find(problem->path, axr_span_str("ExchangeServer"), 0) != SIZE_MAX;
	elsewhere += problem->trouble == AXR_TROUBLE_ROOT;
	problems++;
}

/* The same as of an image, but registry and environment are asked. */
static void roots_of_a_running_server(void **state)
{
	struct fake_row rows[] = {
		{ fake_v15, "MsiInstallPath", "D:\\Exchange\\", 0, 0 },
		{ fake_v15, "MsiProductMajor", NULL, 15, 0 },
		{ fake_v15, "MsiProductMinor", NULL, 2, 0 },
		{ fake_v15, "MsiBuildMajor", NULL, 858, 0 },
		{ fake_v15, "MsiBuildMinor", NULL, 5, 0 },
		{ .name = "SystemDrive", .text = "D:" },
		{ .name = "SystemRoot", .text = "D:\\WINNT" },
		{ .name = "ProgramData", .text = "D:\\ProgramData" },
		{ .name = "SITES", .text = "C:\\sites" },
		{ 0 },
	};
	const struct axr_live live = fake_server(rows);
	const struct axr_discover_setup setup = { .image = "live",
						  .live = &live,
						  .problem = on_live_problem };
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	problems = refused = elsewhere = 0;
	tree_dirs(AT_FDCWD, "live/D/WINNT/System32/inetsrv/config");
	tree_dirs(AT_FDCWD, "live/sites/shop");
	tree_dirs(AT_FDCWD, "live/D/inetpub/wwwroot");
	tree_dirs(AT_FDCWD, "live/D/Exchange/FrontEnd/HttpProxy");
	tree_text(AT_FDCWD, "live/D/WINNT/System32/inetsrv/config/applicationHost.config",
		  "<configuration><system.applicationHost><sites><site name='s'>"
		  "<application path='/'><virtualDirectory path='/' physicalPath='%SITES%\\shop'/>"
		  "<virtualDirectory path='/a' physicalPath='\\\\files\\web'/>"
		  "<virtualDirectory path='/b' physicalPath='\\\\Files\\web'/></application></site>"
		  "</sites></system.applicationHost></configuration>");
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	assert_int_equal(problems, 1);
	assert_int_equal(elsewhere, 1);
	assert_true(has_root(server, "C:\\sites\\shop", false));
	assert_true(has_root(server, "D:\\inetpub", false));
	assert_true(has_root(server, "D:\\Exchange\\FrontEnd\\HttpProxy", false));
	assert_true(has_root(server, "D:\\WINNT\\System32\\inetsrv", false));
	assert_false(has_root(server, "\\\\files\\web", true));
	assert_string_equal(axr_discover_exchange(server)->build, "15.2.858.5");
	assert_string_equal(axr_discover_exchange(server)->origin, "registry");
	axr_discover_free(server);
	/* without the right to read the registry the environment tells, and that is said */
	rows[0].code = EACCES;
	rows[1] = (struct fake_row){ .name = "ExchangeInstallPath", .text = "D:\\Exchange\\" };
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	assert_int_equal(refused, 1);
	assert_string_equal(axr_discover_exchange(server)->origin, "environment");
	assert_span(axr_discover_exchange(server)->folder, "D:\\Exchange");
	axr_discover_free(server);
}

/* A workstation is no server: nobody wants its ProgramData scanned for want of a path. */
static void where_there_is_no_server_it_is_said(void **state)
{
	struct fake_row rows[] = { { .name = "SystemDrive", .text = "Q:" },
				   { .name = "SystemRoot", .text = "Q:\\Windows" },
				   { .name = "ProgramFiles", .text = "Q:\\Program Files" },
				   { 0 } };
	const struct axr_live live = fake_server(rows);
	const struct axr_discover_setup setup = { .live = &live };
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_EUSAGE);
	assert_null(server);
	tree_needs_posix();
	tree_text(AT_FDCWD, "Q:\\Windows", ""); /* a name on this system */
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_EUSAGE);
	assert_non_null(strstr(err.text, "neither IIS nor Exchange"));
	assert_null(server);
}

static void assert_place(const struct axr_server *server, const char *path, const char *shown)
{
	struct axr_arena arena;
	struct axr_span as;

	axr_arena_init(&arena, 0);
	assert_non_null(axr_discover_place(server, &arena, axr_span_str(path), &as));
	assert_span(as, shown);
	axr_arena_free(&arena);
}

/* However image and path are written: what lies in the image is shown as Windows has it. */
static void a_path_in_the_image_has_its_windows_path(void **state)
{
	static const char *const images[] = { "places", "places/", "./places", "places/web/..",
					      "places//" };
	struct axr_discover_setup setup = { 0 };
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	tree_needs_posix();
	tree_dirs(AT_FDCWD, "places/Windows");
	tree_dirs(AT_FDCWD, "places/web/a%SystemRoot%b");
	tree_dirs(AT_FDCWD, "places2/web");
	for (size_t i = 0; i < sizeof(images) / sizeof(*images); i++) {
		setup.image = images[i];
		assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
		assert_place(server, "places", "C:\\");
		assert_place(server, "places/", "C:\\");
		assert_place(server, "./places/web", "C:\\web");
		assert_place(server, "places/web/", "C:\\web");
		assert_place(server, "places/web/a%SystemRoot%b", "C:\\web\\a%SystemRoot%b");
		assert_place(server, "places2/web", "places2/web");
		assert_place(server, "C:\\WEB", "C:\\WEB");
		axr_discover_free(server);
	}
}

#ifndef _WIN32
/* An image whose root nobody may list is not called one without Windows. */
static void what_cannot_be_read_is_called_so(void **state)
{
	const struct axr_discover_setup setup = { .image = "locked" };
	const bool root = !geteuid();
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	tree_dirs(AT_FDCWD, "locked/Windows");
	assert_int_equal(chmod("locked", 0), 0);
	assert_int_equal(chmod(".", 0755), 0);
	assert_int_equal(root ? seteuid(65534) : 0, 0);
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_EUSAGE);
	assert_int_equal(root ? seteuid(0) : 0, 0);
	assert_int_equal(chmod("locked", 0755), 0);
	assert_string_equal(err.text,
			    "cannot read the image 'locked': C:\\ cannot be read: Permission denied");
}

/* Where Exchange would be may not be looked at: it is not said to be missing. */
static void exchange_behind_a_closed_folder_is_told(void **state)
{
	const struct axr_discover_setup setup = { .image = "shut", .problem = on_problem };
	const bool root = !geteuid();
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	tree_dirs(AT_FDCWD, "shut/Windows/System32/inetsrv/config");
	tree_text(AT_FDCWD, "shut/Windows/System32/inetsrv/config/applicationHost.config",
		  sample_config);
	tree_dirs(AT_FDCWD, "shut/Program Files/Microsoft/Exchange Server/V15");
	assert_int_equal(chmod("shut/Program Files/Microsoft", 0), 0);
	assert_int_equal(chmod(".", 0755), 0);
	assert_int_equal(root ? seteuid(65534) : 0, 0);
	problems = 0;
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	assert_int_equal(root ? seteuid(0) : 0, 0);
	assert_int_equal(chmod("shut/Program Files/Microsoft", 0755), 0);
	assert_int_equal(problems, 2); /* and there is no SOFTWARE hive */
	assert_string_equal(of, "C:\\Program Files\\Microsoft\\Exchange Server\\V15");
	assert_string_equal(said, "C:\\Program Files\\Microsoft cannot be read: Permission denied: "
				  "whether Exchange is there is not known");
	assert_null(axr_discover_exchange(server)->origin);
	axr_discover_free(server);
}
#endif

static void what_is_no_image_is_an_error(void **state)
{
	struct axr_discover_setup setup = { .image = "nowhere" };
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_EUSAGE);
	assert_true(axr_span_starts(axr_span_str(err.text), "cannot read the image 'nowhere': "));
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
		cmocka_unit_test(what_is_no_file_is_not_missing),
		cmocka_unit_test(bombs_fall_back),
		cmocka_unit_test(compiled_pages_elsewhere),
		cmocka_unit_test(roots_of_a_running_server),
		cmocka_unit_test(where_there_is_no_server_it_is_said),
		cmocka_unit_test(a_path_in_the_image_has_its_windows_path),
#ifndef _WIN32
		cmocka_unit_test(what_cannot_be_read_is_called_so),
		cmocka_unit_test(exchange_behind_a_closed_folder_is_told),
#endif
		cmocka_unit_test(what_is_no_image_is_an_error),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
