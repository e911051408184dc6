#include "known/place.h"

#include "../test.h"

static const struct axr_span no_roots[1];

static void exchange_is(const char *key, const char *below)
{
	assert_span(axr_place_exchange(axr_span_str(key), no_roots, 0), below);
}

static void exchange_is_recognised(void **state)
{
	struct axr_span root = axr_span_str("d/mail");

	(void)state;
	exchange_is("c/program files/microsoft/exchange server/v15/frontend/httpproxy/owa/x.aspx",
		    "frontend/httpproxy/owa/x.aspx");
	exchange_is("c/program files/microsoft/exchange server/v15/bin/x.dll", "bin/x.dll");
	exchange_is("case 7/frontend/httpproxy/owa/auth/x.aspx", "frontend/httpproxy/owa/auth/x.aspx");
	exchange_is("clientaccess/owa/x.aspx", "clientaccess/owa/x.aspx");
	exchange_is("frontend/x.aspx", "");
	exchange_is("myfrontend/httpproxy/x.aspx", "");
	exchange_is("frontend/httpproxy2/x.aspx", "");
	exchange_is("frontend/frontend/httpproxy/x", "frontend/httpproxy/x");
	exchange_is("frontend/httpproxy", "");
	exchange_is("c/exchange server/v14/clientaccess/x", "");
	assert_span(axr_place_exchange(axr_span_str("d/mail/bin/x.dll"), &root, 1), "bin/x.dll");
	assert_span(axr_place_exchange(axr_span_str("d/mail2/bin/x.dll"), &root, 1), "");
	assert_span(axr_place_exchange(axr_span_str("d/mail"), &root, 1), "");
}

static void version_is(const char *path, const char *want)
{
	uint8_t room[256];

	assert_true(axr_place_version_room(strlen(path)) <= sizeof(room));
	assert_span(axr_span(room, axr_place_version(room, axr_span_str(path))), want);
}

static void folders_of_builds(void **state)
{
	(void)state;
	version_is("owa/prem/15.2.858.5/x.js", "owa/prem/version/x.js");
	version_is("owa/auth/15.0.1497/x.js", "owa/auth/version/x.js");
	version_is("owa/current/x.js", "owa/version/x.js");
	version_is("owa/current2/x.js", "owa/version/x.js");
	version_is("owa/current3/x.js", "owa/current3/x.js");
	version_is("1.1.1/1.1.1/1.1.1/1.1.1", "version/version/version/1.1.1");
	version_is("a/1.2/x", "a/1.2/x");
	version_is("a/1.2.3.4.5/x", "a/1.2.3.4.5/x");
	version_is("a/1..3/x", "a/1..3/x");
	version_is("a/.1.2.3/x", "a/.1.2.3/x");
	version_is("a/1.2.3x/x", "a/1.2.3x/x");
	version_is("", "");
}

static void kind_is(const char *path, enum axr_kind kind)
{
	assert_int_equal(axr_place_kind(axr_span_str(path)), kind);
}

static void kinds(void **state)
{
	(void)state;
	kind_is("a/x.aspx", AXR_KIND_RUNS);
	kind_is("a/X.AsHx", AXR_KIND_RUNS);
	kind_is("a/x.cer", AXR_KIND_RUNS);
	kind_is("bin/x.dll", AXR_KIND_RUNS);
	kind_is("web.config", AXR_KIND_CONFIG);
	kind_is("x.exe.config", AXR_KIND_CONFIG);
	kind_is("x.aspx.txt", AXR_KIND_STATIC);
	kind_is("aspx", AXR_KIND_STATIC);
	kind_is("x.js", AXR_KIND_STATIC);
}

static void generated_files(void **state)
{
	(void)state;
	assert_true(axr_place_generated(axr_span_str(
		"clientaccess/ecp/version/scripts/x.strings.localized.min.js")));
	assert_true(axr_place_generated(axr_span_str(
		"clientaccess/oab/4f7a6a3c-0d3c-4b8e-9d5e-0d1c2b3a4f5e/data.lzx")));
	assert_true(axr_place_generated(axr_span_str("clientaccess/oab/temp/0.1js")));
	assert_false(axr_place_generated(axr_span_str("clientaccess/oab/temp/x.aspx")));
	assert_false(axr_place_generated(axr_span_str("clientaccess/owa/x.js")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exchange_is_recognised),
		cmocka_unit_test(folders_of_builds),
		cmocka_unit_test(kinds),
		cmocka_unit_test(generated_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
