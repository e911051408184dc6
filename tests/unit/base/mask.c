#include "base/mask.h"

#include "../test.h"

static void what_is_masked_comes_back(void **state)
{
	uint8_t plain[300], masked[300], again[300];

	(void)state;
	for (size_t i = 0; i < sizeof(plain); i++)
		plain[i] = (uint8_t)(i * 7);
	axr_mask(masked, plain, sizeof(plain), 0);
	for (size_t i = 0; i < sizeof(plain); i++)
		assert_int_not_equal(masked[i], plain[i]);
	/* in one piece, and in pieces of any length at any place */
	axr_mask(again, masked, sizeof(masked), 0);
	assert_memory_equal(again, plain, sizeof(plain));
	for (size_t step = 1; step < 150; step += 3) {
		memset(again, 0, sizeof(again));
		for (size_t at = 0; at < sizeof(plain); at += step)
			axr_mask(again + at, masked + at,
				 sizeof(plain) - at < step ? sizeof(plain) - at : step, at);
		assert_memory_equal(again, plain, sizeof(plain));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_masked_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
