/* Handles, facts and directories. */
#include "os/win32.h"

#include <ntsecapi.h>
#include <winternl.h>

#include <stdlib.h>

#include "base/span.h"
#include "os/ntfs.h"
#include "os/winerror.h"
#include "os/wtf8.h"

enum {
	NAME_MAX_UNITS = 1024, /* no file system of Windows has names of more than 255 */
	SHARE_ALL = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
	ASK = FILE_READ_ATTRIBUTES | SYNCHRONIZE,
	READ = FILE_READ_DATA | ASK
};

/* wdm.h; not in winternl.h */
enum { OPEN_FOR_BACKUP = 0x4000, OPEN_REPARSE_POINT = 0x200000, SYNCHRONOUS = 0x20, DIRECTORY = 1 };

/*
 * Rights from the most that is wanted to the least that is enough: without READ_CONTROL there is no
 * owner, without FILE_WRITE_ATTRIBUTES (asked for this alone) the access time may change.
 */
static const ACCESS_MASK rights[] = { READ | READ_CONTROL | FILE_WRITE_ATTRIBUTES,
				      READ | READ_CONTROL, READ };

enum axr_trouble axr_os_trouble(int code)
{
	return axr_win_trouble(code);
}

bool axr_os_out_of_handles(int code)
{
	return code == AXR_WIN_TOO_MANY_HANDLES;
}

int axr_os_code_changed(void)
{
	return AXR_WIN_CHANGED;
}

int axr_os_code_memory(void)
{
	return AXR_WIN_OUT_OF_MEMORY;
}

int axr_os_code_not_a_folder(void)
{
	return AXR_WIN_NOT_A_DIRECTORY;
}

void axr_os_close(struct axr_os_handle *handle)
{
	if (axr_os_is_open(*handle))
		CloseHandle(axr_win32_handle(*handle));
	*handle = axr_os_none();
}

static bool is_refused(int code)
{
	return code == AXR_WIN_DENIED || code == AXR_WIN_WRITE_PROTECTED;
}

/* Reading through this handle leaves the access time as it is, where the right was granted. */
static void keep_access_time(HANDLE handle)
{
	const FILETIME leave = { UINT32_MAX, UINT32_MAX };

	SetFileTime(handle, NULL, &leave, NULL);
}

/* ---- Opening ------------------------------------------------------------------------------ */

int axr_win32_open(const wchar_t *path, struct axr_os_handle *handle)
{
	int code = 0;

	*handle = axr_os_none();
	for (size_t i = 0; i < sizeof(rights) / sizeof(*rights); i++) {
		HANDLE opened = CreateFileW(path, rights[i], SHARE_ALL, NULL, OPEN_EXISTING,
					    FILE_FLAG_BACKUP_SEMANTICS, NULL);

		if (opened != INVALID_HANDLE_VALUE) {
			if (!i)
				keep_access_time(opened);
			handle->value = (intptr_t)opened;
			return 0;
		}
		code = (int)GetLastError();
		if (!is_refused(code))
			break;
	}
	return code;
}

int axr_os_open_root(struct axr_os_handle *handle, const char *path)
{
	wchar_t *wide;
	int code = axr_win32_path(path, &wide);

	*handle = axr_os_none();
	if (!code)
		code = axr_win32_open(wide, handle);
	free(wide);
	return code;
}

/*
 * NtCreateFile() is the documented way to open by name in an open directory; its import library
 * would bring a second C library along, so it is asked for by name.
 */
