/* One directory, a chunk at a time: what is in it, and why some of that is left out. */
#include "walk/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/span.h"

struct lister {
	struct axr_walk *walk;
	struct axr_walk_dir *dir;
	struct axr_walk_found *found;
	struct axr_buf path; /* of the entry at hand, where an exclude wants it */
};

static void trouble(struct lister *lister, const char *name, size_t len, enum axr_trouble trouble,
		    int code, const char *what)
{
	char text[160], words[96];

	snprintf(text, sizeof(text), "%s: %s", what, axr_os_error(code, words, sizeof(words)));
	axr_walk_trouble(lister->walk, lister->dir, name, len, trouble, code, text);
}

static void dir_trouble(struct lister *lister, int code, const char *what)
{
	const bool root = !lister->dir->parent;

	trouble(lister, NULL, 0, root ? AXR_TROUBLE_ROOT : axr_os_trouble(code), code, what);
}

static void add_file(struct lister *lister, const char *name, size_t len)
{
	struct axr_walk_file *file = malloc(sizeof(*file) + len + 1);

	atomic_fetch_add(&lister->walk->roots[lister->dir->root].count.seen, 1);
	if (!file || !axr_heap_reserve(&lister->found->files, 1)) {
		free(file);
		lister->found->lost = true;
		return;
	}
	file->dir = lister->dir;
	file->risk = axr_risk_of_file(axr_span(name, len));
	file->len = len;
	memcpy(file->name, name, len);
	file->name[len] = '\0';
	axr_dir_hold(lister->dir);
	axr_heap_push(&lister->found->files, 0, file);
}

static struct axr_span name_of(const struct axr_walk *walk, const struct axr_walk_dir *dir)
{
	const struct axr_walk_top *top = &walk->roots[dir->root];
	size_t at = top->len;

	if (dir->parent)
		return axr_span(dir->name, dir->len);
	while (at && top->shown[at - 1] != '/' && top->shown[at - 1] != (uint8_t)top->separator)
		at--;
	return axr_span(top->shown + at, top->len - at);
}

static void add_dir(struct lister *lister, const char *name, size_t len)
{
	const struct axr_walk *walk = lister->walk;
	struct axr_walk_dir *dir;
	char text[80];

	if (lister->dir->depth == walk->setup.max_depth) {
		snprintf(text, sizeof(text), "deeper than %u director%s: not listed",
			 walk->setup.max_depth, walk->setup.max_depth == 1 ? "y" : "ies");
		axr_walk_trouble(lister->walk, lister->dir, name, len, AXR_TROUBLE_DEPTH, 0, text);
		return;
	}
	dir = axr_dir_new(lister->dir, name, len);
	if (!dir || !axr_heap_reserve(&lister->found->dirs, 1)) {
		axr_dir_drop(&lister->walk->dirs, dir);
		lister->found->lost = true;
		return;
	}
	dir->risk = axr_risk_of_dir(name_of(walk, lister->dir), lister->dir->risk,
				    axr_span(name, len));
	axr_heap_push(&lister->found->dirs, 0, dir);
}

static bool is_excluded(struct lister *lister, const char *name, size_t len)
{
	const struct axr_walk *walk = lister->walk;
	size_t path_len;

	if (axr_globs_match_name(walk->globs, axr_span(name, len)))
		return true;
	if (!axr_globs_want_path(walk->globs))
		return false;
	path_len = axr_walk_path_len(walk, lister->dir, len);
	axr_buf_reset(&lister->path);
	if (!axr_buf_reserve(&lister->path, path_len))
		return false;
	axr_walk_path_put(walk, lister->dir, name, len, lister->path.ptr, path_len);
	return axr_globs_match_path(walk->globs, lister->path.ptr, path_len);
}

static void skip(struct lister *lister, const struct axr_os_entry *entry, enum axr_skip skip)
{
	axr_walk_skip(lister->walk, lister->dir, entry->name, entry->len, skip);
}

static void take(struct lister *lister, const struct axr_os_entry *entry)
{
	enum axr_os_kind kind = entry->kind;

	axr_walk_note_config(lister->walk, lister->dir, entry->name, entry->len);
	if (is_excluded(lister, entry->name, entry->len)) {
		skip(lister, entry, AXR_SKIP_EXCLUDED);
		return;
	}
	if (kind == AXR_OS_UNKNOWN) {
		struct axr_os_stat stat;
		int code = axr_os_stat_at(lister->dir->handle, entry->name, &stat);

		if (code) {
			trouble(lister, entry->name, entry->len, axr_os_trouble(code), code,
				"nothing can be learnt of it");
			return;
		}
		kind = stat.kind;
	}
	switch (kind) {
	case AXR_OS_FILE:
		add_file(lister, entry->name, entry->len);
		break;
	case AXR_OS_DIR:
		add_dir(lister, entry->name, entry->len);
		break;
	case AXR_OS_LINK:
		skip(lister, entry, AXR_SKIP_LINK);
		break;
	case AXR_OS_SPECIAL:
	case AXR_OS_UNKNOWN:
		skip(lister, entry, AXR_SKIP_SPECIAL);
		break;
	}
}

