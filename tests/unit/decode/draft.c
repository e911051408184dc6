#include "decoded.h"

/* A subject with one raw layer, and the work on it. */
struct work {
	struct decoded decoded;
	struct axr_decode_limits limits;
	struct axr_decoding decoding;
	struct axr_layer *raw;
};

static void begin(struct work *work, const char *bytes)
{
	*work = (struct work){ .limits = axr_decode_default_limits };
	axr_arena_init(&work->decoded.arena, 0);
	work->decoded.subject = axr_arena_alloc(&work->decoded.arena,
						sizeof(*work->decoded.subject));
	axr_subject_init(work->decoded.subject, &work->decoded.arena, &work->decoded.arena);
	work->raw = &work->decoded.subject->layers[0];
	*work->raw = (struct axr_layer){ .bytes = axr_span_str(bytes), .name = "raw" };
	work->decoded.subject->layer_count = 1;
	work->decoding = (struct axr_decoding){ .subject = work->decoded.subject,
						.limits = &work->limits,
						.bytes_left = work->limits.bytes };
}

/* Adds text as a layer below parent, as if it came from byte there on. */
static struct axr_layer *add(struct work *work, const struct axr_layer *parent, const char *text,
			     size_t there, const char *name)
{
	struct axr_draft draft;

	axr_draft_begin(&draft, &work->decoding, parent);
	axr_draft_from(&draft, there);
	axr_buf_put(&draft.text, axr_span_str(text));
	return axr_draft_add(&draft, name);
}

static void becomes_a_layer(void **state)
{
	struct axr_layer *one, *two;
	struct work w;

	(void)state;
	begin(&w, "0123456789");
	one = add(&w, w.raw, "<%@ Page %>", 3, "one");
	assert_non_null(one);
	assert_span(one->bytes, "<%@ Page %>");
	assert_string_equal(one->name, "one");
	assert_ptr_equal(one->parent, w.raw);
	assert_int_equal(one->content, AXR_CONTENT_PAGE);
	assert_true(one->is_text);
	assert_int_equal(axr_layer_origin(one, 2), 5);
	two = add(&w, one, "Page", 4, "two");
	assert_string_equal(two->name, "one/two");
	assert_int_equal(axr_layer_origin(two, 0), 7); /* through both */
	assert_int_equal(w.decoded.subject->layer_count, 3);
	decoded_free(&w.decoded);
}

static void nothing_is_added_twice(void **state)
{
	struct work w;

	(void)state;
	begin(&w, "raw bytes");
	assert_null(add(&w, w.raw, "", 0, "empty"));
	assert_null(add(&w, w.raw, "raw bytes", 0, "same"));
	assert_non_null(add(&w, w.raw, "other", 0, "one"));
	assert_null(add(&w, w.raw, "other", 2, "two"));
	assert_int_equal(w.decoded.subject->layer_count, 2);
	assert_int_equal(w.decoded.subject->problem_count, 0);
	decoded_free(&w.decoded);
}

/* What goes on byte by byte needs no point; several at one place are the last. */
static void points_are_few(void **state)
{
	struct axr_draft draft;
	struct work w;

	(void)state;
	begin(&w, "0123456789");
	axr_draft_begin(&draft, &w.decoding, w.raw);
	for (size_t i = 0; i < 5; i++) {
		axr_draft_from(&draft, i);
		axr_buf_putc(&draft.text, 'a');
	}
	assert_int_equal(draft.points.len, sizeof(struct axr_map_point));
	axr_draft_from(&draft, 7);
	axr_draft_from(&draft, 8);
	axr_buf_putc(&draft.text, 'b');
	assert_int_equal(draft.points.len, 2 * sizeof(struct axr_map_point));
	assert_int_equal(axr_layer_origin(axr_draft_add(&draft, "one"), 5), 8);

	axr_draft_begin(&draft, &w.decoding, w.raw);
	draft.scale = 2;
	for (size_t i = 0; i < 5; i++) {
		axr_draft_from(&draft, 2 * i);
		axr_buf_putc(&draft.text, 'c');
	}
	assert_int_equal(draft.points.len, sizeof(struct axr_map_point));
	assert_int_equal(axr_layer_origin(axr_draft_add(&draft, "two"), 4), 8);
	decoded_free(&w.decoded);
}

