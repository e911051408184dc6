#include "../../test.h"

#include "detect/detect.h"

struct shown {
	struct axr_arena arena;
	struct axr_subject subject;
};

static void show(struct shown *shown, const char *path, const char *extension,
		 enum axr_content content, const char *text)
{
	struct axr_subject *subject = &shown->subject;

	axr_arena_init(&shown->arena, 0);
	axr_subject_init(subject, &shown->arena, &shown->arena);
	subject->file.path = axr_span_str(path);
	subject->file.extension = axr_span_str(extension);
	subject->window = axr_span_str(text);
	subject->layers[0] = (struct axr_layer){
		.bytes = subject->window, .name = "raw", .content = content, .is_text = true
	};
	subject->layer_count = 1;
	axr_detector_config.inspect(NULL, NULL, subject);
}

static const struct axr_reason *reason_of(const struct shown *shown, const char *rule)
{
	for (size_t i = 0; i < shown->subject.reason_count; i++)
		if (!strcmp(shown->subject.reasons[i].rule, rule))
			return &shown->subject.reasons[i];
	return NULL;
}

static void says_where(void **state)
{
	struct shown shown;
	const struct axr_reason *reason;

	(void)state;
	show(&shown, "C:\\inetpub\\wwwroot\\web.config", "config", AXR_CONTENT_CONFIG,
	     "<?xml version=\"1.0\"?>\n<configuration>\n<system.webServer>\n<handlers>\n"
	     "<add path=\"*.txt\" type=\"System.Web.UI.PageHandlerFactory\"/>\n</handlers>\n"
	     "</system.webServer>\n</configuration>\n");
	reason = reason_of(&shown, "handler-runs-innocent-files");
	assert_non_null(reason);
	assert_string_equal(reason->detector, "config");
	assert_int_equal(reason->line, 5);
	assert_int_not_equal(axr_span_find(reason->excerpt, axr_span_str("*.txt"), 0), SIZE_MAX);
	axr_arena_free(&shown.arena);
}

static void code_in_comments(void **state)
{
	struct shown shown;

	(void)state;
	show(&shown, "web.config", "config", AXR_CONTENT_CONFIG,
	     "<configuration/>\n<!--\n<% Response.Write(1) %>\n-->");
	assert_non_null(reason_of(&shown, "code-in-configuration"));
	axr_arena_free(&shown.arena);
	show(&shown, "web.config", "config", AXR_CONTENT_CONFIG,
	     "<configuration><!-- as in <%@ Page Trace='true' %> -->\n</configuration>");
	assert_int_equal(shown.subject.reason_count, 0);
	axr_arena_free(&shown.arena);
}

/* What stands before the place where it is no XML any more has been seen all the same. */
static void broken(void **state)
{
	struct shown shown;

	(void)state;
	show(&shown, "web.config", "config", AXR_CONTENT_CONFIG,
	     "<configuration><globalization fileEncoding='utf-7'/><a><b></a>");
	assert_non_null(reason_of(&shown, "odd-file-encoding"));
	axr_arena_free(&shown.arena);
}

static void place_matters(void **state)
{
	const char *text = "<configuration><modules><add name='x' type='Mine.Module'/></modules>"
			   "</configuration>";
	struct shown shown;

	(void)state;
	show(&shown,
	     "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\FrontEnd\\HttpProxy\\owa\\"
	     "web.config",
	     "config", AXR_CONTENT_CONFIG, text);
	assert_true(reason_of(&shown, "foreign-module")->score >= 60);
	axr_arena_free(&shown.arena);
	show(&shown, "C:\\inetpub\\shop\\web.config", "config", AXR_CONTENT_CONFIG, text);
	assert_true(reason_of(&shown, "foreign-module")->score < 40);
	axr_arena_free(&shown.arena);
}

static void address_books(void **state)
{
	const char *text = "Name          : OAB\r\nRequireSSL    : True\r\nPollInterval  : 480\r\n"
			   "ExternalUrl   : http://g/abc\r\n";
	struct shown shown;

	(void)state;
	show(&shown, "x.aspx", "aspx", AXR_CONTENT_TEXT, text);
	assert_int_equal(reason_of(&shown, "oab-export")->score, 95);
	assert_int_equal(reason_of(&shown, "oab-export")->line, 4);
	axr_arena_free(&shown.arena);
	/* an administrator's own export */
	show(&shown, "x.txt", "txt", AXR_CONTENT_TEXT, text);
	assert_null(reason_of(&shown, "oab-export"));
	axr_arena_free(&shown.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_where),
		cmocka_unit_test(code_in_comments),
		cmocka_unit_test(broken),
		cmocka_unit_test(place_matters),
		cmocka_unit_test(address_books),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