static int create_at(HANDLE *handle, HANDLE parent, UNICODE_STRING *name, ACCESS_MASK access,
		     ULONG options)
{
	union {
		FARPROC any;
		__typeof__(&NtCreateFile) create;
	} entry = { GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtCreateFile") };
	OBJECT_ATTRIBUTES object = { .Length = sizeof(object),
				     .RootDirectory = parent,
				     .ObjectName = name };
	IO_STATUS_BLOCK io = { 0 };
	NTSTATUS status;

	if (!entry.any)
		return ERROR_PROC_NOT_FOUND;
	/* names are taken letter for letter: they come from the listing of this very directory */
	status = entry.create(handle, access, &object, &io, NULL, 0, SHARE_ALL, FILE_OPEN,
			      options | OPEN_FOR_BACKUP | SYNCHRONOUS, NULL, 0);
	if (status >= 0)
		return 0;
	return axr_win_gone((uint32_t)status) ? AXR_WIN_DELETE_PENDING :
						(int)LsaNtStatusToWinError(status);
}

int axr_win32_open_at(HANDLE *handle, HANDLE parent, wchar_t *name, size_t count, unsigned options)
{
	UNICODE_STRING string = { .Length = (USHORT)(count * sizeof(*name)),
				  .MaximumLength = (USHORT)(count * sizeof(*name)),
				  .Buffer = name };
	int code = AXR_WIN_DENIED;

	for (size_t i = 0; i < sizeof(rights) / sizeof(*rights) && is_refused(code); i++) {
		code = create_at(handle, parent, &string, rights[i], options);
		if (!code && !i)
			keep_access_time(*handle);
	}
	return code;
}

/* The name as UTF-16, and how long it is; 0: it is none. */
static size_t name_of(const char *name, wchar_t wide[NAME_MAX_UNITS])
{
	const size_t count = axr_wtf8_to16(axr_span_str(name), wide, NAME_MAX_UNITS);

	if (count == SIZE_MAX)
		return 0;
	/* a path, a way up or a stream is no name: NTFS made by another system can hold such */
	for (size_t i = 0; i < count; i++)
		if (wide[i] == L'\\' || wide[i] == L'/' || wide[i] == L':' || !wide[i])
			return 0;
	return count;
}

static int open_name(HANDLE *handle, HANDLE parent, const char *name, ULONG options)
{
	wchar_t wide[NAME_MAX_UNITS];
	const size_t count = name_of(name, wide);

	return count ? axr_win32_open_at(handle, parent, wide, count, options) : AXR_WIN_BAD_NAME;
}

static int open_to_ask(HANDLE *handle, HANDLE parent, const char *name, ACCESS_MASK access)
{
	wchar_t wide[NAME_MAX_UNITS];
	const size_t count = name_of(name, wide);
	UNICODE_STRING string = { .Length = (USHORT)(count * sizeof(*wide)),
				  .MaximumLength = (USHORT)(count * sizeof(*wide)),
				  .Buffer = wide };

	return count ? create_at(handle, parent, &string, access, OPEN_REPARSE_POINT)
		     : AXR_WIN_BAD_NAME;
}

/* What kind of reparse point this is; FAT and exFAT, which have none, refuse to be asked. */
static int tag_of(HANDLE handle, DWORD attributes, DWORD *tag)
{
	FILE_ATTRIBUTE_TAG_INFO info;

	*tag = 0;
	if (!(attributes & FILE_ATTRIBUTE_REPARSE_POINT))
		return 0;
	if (!GetFileInformationByHandleEx(handle, FileAttributeTagInfo, &info, sizeof(info)))
		return (int)GetLastError();
	*tag = info.ReparseTag;
	return 0;
}

static int kind_of(HANDLE handle, enum axr_os_kind *kind, DWORD *tag)
{
	FILE_BASIC_INFO basic;
	int code;

	if (!GetFileInformationByHandleEx(handle, FileBasicInfo, &basic, sizeof(basic)))
		return (int)GetLastError();
	code = tag_of(handle, basic.FileAttributes, tag);
	*kind = axr_ntfs_kind(basic.FileAttributes, *tag);
	return code;
}

/* The file behind a tag that only says how it is stored: the very file that was looked at. */
static int reopen(struct axr_os_handle *handle, struct axr_os_handle parent, const char *name,
		  ULONG options)
{
	struct axr_os_stat before, after;
	HANDLE opened;
	int code = axr_os_stat(*handle, &before);

	axr_os_close(handle);
	if (!code)
		code = open_name(&opened, axr_win32_handle(parent), name, options);
	if (code)
		return code;
	handle->value = (intptr_t)opened;
	code = axr_os_stat(*handle, &after);
	if (!code && !axr_os_same(before.id, after.id))
		code = AXR_WIN_CHANGED;
	if (code)
		axr_os_close(handle);
	return code;
}

static int open_at(struct axr_os_handle *handle, struct axr_os_handle parent, const char *name,
		   ULONG options)
{
	enum axr_os_kind kind = AXR_OS_UNKNOWN;
	HANDLE opened;
	DWORD tag = 0;
	int code = open_name(&opened, axr_win32_handle(parent), name,
			     options | OPEN_REPARSE_POINT);

	*handle = axr_os_none();
	if (code)
		return code;
	handle->value = (intptr_t)opened;
	code = kind_of(opened, &kind, &tag);
	if (!code && (kind == AXR_OS_LINK || kind == AXR_OS_SPECIAL))
		code = AXR_WIN_LINK;
	if (code)
		axr_os_close(handle);
	else if (tag)
		code = reopen(handle, parent, name, options);
	return code;
}

int axr_os_open_dir(struct axr_os_handle *handle, struct axr_os_handle parent, const char *name)
{
	return open_at(handle, parent, name, DIRECTORY);
}

int axr_os_open_file(struct axr_os_handle *handle, struct axr_os_handle parent, const char *name)
{
	return open_at(handle, parent, name, 0);
}

int axr_os_open_to_ask(struct axr_os_handle *handle, struct axr_os_handle parent,
		       const char *name)
{
	HANDLE opened;
	int code = open_to_ask(&opened, axr_win32_handle(parent), name, ASK | READ_CONTROL);

	if (is_refused(code))
		code = open_to_ask(&opened, axr_win32_handle(parent), name, ASK);
	*handle = axr_os_none();
	if (!code)
		handle->value = (intptr_t)opened;
	return code;
}

/* ---- Facts -------------------------------------------------------------------------------- */

static int id_of(HANDLE handle, struct axr_os_id *id)
{
	BY_HANDLE_FILE_INFORMATION info;
	FILE_ID_INFO long_info;

	if (GetFileInformationByHandleEx(handle, FileIdInfo, &long_info, sizeof(long_info))) {
		id->volume = long_info.VolumeSerialNumber;
		memcpy(id->file, &long_info.FileId, sizeof(id->file));
		return 0;
	}
	/* FAT and others have no long numbers */
	if (!GetFileInformationByHandle(handle, &info))
		return (int)GetLastError();
	id->volume = info.dwVolumeSerialNumber;
	id->file[0] = (uint64_t)info.nFileIndexHigh << 32 | info.nFileIndexLow;
	id->file[1] = 0;
	return 0;
}

int axr_os_stat(struct axr_os_handle handle, struct axr_os_stat *stat)
{
	HANDLE file = axr_win32_handle(handle);
	FILE_STANDARD_INFO standard;
	FILE_BASIC_INFO basic;
	DWORD tag;
	int code;

	*stat = (struct axr_os_stat){ .kind = AXR_OS_SPECIAL };
	if (GetFileType(file) != FILE_TYPE_DISK)
		return 0;
	if (!GetFileInformationByHandleEx(file, FileBasicInfo, &basic, sizeof(basic)) ||
	    !GetFileInformationByHandleEx(file, FileStandardInfo, &standard, sizeof(standard)))
		return (int)GetLastError();
	code = tag_of(file, basic.FileAttributes, &tag);
	if (!code)
		code = id_of(file, &stat->id);
	if (code)
		return code;
	stat->kind = axr_ntfs_kind(basic.FileAttributes, tag);
	stat->stays = tag == IO_REPARSE_TAG_MOUNT_POINT; /* Windows refuses one to a share */
	stat->size = (uint64_t)standard.EndOfFile.QuadPart;
	stat->attributes = axr_ntfs_attributes(basic.FileAttributes);
	stat->created = axr_ntfs_time((uint64_t)basic.CreationTime.QuadPart);
	stat->mtime = axr_ntfs_time((uint64_t)basic.LastWriteTime.QuadPart);
	stat->ctime = axr_ntfs_time((uint64_t)basic.ChangeTime.QuadPart);
	stat->accessed = axr_ntfs_time((uint64_t)basic.LastAccessTime.QuadPart);
	return 0;
}

int axr_os_stat_at(struct axr_os_handle parent, const char *name, struct axr_os_stat *stat)
{
	struct axr_os_handle handle;
	HANDLE opened;
	int code = open_to_ask(&opened, axr_win32_handle(parent), name, ASK);

	if (code)
		return code;
	handle.value = (intptr_t)opened;
	code = axr_os_stat(handle, stat);
	axr_os_close(&handle);
	return code;
}

bool axr_os_stat_at_tells_all(struct axr_os_handle dir)
{
	(void)dir;
	return false; /* by name there is no owner, and to open is what it costs */
}

static int stat_path(const char *path, DWORD flags, struct axr_os_stat *stat)
{
	struct axr_os_handle handle = axr_os_none();
	wchar_t *wide;
	int code = axr_win32_path(path, &wide);

	if (code)
		return code;
	handle.value = (intptr_t)CreateFileW(wide, ASK, SHARE_ALL, NULL, OPEN_EXISTING,
					     FILE_FLAG_BACKUP_SEMANTICS | flags, NULL);
	free(wide);
	if (!axr_os_is_open(handle))
		return (int)GetLastError();
	code = axr_os_stat(handle, stat);
	axr_os_close(&handle);
	return code;
}

int axr_os_stat_path(const char *path, struct axr_os_stat *stat)
{
	return stat_path(path, 0, stat);
}

int axr_os_stat_link(const char *path, struct axr_os_stat *stat)
{
	return stat_path(path, FILE_FLAG_OPEN_REPARSE_POINT, stat);
}

bool axr_os_is_synthetic(struct axr_os_handle handle)
{
	(void)handle; /* what the kernel makes up lies in no folder here */
	return false;
}

int axr_os_read(struct axr_os_handle handle, void *bytes, size_t size, size_t *got)
{
	DWORD n = 0;
	int code = 0;

	if (size > 1 << 30)
		size = 1 << 30;
	if (!ReadFile(axr_win32_handle(handle), bytes, (DWORD)size, &n, NULL))
		code = (int)GetLastError();
	*got = code ? 0 : n;
	return code == ERROR_HANDLE_EOF || code == ERROR_BROKEN_PIPE ? 0 : code;
}

unsigned axr_os_dirs_held(void)
{
	return 16; /* opens a third more than 256 would, with 16 threads */
}

/* ---- Listing ------------------------------------------------------------------------------ */

int axr_os_list(struct axr_os_handle dir, struct axr_os_listing *chunk, bool *more)
{
	const BOOL filled = GetFileInformationByHandleEx(axr_win32_handle(dir),
							 FileFullDirectoryInfo, chunk->bytes,
							 sizeof(chunk->bytes));
	const int code = filled ? 0 : (int)GetLastError();

	chunk->at = 0;
	chunk->got = filled ? sizeof(chunk->bytes) : 0;
	*more = filled;
	return code == ERROR_NO_MORE_FILES || code == ERROR_FILE_NOT_FOUND ? 0 : code;
}

static bool is_dots(const wchar_t *name, size_t count)
{
	return count && count <= 2 && name[0] == L'.' && name[count - 1] == L'.';
}

bool axr_os_list_next(struct axr_os_listing *chunk, struct axr_os_entry *entry)
{
	while (chunk->at < chunk->got) {
		const FILE_FULL_DIR_INFO *info = (const void *)(chunk->bytes + chunk->at);
		const size_t most = (sizeof(chunk->name) - 1) / AXR_WTF8_PER_UNIT;
		size_t count = info->FileNameLength / sizeof(wchar_t), len;

		chunk->at = info->NextEntryOffset ? chunk->at + info->NextEntryOffset : chunk->got;
		if (is_dots(info->FileName, count))
			continue;
		if (count > most)
			count = most; /* longer than any file system has it: to open it will fail */
		len = axr_wtf8_from16(info->FileName, count, chunk->name, sizeof(chunk->name) - 1);
		chunk->name[len] = '\0';
		*entry = (struct axr_os_entry){
			.name = chunk->name,
			.len = len,
			/* of a reparse point the tag stands where the size of its EAs would */
			.kind = axr_ntfs_kind_listed(
				info->FileAttributes,
				info->FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT ? info->EaSize :
										      0),
			.size = (uint64_t)info->EndOfFile.QuadPart,
			.sized = true,
		};
		return true;
	}
	return false;
}
