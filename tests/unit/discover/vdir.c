#include <stdio.h>

#include "../test.h"
#include "base/buf.h"
#include "discover/server.h"

static struct axr_server server;
static char told[4096];

static void on_problem(void *user, const struct axr_problem *problem)
{
	(void)user;
	snprintf(told + strlen(told), sizeof(told) - strlen(told), "%.*s: %.*s\n",
		 (int)problem->path.len, (const char *)problem->path.ptr, (int)problem->text.len,
		 (const char *)problem->text.ptr);
}

static void open_server(struct axr_span config)
{
	const struct axr_discover_setup setup = { .problem = on_problem };
	struct axr_err err;

	told[0] = '\0';
	server = (struct axr_server){ .variables = axr_winpath_defaults };
	axr_arena_init(&server.arena, 0);
	assert_int_equal(axr_iis_config_read(&server.config, config, AXR_CONFIG_ITEMS, &err),
			 AXR_OK);
	axr_server_read_vdirs(&server, &setup);
	assert_false(server.arena.failed);
}

static void close_server(void)
{
	axr_iis_config_free(&server.config);
	axr_arena_free(&server.arena);
}

#define BEGIN "<configuration><system.applicationHost><sites>"
#define END "</sites></system.applicationHost></configuration>"

static const char *above_of(size_t i)
{
	const struct axr_server_vdir *above = server.vdirs[i].above;

	return above ? (const char *)above->url.ptr : NULL;
}

static void each_knows_what_it_lies_in(void **state)
{
	(void)state;
	open_server(axr_span_str(
		BEGIN "<site name='a'><application path='/owa'>"
		      "<virtualDirectory path='/Calendar' physicalPath='C:\\c'/>"
		      "<virtualDirectory path='/' physicalPath='%SystemDrive%/o'/></application>"
		      "<application path='/'><virtualDirectory path='/' physicalPath='C:\\w'/>"
		      "</application><application path='/owa2'><virtualDirectory path='/' "
		      "physicalPath='C:\\w2'/></application></site>"
		      "<site name='b'><application path='/OWA/Calendar/x'>"
		      "<virtualDirectory path='/' physicalPath='C:\\b'/></application></site>" END));
	assert_int_equal(server.vdir_count, 5);
	assert_span(server.vdirs[0].site_path, "a/owa/Calendar");
	assert_span(server.vdirs[1].physical, "C:\\o");
	assert_string_equal(above_of(0), "/owa");
	assert_string_equal(above_of(1), "");
	assert_null(above_of(2));
	assert_string_equal(above_of(3), "");
	assert_null(above_of(4)); /* of another site */
	assert_span(server.by_folder[0]->physical, "C:\\b");
	assert_span(server.by_folder[4]->physical, "C:\\w2");
	assert_string_equal(told, "");
	close_server();
}

static void the_same_url_twice_lies_beside_itself(void **state)
{
	(void)state;
	open_server(axr_span_str(
		BEGIN "<site name='a'><application path='/'>"
		      "<virtualDirectory path='/x' physicalPath='C:\\1'/>"
		      "<virtualDirectory path='/X' physicalPath='C:\\2'/>"
		      "<virtualDirectory path='/x/y' physicalPath='C:\\3'/>"
		      "<virtualDirectory path='/' physicalPath='C:\\4'/></application></site>" END));
	assert_string_equal(above_of(0), "");
	assert_string_equal(above_of(1), "");
	assert_string_equal(above_of(2), "/x");
	close_server();
}

/* Other computers once each; and what is more than any server has. */
static void what_is_left_out_is_told(void **state)
{
	struct axr_buf text = { 0 };

	(void)state;
	axr_buf_puts(&text, BEGIN "<site name='a'><application path='/'>");
	for (int i = 0; i < 5003; i++)
		axr_buf_printf(&text, "<virtualDirectory path='/%d' physicalPath='\\\\%s\\web'/>",
			       i, i % 2 ? "files" : "FILES");
	axr_buf_puts(&text, "</application></site>" END);
	open_server(axr_buf_span(&text));
	assert_int_equal(server.vdir_count, 5000);
	assert_non_null(strstr(told, "config\\applicationHost.config: 3 virtual directories were "
				     "left out"));
	assert_non_null(strstr(told, "\\\\FILES\\web: it lies on another computer"));
	assert_null(strstr(told, "\\\\files"));
	close_server();
	axr_buf_reset(&text);
	axr_buf_puts(&text, BEGIN "<site name='");
	for (int i = 0; i < 9000; i++)
		axr_buf_putc(&text, 'n');
	axr_buf_puts(&text, "'><application path='/'><virtualDirectory path='/' physicalPath='C:\\w'"
			    "/></application></site>" END);
	open_server(axr_buf_span(&text));
	assert_int_equal(server.vdir_count, 0);
	assert_non_null(strstr(told, "1 virtual directories were left out"));
	close_server();
	axr_buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_knows_what_it_lies_in),
		cmocka_unit_test(the_same_url_twice_lies_beside_itself),
		cmocka_unit_test(what_is_left_out_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
