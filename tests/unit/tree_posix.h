/* tree.h on POSIX: by descriptor, so that no length of a path matters. */
#ifndef AXR_TREE_POSIX_H
#define AXR_TREE_POSIX_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

/* Makes a fresh folder below TMPDIR; path has room for 256 bytes.  Returns its descriptor. */
static inline int tree_make(char *path)
{
	const char *tmp = getenv("TMPDIR");
	int fd;

	snprintf(path, 256, "%s/aspxray-unit-XXXXXX", tmp && strlen(tmp) < 200 ? tmp : "/tmp");
	assert_non_null(mkdtemp(path));
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(fd >= 0);
	return fd;
}

/* Links, FIFOs and permissions can be made. */
static inline void tree_needs_posix(void)
{
}

/* Of a folder or of a file. */
static inline void tree_close(int fd)
{
	close(fd);
}

static inline void tree_file(int dir, const char *name, const void *bytes, size_t len)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), (ssize_t)len);
	close(fd);
}

static inline void tree_text(int dir, const char *name, const char *text)
{
	tree_file(dir, name, text, strlen(text));
}

/* Makes a folder; returns its descriptor. */
static inline int tree_dir(int dir, const char *name)
{
	int fd;

	assert_int_equal(mkdirat(dir, name, 0755), 0);
	fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	assert_true(fd >= 0);
	return fd;
}

/* A chain of folders of one name; returns the descriptor of the last. */
static inline int tree_chain(int dir, const char *name, unsigned depth)
{
	int at = dup(dir);

	for (unsigned i = 0; i < depth; i++) {
		int next = tree_dir(at, name);

		close(at);
		at = next;
	}
	return at;
}

/*
 * Empties a folder and all below, without recursion: the first folder met is emptied by moving
 * what it holds up into dir under a fresh name.  Closes dir.
 */
static inline void tree_empty(int dir)
{
	unsigned fresh = 0;
	bool found = true;

	while (found) {
		DIR *list = fdopendir(dup(dir));
		const struct dirent *entry;

		found = false;
		assert_non_null(list);
		rewinddir(list);
		while ((entry = readdir(list))) {
			int sub;

			if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
				continue;
			if (!unlinkat(dir, entry->d_name, 0) ||
			    !unlinkat(dir, entry->d_name, AT_REMOVEDIR))
				continue;
			sub = openat(dir, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
			if (sub >= 0) {
				DIR *inner = fdopendir(sub);
				const struct dirent *one;

				while ((one = readdir(inner))) {
					char name[64];

					if (!strcmp(one->d_name, ".") || !strcmp(one->d_name, ".."))
						continue;
					if (!unlinkat(sub, one->d_name, 0))
						continue;
					snprintf(name, sizeof(name), "moved-%u", fresh++);
					renameat(sub, one->d_name, dir, name);
				}
				closedir(inner);
				unlinkat(dir, entry->d_name, AT_REMOVEDIR);
				found = true;
			}
		}
		closedir(list);
	}
	close(dir);
}

/* When a file was last written and read. */
static inline void tree_stamp(int dir, const char *name, int64_t sec, long nsec)
{
	const struct timespec times[] = { { sec, nsec }, { sec, nsec } };

	assert_int_equal(utimensat(dir, name, times, 0), 0);
}

/* Removes a folder and all below, where it is there. */
static inline void tree_drop(int dir, const char *name)
{
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return;
	tree_empty(fd);
	assert_int_equal(unlinkat(dir, name, AT_REMOVEDIR), 0);
}

/* Removes what tree_make() made; closes dir. */
static inline void tree_remove(int dir, const char *path)
{
	tree_empty(dir);
	assert_int_equal(rmdir(path), 0);
}

#endif
