#include "detect/places.h"

#include "../test.h"

#include "base/span.h"

enum { FIRST = 16, SECOND = 400, HEAD = 6 + 2 * 12 };

/* A saved set of two buffers, with these places. */
static struct axr_buf saved(const uint32_t (*places)[2], size_t count)
{
	static const uint8_t zero[FIRST + SECOND];
	const uint32_t sizes[] = { FIRST, SECOND };
	const uint64_t offset = 0;
	struct axr_buf out = { 0 };

	axr_buf_put(&out, axr_span("YARA\x13\x02", 6));
	for (size_t i = 0; i < 2; i++) {
		axr_buf_put(&out, axr_span(&offset, sizeof(offset)));
		axr_buf_put(&out, axr_span(&sizes[i], sizeof(sizes[i])));
	}
	axr_buf_put(&out, axr_span(zero, sizeof(zero)));
	axr_buf_put(&out, axr_span(places, count * sizeof(*places)));
	assert_false(out.failed);
	return out;
}

static void places_become_pointers(void **state)
{
	static const uint32_t given[][2] = { { 1, 392 }, { 0, 8 }, { 1, 0 }, { 1, 8 }, { 0, 0 } };
	/* what stands there: the last byte but one, the end of the other, nothing, ... */
	static const uint32_t to[][2] = { { 1, 399 }, { 0, FIRST }, { ~0U, ~0U }, { 0, 0 }, { 1, 7 } };
	struct axr_buf set = saved(given, 5), list = { 0 };
	struct axr_places_buffer buffers[] = { { set.ptr + HEAD, FIRST },
					       { set.ptr + HEAD + FIRST, SECOND } };
	size_t len = 0;

	(void)state;
	for (size_t i = 0; i < 5; i++)
		memcpy(buffers[given[i][0]].bytes + given[i][1], to[i], sizeof(to[i]));
	assert_true(axr_places_cut(axr_buf_span(&set), &len, &list));
	assert_int_equal(len, set.len - sizeof(given));
	assert_true(axr_places_fill(axr_buf_span(&list), buffers, 2));
	for (size_t i = 0; i < 5; i++) {
		const uint8_t *pointer;

		memcpy(&pointer, buffers[given[i][0]].bytes + given[i][1], sizeof(pointer));
		assert_ptr_equal(pointer, i == 2 ? NULL : buffers[to[i][0]].bytes + to[i][1]);
	}
	for (size_t i = 16; i < 392; i++)
		assert_int_equal(buffers[1].bytes[i], 0);
	axr_buf_free(&set);
	axr_buf_free(&list);
}

static void what_is_no_saved_set_is_refused(void **state)
{
	static const uint32_t given[][2] = { { 1, 8 }, { 2, 0 } }; /* there is no third buffer */
	struct axr_buf set = saved(given, 2), list = { 0 };
	size_t len;

	(void)state;
	assert_false(axr_places_cut(axr_buf_span(&set), &len, &list));
	assert_true(axr_places_cut(axr_span(set.ptr, set.len - 8), &len, &list));
	for (size_t cut = 0; cut < set.len - sizeof(given); cut++)
		assert_false(axr_places_cut(axr_span(set.ptr, cut), &len, &list));
	assert_false(axr_places_cut(axr_span(set.ptr, set.len - 1), &len, &list));
	set.ptr[0] = 'y';
	assert_false(axr_places_cut(axr_span(set.ptr, set.len - 8), &len, &list));
	axr_buf_free(&set);
	axr_buf_free(&list);
}

static void damaged_lists_are_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} lists[] = {
		{ "", 0 },
		{ "\1", 1 },			   /* a place that is not told */
		{ "\1\0", 2 },			   /* a buffer that is not told */
		{ "\1\0\0\0", 4 },		   /* more than there is to tell */
		{ "\1\11\0", 3 },		   /* behind the end of its buffer */
		{ "\3\0\0\0\0", 4 },		   /* more places than are told */
		{ "\x80\x80\x80\x80\x80\0\0", 7 }, /* a number of too many bytes */
		{ "\xff\xff\xff\xff\x7f\0\0", 7 }, /* of too many bits */
	};
	uint8_t first[FIRST] = { 0 }, second[SECOND] = { 0 };
	const struct axr_places_buffer buffers[] = { { first, FIRST }, { second, SECOND } };
	static const uint32_t nowhere[][2] = { { 2, 0 }, { 1, SECOND + 1 }, { ~0U, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		memset(first, 0, sizeof(first));
		assert_false(axr_places_fill(axr_span(lists[i].bytes, lists[i].len), buffers, 2));
	}
	for (size_t i = 0; i < 3; i++) {
		memcpy(first + 8, nowhere[i], sizeof(nowhere[i]));
		assert_false(axr_places_fill(axr_span("\1\10\0", 3), buffers, 2));
	}
	memset(first, 0, sizeof(first));
	assert_true(axr_places_fill(axr_span("\1\10\0", 3), buffers, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_become_pointers),
		cmocka_unit_test(what_is_no_saved_set_is_refused),
		cmocka_unit_test(damaged_lists_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
