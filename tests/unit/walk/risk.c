#include "walk/risk.h"

#include "../test.h"

static unsigned risk(const char *shown)
{
	return axr_risk_of_root(axr_span_str(shown)).own;
}

static void places_stand_in_their_order(void **state)
{
	static const char *const order[] = {
		"C:\\Windows\\WinSxS\\x",
		"C:\\Windows\\System32\\drivers",
		"C:\\Some folder",
		"C:\\Windows",
		"C:\\Program Files",
		"C:\\inetpub",
		"/mnt/image/inetpub/wwwroot/site",
		"D:\\Program Files\\Microsoft\\Exchange Server\\V15\\FrontEnd",
		"d:\\exchange\\frontend\\HTTPPROXY\\oab",
		"C:\\inetpub\\wwwroot\\ASPNET_CLIENT\\system_web\\4_0_30319",
		"E:\\V15\\FrontEnd\\HttpProxy\\owa\\auth\\Current",
	};

	(void)state;
	for (size_t i = 1; i < sizeof(order) / sizeof(*order); i++)
		if (risk(order[i - 1]) >= risk(order[i]))
			fail_msg("%s is not before %s", order[i], order[i - 1]);
	assert_true(risk("C:\\x\\auth") < risk("C:\\x\\owa\\auth"));
	assert_int_equal(risk("C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\"
			      "Temporary ASP.NET Files\\root"),
			 215);
	assert_true(risk("") == risk("/") && risk("/") == risk("."));
}

static void pages_come_before_the_rest(void **state)
{
	(void)state;
	assert_int_equal(axr_risk_of_file(axr_span_str("A.ASPX")), 3);
	assert_int_equal(axr_risk_of_file(axr_span_str(".ashx")), 3);
	assert_int_equal(axr_risk_of_file(axr_span_str("web.config")), 2);
	assert_int_equal(axr_risk_of_file(axr_span_str("a.txt")), 1);
	assert_int_equal(axr_risk_of_file(axr_span_str("aspx")), 1);
	assert_int_equal(axr_risk_of_file(axr_span_str("u_ex210302.log")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_stand_in_their_order),
		cmocka_unit_test(pages_come_before_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
