/* Files that wait to entries that workers hold. */
#include "walk/state.h"

#include <stdlib.h>

#include "base/span.h"

/* Cuts path into directory and name; the separator of "/" and "C:\" stays with the directory. */
static void cut(struct axr_entry *entry, size_t name_len)
{
	size_t len = entry->path.len - name_len;

	entry->name = axr_span_from(entry->path, len);
	if (len > 1 && entry->path.ptr[len - 2] != ':')
		len--;
	entry->directory = axr_span_cut(entry->path, 0, len);
}

static bool fill(const struct axr_walk *walk, const struct axr_walk_file *file,
		 struct axr_entry *entry, struct axr_arena *arena)
{
	const struct axr_walk_top *top = &walk->roots[file->dir->root];
	const size_t path_len = axr_walk_path_len(walk, file->dir, file->len);
	const size_t relative_len = axr_walk_relative_len(file->dir, file->len);
	uint8_t *path = axr_arena_alloc(arena, path_len + 1);
	uint8_t *relative = path;

	if (!path)
		return false;
	axr_walk_path_put(walk, file->dir, file->name, file->len, path, path_len);
	entry->path = axr_span(path, path_len);
	if (entry->is_root) {
		size_t at = path_len;

		while (at && path[at - 1] != '/' && path[at - 1] != (uint8_t)top->separator)
			at--;
		cut(entry, path_len - at);
		entry->relative = entry->name;
		return true;
	}
	cut(entry, file->len);
	entry->relative = axr_span_from(entry->path, path_len - relative_len);
	if (top->separator == '/')
		return true;
	relative = axr_arena_alloc(arena, relative_len + 1);
	if (!relative)
		return false;
	axr_walk_relative_put(file->dir, file->name, file->len, relative, relative_len);
	entry->relative = axr_span(relative, relative_len);
	return true;
}

bool axr_walk_next(struct axr_walk *walk, struct axr_entry *entry, struct axr_arena *arena)
{
	struct axr_walk_file *file;

	while ((file = axr_walk_next_file(walk))) {
		*entry = (struct axr_entry){ .root = file->dir->root,
					     .dir = file->dir,
					     .is_root = !file->len };
		if (fill(walk, file, entry, arena)) {
			free(file); /* its hold on the directory is the entry's now */
			return true;
		}
		axr_walk_trouble(walk, file->dir, file->name, file->len, AXR_TROUBLE_MEMORY, 0,
				 "no memory for its path");
		axr_walk_file_free(walk, file);
	}
	return false;
}

int axr_walk_spare(struct axr_walk *walk, struct axr_os_id id)
{
	struct axr_os_id *grown =
		realloc(walk->spared, (walk->spared_count + 1) * sizeof(*grown));

	if (!grown)
		return AXR_ENOMEM;
	walk->spared = grown;
	grown[walk->spared_count++] = id;
	return AXR_OK;
}

bool axr_walk_spares(struct axr_walk *walk, const struct axr_entry *entry, struct axr_os_id id)
{
	struct axr_walk_count *count = &walk->roots[entry->root].count;

	for (size_t i = 0; i < walk->spared_count; i++)
		if (axr_os_same(walk->spared[i], id)) {
			atomic_fetch_sub(&count->seen, 1);
			atomic_fetch_add(&count->skipped[AXR_SKIP_OWN], 1);
			return true;
		}
	return false;
}

/* What an antivirus or another process holds back, or what this user may not read. */
static bool is_barred(int code)
{
	const enum axr_trouble trouble = axr_os_trouble(code);

	return code && (trouble == AXR_TROUBLE_BLOCKED || trouble == AXR_TROUBLE_ANTIVIRUS ||
			trouble == AXR_TROUBLE_OPEN);
}

int axr_walk_open_file(struct axr_walk *walk, const struct axr_entry *entry,
		       struct axr_os_handle *handle)
{
	struct axr_dir_use use;
	int code;

	*handle = axr_os_none();
	if (entry->is_root)
		return axr_os_open_root(handle, walk->roots[entry->root].open);
	code = axr_dir_open(&walk->dirs, entry->dir, &use);
	if (code)
		return code;
	code = axr_dir_open_file(&walk->dirs, &use, (const char *)entry->name.ptr, handle);
	if (is_barred(code))
		axr_os_open_to_ask(handle, use.handle, (const char *)entry->name.ptr);
	axr_dir_close(&walk->dirs, &use);
	return code;
}

bool axr_walk_stat_file(struct axr_walk *walk, const struct axr_entry *entry,
			struct axr_os_stat *stat, int *code)
{
	struct axr_dir_use use;

	if (entry->is_root || !entry->dir->tells_all)
		return false;
	*code = axr_dir_open(&walk->dirs, entry->dir, &use);
	if (*code)
		return true;
	*code = axr_os_stat_at(use.handle, (const char *)entry->name.ptr, stat);
	axr_dir_close(&walk->dirs, &use);
	return true;
}

void axr_walk_done(struct axr_walk *walk, struct axr_entry *entry)
{
	axr_dir_drop(&walk->dirs, entry->dir);
	entry->dir = NULL;
}
