#include "known/siphash.h"

#include "../test.h"

/* SipHash-1-3 of the bytes 0 to len - 1 under the key 00 to 0f, by a second
 * implementation that was checked against the vector of the paper. */
static void known_values(void **state)
{
	static const struct {
		size_t len;
		uint64_t hash;
	} values[] = {
		{ 0, 0xabac0158050fc4dcu },
		{ 1, 0xc9f49bf37d57ca93u },
		{ 7, 0xd3927d989bb11140u },
		{ 8, 0x369095118d299a8eu },
		{ 15, 0xd320d86d2a519956u },
		{ 63, 0x9d199062b7bbb3a8u },
	};
	uint8_t secret[16], bytes[64];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)i;
	memcpy(secret, bytes, sizeof(secret));
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		assert_true(axr_siphash(secret, axr_span(bytes, values[i].len)) == values[i].hash);
}

static void secrets_matter(void **state)
{
	static const uint8_t a[16] = { 1 }, b[16] = { 2 };

	(void)state;
	assert_true(axr_siphash(a, axr_span_str("x")) != axr_siphash(b, axr_span_str("x")));
	assert_true(axr_siphash(a, axr_span(NULL, 0)) != axr_siphash(b, axr_span(NULL, 0)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_values),
		cmocka_unit_test(secrets_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
