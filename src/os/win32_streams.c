/* Named streams of NTFS and ReFS. */
#include "os/win32.h"

#include <stdlib.h>

#include "base/span.h"
#include "os/ntfs.h"
#include "os/winerror.h"
#include "os/wtf8.h"

enum {
	LIST_LEAST = 4 << 10, /* bytes for the list of a file's streams */
	LIST_MOST = 1 << 20,
	NAME_MAX_UNITS = 255 + 8 /* a stream's name, its colons and its type */
};

/* What file systems without streams say. */
static bool has_none(int code)
{
	return code == ERROR_HANDLE_EOF || code == ERROR_INVALID_PARAMETER ||
	       code == ERROR_NOT_SUPPORTED || code == ERROR_INVALID_FUNCTION ||
	       code == ERROR_CALL_NOT_IMPLEMENTED;
}

/* The whole list; the caller frees it.  NULL without an error: there are none. */
static int load_list(HANDLE file, uint8_t **list)
{
	int code = ERROR_MORE_DATA;

	*list = NULL;
	for (DWORD size = LIST_LEAST; code == ERROR_MORE_DATA && size <= LIST_MOST; size *= 4) {
		free(*list);
		*list = calloc(1, size);
		if (!*list)
			return AXR_WIN_OUT_OF_MEMORY;
		code = GetFileInformationByHandleEx(file, FileStreamInfo, *list, size)
			       ? 0
			       : (int)GetLastError();
	}
	if (code) {
		free(*list);
		*list = NULL;
	}
	return has_none(code) ? 0 : code;
}

/* Appends the name where it is one of a stream beside the content. */
static int add(char ***names, size_t *count, const FILE_STREAM_INFO *info)
{
	const size_t units = info->StreamNameLength / sizeof(wchar_t);
	char *listed = axr_win32_text(info->StreamName, units);
	char **grown;
	struct axr_span name;

	if (!listed)
		return AXR_WIN_OUT_OF_MEMORY;
	if (!axr_ntfs_stream_name(axr_span_str(listed), &name)) {
		free(listed);
		return 0;
	}
	grown = realloc(*names, (*count + 1) * sizeof(*grown));
	if (!grown) {
		free(listed);
		return AXR_WIN_OUT_OF_MEMORY;
	}
	*names = grown;
	memmove(listed, name.ptr, name.len);
	listed[name.len] = '\0';
	grown[(*count)++] = listed;
	return 0;
}

int axr_os_streams(struct axr_os_handle file, char ***names, size_t *count)
{
	const FILE_STREAM_INFO *info;
	uint8_t *list;
	int code = load_list(axr_win32_handle(file), &list);

	*names = NULL;
	*count = 0;
	info = (const void *)list;
	while (!code && info) {
		code = add(names, count, info);
		info = info->NextEntryOffset
			       ? (const void *)((const uint8_t *)info + info->NextEntryOffset)
			       : NULL;
	}
	free(list);
	if (code) {
		axr_os_folder_free(*names, *count);
		*names = NULL;
		*count = 0;
	}
	return code;
}

int axr_os_open_stream(struct axr_os_handle *stream, struct axr_os_handle file, const char *name)
{
	static const wchar_t type[] = L":$DATA";
	wchar_t wide[NAME_MAX_UNITS + 1] = L":";
	size_t count = axr_wtf8_to16(axr_span_str(name), wide + 1, NAME_MAX_UNITS - 7);
	HANDLE opened;
	int code;

	*stream = axr_os_none();
	if (!count || count == SIZE_MAX)
		return AXR_WIN_BAD_NAME;
	for (size_t i = 1; i <= count; i++)
		if (wide[i] == L':' || wide[i] == L'\\' || wide[i] == L'/' || !wide[i])
			return AXR_WIN_BAD_NAME;
	memcpy(wide + 1 + count, type, sizeof(type));
	count += 1 + sizeof(type) / sizeof(*type) - 1;
	code = axr_win32_open_at(&opened, axr_win32_handle(file), wide, count, 0);
	if (!code)
		stream->value = (intptr_t)opened;
	return code;
}
