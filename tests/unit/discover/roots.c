#include "../tree.h"
#include "discover/server.h"
#include "os/os.h"

#define BEGIN "<configuration><system.applicationHost><sites><site name='s'><application path='/'>"
#define END "</application></site></sites></system.applicationHost></configuration>"

static struct axr_server *open_server(const char *image, const char *config)
{
	const struct axr_discover_setup setup = { .image = image };
	struct axr_server *server = NULL;
	struct axr_err err = { 0 };
	char path[256];

	snprintf(path, sizeof(path), "%s/Windows/System32/inetsrv/config", image);
	tree_dirs(AT_FDCWD, path);
	snprintf(path, sizeof(path), "%s/Windows/System32/inetsrv/config/applicationHost.config",
		 image);
	tree_text(AT_FDCWD, path, config);
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	return server;
}

static const struct axr_discovered_root *root_of(const struct axr_server *server,
						 const char *shown)
{
	size_t count;
	const struct axr_discovered_root *roots = axr_discover_roots(server, &count);

	for (size_t i = 0; i < count; i++)
		if (axr_span_iis(roots[i].shown, shown))
			return &roots[i];
	return NULL;
}

/* Once each, none inside another; what is missing stays beside what is there. */
static void none_lies_inside_another(void **state)
{
	struct axr_server *server;
	size_t count;

	(void)state;
	tree_dirs(AT_FDCWD, "nested/web/shop/a");
	tree_dirs(AT_FDCWD, "nested/web-old");
	server = open_server("nested",
			     BEGIN "<virtualDirectory path='/1' physicalPath='C:\\web\\shop\\a'/>"
				   "<virtualDirectory path='/2' physicalPath='C:\\web-old'/>"
				   "<virtualDirectory path='/3' physicalPath='C:\\Web'/>"
				   "<virtualDirectory path='/4' physicalPath='C:\\web'/>"
				   "<virtualDirectory path='/5' physicalPath='C:\\web\\none'/>"
				   "<virtualDirectory path='/6' physicalPath='C:\\WEB\\Shop'/>" END);
	assert_false(root_of(server, "C:\\web")->missing);
	assert_string_equal(root_of(server, "C:\\web")->origin, "applicationHost.config: s/3");
	assert_false(root_of(server, "C:\\web-old")->missing);
	assert_null(root_of(server, "C:\\web\\shop"));
	assert_null(root_of(server, "C:\\web\\shop\\a"));
	assert_true(root_of(server, "C:\\web\\none")->missing);
	assert_null(root_of(server, "C:\\web\\none")->why);
	assert_span(axr_discover_roots(server, &count)[0].shown, "C:\\web-old");
	assert_span(axr_discover_roots(server, &count)[1].shown, "C:\\Web");
	axr_discover_free(server);
}

/* Each of them is a root, whichever comes last. */
static void compiled_pages_lie_in_several_folders(void **state)
{
	struct axr_server *server;

	(void)state;
	tree_dirs(AT_FDCWD, "temps/t1");
	tree_dirs(AT_FDCWD, "temps/t2");
	tree_dirs(AT_FDCWD, "temps/w");
	tree_text(AT_FDCWD, "temps/w/web.config",
		  "<configuration><location path='a'><system.web><compilation tempDirectory='C:\\t1'/>"
		  "</system.web></location><location path='b'><system.web><compilation "
		  "tempDirectory='C:\\t2'/></system.web></location></configuration>");
	server = open_server("temps", BEGIN "<virtualDirectory path='/' physicalPath='C:\\w'/>" END);
	assert_non_null(root_of(server, "C:\\t1"));
	assert_false(root_of(server, "C:\\t1")->missing);
	assert_non_null(root_of(server, "C:\\t2"));
	axr_discover_free(server);
}

/* Thousands of directories in one folder of thousands: looked at once, not once for each. */
static void many_virtual_directories_are_found_in_time(void **state)
{
	enum { FOLDERS = 800 };
	struct axr_buf text = { 0 };
	struct axr_server *server;
	char path[64];
	size_t count;

	(void)state;
	axr_buf_puts(&text, BEGIN);
	for (int i = 0; i < FOLDERS; i++) {
		snprintf(path, sizeof(path), "many/sites/s%d", i);
		tree_dirs(AT_FDCWD, path);
		axr_buf_printf(&text, "<virtualDirectory path='/%d' physicalPath='C:\\Sites\\S%d'/>",
			       i, i);
	}
	axr_buf_puts(&text, END);
	axr_buf_putc(&text, '\0');
	server = open_server("many", (const char *)text.ptr);
	axr_discover_roots(server, &count);
	assert_true(count > FOLDERS);
	snprintf(path, sizeof(path), "many%csites%cs99", axr_os_separator(), axr_os_separator());
	assert_string_equal(root_of(server, "C:\\sites\\s99")->open, path);
	axr_discover_free(server);
	axr_buf_free(&text);
}

#ifndef _WIN32
/* Compiled pages are not needed, but what hides them is told. */
static void what_may_not_be_looked_at_is_no_absence(void **state)
{
	static const char pages[] = "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\"
				    "Temporary ASP.NET Files";
	const bool root = !geteuid();
	struct axr_server *server;

	(void)state;
	tree_dirs(AT_FDCWD, "closed/Windows/Microsoft.NET/Framework64/v4.0.30319");
	tree_dirs(AT_FDCWD, "closed/Windows/System32/inetsrv/config");
	axr_discover_free(open_server("closed", BEGIN END)); /* which writes the configuration */
	assert_int_equal(chmod("closed/Windows/Microsoft.NET", 0), 0);
	assert_int_equal(chmod(".", 0755), 0);
	assert_int_equal(chmod("closed/Windows/System32/inetsrv/config/applicationHost.config",
			       0666),
			 0);
	assert_int_equal(root ? seteuid(65534) : 0, 0);
	server = open_server("closed", BEGIN END);
	assert_int_equal(root ? seteuid(0) : 0, 0);
	assert_int_equal(chmod("closed/Windows/Microsoft.NET", 0755), 0);
	assert_non_null(root_of(server, pages));
	assert_true(root_of(server, pages)->missing);
	assert_string_equal(root_of(server, pages)->why,
			    "C:\\Windows\\Microsoft.NET cannot be read: Permission denied");
	assert_null(root_of(server, "C:\\inetpub")); /* not needed, and not there */
	axr_discover_free(server);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(none_lies_inside_another),
		cmocka_unit_test(compiled_pages_lie_in_several_folders),
		cmocka_unit_test(many_virtual_directories_are_found_in_time),
#ifndef _WIN32
		cmocka_unit_test(what_may_not_be_looked_at_is_no_absence),
#endif
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
