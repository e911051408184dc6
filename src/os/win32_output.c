/* What we write: whole or not at all. */
#include "os/win32.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/span.h"
#include "os/dospath.h"
#include "os/winerror.h"

enum { PARTIAL_TRIES = 100, PARTIAL_SUFFIX = 16 /* ".partial-xxxxxx" and NUL */ };

static const uint64_t move_for = 5000000000, move_pause = 100000000; /* nanoseconds */

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

static int write_all(HANDLE file, struct axr_span bytes)
{
	while (bytes.len) {
		const DWORD most = bytes.len > 1 << 30 ? 1 << 30 : (DWORD)bytes.len;
		DWORD n = 0;

		if (!WriteFile(file, bytes.ptr, most, &n, NULL))
			return (int)GetLastError();
		if (!n)
			return ERROR_DISK_FULL;
		bytes = axr_span_from(bytes, n);
	}
	return 0;
}

int axr_os_output_write(struct axr_os_output *output, struct axr_span bytes)
{
	if (!output->code)
		output->code = write_all(output->file, bytes);
	return output->code;
}

int axr_os_stdout_write(struct axr_span bytes)
{
	if (fflush(stdout))
		return ERROR_WRITE_FAULT;
	return write_all(GetStdHandle(STD_OUTPUT_HANDLE), bytes);
}

/* Somebody has one of the two open and lets go of it soon: antivirus, indexer, viewer. */
static bool may_pass(int code, const wchar_t *path)
{
	const DWORD lasting = FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_READONLY;
	DWORD attributes;

	if (code == AXR_WIN_SHARING || code == AXR_WIN_LOCK)
		return true;
	if (code != AXR_WIN_DENIED)
		return false;
	attributes = GetFileAttributesW(path);
	return attributes == INVALID_FILE_ATTRIBUTES || !(attributes & lasting);
}

static int move(const wchar_t *from, const wchar_t *to)
{
	const uint64_t until = axr_os_ticks() + move_for;

	while (!MoveFileExW(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)) {
		const int code = (int)GetLastError();

		if (!may_pass(code, to) || axr_os_ticks() >= until)
			return code;
		axr_os_sleep(move_pause);
	}
	return 0;
}

/* As people write it; NULL without memory. */
static char *shown(const wchar_t *path)
{
	char *text = axr_win32_text(path, wcslen(path));
	struct axr_buf plain = { 0 };

	if (text && axr_dos_plain(&plain, axr_span_str(text)))
		axr_buf_putc(&plain, '\0');
	free(text);
	if (!plain.failed)
		return (char *)plain.ptr;
	axr_buf_free(&plain);
	return NULL;
}

int axr_os_output_close(struct axr_os_output *output, bool keep, char **left)
{
	int code;

	*left = NULL;
	if (!output)
		return 0;
	code = output->code;
	/* only now does a full disk behind a network show */
	if (keep && !code && output->partial && !FlushFileBuffers(output->file))
		code = (int)GetLastError();
	if (!CloseHandle(output->file) && !code)
		code = (int)GetLastError();
	if (output->partial && (!keep || code)) {
		DeleteFileW(output->partial);
	} else if (output->partial) {
		code = move(output->partial, output->path);
		if (code)
			*left = shown(output->partial);
	}
	free(output->partial);
	free(output->path);
	free(output);
	return code;
}
