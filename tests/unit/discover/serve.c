#include "../tree.h"
#include "base/buf.h"
#include "base/clock.h"
#include "discover/discover.h"
#include "sample.h"

static struct axr_subject subject;
static struct axr_arena arena;

static void serve(const struct axr_server *server, const char *path)
{
	axr_arena_reset(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	subject.file.path = axr_span_str(path);
	axr_discover_serve(server, NULL, &subject);
}

static void gives_every_url(void **state)
{
	struct axr_discover_setup setup = { .image = "volume" };
	struct axr_server *server;
	struct axr_err err;

	(void)state;
	tree_dirs(AT_FDCWD, "volume/Windows/System32/inetsrv/config");
	tree_text(AT_FDCWD, "volume/Windows/System32/inetsrv/config/applicationHost.config",
		  sample_config);
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	axr_arena_init(&arena, 0);
	serve(server, "c:\\Inetpub\\wwwroot\\aspnet_client\\a b.aspx");
	assert_int_equal(subject.url_count, 2);
	assert_span(subject.urls[0], "https://*/aspnet_client/a%20b.aspx");
	assert_span(subject.urls[1], "http://mail.example.com:8080/aspnet_client/a%20b.aspx");
	assert_string_equal(subject.serving, "run by Pages");
	serve(server, "C:\\ProgramData\\COM1\\x\xc3\xa4.aspx");
	assert_span(subject.urls[0], "https://*/owa/odd/x%C3%A4.aspx");
	serve(server, "C:\\Exchange\\FrontEnd\\HttpProxy\\owa\\auth\\notes.txt");
	assert_string_equal(subject.serving, "run by Texts");
	serve(server, "C:\\inetpub\\wwwroot\\bin\\x.aspx");
	assert_int_equal(subject.url_count, 0);
	assert_string_equal(subject.serving,
			    "not served: a part of its path is a hidden segment");
	assert_true(axr_discover_is_served(server, axr_span_str("C:\\inetpub\\wwwroot\\bin")));
	assert_false(axr_discover_is_served(server, axr_span_str("c:\\Inetpub\\wwwroot")));
	assert_false(axr_discover_is_served(server, axr_span_str("C:\\Users\\x")));
	serve(server, "C:\\Users\\x.aspx");
	assert_string_equal(subject.serving,
			    "not served: it lies outside every virtual directory");
	axr_arena_free(&arena);
	axr_discover_free(server);
}

static void make(const char *path, const char *name, const char *text)
{
	char file[512];

	tree_dirs(AT_FDCWD, path);
	snprintf(file, sizeof(file), "%s/%s", path, name);
	tree_text(AT_FDCWD, file, text);
}

/* What a site's root says holds in an application that lies elsewhere on the disk. */
static void settings_go_down_the_url(void **state)
{
	struct axr_discover_setup setup = { .image = "volume2" };
	struct axr_server *server;
	struct axr_dirconfig *above, *own;
	struct axr_err err;

	(void)state;
	make("volume2/Windows/System32/inetsrv/config", "applicationHost.config", sample_config);
	make("volume2/inetpub/wwwroot", "Web.config",
	     "<configuration><system.web><globalization fileEncoding='utf-7'/></system.web>"
	     "<system.webServer><handlers><add name='odd' path='*.foo' "
	     "type='System.Web.UI.PageHandlerFactory'/></handlers></system.webServer>"
	     "</configuration>");
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	axr_arena_init(&arena, 0);
	serve(server, "C:\\inetpub\\wwwroot\\sub\\x.foo");
	assert_string_equal(subject.serving, "run by odd");
	serve(server, "C:\\ProgramData\\COM1\\x.foo");
	assert_string_equal(subject.serving, "run by odd");
	assert_span(axr_discover_encoding(server, NULL, axr_span_str("C:\\ProgramData\\COM1\\a")),
		    "utf-7");
	assert_span(axr_discover_encoding(server, NULL, axr_span_str("C:\\Users\\a")), "");
	assert_span(axr_discover_encoding(NULL, NULL, axr_span_str("/srv/a")), "");
	/* a folder outside the virtual directory says nothing, one inside has the last word */
	above = axr_dirconfig_new(NULL, axr_span_str("C:\\ProgramData"),
				  axr_span_str("<configuration><system.webServer><handlers><clear/>"
					       "</handlers></system.webServer></configuration>"),
				  &err);
	own = axr_dirconfig_new(above, axr_span_str("C:\\ProgramData\\COM1\\sub"),
				axr_span_str("<configuration><system.webServer><handlers>"
					     "<remove name='odd'/></handlers></system.webServer>"
					     "</configuration>"),
				&err);
	axr_arena_reset(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	subject.file.path = axr_span_str("C:\\ProgramData\\COM1\\x.foo");
	axr_discover_serve(server, above, &subject);
	assert_string_equal(subject.serving, "run by odd");
	axr_arena_reset(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	subject.file.path = axr_span_str("C:\\ProgramData\\COM1\\sub\\x.foo");
	axr_discover_serve(server, own, &subject);
	assert_string_equal(subject.serving, "not served: no MIME type is set for .foo");
	assert_int_equal(subject.url_count, 0);
	axr_arena_reset(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	subject.file.path = axr_span_str("C:\\ProgramData\\COM1\\sub\\x.gone");
	axr_discover_serve(server, own, &subject);
	assert_string_equal(subject.serving, "sent as it is by StaticFile");
	axr_dirconfig_free(own);
	axr_dirconfig_free(above);
	axr_arena_free(&arena);
	axr_discover_free(server);
}

static struct axr_server *server_of(const char *image, const char *sites)
{
	const struct axr_discover_setup setup = { .image = image };
	struct axr_server *server = NULL;
	struct axr_buf text = { 0 };
	struct axr_err err;
	char path[256];

	axr_buf_printf(&text,
		       "<configuration><system.applicationHost><sites>%s</sites>"
		       "</system.applicationHost></configuration>%c",
		       sites, 0);
	snprintf(path, sizeof(path), "%s/Windows/System32/inetsrv/config", image);
	make(path, "applicationHost.config", (const char *)text.ptr);
	assert_int_equal(axr_discover_open(&server, &setup, &err), AXR_OK);
	axr_buf_free(&text);
	return server;
}

/* "D:\\" ends with a separator: what lies below it is named as below any other folder. */
static void the_root_of_a_drive_is_a_folder(void **state)
{
	struct axr_server *server;
	struct axr_dirconfig *own;
	struct axr_err err;

	(void)state;
	server = server_of("drive", "<site name='a'><application path='/'><virtualDirectory "
				    "path='/' physicalPath='D:\\'/></application><bindings><binding "
				    "protocol='http' bindingInformation='*:80:h'/></bindings></site>");
	own = axr_dirconfig_new(NULL, axr_span_str("D:\\sub"),
				axr_span_str("<configuration><location path='in'><system.webServer>"
					     "<handlers><add name='odd' path='*.foo' type='a'/>"
					     "</handlers></system.webServer></location>"
					     "</configuration>"),
				&err);
	axr_arena_init(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	subject.file.path = axr_span_str("D:\\sub\\in\\x.foo");
	axr_discover_serve(server, own, &subject);
	assert_string_equal(subject.serving, "run by odd");
	assert_int_equal(subject.url_count, 1);
	assert_span(subject.urls[0], "http://h/sub/in/x.foo");
	axr_arena_free(&arena);
	axr_dirconfig_free(own);
	axr_discover_free(server);
}

/* What nobody keeps takes no memory from what is told of the file. */
static void urls_beyond_the_most_cost_nothing(void **state)
{
	struct axr_server *server;
	struct axr_buf text = { 0 };

	(void)state;
	axr_buf_puts(&text, "<site name='a'><application path='/'>");
	for (int i = 0; i < 300; i++)
		axr_buf_puts(&text, "<virtualDirectory path='/' physicalPath='C:\\w'/>");
	axr_buf_puts(&text, "</application><bindings>");
	for (int i = 0; i < 300; i++)
		axr_buf_printf(&text, "<binding protocol='http' bindingInformation='*:80:h%d'/>",
			       i % 100);
	axr_buf_puts(&text, "</bindings></site>");
	axr_buf_putc(&text, '\0');
	server = server_of("urls", (const char *)text.ptr);
	axr_arena_init(&arena, 8192);
	axr_subject_init(&subject, &arena, &arena);
	subject.file.path = axr_span_str("C:\\w\\a-name-that-takes-its-room-in-each.aspx");
	axr_discover_serve(server, NULL, &subject);
	assert_int_equal(subject.url_count, 8);
	assert_span(subject.urls[7], "http://h7/a-name-that-takes-its-room-in-each.aspx");
	assert_false(arena.failed);
	axr_arena_free(&arena);
	axr_buf_free(&text);
	axr_discover_free(server);
}

static uint64_t ticks(void)
{
	static uint64_t now;

	return ++now;
}

/* Where time ran out nothing is known; that is told, and not taken for "not served". */
static void what_was_not_looked_up_is_not_known(void **state)
{
	struct axr_clock clock = { .now = ticks };
	struct axr_server *server;
	struct axr_buf text = { 0 };

	(void)state;
	axr_buf_puts(&text, "<site name='a'><application path='/'>");
	for (int i = 0; i < 2000; i++)
		axr_buf_puts(&text, "<virtualDirectory path='/' physicalPath='C:\\w'/>");
	axr_buf_puts(&text, "</application></site>");
	axr_buf_putc(&text, '\0');
	server = server_of("late", (const char *)text.ptr);
	axr_arena_init(&arena, 0);
	arena.clock = &clock;
	for (int late = 0; late < 2; late++) {
		axr_arena_reset(&arena, 0);
		axr_subject_init(&subject, &arena, &arena);
		subject.file.path = axr_span_str("C:\\w\\bin\\x.aspx");
		axr_clock_begin(&clock, ticks(), late ? 2 : 1000000);
		axr_discover_serve(server, NULL, &subject);
		assert_string_equal(subject.serving,
				    late ? "not known: its handler was not looked up to the end" :
					   "not served: a part of its path is a hidden segment");
		assert_int_equal(subject.problem_count, late);
	}
	assert_int_equal(subject.problems[0].trouble, AXR_TROUBLE_TIMEOUT);
	assert_span(subject.problems[0].text, "time ran out while its handler was looked for");
	axr_arena_free(&arena);
	axr_buf_free(&text);
	axr_discover_free(server);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_every_url),
		cmocka_unit_test(settings_go_down_the_url),
		cmocka_unit_test(the_root_of_a_drive_is_a_folder),
		cmocka_unit_test(urls_beyond_the_most_cost_nothing),
		cmocka_unit_test(what_was_not_looked_up_is_not_known),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
