#include "../test.h"
#include "base/buf.h"
#include "base/clock.h"
#include "discover/server.h"
#include "sample.h"

static struct axr_serving choose(const struct axr_dirconfig *folder, const char *site_path,
				 const char *url)
{
	static struct axr_iis_config config;
	static bool there;
	struct axr_scope scopes[2];
	size_t count = 0;
	struct axr_err err;

	if (!there)
		assert_int_equal(axr_iis_config_read(&config, axr_span_str(sample_config),
						     AXR_CONFIG_ITEMS, &err),
				 AXR_OK);
	there = true;
	if (folder)
		scopes[count++] = (struct axr_scope){ &folder->config, axr_span_str(url + 1) };
	scopes[count++] = (struct axr_scope){ &config, axr_span_str(site_path) };
	return axr_handler_choose(scopes, count, axr_span_str(url), NULL);
}

static struct axr_dirconfig *read_folder(const char *text)
{
	struct axr_err err;
	struct axr_dirconfig *folder = axr_dirconfig_new(NULL, axr_span_str("C:\\inetpub\\wwwroot"),
							 axr_span_str(text), &err);

	assert_non_null(folder);
	assert_string_equal(err.text, "");
	return folder;
}

static void mappings_of_the_server_hold(void **state)
{
	(void)state;
	assert_span(choose(NULL, "Default Web Site/a.ASPX", "/a.ASPX").by, "Pages");
	assert_true(choose(NULL, "Default Web Site/a.aspx", "/a.aspx").runs);
	assert_span(choose(NULL, "Default Web Site/a.asp", "/a.asp").by, "Asp");
	assert_false(choose(NULL, "Default Web Site/a.txt", "/a.txt").runs);
	assert_true(choose(NULL, "Default Web Site/a.txt", "/a.txt").served);
	assert_string_equal(choose(NULL, "Default Web Site/a.skip", "/a.skip").because,
			    "its handler mapping forbids it");
}

static void a_location_changes_them(void **state)
{
	(void)state;
	assert_span(choose(NULL, "Default Web Site/owa/a.txt", "/owa/a.txt").by, "Texts");
	assert_true(choose(NULL, "Default Web Site/owa/a.txt", "/owa/a.txt").runs);
	/* removed there: the file is only sent */
	assert_false(choose(NULL, "Default Web Site/owa/a.asp", "/owa/a.asp").runs);
	assert_false(choose(NULL, "Default Web Site/owa2/a.txt", "/owa2/a.txt").runs);
}

static enum axr_mime mime_of(const struct axr_dirconfig *folder, const char *url)
{
	struct axr_serving serving = choose(folder, "Default Web Site", url);

	assert_false(serving.runs);
	assert_int_equal(serving.served, serving.mime != AXR_MIME_NONE);
	assert_int_equal(serving.because == NULL, serving.served);
	return serving.mime;
}

/* IIS answers 404.3 to the rest. */
static void what_has_no_type_is_not_sent(void **state)
{
	struct axr_dirconfig *folder = read_folder(
		"<configuration><system.webServer><staticContent>"
		"<remove fileExtension='.GONE'/><mimeMap fileExtension='.xyz' mimeType='a/b'/>"
		"<mimeMap fileExtension='.' mimeType='a/b'/>"
		"</staticContent></system.webServer></configuration>");

	(void)state;
	assert_int_equal(mime_of(NULL, "/a.TXT"), AXR_MIME_SET);
	assert_int_equal(mime_of(NULL, "/a.xyz"), AXR_MIME_NONE);
	assert_int_equal(mime_of(NULL, "/a.aspx.bak"), AXR_MIME_NONE);
	assert_int_equal(mime_of(NULL, "/a"), AXR_MIME_NONE);
	assert_int_equal(mime_of(NULL, "/a.gone"), AXR_MIME_SET);
	assert_int_equal(mime_of(folder, "/a.txt"), AXR_MIME_SET);
	assert_int_equal(mime_of(folder, "/a.gone"), AXR_MIME_NONE);
	assert_int_equal(mime_of(folder, "/a.xyz"), AXR_MIME_SET);
	assert_int_equal(mime_of(folder, "/a"), AXR_MIME_SET);
	assert_int_equal(mime_of(folder, "/a.aspx.bak"), AXR_MIME_NONE);
	axr_dirconfig_free(folder);
	folder = read_folder("<configuration><system.webServer><staticContent><clear/>"
			     "<mimeMap fileExtension='.*' mimeType='a/b'/>"
			     "</staticContent></system.webServer></configuration>");
	assert_int_equal(mime_of(folder, "/a.bak"), AXR_MIME_SET);
	assert_int_equal(mime_of(folder, "/a"), AXR_MIME_SET);
	axr_dirconfig_free(folder);
	folder = read_folder("<configuration><system.webServer><staticContent><clear/>"
			     "</staticContent></system.webServer></configuration>");
	assert_int_equal(mime_of(folder, "/a.txt"), AXR_MIME_NONE);
	axr_dirconfig_free(folder);
}

