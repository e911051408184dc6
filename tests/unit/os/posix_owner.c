#include "os/os.h"

#include "../test.h"

static void numbers_have_names_or_stay_numbers(void **state)
{
	struct axr_os_owners *owners = axr_os_owners_new();
	struct axr_span user, group;

	(void)state;
	assert_non_null(owners);
	for (uint32_t i = 0; i < 100; i++) {
		const struct axr_os_stat root = { .user = 0, .group = 0 };
		const struct axr_os_stat none = { .user = 4000000000 + i, .group = 4000000032 };
		char digits[16];

		axr_os_owner(owners, axr_os_none(), &root, &user, &group);
		assert_span(user, "root");
		assert_span(group, "root");
		axr_os_owner(owners, axr_os_none(), &none, &user, &group);
		snprintf(digits, sizeof(digits), "%u", (unsigned)none.user);
		assert_span(user, digits);
		assert_span(group, "4000000032");
	}
	axr_os_owners_free(owners);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_have_names_or_stay_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
