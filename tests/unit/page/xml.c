#include "page/xml.h"

#include "../test.h"
#include "base/buf.h"

struct log {
	struct axr_buf text;
	unsigned events, most;
};

static bool note(void *user, const struct axr_xml_event *event)
{
	struct log *log = user;

	axr_buf_printf(&log->text, "%u%c%.*s%.*s", event->line, "<>=!"[event->kind],
		       (int)event->name.len, (const char *)event->name.ptr, (int)event->text.len,
		       (const char *)event->text.ptr);
	for (size_t i = 0; i < event->attribute_count; i++)
		axr_buf_printf(&log->text, " %.*s=%.*s", (int)event->attributes[i].name.len,
			       (const char *)event->attributes[i].name.ptr,
			       (int)event->attributes[i].value.len,
			       (const char *)event->attributes[i].value.ptr);
	axr_buf_puts(&log->text, ";");
	return ++log->events != log->most;
}

static void gives_events_in_order(void **state)
{
	struct log log = { 0 };
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_xml_read(axr_span_str("<a x='1'>\n<b y=\"&lt;\" z=''/><!--c--></a>"),
				      note, &log, &err),
			 AXR_OK);
	assert_span(axr_buf_span(&log.text), "1<a x=1;1=\n;2<b y=< z=;2>b;2!c;2>a;");
	axr_buf_free(&log.text);
}

static void ends_when_told(void **state)
{
	struct log log = { .most = 1 };
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_xml_read(axr_span_str("<a/><broken"), note, &log, &err), AXR_OK);
	assert_span(axr_buf_span(&log.text), "1<a;");
	axr_buf_free(&log.text);
}

static void says_what_is_wrong_and_where(void **state)
{
	static const char *const cases[][2] = {
		{ "<a>\n<b></a>", "line 2: mismatched tag" },
		{ "", "line 1: no element found" },
		{ "<a/>\n<% %>", "line 2: not well-formed (invalid token)" },
		{ "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "line 1: it declares entities" },
		{ "<a>&undefined;</a>", "line 1: undefined entity" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct log log = { 0 };
		struct axr_err err;

		assert_int_equal(axr_xml_read(axr_span_str(cases[i][0]), note, &log, &err),
				 AXR_EFORMAT);
		assert_string_equal(err.text, cases[i][1]);
		axr_buf_free(&log.text);
	}
}

static bool count(void *user, const struct axr_xml_event *event)
{
	*(unsigned *)user = event->depth;
	return true;
}

static void depth_has_a_bound(void **state)
{
	struct axr_buf text = { 0 };
	unsigned deepest = 0;
	struct axr_err err;

	(void)state;
	for (int i = 0; i < 1000000; i++)
		axr_buf_puts(&text, "<a>");
	assert_int_equal(axr_xml_read(axr_buf_span(&text), count, &deepest, &err), AXR_EFORMAT);
	assert_string_equal(err.text, "line 1: elements are nested too deeply");
	assert_int_equal(deepest, AXR_XML_DEPTH);
	axr_buf_free(&text);
}

static void reads_utf16(void **state)
{
	static const char text[] = "\xff\xfe<\0a\0 \0b\0=\0'\0\xe4\0'\0/\0>";
	struct log log = { 0 };
	struct axr_err err;

	(void)state;
	assert_int_equal(axr_xml_read(axr_span(text, sizeof(text)), note, &log, &err), AXR_OK);
	assert_span(axr_buf_span(&log.text), "1<a b=\xc3\xa4;1>a;");
	axr_buf_free(&log.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_events_in_order),
		cmocka_unit_test(ends_when_told),
		cmocka_unit_test(says_what_is_wrong_and_where),
		cmocka_unit_test(depth_has_a_bound),
		cmocka_unit_test(reads_utf16),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
