#include "../tree.h"
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_every_url),
		cmocka_unit_test(settings_go_down_the_url),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
