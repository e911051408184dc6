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
		cmocka_unit_test(prints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
