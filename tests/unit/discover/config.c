#include "discover/config.h"

#include "../test.h"
#include "base/buf.h"
#include "sample.h"

static void reads_what_matters(void **state)
{
	struct axr_iis_config c;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_iis_config_read(&c, axr_span_str(sample_config), AXR_CONFIG_ITEMS, &err), AXR_OK);
	assert_int_equal(c.site_count, 1);
	assert_span(c.sites[0].name, "Default Web Site");
	assert_span(c.sites[0].log_directory, "D:\\logs");
	assert_span(c.default_log_directory, "%SystemDrive%\\inetpub\\logs");
	assert_int_equal(c.binding_count, 3);
	assert_span(c.bindings[1].information, "*:8080:mail.example.com");
	assert_int_equal(c.vdir_count, 3);
	assert_span(c.vdirs[2].application, "/owa");
	assert_span(c.vdirs[2].path, "/odd");
	assert_span(c.vdirs[2].physical, "C:\\ProgramData\\COM1");
	assert_int_equal(c.vdirs[2].line, 12);
	assert_int_equal(c.handler_count, 6);
	assert_span(c.handlers[0].location, "");
	assert_int_equal(c.handlers[4].change, AXR_IIS_REMOVE);
	assert_span(c.handlers[5].location, "Default Web Site/owa");
	assert_int_equal(c.module_count, 2);
	assert_true(c.modules[0].native);
	assert_span(c.modules[0].image, "C:\\Windows\\Temp\\odd.dll");
	assert_int_equal(c.filter_count, 3);
	assert_false(c.filters[2].allowed);
	assert_span(c.access[0].policy, "Read, Script");
	axr_iis_config_free(&c);
	axr_iis_config_free(NULL);
}

static void keeps_what_stood_before_an_error(void **state)
{
	struct axr_iis_config c;
	struct axr_err err;
	struct axr_span half = axr_span_cut(axr_span_str(sample_config), 0, 700);

	(void)state;
	assert_int_equal(axr_iis_config_read(&c, half, AXR_CONFIG_ITEMS, &err), AXR_EFORMAT);
	assert_int_equal(c.site_count, 1);
	assert_true(c.vdir_count > 0);
	axr_iis_config_free(&c);
}

static void a_web_config_is_read_alike(void **state)
{
	struct axr_iis_config c;
	struct axr_err err;

	(void)state;
	assert_int_equal(
		axr_iis_config_read(&c,
				    axr_span_str("<configuration><system.web><globalization "
						 "fileEncoding='utf-7'/><compilation tempDirectory="
						 "'D:\\t'/></system.web><system.webServer>"
						 "<handlers configSource='h.config'><clear/>"
						 "</handlers></system.webServer></configuration>"),
				    AXR_CONFIG_ITEMS, &err),
		AXR_OK);
	assert_span(axr_iis_encoding(&c, axr_span_str("x.aspx")), "utf-7");
	assert_int_equal(c.temp_directory_count, 1);
	assert_span(c.temp_directories[0].value, "D:\\t");
	assert_int_equal(c.handlers[0].change, AXR_IIS_CLEAR);
	assert_span(c.references[0].section, "system.webServer/handlers");
	assert_span(c.references[0].file, "h.config");
	axr_iis_config_free(&c);
}

/* Each <location> may set its own: none takes another's place. */
static void locations_have_values_of_their_own(void **state)
{
	static const char text[] =
		"<configuration><system.web><compilation tempDirectory='D:\\a'/>"
		"<globalization fileEncoding='utf-7'/></system.web>"
		"<location path='sub'><system.web><compilation tempDirectory='D:\\b'/>"
		"<globalization fileEncoding='utf-16'/></system.web></location>"
		"<location path='none'><system.web><compilation tempDirectory='D:\\c'/>"
		"<globalization fileEncoding='utf-8'/></system.web></location></configuration>";
	struct axr_iis_config c;
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_iis_config_read(&c, axr_span_str(text), AXR_CONFIG_ITEMS, &err),
			 AXR_OK);
	assert_int_equal(c.temp_directory_count, 3);
	assert_span(c.temp_directories[0].value, "D:\\a");
	assert_span(c.temp_directories[2].value, "D:\\c");
	assert_span(axr_iis_encoding(&c, axr_span_str("x.aspx")), "utf-7");
	assert_span(axr_iis_encoding(&c, axr_span_str("SUB\\x.aspx")), "utf-16");
	assert_span(axr_iis_encoding(&c, axr_span_str("subs/x.aspx")), "utf-7");
	assert_span(axr_iis_encoding(&c, axr_span_str("none")), "utf-8");
	axr_iis_config_free(&c);
}

