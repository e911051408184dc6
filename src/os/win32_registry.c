#include "os/registry.h"

#include <stdlib.h>

#include "base/span.h"
#include "os/win32.h"

enum {
	TEXT_MAX = 32768 /* units of a path, or of an environment variable, with its NUL */
};

bool axr_os_has_registry(void)
{
	return true;
}

static int open_key(const char *key, HKEY *handle)
{
	wchar_t *wide = NULL;
	int code = axr_win32_wide(axr_span_str(key), &wide);

	if (!code)
		code = (int)RegOpenKeyExW(HKEY_LOCAL_MACHINE, wide, 0,
					  KEY_QUERY_VALUE | KEY_WOW64_64KEY, handle);
	free(wide);
	return code;
}

/* Up to size bytes of a value; *size becomes how many there are. */
static int get_value(const char *key, const char *name, DWORD *type, void *bytes, DWORD *size)
{
	wchar_t *wide = NULL;
	HKEY handle = NULL;
	int code = open_key(key, &handle);

	if (code)
		return code;
	code = axr_win32_wide(axr_span_str(name), &wide);
	if (!code)
		code = (int)RegQueryValueExW(handle, wide, NULL, type, bytes, size);
	free(wide);
	RegCloseKey(handle);
	return code;
}

/* Nothing promises that a value ends with a NUL, or that it holds no other. */
static size_t length(const wchar_t *text, size_t count)
{
	size_t len = 0;

	while (len < count && text[len])
		len++;
	return len;
}

static int put_text(struct axr_buf *out, const wchar_t *wide, size_t count)
{
	char *text = axr_win32_text(wide, count);

	if (!text)
		return ERROR_NOT_ENOUGH_MEMORY;
	axr_buf_puts(out, text);
	free(text);
	return out->failed ? ERROR_NOT_ENOUGH_MEMORY : 0;
}

int axr_os_registry_text(const char *key, const char *name, struct axr_buf *text)
{
	DWORD type = REG_NONE, size = TEXT_MAX * sizeof(wchar_t);
	wchar_t *wide = calloc(TEXT_MAX, sizeof(*wide));
	int code = ERROR_NOT_ENOUGH_MEMORY;

	if (wide)
		code = get_value(key, name, &type, wide, &size);
	if (!code && type != REG_SZ && type != REG_EXPAND_SZ)
		code = ERROR_FILE_NOT_FOUND;
	if (!code)
		code = put_text(text, wide, length(wide, size / sizeof(*wide)));
	free(wide);
	return code;
}

int axr_os_registry_number(const char *key, const char *name, uint32_t *number)
{
	DWORD type = REG_NONE, value = 0, size = sizeof(value);
	int code = get_value(key, name, &type, &value, &size);

	if (!code && (type != REG_DWORD || size != sizeof(value)))
		code = ERROR_FILE_NOT_FOUND;
	if (!code)
		*number = value;
	return code;
}

/* The units of the value, which then stand in wide; 0 where it has none. */
static DWORD get_variable(const char *name, wchar_t *wide)
{
	wchar_t *wide_name = NULL;
	DWORD len = 0;

	if (axr_span_iis(axr_span_str(name), "SystemRoot") ||
	    axr_span_iis(axr_span_str(name), "windir"))
		return GetSystemWindowsDirectoryW(wide, TEXT_MAX);
	if (!axr_win32_wide(axr_span_str(name), &wide_name))
		len = GetEnvironmentVariableW(wide_name, wide, TEXT_MAX);
	free(wide_name);
	return len;
}

int axr_os_variable(const char *name, struct axr_buf *value)
{
	wchar_t *wide = calloc(TEXT_MAX, sizeof(*wide));
	int code = ERROR_ENVVAR_NOT_FOUND;
	DWORD len;

	if (!wide)
		return ERROR_NOT_ENOUGH_MEMORY;
	len = get_variable(name, wide);
	if (len && len < TEXT_MAX)
		code = put_text(value, wide, len);
	free(wide);
	return code;
}
