/* tree.h on Windows: a descriptor of a folder is a place in a table of paths. */
#ifndef AXR_TREE_WIN32_H
#define AXR_TREE_WIN32_H

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>
#include <windows.h>

#include "test.h"

enum { TREE_FIRST = 100000, TREE_PLACES = 4096, TREE_PATH = 32 << 10 };

#define AT_FDCWD (-100)
#define AT_REMOVEDIR 1
#define O_CLOEXEC 0

static wchar_t *tree_places[TREE_PLACES];

/* The path of a name in a folder, in the form that knows no reserved names and no short limit. */
static inline wchar_t *tree_path(int dir, const char *name)
{
	wchar_t *path = malloc(TREE_PATH * sizeof(*path)), wide[TREE_PATH];
	size_t len;

	assert_non_null(path);
	assert_true(MultiByteToWideChar(CP_UTF8, 0, name, -1, wide, TREE_PATH) > 0);
	for (wchar_t *at = wide; *at; at++)
		if (*at == L'/')
			*at = L'\\';
	if (name[0] && name[1] == ':') {
		wcscpy(path, L"\\\\?\\");
		wcscat(path, wide);
		return path;
	}
	if (dir == AT_FDCWD) {
		wcscpy(path, L"\\\\?\\");
		len = GetCurrentDirectoryW(TREE_PATH - 8, path + 4);
		assert_true(len > 0);
	} else {
		wcscpy(path, tree_places[dir - TREE_FIRST]);
	}
	len = wcslen(path);
	if (*wide && path[len - 1] != L'\\')
		wcscat(path, L"\\");
	wcscat(path, wide);
	return path;
}

static inline int tree_place(wchar_t *path)
{
	for (int i = 0; i < TREE_PLACES; i++) {
		if (tree_places[i])
			continue;
		tree_places[i] = path;
		return TREE_FIRST + i;
	}
	fail_msg("%s", "too many folders are open");
	return -1;
}

/* Of a folder or of a file. */
static inline void tree_close(int dir)
{
	if (dir < TREE_FIRST) {
		close(dir);
		return;
	}
	free(tree_places[dir - TREE_FIRST]);
	tree_places[dir - TREE_FIRST] = NULL;
}

static inline int tree_code(BOOL done)
{
	if (done)
		return 0;
	errno = GetLastError() == ERROR_FILE_NOT_FOUND ? ENOENT : EACCES;
	return -1;
}

static inline int openat(int dir, const char *name, int flags, ...)
{
	wchar_t *path = tree_path(dir, name);
	int fd = _wopen(path, flags | O_BINARY, 0666);

	free(path);
	return fd;
}

static inline int mkdirat(int dir, const char *name, int mode)
{
	wchar_t *path = tree_path(dir, name);
	int status = tree_code(CreateDirectoryW(path, NULL));

	(void)mode;
	free(path);
	return status;
}

static inline int unlinkat(int dir, const char *name, int flags)
{
	wchar_t *path = tree_path(dir, name);
	int status;

	SetFileAttributesW(path, FILE_ATTRIBUTE_NORMAL);
	status = tree_code(flags & AT_REMOVEDIR ? RemoveDirectoryW(path) : DeleteFileW(path));
	free(path);
	return status;
}

static inline int renameat(int dir, const char *name, int to, const char *new_name)
{
	wchar_t *path = tree_path(dir, name), *new_path = tree_path(to, new_name);
	int status = tree_code(MoveFileExW(path, new_path, MOVEFILE_REPLACE_EXISTING));

	free(path);
	free(new_path);
	return status;
}

/* Makes a fresh folder in the one for temporary files; path has room for 256 bytes, "/" inside. */
static inline int tree_make(char *path)
{
	wchar_t tmp[MAX_PATH];
	char text[256];

	assert_true(GetTempPathW(MAX_PATH, tmp) > 0);
	assert_true(WideCharToMultiByte(CP_UTF8, 0, tmp, -1, text, sizeof(text), NULL, NULL) > 0);
	for (char *at = text; *at; at++)
		if (*at == '\\')
			*at = '/';
	for (unsigned i = 0; i < 1000; i++) {
		snprintf(path, 256, "%.200saspxray-unit-%lu-%u", text, GetCurrentProcessId(), i);
		if (!mkdirat(AT_FDCWD, path, 0755))
			return tree_place(tree_path(AT_FDCWD, path));
	}
	fail_msg("%s", "no fresh folder");
	return -1;
}