/* Without the list of the server nobody knows. */
static void without_a_list_it_is_not_decided(void **state)
{
	struct axr_iis_config config;
	struct axr_scope scope = { &config, axr_span_str("Site/a.xyz") };
	struct axr_serving serving;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_iis_config_read(&config, axr_span_str("<configuration/>"), 10, &err),
			 AXR_OK);
	serving = axr_handler_choose(&scope, 1, axr_span_str("/a.xyz"), NULL);
	assert_true(serving.served);
	assert_int_equal(serving.mime, AXR_MIME_UNTOLD);
	assert_span(serving.extension, ".xyz");
	assert_int_equal(axr_handler_choose(&scope, 1, axr_span_str("/a.aspx"), NULL).mime,
			 AXR_MIME_SET);
	axr_iis_config_free(&config);
}

static void filters_hide(void **state)
{
	(void)state;
	assert_false(choose(NULL, "Default Web Site/bin/a.aspx", "/bin/a.aspx").served);
	assert_string_equal(choose(NULL, "Default Web Site/web.config", "/web.config").because,
			    "a part of its path is a hidden segment");
	assert_string_equal(choose(NULL, "Default Web Site/x.config", "/x.config").because,
			    "request filtering denies its extension");
}

static void a_web_config_opens_itself(void **state)
{
	static const char text[] =
		"<configuration><system.webServer><security><requestFiltering>"
		"<fileExtensions><remove fileExtension='.config'/></fileExtensions>"
		"<hiddenSegments><remove segment='web.config'/></hiddenSegments>"
		"</requestFiltering></security><handlers accessPolicy='Read, Script, Write'>"
		"<add name='odd' path='*.config' verb='*' modules='IsapiModule' "
		"scriptProcessor='%windir%\\system32\\inetsrv\\asp.dll'/></handlers>"
		"</system.webServer></configuration>";
	struct axr_dirconfig *folder = read_folder(text);
	struct axr_serving serving;

	(void)state;
	serving = choose(folder, "Default Web Site/x/web.config", "/x/web.config");
	assert_true(serving.runs);
	assert_span(serving.by, "odd");
	axr_dirconfig_free(folder);
}

static void access_and_clear_take_away(void **state)
{
	struct axr_dirconfig *none = read_folder(
		"<configuration><system.webServer><handlers accessPolicy='Read'/>"
			     "</system.webServer></configuration>");
	struct axr_dirconfig *clear = read_folder(
		"<configuration><system.webServer><handlers><clear/></handlers>"
			     "</system.webServer></configuration>");

	(void)state;
	assert_string_equal(choose(none, "Default Web Site/a.aspx", "/a.aspx").because,
			    "the access policy of its folder lacks the right");
	assert_string_equal(choose(clear, "Default Web Site/a.aspx", "/a.aspx").because,
			    "no handler is mapped to it");
	axr_dirconfig_free(none);
	axr_dirconfig_free(clear);
}

static void without_a_configuration_the_defaults_hold(void **state)
{
	const struct axr_iis_config empty = { 0 };
	const struct axr_scope scope = { .config = &empty };
	struct axr_serving serving;

	(void)state;
	serving = axr_handler_choose(&scope, 1, axr_span_str("/a.ashx"), NULL);
	assert_true(serving.runs);
	serving = axr_handler_choose(&scope, 1, axr_span_str("/a.png"), NULL);
	assert_false(serving.runs);
	assert_true(serving.served);
	serving = axr_handler_choose(&scope, 1, axr_span_str("/a.ascx"), NULL);
	assert_false(serving.served);
}

/* As in a web.config that somebody made to keep the scanner busy. */
static void a_flood_is_chosen_from_in_time(void **state)
{
	struct axr_buf text = { 0 }, deep = { 0 };
	struct axr_dirconfig *folder;

	(void)state;
	axr_buf_puts(&text, "<configuration><system.webServer><handlers>");
	for (int i = 0; i < AXR_CONFIG_FOLDER_ITEMS - 1; i++)
		axr_buf_puts(&text, "<add name='a' path='*' type='b'/>");
	axr_buf_puts(&text, "<remove name='a'/></handlers></system.webServer></configuration>");
	axr_buf_putc(&text, '\0');
	folder = read_folder((const char *)text.ptr);
	for (int i = 0; i < 1000; i++)
		assert_true(choose(folder, "Default Web Site/a.aspx", "/a.aspx").served);
	for (int i = 0; i < 300; i++)
		axr_buf_puts(&deep, "/d");
	axr_buf_puts(&deep, "/a.aspx");
	axr_buf_putc(&deep, '\0');
	assert_string_equal(choose(folder, "Default Web Site", (const char *)deep.ptr).because,
			    "its URL is longer than IIS takes");
	axr_dirconfig_free(folder);
	axr_buf_free(&deep);
	axr_buf_free(&text);
}

