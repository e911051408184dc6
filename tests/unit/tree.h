/*
 * A temporary folder for tests that need real files.  A folder is a descriptor, AT_FDCWD the
 * current one; what the *at() functions cannot do on Windows (links, FIFOs, permissions) returns -1
 * there.
 */
#ifndef AXR_TREE_H
#define AXR_TREE_H

#ifdef _WIN32
#include "tree_win32.h"
#else
#include "tree_posix.h"
#endif

/* A folder and those above it that are missing; "/" between the names. */
static inline void tree_dirs(int dir, const char *path)
{
	char part[1024];

	snprintf(part, sizeof(part), "%s", path);
	for (char *at = part; (at = strchr(at + 1, '/'));) {
		*at = '\0';
		mkdirat(dir, part, 0755);
		*at = '/';
	}
	mkdirat(dir, part, 0755);
}

struct tree {
	char path[256];
	int fd;
};

/* Group fixtures of cmocka: a fresh folder, which is the current one for all tests. */
static inline int tree_enter(void **state)
{
	struct tree *tree = calloc(1, sizeof(*tree));

	assert_non_null(tree);
	tree->fd = tree_make(tree->path);
	*state = tree;
	return fchdir(tree->fd);
}

static inline int tree_leave(void **state)
{
	struct tree *tree = *state;
	int status = chdir("/");

	tree_remove(tree->fd, tree->path);
	free(tree);
	return status;
}

#endif
