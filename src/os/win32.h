/* What the win32_*.c files share: names in and out of the wide APIs. */
#ifndef AXR_OS_WIN32_H
#define AXR_OS_WIN32_H

#include <windows.h>

#include "os/os.h"

static inline HANDLE axr_win32_handle(struct axr_os_handle handle)
{
	return (HANDLE)handle.value;
}

/* The path for a wide API, absolute, with \\?\ before it; the caller frees it. */
int axr_win32_path(const char *path, wchar_t **wide);

/* The same without making anything of it: for devices and texts. */
int axr_win32_wide(struct axr_span text, wchar_t **wide);

/* WTF-8 of count units; the caller frees it.  NULL without memory. */
char *axr_win32_text(const wchar_t *wide, size_t count);

/*
 * Opens a name of count units in an open directory, or a stream (":name:$DATA") of an open file,
 * for reading; options are those of NtCreateFile().
 */
int axr_win32_open_at(HANDLE *handle, HANDLE parent, wchar_t *name, size_t count,
		      unsigned options);

/* Opens what the path leads to, for reading, links followed. */
int axr_win32_open(const wchar_t *path, struct axr_os_handle *handle);

#endif
