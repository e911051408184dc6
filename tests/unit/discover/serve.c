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
	assert_int_equal(system("mkdir -p volume/Windows/System32/inetsrv/config"), 0);
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

static void encodings_are_inherited(void **state)
{
	struct axr_err err;
	struct axr_dirconfig *above = axr_dirconfig_new(
		NULL,
		axr_span_str("<configuration><system.web><globalization fileEncoding='utf-7'/>"
			     "</system.web></configuration>"),
		&err);
	struct axr_dirconfig *below = axr_dirconfig_new(above, axr_span_str("<configuration>"), &err);

	(void)state;
	assert_span(axr_dirconfig_encoding(below), "utf-7");
	assert_string_equal(err.text, "line 1: no element found");
	assert_span(axr_dirconfig_encoding(NULL), "");
	axr_dirconfig_free(below);
	axr_dirconfig_free(above);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_every_url),
		cmocka_unit_test(encodings_are_inherited),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
