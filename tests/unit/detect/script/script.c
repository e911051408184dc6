#include "page_of.h"

#include "base/buf.h"
#include "base/clock.h"

static void says_from_where_to_where(void **state)
{
	struct shown shown;
	const struct axr_reason *reason;

	(void)state;
	show(&shown, "aspx",
	     "<%@ Page Language=\"C#\" %>\n<%\nvar c = Req"
	     "uest[\"x\"];\n"
	     "System.Diagnostics.Pro"
	     "cess.Start(\"a\", c);\n%>\n");
	reason = reason_of(&shown, "request-to-process");
	assert_non_null(reason);
	assert_int_equal(reason->score, 95);
	assert_int_equal(reason->line, 4);
	assert_int_equal(reason->from_line, 3);
	assert_string_equal(reason->detector, "script");
	assert_string_equal(reason->technique, "T1059.003");
	assert_non_null(strstr(reason->title, "Request[\"x\"], line 3"));
	assert_non_null(strstr(reason->title, "Start (line 4)"));
	assert_int_not_equal(axr_span_find(reason->excerpt, axr_span_str("Start"), 0), SIZE_MAX);
	hide(&shown);
}

static void worst_comes_first(void **state)
{
	struct shown shown;

	(void)state;
	show(&shown, "asp",
	     "<% Set s = CreateObject(\"WSc"
	     "ript.Shell\")\ns.Run \"c"
	     "md\"\n"
	     "s.Run request(\"x\") %>");
	assert_true(shown.subject.reason_count >= 3);
	for (size_t i = 1; i < shown.subject.reason_count; i++)
		assert_true(shown.subject.reasons[i - 1].score >= shown.subject.reasons[i].score);
	hide(&shown);
}

static void nothing_in_nothing(void **state)
{
	struct shown shown;

	(void)state;
	show(&shown, "aspx", "");
	assert_int_equal(shown.subject.reason_count, 0);
	assert_int_equal(shown.subject.problem_count, 0);
	hide(&shown);
	show(&shown, "txt", "no code at all");
	assert_int_equal(shown.subject.reason_count, 0);
	hide(&shown);
}

/* A file that has no layer with a page is none of this detector's business. */
static void without_page(void **state)
{
	struct shown shown;

	(void)state;
	show(&shown, "aspx", "<% x %>");
	shown.subject.layers[0].page = NULL;
	shown.subject.reason_count = 0;
	axr_detector_script.inspect(shown.shared, NULL, &shown.subject);
	assert_int_equal(shown.subject.reason_count, 0);
	hide(&shown);
}

/* Of two readings of one file the worse one of a rule is told, wherever it stands. */
static void best_of_layers(void **state)
{
	const char *second = "<% Set f = CreateObject(\"Scripting.FileSystem"
			     "Object\")\n"
			     "f.GetFolder request(\"x\") %>";
	struct shown shown;
	struct axr_layer *layer;

	(void)state;
	show(&shown, "asp", "<% f.GetFolder Server.MapPath(request(\"x\")) %>");
	assert_int_equal(reason_of(&shown, "request-to-list")->score, 35);
	shown.subject.reason_count = 0;
	layer = &shown.subject.layers[shown.subject.layer_count++];
	*layer = shown.subject.layers[0];
	layer->name = "second";
	layer->bytes = axr_span_str(second);
	layer->parent = &shown.subject.layers[0];
	layer->page = axr_page_read(&shown.arena, layer->bytes, axr_span_str("asp"), NULL);
	axr_detector_script.inspect(shown.shared, NULL, &shown.subject);
	assert_int_equal(reason_of(&shown, "request-to-list")->score, 55);
	assert_string_equal(reason_of(&shown, "request-to-list")->layer, "second");
	hide(&shown);
}

