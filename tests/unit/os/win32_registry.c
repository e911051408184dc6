#include "os/registry.h"

#include "../test.h"
#include "base/span.h"
#include <windows.h>

static const char key[] = "SOFTWARE\\aspxray-unit";

static void set(HKEY handle, const wchar_t *name, DWORD type, const void *value, DWORD size)
{
	assert_int_equal(RegSetValueExW(handle, name, 0, type, value, size), 0);
}

static void values_come_as_they_are(void **state)
{
	static const wchar_t path[] = L"C:\\\u041f\\%x%\\\0behind";
	const DWORD number = 858;
	struct axr_buf text = { 0 };
	uint32_t found = 0;
	HKEY handle;

	(void)state;
	if (RegCreateKeyExW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\aspxray-unit", 0, NULL, 0,
			    KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, &handle, NULL))
		skip_for("the registry is an administrator's to write");
	set(handle, L"text", REG_SZ, path, sizeof(path));
	set(handle, L"bare", REG_EXPAND_SZ, L"D:", 2 * sizeof(wchar_t)); /* without a NUL */
	set(handle, L"number", REG_DWORD, &number, sizeof(number));
	assert_int_equal(axr_os_registry_text(key, "text", &text), 0);
	assert_true(axr_span_is(axr_buf_span(&text), "C:\\\xd0\x9f\\%x%\\"));
	axr_buf_reset(&text);
	assert_int_equal(axr_os_registry_text(key, "bare", &text), 0);
	assert_true(axr_span_is(axr_buf_span(&text), "D:"));
	assert_int_equal(axr_os_registry_number(key, "number", &found), 0);
	assert_int_equal(found, 858);
	assert_int_equal(axr_os_registry_text(key, "number", &text), ERROR_FILE_NOT_FOUND);
	assert_int_equal(axr_os_registry_number(key, "text", &found), ERROR_MORE_DATA);
	assert_int_equal(axr_os_registry_text(key, "none", &text), ERROR_FILE_NOT_FOUND);
	assert_int_equal(axr_os_registry_text("SOFTWARE\\none\\x", "y", &text), ERROR_FILE_NOT_FOUND);
	RegCloseKey(handle);
	RegDeleteKeyExW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\aspxray-unit", KEY_WOW64_64KEY, 0);
	axr_buf_free(&text);
}

static void the_system_knows_its_root(void **state)
{
	struct axr_buf lied = { 0 }, value = { 0 };

	(void)state;
	assert_true(axr_os_has_registry());
	assert_true(SetEnvironmentVariableW(L"windir", L"C:\\elsewhere"));
	assert_true(SetEnvironmentVariableW(L"AXR_SITES", L"E:\\\u041f"));
	assert_int_equal(axr_os_variable("windir", &lied), 0);
	assert_false(axr_span_iis(axr_buf_span(&lied), "C:\\elsewhere"));
	assert_int_equal(axr_os_variable("axr_sites", &value), 0);
	assert_true(axr_span_is(axr_buf_span(&value), "E:\\\xd0\x9f"));
	assert_int_equal(axr_os_variable("AXR_NONE", &value), ERROR_ENVVAR_NOT_FOUND);
	axr_buf_free(&lied);
	axr_buf_free(&value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_come_as_they_are),
		cmocka_unit_test(the_system_knows_its_root),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
