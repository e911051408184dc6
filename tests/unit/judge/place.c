#include "judge/place.h"

#include "../test.h"

static struct axr_arena arena;
static struct axr_subject subject;

/* The reasons of place for a page at path, "rule rule "; content is its best score. */
static const char *rules_at(const char *path, int content)
{
	static char text[200];
	const char *name = path;

	for (const char *p = path; *p; p++)
		if (*p == '/' || *p == '\\')
			name = p + 1;
	axr_arena_free(&arena);
	axr_arena_init(&arena, 0);
	axr_subject_init(&subject, &arena, &arena);
	subject.file.path = axr_span_str(path);
	subject.file.name = axr_span_str(name);
	subject.file.extension = axr_span_str(strrchr(name, '.') + 1);
	subject.file.size = 5000;
	axr_place_reasons(&subject, content, 0);
	*text = '\0';
	for (size_t i = 0; i < subject.reason_count; i++) {
		strcat(text, subject.reasons[i].rule);
		strcat(text, " ");
	}
	return text;
}

#define EX "D:\\Exchange\\V15\\"

static void folders_are_known_in_any_writing(void **state)
{
	static const char *const cases[][2] = {
		{ "C:\\inetpub\\wwwroot\\aspnet_client\\x.aspx", "aspnet-client " },
		{ "/mnt/c/INETPUB/wwwroot/Aspnet_Client/system_web/4_0/x.ashx", "aspnet-client " },
		{ EX "FrontEnd\\HttpProxy\\owa\\auth\\OutlookEN.aspx", "owa-auth " },
		{ EX "FrontEnd\\HttpProxy\\OWA\\auth\\OutlookCN.ASPX", "owa-auth-shipped " },
		{ EX "FrontEnd/HttpProxy/owa/auth/Current/themes/x.aspx", "owa-auth-resources " },
		{ EX "FrontEnd\\HttpProxy\\owa\\auth\\15.1.2\\logon.aspx", "owa-auth-resources " },
		{ EX "FrontEnd\\HttpProxy\\ecp\\auth\\TimeoutLogout.aspx", "ecp-auth-shipped " },
		{ EX "FrontEnd\\HttpProxy\\ecp\\auth\\Logout.aspx", "ecp-auth " },
		{ EX "FrontEnd\\HttpProxy\\ews\\333.aspx", "http-proxy " },
		{ EX "FrontEnd\\HttpProxy\\ews\\global.asax", "" },
		{ EX "ClientAccess\\OAB\\x.aspx", "oab " },
		{ EX "ClientAccess\\PowerShell-Proxy\\x.aspx", "back-end " },
		{ EX "ClientAccess\\owa\\auth\\error2.aspx", "" },
		{ EX "ClientAccess\\ecp\\Pickers\\x.aspx", "" },
		{ "C:\\ProgramData\\COM1\\x.aspx", "program-data " },
		{ "C:\\inetpub\\wwwroot\\x.aspx", "wwwroot " },
		{ "C:\\inetpub\\wwwroot\\app\\x.aspx", "" },
		{ "/srv/site/uploads/2021/x.aspx", "uploads " },
		{ "C:\\inetpub\\wwwroot\\aspnet_client\\x.png", "" },
		{ "x.aspx", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(rules_at(cases[i][0], 75), cases[i][1]);
}

static void names_by_lot_are_told_from_words(void **state)
{
	static const char *const drawn[] = { "a8f3b2c19d", "570221043", "2XJHwN19", "0QWYSEXe",
					     "8Lw7tAhF9i1pJnRo", "HWTJQDMFVMPOON" };
	static const char *const words[] = { "RedirSuiteServiceProxy", "errorFE", "logon", "Default2",
					     "SmimeCrxUpdate", "expiredpassword", "UM2007Legacy",
					     "web_config", "GetIdToken2", "EditAccountDetails",
					     "deadbeef", "TimeoutLogout", "aspnet_iisstart" };
	char path[100];

	(void)state;
	for (size_t i = 0; i < sizeof(drawn) / sizeof(*drawn); i++) {
		snprintf(path, sizeof(path), "/srv/%s.aspx", drawn[i]);
		assert_string_equal(rules_at(path, 75), "random-name ");
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		snprintf(path, sizeof(path), "/srv/%s.aspx", words[i]);
		assert_string_equal(rules_at(path, 75), "");
	}
}

static void nothing_weighs_more_than_what_it_modifies(void **state)
{
	(void)state;
	rules_at("C:\\inetpub\\wwwroot\\aspnet_client\\x.aspx", 90);
	assert_int_equal(subject.reasons[0].score, 40);
	rules_at("C:\\inetpub\\wwwroot\\aspnet_client\\x.aspx", 30);
	assert_int_equal(subject.reasons[0].score, 15);
	assert_string_equal(rules_at("C:\\inetpub\\wwwroot\\aspnet_client\\x.aspx", 0), "");
}

static void shape_counts(void **state)
{
	(void)state;
	rules_at("/srv/x.aspx", 75);
	subject.file.attributes = AXR_ATTR_HIDDEN | AXR_ATTR_SYSTEM;
	subject.file.size = 300;
	axr_place_reasons(&subject, 75, 0);
	assert_int_equal(subject.reason_count, 2);
	assert_string_equal(subject.reasons[0].rule, "hidden-system");
	assert_string_equal(subject.reasons[1].rule, "tiny");
}

static int tear_down(void **state)
{
	(void)state;
	axr_arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_are_known_in_any_writing),
		cmocka_unit_test(names_by_lot_are_told_from_words),
		cmocka_unit_test(nothing_weighs_more_than_what_it_modifies),
		cmocka_unit_test(shape_counts),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