/* Is this directory, just opened, one to list? */
static bool is_wanted(struct lister *lister, struct axr_os_handle handle,
		      const struct axr_os_stat *stat)
{
	const struct axr_walk_dir *parent = lister->dir->parent;
	struct axr_walk *walk = lister->walk;
	struct axr_walk_top *top = &walk->roots[lister->dir->root];
	enum axr_seen_answer answer;

	if (!parent)
		top->id = stat->id;
	if ((walk->setup.one_file_system && stat->id.volume != top->id.volume) ||
	    (parent && stat->id.volume != parent->id.volume && axr_os_is_synthetic(handle))) {
		axr_walk_skip(walk, lister->dir, NULL, 0, AXR_SKIP_MOUNT);
		return false;
	}
	pthread_mutex_lock(&walk->seen_lock);
	answer = axr_seen_add(&walk->seen, stat->id);
	pthread_mutex_unlock(&walk->seen_lock);
	if (answer == AXR_SEEN_BEFORE)
		axr_walk_skip(walk, lister->dir, NULL, 0, AXR_SKIP_SEEN);
	if (answer == AXR_SEEN_NO_MEMORY)
		axr_walk_trouble(walk, lister->dir, NULL, 0, AXR_TROUBLE_MEMORY, 0,
				 "no memory to list it");
	return answer == AXR_SEEN_NEW;
}

/* Opens the directory for listing; a root may turn out to be a file.  False: nothing to list. */
static bool enter(struct lister *lister)
{
	struct axr_walk_dir *dir = lister->dir;
	struct axr_walk_top *top = &lister->walk->roots[dir->root];
	struct axr_dir_use use;
	struct axr_os_stat stat;
	int code;

	if (!dir->parent && top->barred) {
		axr_walk_trouble(lister->walk, dir, NULL, 0, AXR_TROUBLE_ROOT, 0, top->barred);
		return false;
	}
	code = axr_dir_open(&lister->walk->dirs, dir, &use);
	if (code && !dir->parent)
		atomic_store(&top->count.missing, axr_os_trouble(code) == AXR_TROUBLE_VANISHED);
	if (!code)
		code = axr_os_stat(use.handle, &stat);
	if (code) {
		dir_trouble(lister, code, "it cannot be opened");
	} else if (stat.kind == AXR_OS_DIR && is_wanted(lister, use.handle, &stat)) {
		dir->id = stat.id;
		dir->known = dir->listing = true;
		dir->tells_all = axr_os_stat_at_tells_all(use.handle);
		atomic_fetch_add(&top->count.dirs, 1);
		return true;
	} else if (stat.kind == AXR_OS_FILE) {
		add_file(lister, "", 0);
	} else if (stat.kind != AXR_OS_DIR) {
		axr_walk_trouble(lister->walk, dir, NULL, 0, AXR_TROUBLE_ROOT, 0,
				 "neither a directory nor a file");
	}
	axr_dir_close(&lister->walk->dirs, &use);
	return false;
}

static bool list_chunk(struct lister *lister, struct axr_os_listing *chunk)
{
	struct axr_os_entry entry;
	bool more;
	int code = axr_os_list(lister->dir->handle, chunk, &more);

	if (code)
		dir_trouble(lister, code, "it cannot be listed to its end");
	while (!axr_walk_is_stopped(lister->walk) && axr_os_list_next(chunk, &entry))
		take(lister, &entry);
	return more;
}

bool axr_walk_list(struct axr_walk *walk, struct axr_walk_dir *dir, struct axr_walk_found *found)
{
	struct axr_os_listing *chunk = malloc(sizeof(*chunk));
	struct lister lister = { .walk = walk, .dir = dir, .found = found };
	bool more = false;

	if (!chunk)
		axr_walk_trouble(walk, dir, NULL, 0, AXR_TROUBLE_MEMORY, 0, "no memory to list it");
	else if (dir->listing || enter(&lister))
		more = list_chunk(&lister, chunk);
	if (!more)
		atomic_store(&dir->listed, true);
	if (dir->listing && !more) {
		struct axr_dir_use use = { .dir = dir, .handle = dir->handle };

		dir->listing = false;
		axr_dir_close(&walk->dirs, &use);
	}
	if (found->lost)
		axr_walk_trouble(walk, dir, NULL, 0, AXR_TROUBLE_MEMORY, 0,
				 "no memory for all that is in it");
	axr_buf_free(&lister.path);
	free(chunk);
	return more;
}