static uint64_t ticks(void)
{
	static uint64_t now;

	return ++now;
}

/* Each pattern is tried from each letter of the name on: the time for it ends, and that shows. */
static void slow_patterns_are_paid_for(void **state)
{
	struct axr_clock clock = { .now = ticks };
	struct axr_buf text = { 0 }, url = { 0 };
	struct axr_dirconfig *folder;
	struct axr_serving serving;
	struct axr_scope scope;

	(void)state;
	axr_buf_puts(&text, "<configuration><system.webServer><handlers>");
	for (int i = 0; i < 300; i++) {
		axr_buf_puts(&text, "<add name='a' type='b' path='*");
		for (int k = 0; k < 1000; k++)
			axr_buf_putc(&text, '?');
		axr_buf_puts(&text, "b'/>");
	}
	axr_buf_puts(&text, "</handlers></system.webServer></configuration>");
	axr_buf_putc(&text, '\0');
	folder = read_folder((const char *)text.ptr);
	scope = (struct axr_scope){ &folder->config, axr_span_str("a.aspx") };
	axr_buf_putc(&url, '/');
	for (int i = 0; i < 3000; i++)
		axr_buf_putc(&url, 'a');
	axr_clock_begin(&clock, 0, 1000);
	serving = axr_handler_choose(&scope, 1, axr_span_str("/a.aspx"), &clock);
	assert_false(serving.unknown);
	assert_string_equal(serving.because, "no handler is mapped to it");
	serving = axr_handler_choose(&scope, 1, axr_buf_span(&url), &clock);
	assert_true(serving.unknown);
	assert_false(serving.served);
	assert_null(serving.because);
	assert_true(clock.over);
	axr_dirconfig_free(folder);
	axr_buf_free(&url);
	axr_buf_free(&text);
}

/* So do lists of what is hidden, of which each part of the path is asked. */
static void long_lists_are_paid_for(void **state)
{
	struct axr_clock clock = { .now = ticks };
	struct axr_buf text = { 0 }, url = { 0 };
	struct axr_dirconfig *folder;
	struct axr_scope scope;

	(void)state;
	axr_buf_puts(&text, "<configuration><system.webServer><security><requestFiltering>"
			    "<hiddenSegments>");
	for (int i = 0; i < AXR_CONFIG_FOLDER_ITEMS; i++)
		axr_buf_puts(&text, "<add segment='a'/>");
	axr_buf_puts(&text, "</hiddenSegments></requestFiltering></security></system.webServer>"
			    "</configuration>");
	axr_buf_putc(&text, '\0');
	folder = read_folder((const char *)text.ptr);
	scope = (struct axr_scope){ &folder->config, axr_span_str("a.aspx") };
	for (int i = 0; i < 200; i++)
		axr_buf_puts(&url, "/b");
	axr_clock_begin(&clock, ticks(), 50);
	assert_true(axr_handler_choose(&scope, 1, axr_buf_span(&url), &clock).unknown);
	axr_dirconfig_free(folder);
	axr_buf_free(&url);
	axr_buf_free(&text);
}

/* A <location> of a web.config is named from its own folder on. */
static void a_folder_has_locations_too(void **state)
{
	struct axr_dirconfig *folder = read_folder(
		"<configuration><location path='images'><system.webServer><handlers>"
		"<add name='odd' path='*.foo' type='System.Web.UI.PageHandlerFactory'/></handlers>"
		"</system.webServer></location></configuration>");

	(void)state;
	assert_span(choose(folder, "Default Web Site/images/x.foo", "/images/x.foo").by, "odd");
	assert_false(choose(folder, "Default Web Site/x.foo", "/x.foo").runs);
	axr_dirconfig_free(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mappings_of_the_server_hold),
		cmocka_unit_test(a_location_changes_them),
		cmocka_unit_test(what_has_no_type_is_not_sent),
		cmocka_unit_test(without_a_list_it_is_not_decided),
		cmocka_unit_test(filters_hide),
		cmocka_unit_test(a_web_config_opens_itself),
		cmocka_unit_test(access_and_clear_take_away),
		cmocka_unit_test(a_flood_is_chosen_from_in_time),
		cmocka_unit_test(slow_patterns_are_paid_for),
		cmocka_unit_test(long_lists_are_paid_for),
		cmocka_unit_test(a_folder_has_locations_too),
		cmocka_unit_test(without_a_configuration_the_defaults_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
