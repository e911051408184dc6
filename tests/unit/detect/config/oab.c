#include "../../test.h"

#include "detect/config/oab.h"

#define EXPORT                                                         \
	"Name                            : OAB (Default Web Site)\r\n" \
	"PollInterval                    : 480\r\n"                    \
	"RequireSSL                      : True\r\n"                   \
	"InternalUrl                     : https://mail/OAB\r\n"

static void an_export(void **state)
{
	struct axr_oab oab =
		axr_oab_read(axr_span_str(EXPORT "ExternalUrl                     : \r\n"));

	(void)state;
	assert_int_equal(oab.markers, 4);
	assert_false(oab.script);
	assert_false(oab.token);
	assert_int_equal(oab.url_len, strlen("https://mail/OAB"));
}

static void with_script(void **state)
{
	const char *text = EXPORT "ExternalUrl   : http://f/<scr"
				  "ipt runat=\"server\">x</script>\r\n";
	struct axr_oab oab = axr_oab_read(axr_span_str(text));

	(void)state;
	assert_true(oab.script);
	assert_true(oab.token);
	assert_true(axr_span_starts(axr_span_from(axr_span_str(text), oab.url), "http://f/"));
}

static void script_or_none(void **state)
{
	static const char *const yes[] = { "a<%b", "<%", ("<<ScR" "ipt"), "a < b <script>" };
	static const char *const no[] = { "", "<", "<<", "a<b", "<scrip", "< script", "%", "<s%" };

	(void)state;
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		assert_true(axr_oab_may_hold_script(axr_span_str(yes[i])));
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		assert_false(axr_oab_may_hold_script(axr_span_str(no[i])));
}

static void each_once(void **state)
{
	struct axr_oab oab =
		axr_oab_read(axr_span_str("RequireSSL : a\nRequireSSL : b\nRequireSSL : c\n"));

	(void)state;
	assert_int_equal(oab.markers, 1);
}

static void other_text(void **state)
{
	struct axr_oab oab =
		axr_oab_read(axr_span_str("ExternalUrl: a\nInternalUrl=b\n: c\n\n::::\n"));

	(void)state;
	assert_int_equal(oab.markers, 0);
	assert_int_equal(axr_oab_read(axr_span(NULL, 0)).markers, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_export),
		cmocka_unit_test(with_script),
		cmocka_unit_test(script_or_none),
		cmocka_unit_test(each_once),
		cmocka_unit_test(other_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
