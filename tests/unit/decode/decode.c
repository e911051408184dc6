#include "decoded.h"

#include "base/buf.h"
#include "base/clock.h"
#include "page/page.h"

static void other_files_have_one_layer(void **state)
{
	static const struct {
		const char *bytes, *extension;
	} files[] = {
		{ "body { color: red }", "css" },
		{ "var a = atob('PCVAIFBhZ2UgJT4=');", "js" },
		{ "\x89PNG\r\n\x1a\n\x01\x02\x03", "png" },
		{ "", "aspx" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct decoded d;

		decode(&d, axr_span_str(files[i].bytes), files[i].extension);
		assert_int_equal(d.subject->layer_count, 1);
		assert_int_equal(d.subject->problem_count, 0);
		assert_string_equal(d.subject->layers[0].name, "raw");
		decoded_free(&d);
	}
}

static void depth_is_told_once(void **state)
{
	static const struct axr_decode_limits limits = { 2, 64, 1 << 20, 64, 1 << 20 };
	char rooms[2][65536];
	struct decoded d;
	char *now = rooms[0], *next = rooms[1];

	(void)state;
	strcpy(now, "a known and readable text");
	for (int i = 0; i < 6; i++) {
		char *swap = now;

		base64_of(next, axr_span_str(now));
		now = next;
		next = swap;
	}
	assert_in_range(strlen(now), 1, 60000);
	sprintf(next, "<%%@ Page %%><%% x = \"%s\" %%>", now);
	decode_with(&d, axr_span_str(next), "aspx", "", &limits);
	assert_int_equal(limit_problems(&d), 1);
	assert_span(d.subject->problems[0].text,
		    "decoding was cut short in layer base64/base64 by the limit of depth");
	assert_true(d.subject->problems[0].incomplete);
	decoded_free(&d);
	decode(&d, axr_span_str(next), "aspx");
	assert_int_equal(limit_problems(&d), 0);
	assert_non_null(layer_with(&d, "a known and readable text"));
	decoded_free(&d);
}

static void layers_are_counted(void **state)
{
	static const struct axr_decode_limits limits = { 8, 2, 1 << 20, 64, 1 << 20 };
	struct decoded d;

	(void)state;
	decode_with(&d,
		    axr_span_str("<%@ Page %><% x = \"Y21kLmV4ZQ==\"; "
				 "y = \"636d642e657865202f63\" %>"),
		    "aspx", "", &limits);
	assert_int_equal(d.subject->layer_count, 2);
	assert_int_equal(limit_problems(&d), 1);
	decoded_free(&d);
}

static void an_executable_named_as_a_page_is_one(void **state)
{
	uint8_t bytes[512] = "MZ";
	struct decoded d;

	(void)state;
	bytes[0x3c] = 0x80;
	memcpy(bytes + 0x80, "PE\0\0", 4);
	memcpy(bytes + 200, PAGE, sizeof(PAGE));
	decode(&d, axr_span(bytes, sizeof(bytes)), "dll");
	assert_int_equal(d.subject->layers[0].content, AXR_CONTENT_PE);
	assert_int_equal(d.subject->layer_count, 1);
	decoded_free(&d);
	decode(&d, axr_span(bytes, sizeof(bytes)), "aspx");
	assert_int_equal(d.subject->layers[0].content, AXR_CONTENT_PAGE);
	assert_non_null(layer_with(&d, "Page_Load"));
	decoded_free(&d);
}

static void offsets_count_from_the_file(void **state)
{
	struct decoded d;

	(void)state;
	axr_arena_init(&d.arena, 0);
	d.subject = axr_arena_alloc(&d.arena, sizeof(*d.subject));
	axr_subject_init(d.subject, &d.arena, &d.arena);
	d.subject->file.extension = axr_span_str("aspx");
	d.subject->window = axr_span_str("<% \"Y21kLmV4ZQ==\" %>");
	d.subject->window_at = 1 << 20;
	axr_decode(d.subject, NULL, axr_span_str(""));
	assert_int_equal(origin_of(layer(&d, "base64"), "cmd"), (1 << 20) + 4);
	decoded_free(&d);
}

/* Megabytes of one thing: every decoder must stay linear and within its budget. */
static void monotony_is_linear(void **state)
{
	static const char *const pieces[] = { "+",   "&",    "A",      "&#",   "+A", "<",
					      "%41", "1,",   "\"a\"+", "#@~^", "=",  "@<%",
					      "<%@", "&lt;", "\\x41",  " " };
	enum { LEN = 2 << 20 };
	uint8_t *bytes = test_malloc(LEN);

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct decoded d;

		memcpy(bytes, "<% ", 3);
		for (size_t at = 3; at < LEN; at++)
			bytes[at] = (uint8_t)pieces[i][at % strlen(pieces[i])];
		decode(&d, axr_span(bytes, LEN), "aspx");
		assert_true(d.subject->layer_count <= AXR_LAYERS_MAX);
		decoded_free(&d);
	}
	test_free(bytes);
}