static inline void tree_file(int dir, const char *name, const void *bytes, size_t len)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, (unsigned)len), (int)len);
	close(fd);
}

static inline void tree_text(int dir, const char *name, const char *text)
{
	tree_file(dir, name, text, strlen(text));
}

/* Makes a folder; returns its descriptor. */
static inline int tree_dir(int dir, const char *name)
{
	assert_int_equal(mkdirat(dir, name, 0755), 0);
	return tree_place(tree_path(dir, name));
}

/* A chain of folders of one name; returns the descriptor of the last. */
static inline int tree_chain(int dir, const char *name, unsigned depth)
{
	int at = tree_place(tree_path(dir, ""));

	for (unsigned i = 0; i < depth; i++) {
		int next = tree_dir(at, name);

		tree_close(at);
		at = next;
	}
	return at;
}

/*
 * Removes what is in a folder; recursion goes as deep as the tests' own folders, and never through a
 * link: under Wine one may lead to the root of the host.  No test makes one: a link to a file looks
 * like a file there, and to delete it deletes what it leads to.
 */
static inline void tree_clear(const wchar_t *path)
{
	wchar_t *at = malloc(TREE_PATH * sizeof(*at));
	WIN32_FIND_DATAW found;
	HANDLE list;

	assert_non_null(at);
	assert_non_null(wcsstr(path, L"aspxray-unit-"));
	wcscpy(at, path);
	wcscat(at, L"\\*");
	list = FindFirstFileW(at, &found);
	if (list != INVALID_HANDLE_VALUE) {
		do {
			if (!wcscmp(found.cFileName, L".") || !wcscmp(found.cFileName, L".."))
				continue;
			wcscpy(at, path);
			wcscat(at, L"\\");
			wcscat(at, found.cFileName);
			if (!(found.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT))
				SetFileAttributesW(at, FILE_ATTRIBUTE_NORMAL);
			if (found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) {
				if (!(found.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT))
					tree_clear(at);
				RemoveDirectoryW(at);
			} else {
				DeleteFileW(at);
			}
		} while (FindNextFileW(list, &found));
		FindClose(list);
	}
	free(at);
}

/* Empties a folder and all below.  Closes dir. */
static inline void tree_empty(int dir)
{
	tree_clear(tree_places[dir - TREE_FIRST]);
	tree_close(dir);
}

/* When a file was last written and read; 100 ns are the least that Windows keeps. */
static inline void tree_stamp(int dir, const char *name, int64_t sec, long nsec)
{
	const uint64_t units = ((uint64_t)sec + 11644473600) * 10000000 + (uint64_t)nsec / 100;
	const FILETIME time = { (DWORD)units, (DWORD)(units >> 32) };
	wchar_t *path = tree_path(dir, name);
	HANDLE file = CreateFileW(path, FILE_WRITE_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE,
				  NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);

	assert_true(file != INVALID_HANDLE_VALUE);
	assert_true(SetFileTime(file, NULL, &time, &time));
	CloseHandle(file);
	free(path);
}

/* Removes a folder and all below, where it is there. */
static inline void tree_drop(int dir, const char *name)
{
	wchar_t *path = tree_path(dir, name);

	tree_clear(path);
	RemoveDirectoryW(path);
	free(path);
}

/* Removes what tree_make() made; closes dir. */
static inline void tree_remove(int dir, const char *path)
{
	wchar_t *wide = tree_path(AT_FDCWD, path);

	tree_empty(dir);
	assert_true(RemoveDirectoryW(wide));
	free(wide);
}

static inline int fchdir(int dir)
{
	/* the current folder is none of the long form */
	return tree_code(SetCurrentDirectoryW(tree_places[dir - TREE_FIRST] + 4));
}

/* What of POSIX a test goes on to ask for is not there; Wine makes no links either. */
static inline void tree_needs_posix(void)
{
	skip_for("links, FIFOs and permissions are made on POSIX only");
}

static inline int symlinkat(const char *target, int dir, const char *name)
{
	(void)target, (void)dir, (void)name;
	errno = ENOSYS;
	return -1;
}

static inline int mkfifoat(int dir, const char *name, unsigned mode)
{
	(void)dir, (void)name, (void)mode;
	errno = ENOSYS;
	return -1;
}

static inline int linkat(int dir, const char *name, int to, const char *new_name, int flags)
{
	wchar_t *path = tree_path(dir, name), *new_path = tree_path(to, new_name);
	int status = tree_code(CreateHardLinkW(new_path, path, NULL));

	(void)flags;
	free(path);
	free(new_path);
	return status;
}

#endif
