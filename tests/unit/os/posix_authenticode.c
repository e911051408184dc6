#include "os/authenticode.h"

#include "../test.h"

static void nothing_is_known(void **state)
{
	struct axr_os_verifier *verifier = axr_os_verifier_new();
	struct axr_span signer = { (const uint8_t *)"x", 1 };

	(void)state;
	assert_non_null(verifier);
	assert_int_equal(axr_os_verify(verifier, axr_os_none(), &signer), AXR_SIGNATURE_UNKNOWN);
	assert_int_equal(signer.len, 0);
	axr_os_verifier_free(verifier);
	axr_os_verifier_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_is_known) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
