#include "known/base64.h"

#include "../test.h"

static void bytes_come_back(void **state)
{
	static const char *const texts[] = { "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=",
					     "Zm9vYmFy" };
	uint8_t bytes[6];
	char text[16];

	(void)state;
	for (size_t len = 0; len <= 6; len++) {
		axr_base64_write(text, (const uint8_t *)"foobar", len);
		assert_string_equal(text, texts[len]);
		assert_true(axr_base64_read(axr_span_str(text), bytes, len));
		assert_memory_equal(bytes, "foobar", len);
	}
}

static void nothing_else_is_taken(void **state)
{
	uint8_t bytes[8];

	(void)state;
	assert_false(axr_base64_read(axr_span_str("Zg="), bytes, 1));
	assert_false(axr_base64_read(axr_span_str("Zh=="), bytes, 1)); /* stray bits */
	assert_false(axr_base64_read(axr_span_str("Zm9v"), bytes, 2));
	assert_false(axr_base64_read(axr_span_str("Zm9v"), bytes, 4));
	assert_false(axr_base64_read(axr_span_str("Z=9v"), bytes, 3));
	assert_false(axr_base64_read(axr_span_str("Zm9-"), bytes, 3));
	assert_false(axr_base64_read(axr_span_str("Zm8A"), bytes, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_come_back),
		cmocka_unit_test(nothing_else_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