static uint64_t looks;

static uint64_t now(void)
{
	return looks++;
}

/* A page of all that is charged: tokens, constants, functions and loops that are run, blobs. */
static struct axr_buf long_page(void)
{
	struct axr_buf page = { .limit = 1 << 20 };

	axr_buf_puts(&page, "<%@ Page Language=\"C#\" %><script runat=server>");
	for (int i = 0; i < 300; i++)
		axr_buf_printf(&page,
			       "string f%d(string a) { string b = \"\"; for (int i = 0; i < 20; i++)"
			       " b += a; return b; } string g%d = f%d(\"x\" + \"y\"); "
			       "byte[] h%d = Convert.FromBase64String(\"a2VlcCB0aGlzIHRleHQ%d\");",
			       i, i, i, i, i);
	axr_buf_puts(&page, "</script>");
	return page;
}

static void time_may_run_out_anywhere(void **state)
{
	struct axr_buf page = long_page();
	struct axr_subject *subject;
	struct axr_clock clock = { .now = now };
	struct axr_arena arena;
	size_t layers, tokens = 0, before = 0;
	uint64_t all;

	(void)state;
	axr_arena_init(&arena, 0);
	for (uint64_t until = 0;; until += 1 + until / 8) {
		axr_arena_reset(&arena, SIZE_MAX);
		subject = axr_arena_alloc(&arena, sizeof(*subject));
		axr_subject_init(subject, &arena, &arena);
		subject->file.extension = axr_span_str("aspx");
		subject->window = axr_buf_span(&page);
		arena.clock = until ? &clock : NULL;
		looks = 0;
		axr_clock_begin(&clock, 0, until);
		axr_decode(subject, NULL, axr_span(NULL, 0));
		if (!until) { /* all of it */
			assert_int_equal(subject->problem_count, 0);
			layers = subject->layer_count;
			tokens = subject->layers[0].page->token_count;
			assert_true(layers > 2 && tokens > 10000);
			continue;
		}
		all = looks;
		if (!subject->problem_count)
			break;
		assert_int_equal(subject->problem_count, 1);
		assert_int_equal(subject->problems[0].trouble, AXR_TROUBLE_TIMEOUT);
		assert_true(subject->problems[0].incomplete);
		assert_int_equal(axr_span_find(subject->problems[0].text,
					       axr_span_str("time ran out while decoding layer "),
					       0), 0);
		/* the clock stands still behind the end: nobody goes on looking */
		assert_int_equal(looks, until + 1);
		assert_true(subject->layer_count >= before);
		before = subject->layer_count;
	}
	assert_int_equal(subject->layer_count, layers);
	assert_int_equal(subject->layers[0].page->token_count, tokens);
	assert_in_range(all, 20, 1000);
	axr_arena_free(&arena);
	axr_buf_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(other_files_have_one_layer),
		cmocka_unit_test(depth_is_told_once),
		cmocka_unit_test(layers_are_counted),
		cmocka_unit_test(an_executable_named_as_a_page_is_one),
		cmocka_unit_test(offsets_count_from_the_file),
		cmocka_unit_test(monotony_is_linear),
		cmocka_unit_test(time_may_run_out_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
