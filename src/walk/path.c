/* Shown paths, built from the chain of names: any length, any depth, no recursion. */
#include "walk/state.h"

#include <string.h>

static bool ends_with_separator(const struct axr_walk_top *top)
{
	const uint8_t last = top->len ? top->shown[top->len - 1] : 0;

	return last == '/' || last == (uint8_t)top->separator;
}

size_t axr_walk_relative_len(const struct axr_walk_dir *dir, size_t len)
{
	for (; dir->parent; dir = dir->parent)
		len += dir->len + 1;
	return len;
}

/* Writes names from the end of path towards its beginning. */
static void put_names(const struct axr_walk_dir *dir, const char *name, size_t len, char between,
		      uint8_t *end)
{
	end -= len;
	memcpy(end, name, len);
	for (; dir->parent; dir = dir->parent) {
		*--end = (uint8_t)between;
		end -= dir->len;
		memcpy(end, dir->name, dir->len);
	}
}

void axr_walk_relative_put(const struct axr_walk_dir *dir, const char *name, size_t len,
			   uint8_t *path, size_t path_len)
{
	put_names(dir, name, len, '/', path + path_len);
}

size_t axr_walk_path_len(const struct axr_walk *walk, const struct axr_walk_dir *dir, size_t len)
{
	const struct axr_walk_top *top = &walk->roots[dir->root];

	len = axr_walk_relative_len(dir, len);
	return len ? top->len + !ends_with_separator(top) + len : top->len;
}

void axr_walk_path_put(const struct axr_walk *walk, const struct axr_walk_dir *dir,
		       const char *name, size_t len, uint8_t *path, size_t path_len)
{
	const struct axr_walk_top *top = &walk->roots[dir->root];

	memcpy(path, top->shown, top->len);
	if (path_len == top->len)
		return;
	if (!ends_with_separator(top))
		path[top->len] = (uint8_t)top->separator;
	put_names(dir, name, len, top->separator, path + path_len);
}