/* The file of a configSource has the section itself for its root. */
static void a_section_in_another_file(void **state)
{
	struct axr_iis_config c;
	struct axr_err err;

	(void)state;
	assert_int_equal(
		axr_iis_config_read(
			&c,
			axr_span_str("<configuration><system.applicationHost><sites configSource="
				     "'s.config'/></system.applicationHost><location path='Site'>"
				     "<system.webServer><handlers configSource='h.config'/>"
				     "</system.webServer></location></configuration>"),
			AXR_CONFIG_ITEMS, &err),
		AXR_OK);
	assert_int_equal(c.reference_count, 2);
	assert_int_equal(
		axr_iis_config_add(&c, &c.references[0],
				   axr_span_str("<sites><site name='Site'><application path='/'>"
						"<virtualDirectory path='/' physicalPath='C:\\w'/>"
						"</application></site></sites>"),
				   &err),
		AXR_OK);
	assert_int_equal(c.vdir_count, 1);
	assert_span(c.vdirs[0].physical, "C:\\w");
	assert_int_equal(
		axr_iis_config_add(&c, &c.references[1],
				   axr_span_str("<handlers accessPolicy='Read'><clear/></handlers>"),
				   &err),
		AXR_OK);
	assert_span(c.handlers[0].location, "Site");
	assert_span(c.access[0].location, "Site");
	axr_iis_config_free(&c);
}

static void a_flood_ends(void **state)
{
	struct axr_buf text = { 0 };
	struct axr_iis_config c;
	struct axr_err err;

	(void)state;
	axr_buf_puts(&text, "<configuration><system.webServer><handlers>");
	for (int i = 0; i < 500000; i++)
		axr_buf_puts(&text, "<add name='a' path='*.b'/>");
	assert_int_equal(axr_iis_config_read(&c, axr_buf_span(&text), AXR_CONFIG_ITEMS, &err), AXR_EFORMAT);
	assert_string_equal(err.text, "it is too large to be a configuration of IIS");
	axr_iis_config_free(&c);
	axr_buf_free(&text);
}

/* What stands in an element of too long a name is not of the element above it. */
static void too_long_a_name_hides_what_is_in_it(void **state)
{
	struct axr_buf text = { 0 };
	struct axr_iis_config c;
	struct axr_err err;

	(void)state;
	axr_buf_puts(&text, "<configuration><system.webServer><handlers><add name='a'/><");
	for (int i = 0; i < 2000; i++)
		axr_buf_putc(&text, 'n');
	axr_buf_puts(&text, "><add name='b'/><b><add name='c'/></b></");
	for (int i = 0; i < 2000; i++)
		axr_buf_putc(&text, 'n');
	axr_buf_puts(&text, "><add name='d'/></handlers></system.webServer></configuration>");
	assert_int_equal(axr_iis_config_read(&c, axr_buf_span(&text), AXR_CONFIG_ITEMS, &err),
			 AXR_OK);
	assert_int_equal(c.handler_count, 2);
	assert_span(c.handlers[0].name, "a");
	assert_span(c.handlers[1].name, "d");
	axr_iis_config_free(&c);
	axr_buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_matters),
		cmocka_unit_test(keeps_what_stood_before_an_error),
		cmocka_unit_test(a_web_config_is_read_alike),
		cmocka_unit_test(locations_have_values_of_their_own),
		cmocka_unit_test(a_section_in_another_file),
		cmocka_unit_test(a_flood_ends),
		cmocka_unit_test(too_long_a_name_hides_what_is_in_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