/* Each limit ends in one problem that names it, and in what was made so far. */
static void limits_are_told(void **state)
{
	static const struct {
		const char *name;
		struct axr_decode_limits limits;
		bool kept;
	} cases[] = {
		{ "depth", { 0, 32, 1 << 20, 16, 1 << 10 }, false },
		{ "number of layers", { 5, 1, 1 << 20, 16, 1 << 10 }, false },
		{ "bytes", { 5, 32, 10, 16, 1 << 10 }, true },
		{ "ratio", { 5, 32, 1 << 20, 1, 4 }, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct axr_draft draft;
		struct work w;

		begin(&w, "0123");
		w.limits = cases[i].limits;
		w.decoding.bytes_left = w.limits.bytes;
		for (unsigned again = 0; again < 2; again++) {
			axr_draft_begin(&draft, &w.decoding, w.raw);
			axr_draft_from(&draft, 0);
			for (unsigned k = 0; k < 100 && !draft.text.failed; k++)
				axr_buf_putc(&draft.text, (uint8_t)('a' + again));
			axr_draft_add(&draft, "long");
		}
		assert_int_equal(w.decoded.subject->problem_count, 1);
		assert_int_equal(limit_problems(&w.decoded), 1);
		assert_non_null(strstr((const char *)w.decoded.subject->problems[0].text.ptr,
				       cases[i].name));
		assert_int_equal(w.decoded.subject->layer_count > 1, cases[i].kept);
		decoded_free(&w.decoded);
	}
}

/* What the arena could not keep is not made, and leaves it to the others. */
static void room_is_heeded(void **state)
{
	struct axr_draft draft;
	size_t used, made = 0;
	struct work w;

	(void)state;
	begin(&w, "0123");
	used = w.decoded.arena.used;
	w.decoded.arena.limit = used + 5000;
	axr_draft_begin(&draft, &w.decoding, w.raw);
	axr_draft_from(&draft, 0);
	for (; made < 10000 && !draft.text.failed; made++)
		axr_buf_putc(&draft.text, 'a');
	assert_in_range(made, 4900, 5100);
	assert_null(axr_draft_add(&draft, "long"));
	assert_int_equal(w.decoded.subject->layer_count, 1);
	assert_int_equal(limit_problems(&w.decoded), 1);
	assert_non_null(strstr((const char *)w.decoded.subject->problems[0].text.ptr, "memory"));
	axr_draft_begin(&draft, &w.decoding, w.raw);
	axr_buf_putc(&draft.text, 'b');
	w.decoded.arena.limit += 1000;
	assert_non_null(axr_draft_add(&draft, "short"));
	decoded_free(&w.decoded);
}

static void dropped_work_counts(void **state)
{
	struct axr_draft draft;
	struct work w;

	(void)state;
	begin(&w, "0123456789");
	w.decoding.bytes_left = 30;
	for (uint64_t left = 30; left; left = left > 20 ? left - 20 : 0) {
		assert_int_equal(w.decoding.bytes_left, left);
		axr_draft_begin(&draft, &w.decoding, w.raw);
		axr_buf_put(&draft.text, axr_span("aaaaaaaaaaaaaaaaaaaa", left < 20 ? left : 20));
		axr_draft_drop(&draft);
		assert_null(draft.text.ptr);
	}
	assert_int_equal(w.decoding.bytes_left, 0);
	assert_int_equal(w.decoded.subject->layer_count, 1);
	decoded_free(&w.decoded);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(becomes_a_layer), cmocka_unit_test(nothing_is_added_twice),
		cmocka_unit_test(points_are_few),  cmocka_unit_test(limits_are_told),
		cmocka_unit_test(room_is_heeded),
		cmocka_unit_test(dropped_work_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
