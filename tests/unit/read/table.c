#include "read/table.h"

#include <pthread.h>
#include <zlib.h>

#include "../test.h"

enum { SIZE = 200000, THREADS = 4 };

struct fixture {
	uint8_t plain[SIZE], deflated[SIZE + 1000];
	struct axr_packed_table packed;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	uLongf len = sizeof(f->deflated);

	assert_non_null(f);
	for (size_t i = 0; i < SIZE; i++)
		f->plain[i] = (uint8_t)(i * i >> 7);
	assert_int_equal(compress2(f->deflated, &len, f->plain, SIZE, 9), Z_OK);
	f->packed = (struct axr_packed_table){ { f->deflated, len }, SIZE };
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	free(*state);
	return 0;
}

static void *take(void *arg)
{
	static const struct axr_span none = { NULL, 0 };
	struct axr_span bytes;
	char why[128];

	return (void *)(uintptr_t)(axr_table_bytes(arg, &bytes, why, sizeof(why)) ? bytes : none)
		.ptr;
}

static void inflated_once_for_all(void **state)
{
	struct fixture *f = *state;
	struct axr_table *table = axr_table_new(&f->packed);
	pthread_t threads[THREADS];
	struct axr_span bytes;
	char why[128];

	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, take, table), 0);
	assert_true(axr_table_bytes(table, &bytes, why, sizeof(why)));
	assert_int_equal(bytes.len, SIZE);
	assert_memory_equal(bytes.ptr, f->plain, SIZE);
	for (size_t i = 0; i < THREADS; i++) {
		void *there;

		pthread_join(threads[i], &there);
		assert_ptr_equal(there, bytes.ptr);
	}
	axr_table_free(table);
}

static void none_means_the_system(void **state)
{
	static const struct axr_packed_table packed = { { NULL, 0 }, 0 };
	struct axr_table *table = axr_table_new(&packed);
	struct axr_span bytes;
	char why[128];

	(void)state;
	assert_true(axr_table_bytes(table, &bytes, why, sizeof(why)));
	assert_int_equal(bytes.len, 0);
	axr_table_free(table);
}

static void assert_refused(const struct axr_packed_table *packed)
{
	struct axr_table *table = axr_table_new(packed);
	char why[128] = "";
	struct axr_span bytes;

	assert_false(axr_table_bytes(table, &bytes, why, sizeof(why)));
	assert_int_equal(bytes.len, 0);
	assert_string_not_equal(why, "");
	/* nor is it good at the second look */
	assert_false(axr_table_bytes(table, &bytes, why, sizeof(why)));
	axr_table_free(table);
}

static void damage_is_told(void **state)
{
	struct fixture *f = *state;
	struct axr_packed_table packed = f->packed;

	packed.deflated.len /= 2;
	assert_refused(&packed);
	packed = f->packed;
	packed.size--;
	assert_refused(&packed);
	packed.size += 2;
	assert_refused(&packed);
	packed = f->packed;
	f->deflated[packed.deflated.len / 2] ^= 0x40;
	assert_refused(&packed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(inflated_once_for_all, set_up, tear_down),
		cmocka_unit_test(none_means_the_system),
		cmocka_unit_test_setup_teardown(damage_is_told, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
