#include "base/base64.h"

#include "../test.h"

static void alphabets(void **state)
{
	static const struct {
		char c;
		int value, in_url;
	} digits[] = {
		{ 'A', 0, 0 },	 { 'Z', 25, 25 }, { 'a', 26, 26 }, { 'z', 51, 51 }, { '0', 52, 52 },
		{ '9', 61, 61 }, { '+', 62, 62 }, { '/', 63, 63 }, { '-', -1, 62 }, { '_', -1, 63 },
		{ '=', -1, -1 }, { '@', -1, -1 }, { '[', -1, -1 }, { '{', -1, -1 }, { 0, -1, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(digits) / sizeof(*digits); i++) {
		assert_int_equal(axr_base64_value((uint8_t)digits[i].c), digits[i].value);
		assert_int_equal(axr_base64url_value((uint8_t)digits[i].c), digits[i].in_url);
	}
}

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
		cmocka_unit_test(alphabets),
		cmocka_unit_test(bytes_come_back),
		cmocka_unit_test(nothing_else_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
