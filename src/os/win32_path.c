/* Paths and texts for the wide APIs. */
#include "os/win32.h"

#include <stdlib.h>

#include "base/span.h"
#include "os/dospath.h"
#include "os/winerror.h"
#include "os/wtf8.h"

char *axr_win32_text(const wchar_t *wide, size_t count)
{
	const size_t size = count * AXR_WTF8_PER_UNIT;
	char *text = malloc(size + 1);

	if (text)
		text[axr_wtf8_from16(wide, count, text, size)] = '\0';
	return text;
}

int axr_win32_wide(struct axr_span text, wchar_t **wide)
{
	size_t count;

	*wide = malloc((text.len + 1) * sizeof(**wide));
	if (!*wide)
		return AXR_WIN_OUT_OF_MEMORY;
	count = axr_wtf8_to16(text, *wide, text.len);
	if (count == SIZE_MAX) {
		free(*wide);
		*wide = NULL;
		return AXR_WIN_BAD_NAME;
	}
	(*wide)[count] = L'\0';
	return 0;
}

/* The current directory, or that of the drive which path begins with; the caller frees it. */
static char *current_for(struct axr_span path)
{
	const bool drive = axr_dos_kind(path) == AXR_DOS_DRIVE;
	const wchar_t of[] = { drive ? path.ptr[0] : L'.', drive ? L':' : L'\0', L'\0' };
	const DWORD size = GetFullPathNameW(of, 0, NULL, NULL);
	wchar_t *wide = size ? calloc(size, sizeof(*wide)) : NULL;
	char *text = NULL;

	if (wide) {
		const DWORD len = GetFullPathNameW(of, size, wide, NULL);

		if (len && len < size)
			text = axr_win32_text(wide, len);
	}
	free(wide);
	return text;
}

/* Appends the absolute form of path. */
static int make_absolute(struct axr_buf *out, struct axr_span path)
{
	const enum axr_dos_kind kind = axr_dos_kind(path);
	char *current = NULL;
	bool made;

	if (kind == AXR_DOS_RELATIVE || kind == AXR_DOS_DRIVE)
		current = current_for(path);
	made = axr_dos_path(out, path, axr_span_str(current));
	free(current);
	if (made)
		return 0;
	return out->failed ? AXR_WIN_OUT_OF_MEMORY
			   : (path.len ? AXR_WIN_BAD_NAME : AXR_WIN_NO_PATH);
}

int axr_win32_path(const char *path, wchar_t **wide)
{
	struct axr_buf absolute = { 0 };
	int code = make_absolute(&absolute, axr_span_str(path));

	*wide = NULL;
	if (!code)
		code = axr_win32_wide(axr_buf_span(&absolute), wide);
	axr_buf_free(&absolute);
	return code;
}

int axr_os_shown_path(const char *path, struct axr_buf *shown)
{
	struct axr_buf absolute = { 0 };
	int code = make_absolute(&absolute, axr_span_str(path));

	if (!code && !axr_dos_plain(shown, axr_buf_span(&absolute)))
		code = AXR_WIN_OUT_OF_MEMORY;
	axr_buf_free(&absolute);
	return code;
}

char axr_os_separator(void)
{
	return '\\';
}

/* What the system says that an open file is called, as people write it. */
static char *final_path(HANDLE handle)
{
	const DWORD size = GetFinalPathNameByHandleW(handle, NULL, 0, FILE_NAME_NORMALIZED);
	wchar_t *wide = size ? calloc(size, sizeof(*wide)) : NULL;
	struct axr_buf plain = { 0 };
	char *text = NULL;

	if (wide) {
		const DWORD len =
			GetFinalPathNameByHandleW(handle, wide, size, FILE_NAME_NORMALIZED);

		if (len && len < size)
			text = axr_win32_text(wide, len);
	}
	free(wide);
	if (text && axr_dos_plain(&plain, axr_span_str(text)))
		axr_buf_putc(&plain, '\0');
	free(text);
	if (plain.failed || !plain.len) {
		axr_buf_free(&plain);
		return NULL;
	}
	return (char *)plain.ptr;
}

char *axr_os_real_path(const char *path)
{
	struct axr_os_handle handle;
	wchar_t *wide;
	char *real;

	if (axr_win32_path(path, &wide))
		return NULL;
	if (axr_win32_open(wide, &handle)) {
		free(wide);
		return NULL;
	}
	free(wide);
	real = final_path(axr_win32_handle(handle));
	axr_os_close(&handle);
	return real;
}
