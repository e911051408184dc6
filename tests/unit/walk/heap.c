#include "walk/heap.h"

#include "../test.h"

static void the_highest_key_comes_first(void **state)
{
	struct axr_heap heap = { 0 };
	static unsigned values[1000];
	unsigned last = 1000, x = 7;

	(void)state;
	assert_null(axr_heap_pop(&heap));
	for (unsigned i = 0; i < 1000; i++) {
		x = (x * 367 + 11) % 1000;
		values[i] = x;
		assert_true(axr_heap_reserve(&heap, 1));
		axr_heap_push(&heap, x, &values[i]);
	}
	for (unsigned i = 0; i < 1000; i++) {
		const unsigned *value = axr_heap_pop(&heap);

		assert_non_null(value);
		assert_true(*value <= last);
		last = *value;
	}
	assert_null(axr_heap_pop(&heap));
	axr_heap_free(&heap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_highest_key_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
