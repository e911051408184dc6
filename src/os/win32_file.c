/* Files of ours: what we load. */
#include "os/win32.h"

#include "base/span.h"
#include "os/winerror.h"

enum { STEP = 64 << 10 };

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
