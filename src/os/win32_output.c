/* What we write: whole or not at all. */
#include "os/win32.h"

#include <stdlib.h>

#include "base/span.h"
#include "os/dospath.h"
#include "os/winerror.h"

enum { PARTIAL_TRIES = 100, PARTIAL_SUFFIX = 16 /* ".partial-xxxxxx" and NUL */ };

struct axr_os_output {
	HANDLE file;
	int code;         /* the first error */
	wchar_t *path;    /* where it goes, links resolved */
	wchar_t *partial; /* where it is now; NULL where it is written to directly */
};

static HANDLE create(const wchar_t *path, DWORD how)
{
	return CreateFileW(path, GENERIC_WRITE, FILE_SHARE_READ, NULL, how, FILE_ATTRIBUTE_NORMAL,
			   NULL);
}

/* PATH.partial-xxxxxx */
static void name_partial(wchar_t *partial, const wchar_t *path, uint32_t any)
{
	static const wchar_t suffix[] = L".partial-", digits[] = L"0123456789abcdef";
	size_t len = wcslen(path);

	memcpy(partial, path, len * sizeof(*partial));
	memcpy(partial + len, suffix, sizeof(suffix));
	len += sizeof(suffix) / sizeof(*suffix) - 1;
	for (unsigned i = 0; i < 6; i++)
		partial[len++] = digits[any >> (20 - 4 * i) & 15];
	partial[len] = L'\0';
}

static int open_partial(struct axr_os_output *output)
{
	int code = 0;

	output->partial = calloc(wcslen(output->path) + PARTIAL_SUFFIX, sizeof(wchar_t));
	if (!output->partial)
		return AXR_WIN_OUT_OF_MEMORY;
	for (unsigned i = 0; i < PARTIAL_TRIES; i++) {
		const uint64_t any = axr_os_ticks() / 100 + GetCurrentProcessId() * 7919ull + i;

		name_partial(output->partial, output->path, (uint32_t)any);
		output->file = create(output->partial, CREATE_NEW);
		if (output->file != INVALID_HANDLE_VALUE)
			return 0;
		code = (int)GetLastError();
		if (code != ERROR_FILE_EXISTS && code != ERROR_ALREADY_EXISTS)
			break;
	}
	free(output->partial);
	output->partial = NULL;
	return code;
}

/* What stands there is replaced where it really lies. */
static int resolve(struct axr_os_output *output, const char *path)
{
	const DWORD attributes = GetFileAttributesW(output->path);
	char *real;
	int code;

	if (attributes == INVALID_FILE_ATTRIBUTES || !(attributes & FILE_ATTRIBUTE_REPARSE_POINT))
		return 0;
	real = axr_os_real_path(path);
	if (!real)
		return (int)GetLastError();
	free(output->path);
	code = axr_win32_path(real, &output->path);
	free(real);
	return code;
}

static int open_direct(struct axr_os_output *output, struct axr_span path)
{
	struct axr_buf device = { 0 };
	int code;

	if (axr_dos_is_device_name(path))
		axr_buf_puts(&device, "\\\\.\\");
	axr_buf_put(&device, path);
	code = device.failed ? AXR_WIN_OUT_OF_MEMORY
			     : axr_win32_wide(axr_buf_span(&device), &output->path);
	axr_buf_free(&device);
	if (code)
		return code;
	output->file = CreateFileW(output->path, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
				   NULL, OPEN_EXISTING, 0, NULL);
	return output->file == INVALID_HANDLE_VALUE ? (int)GetLastError() : 0;
}

static int open_output(struct axr_os_output *output, const char *path)
{
	const struct axr_span span = axr_span_str(path);
	struct axr_os_stat stat;
	int code;

	if (axr_dos_is_device_name(span) || axr_dos_kind(span) == AXR_DOS_DEVICE)
		return open_direct(output, span);
	code = axr_win32_path(path, &output->path);
	if (code)
		return code;
	code = axr_os_stat_path(path, &stat);
	if (code)
		return code == AXR_WIN_NOT_FOUND ? open_partial(output) : code;
	if (stat.kind == AXR_OS_DIR)
		return AXR_WIN_IS_A_DIRECTORY;
	code = resolve(output, path);
	return code ? code : open_partial(output);
}

int axr_os_output_open(struct axr_os_output **output, const char *path)
{
	struct axr_os_output *new = calloc(1, sizeof(*new));
	int code;

	*output = NULL;
	if (!new)
		return AXR_WIN_OUT_OF_MEMORY;
	new->file = INVALID_HANDLE_VALUE;
	code = open_output(new, path);
	if (code) {
		free(new->path);
		free(new);
		return code;
	}
	*output = new;
	return 0;
}

struct axr_os_handle axr_os_output_handle(const struct axr_os_output *output)
{
	const struct axr_os_handle handle = { (intptr_t)output->file };

	return handle;
}

int axr_os_output_write(struct axr_os_output *output, struct axr_span bytes)
{
	while (!output->code && bytes.len) {
		const DWORD most = bytes.len > 1 << 30 ? 1 << 30 : (DWORD)bytes.len;
		DWORD n = 0;

		if (!WriteFile(output->file, bytes.ptr, most, &n, NULL))
			output->code = (int)GetLastError();
		else if (!n)
			output->code = ERROR_DISK_FULL;
		else
			bytes = axr_span_from(bytes, n);
	}
	return output->code;
}

int axr_os_output_close(struct axr_os_output *output, bool keep)
{
	int code;

	if (!output)
		return 0;
	code = output->code;
	/* only now does a full disk behind a network show */
	if (keep && !code && output->partial && !FlushFileBuffers(output->file))
		code = (int)GetLastError();
	if (!CloseHandle(output->file) && !code)
		code = (int)GetLastError();
	if (output->partial) {
		if (keep && !code &&
		    !MoveFileExW(output->partial, output->path,
				 MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
			code = (int)GetLastError();
		if (!keep || code)
			DeleteFileW(output->partial);
	}
	free(output->partial);
	free(output->path);
	free(output);
	return code;
}