/* What the arena does not hold is told, never swallowed. */
static void want_of_memory_is_told(void **state)
{
	static char text[40000];
	struct shown shown;
	struct axr_arena small;
	size_t len = (size_t)snprintf(text, sizeof(text), "<%%@ Page Language=\"C#\" %%><%% ");

	(void)state;
	while (len + 20 < sizeof(text))
		len += (size_t)snprintf(text + len, sizeof(text) - len, "a%zu = b + c;", len);
	snprintf(text + len, sizeof(text) - len, " %%>");
	show(&shown, "aspx", text);
	assert_int_equal(shown.subject.problem_count, 0);
	for (size_t limit = 100; limit < 400000; limit += limit / 3) {
		axr_arena_init(&small, limit);
		shown.subject.scratch = &small;
		shown.subject.problem_count = 0;
		axr_detector_script.inspect(shown.shared, NULL, &shown.subject);
		assert_int_equal(shown.subject.problem_count, 1);
		assert_int_equal(shown.subject.problems[0].trouble, AXR_TROUBLE_MEMORY);
		axr_arena_free(&small);
	}
	hide(&shown);
}

/* Of words in what was not read nobody can say that no flow leads to them. */
static void half_a_page_is_not_followed(void **state)
{
	struct axr_page_limits limits = axr_page_default_limits;
	struct shown shown;

	(void)state;
	show(&shown, "aspx", "<% a = b; c = d; e = f; %>");
	assert_true(shown.subject.followed);
	assert_false(shown.subject.lost);
	limits.tokens = 6;
	shown.subject.layers[0].page = axr_page_read(&shown.arena, shown.subject.window,
						     axr_span_str("aspx"), &limits);
	axr_detector_script.inspect(shown.shared, NULL, &shown.subject);
	assert_true(shown.subject.lost);
	hide(&shown);
}

static uint64_t looks;

static uint64_t now(void)
{
	return looks++;
}

static void time_may_run_out_anywhere(void **state)
{
	struct axr_buf page = { .limit = 1 << 20 };
	struct axr_clock clock = { .now = now };
	struct shown shown;
	size_t reasons;

	(void)state;
	axr_buf_puts(&page, "<%@ Page Language=\"C#\" %><% a = Req" "uest[\"x\"];"
			    "System.Diagnostics.Pro" "cess.Start(a);");
	for (int i = 0; i < 3000; i++)
		axr_buf_printf(&page, "void f%d(c) { var d = c + a; a = d; f%d(d); }", i, i / 2);
	axr_buf_puts(&page, " %>");
	axr_buf_putc(&page, 0);
	show(&shown, "aspx", (const char *)page.ptr);
	reasons = shown.subject.reason_count;
	assert_int_equal(shown.subject.problem_count, 0);
	assert_false(shown.subject.lost);
	shown.arena.clock = &clock;
	for (uint64_t until = 1;; until += 1 + until / 8) {
		shown.subject.reason_count = shown.subject.problem_count = 0;
		shown.subject.lost = false;
		looks = 0;
		axr_clock_begin(&clock, 0, until);
		axr_detector_script.inspect(shown.shared, NULL, &shown.subject);
		if (!shown.subject.problem_count)
			break;
		assert_int_equal(shown.subject.problem_count, 1);
		assert_int_equal(shown.subject.problems[0].trouble, AXR_TROUBLE_TIMEOUT);
		assert_true(shown.subject.lost);
		assert_int_equal(looks, until + 1);
	}
	assert_in_range(looks, 20, 1000);
	assert_int_equal(shown.subject.reason_count, reasons);
	assert_false(shown.subject.lost);
	hide(&shown);
	axr_buf_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_from_where_to_where),
		cmocka_unit_test(worst_comes_first),
		cmocka_unit_test(nothing_in_nothing),
		cmocka_unit_test(without_page),
		cmocka_unit_test(best_of_layers),
		cmocka_unit_test(want_of_memory_is_told),
		cmocka_unit_test(half_a_page_is_not_followed),
		cmocka_unit_test(time_may_run_out_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
