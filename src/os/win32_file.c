/* Files of ours: what we load, and what we write whole or not at all. */
#include "os/win32.h"

#include <stdlib.h>

#include "base/span.h"
#include "os/winerror.h"

enum { STEP = 64 << 10 };

/* ---- Loading ------------------------------------------------------------------------------ */

static int load(HANDLE file, size_t limit, struct axr_buf *bytes)
{
	const size_t before = bytes->len;
	const struct axr_os_handle handle = { (intptr_t)file };
	size_t step = STEP;
	LARGE_INTEGER size;

	/* a file comes in one piece; the byte more sees its end */
	if (GetFileType(file) == FILE_TYPE_DISK && GetFileSizeEx(file, &size) &&
	    size.QuadPart > 0 && (uint64_t)size.QuadPart <= limit &&
	    !axr_buf_reserve(bytes, (size_t)size.QuadPart + 1))
		return AXR_WIN_OUT_OF_MEMORY;
	for (;;) {
		size_t got;
		int code;

		if (bytes->cap - bytes->len > step)
			step = bytes->cap - bytes->len;
		if (!axr_buf_reserve(bytes, step))
			return AXR_WIN_OUT_OF_MEMORY;
		code = axr_os_read(handle, bytes->ptr + bytes->len, step, &got);
		if (code)
			return code;
		if (!got)
			break;
		bytes->len += got;
		if (bytes->len - before > limit)
			return AXR_WIN_TOO_LARGE;
		step = STEP;
	}
	if (!axr_buf_reserve(bytes, 1))
		return AXR_WIN_OUT_OF_MEMORY;
	bytes->ptr[bytes->len] = '\0';
	return 0;
}

int axr_os_load(const char *path, size_t limit, struct axr_buf *bytes)
{
	struct axr_os_handle handle;
	struct axr_os_stat stat;
	int code = axr_os_open_root(&handle, path);

	if (code)
		return code;
	code = axr_os_stat(handle, &stat);
	if (!code && stat.kind == AXR_OS_DIR)
		code = AXR_WIN_IS_A_DIRECTORY;
	if (!code)
		code = load(axr_win32_handle(handle), limit, bytes);
	axr_os_close(&handle);
	return code;
}

/* ---- Folders ------------------------------------------------------------------------------ */

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int add_name(char ***names, size_t *count, const char *name)
{
	char **grown = *names;

	if (!(*count & (*count - 1))) /* full at each power of two */
		grown = realloc(*names, (*count ? 2 * *count : 1) * sizeof(**names));
	if (!grown)
		return AXR_WIN_OUT_OF_MEMORY;
	*names = grown;
	grown[*count] = strdup(name);
	if (!grown[*count])
		return AXR_WIN_OUT_OF_MEMORY;
	++*count;
	return 0;
}

static int list_names(struct axr_os_handle dir, char ***names, size_t *count)
{
	struct axr_os_listing *chunk = malloc(sizeof(*chunk));
	struct axr_os_entry entry;
	bool more = true;
	int code = 0;

	if (!chunk)
		return AXR_WIN_OUT_OF_MEMORY;
	while (!code && more) {
		code = axr_os_list(dir, chunk, &more);
		while (!code && axr_os_list_next(chunk, &entry))
			code = add_name(names, count, entry.name);
	}
	free(chunk);
	return code;
}

int axr_os_folder(const char *path, char ***names, size_t *count)
{
	struct axr_os_handle dir;
	struct axr_os_stat stat;
	int code = axr_os_open_root(&dir, path);

	*names = NULL;
	*count = 0;
	if (code)
		return code;
	code = axr_os_stat(dir, &stat);
	if (!code && stat.kind != AXR_OS_DIR)
		code = AXR_WIN_NOT_A_DIRECTORY;
	if (!code)
		code = list_names(dir, names, count);
	axr_os_close(&dir);
	if (code) {
		axr_os_folder_free(*names, *count);
		*names = NULL;
		*count = 0;
	} else if (*count) {
		qsort(*names, *count, sizeof(**names), by_bytes);
	}
	return code;
}

void axr_os_folder_free(char **names, size_t count)
{
	for (size_t i = 0; names && i < count; i++)
		free(names[i]);
	free(names);
}
