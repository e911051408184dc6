#include "base/arena.h"

#include "../test.h"

static void gives_zeroed_aligned_memory(void **state)
{
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 0);
	for (size_t size = 1; size < 200000; size = size * 3 + 1) {
		uint8_t *bytes = axr_arena_alloc(&arena, size);

		assert_non_null(bytes);
		assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(bytes[i], 0);
		memset(bytes, 0xff, size);
	}
	axr_arena_reset(&arena, SIZE_MAX);
	assert_int_equal(((uint8_t *)axr_arena_alloc(&arena, 100))[99], 0);
	axr_arena_free(&arena);
}

static void refuses_past_its_limit(void **state)
{
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 1000);
	assert_non_null(axr_arena_alloc(&arena, 600));
	assert_false(arena.failed);
	assert_null(axr_arena_alloc(&arena, 600));
	assert_true(arena.failed);
	assert_string_equal(axr_arena_str(&arena, axr_span("x", 1)), "x");
	assert_null(axr_arena_array(&arena, SIZE_MAX / 2, 3));
	assert_null(axr_arena_alloc(&arena, SIZE_MAX));
	axr_arena_reset(&arena, 0);
	assert_false(arena.failed);
	assert_non_null(axr_arena_alloc(&arena, 600));
	axr_arena_free(&arena);
}

static void arrays_grow(void **state)
{
	struct axr_arena arena;
	uint32_t *numbers = NULL;
	size_t cap = 0;

	(void)state;
	axr_arena_init(&arena, 0);
	for (uint32_t i = 0; i < 1000; i++) {
		if (i == cap)
			numbers = axr_arena_grow(&arena, numbers, i, &cap, sizeof(*numbers));
		assert_non_null(numbers);
		numbers[i] = i;
	}
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	axr_arena_free(&arena);
}

/* Several arrays by turns, past the size of a block: each keeps what it has. */
static void long_arrays_grow_by_turns(void **state)
{
	enum { ARRAYS = 3, ELEMENTS = 300000 };
	uint32_t *arrays[ARRAYS] = { NULL };
	size_t caps[ARRAYS] = { 0 };
	struct axr_arena arena;
	const char *text = NULL;

	(void)state;
	axr_arena_init(&arena, 32 << 20);
	for (uint32_t i = 0; i < ELEMENTS; i++) {
		for (uint32_t a = 0; a < ARRAYS; a++) {
			if (i == caps[a])
				arrays[a] = axr_arena_grow(&arena, arrays[a], i, &caps[a],
							   sizeof(uint32_t));
			assert_non_null(arrays[a]);
			arrays[a][i] = i * ARRAYS + a;
		}
		if (i == ELEMENTS / 2)
			text = axr_arena_str(&arena, axr_span_str("between"));
	}
	for (uint32_t i = 0; i < ELEMENTS * ARRAYS; i++)
		assert_int_equal(arrays[i % ARRAYS][i / ARRAYS], i);
	assert_string_equal(text, "between");
	assert_true(arena.used < 12 << 20); /* the shorter ones did not stay */
	axr_arena_reset(&arena, SIZE_MAX);
	for (int i = 0; i < 40; i++) {
		const uint8_t *bytes = axr_arena_alloc(&arena, 200000);

		for (size_t b = 0; b < 200000; b++)
			assert_int_equal(bytes[b], 0);
	}
	axr_arena_free(&arena);
}

/* A block that is used again is grown into, and what follows there is still zeroed. */
static void grows_in_used_memory(void **state)
{
	struct axr_arena arena;
	uint8_t *bytes;
	size_t cap = 1 << 17;

	(void)state;
	axr_arena_init(&arena, 0);
	memset(axr_arena_alloc(&arena, 1 << 20), 0xff, 1 << 20);
	axr_arena_reset(&arena, SIZE_MAX);
	bytes = axr_arena_alloc(&arena, cap);
	memset(bytes, 1, cap);
	assert_ptr_equal(axr_arena_grow(&arena, bytes, cap, &cap, 1), bytes);
	assert_int_equal(cap, 1 << 18);
	for (size_t i = 0; i < cap / 2; i++)
		assert_int_equal(bytes[i], 1);
	assert_ptr_equal(axr_arena_alloc(&arena, 1 << 18), bytes + cap);
	for (size_t i = 0; i < cap; i++)
		assert_int_equal(bytes[cap + i], 0);
	axr_arena_free(&arena);
}

static void array_that_cannot_grow_stays(void **state)
{
	struct axr_arena arena;
	uint64_t *numbers = NULL;
	size_t cap = 0, count = 0;

	(void)state;
	axr_arena_init(&arena, 4 << 20);
	for (;; count++) {
		uint64_t *grown = numbers;

		if (count == cap)
			grown = axr_arena_grow(&arena, numbers, count, &cap, sizeof(*numbers));
		if (!grown)
			break;
		numbers = grown;
		numbers[count] = count;
	}
	assert_true(arena.failed);
	assert_int_equal(count, cap);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(numbers[i], i);
	axr_arena_free(&arena);
}

static void prints(void **state)
{
	struct axr_arena arena;

	(void)state;
	axr_arena_init(&arena, 0);
	assert_string_equal(axr_arena_printf(&arena, "%s-%d", "a", 7), "a-7");
	axr_arena_free(&arena);
	axr_arena_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_zeroed_aligned_memory),
		cmocka_unit_test(refuses_past_its_limit),
		cmocka_unit_test(arrays_grow),
		cmocka_unit_test(long_arrays_grow_by_turns),
		cmocka_unit_test(grows_in_used_memory),
		cmocka_unit_test(array_that_cannot_grow_stays),
		cmocka_unit_test(prints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
