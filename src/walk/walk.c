#include "walk/state.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/span.h"

enum {
	/* Files that wait before directories of the same risk are listed: work for the others. */
	FILES_LOW = 64,
	/* From here on nothing is listed, however risky: memory. */
	FILES_HIGH = 16384,
	/* From here on the rest of a large directory waits behind its own children. */
	DIRS_HIGH = 16384,
	WAIT_MS = 50 /* how long a stop may go unseen by a worker that waits */
};

/* ---- Opening and closing ------------------------------------------------------------------ */

/* "dir///" is "dir"; "/" and "C:\" stay. */
static size_t trimmed(const struct axr_walk_root *root, struct axr_span shown)
{
	size_t len = shown.len;

	while (len > 1 && shown.ptr[len - 2] != ':' &&
	       (shown.ptr[len - 1] == '/' || shown.ptr[len - 1] == (uint8_t)root->separator))
		len--;
	return len;
}

static bool add_root(struct axr_walk *walk, size_t i)
{
	const struct axr_walk_root *root = &walk->setup.roots[i];
	const struct axr_span shown = root->shown.len ? root->shown : axr_span_str(root->open);
	struct axr_walk_top *top = &walk->roots[i];
	struct axr_walk_dir *dir;

	top->open = strdup(root->open);
	top->len = trimmed(root, shown);
	top->shown = malloc(top->len + 1);
	top->separator = root->separator;
	top->origin = root->origin;
	if (!top->open || !top->shown || !axr_heap_reserve(&walk->dir_queue, 1))
		return false;
	memcpy(top->shown, shown.ptr, top->len);
	top->shown[top->len] = '\0';
	dir = axr_dir_new_root(top->open, (unsigned)i);
	if (!dir)
		return false;
	dir->risk = axr_risk_of_root(axr_span(top->shown, top->len));
	/* among equals the first root first: later sequence numbers are taken earlier */
	axr_heap_push(&walk->dir_queue,
		      (uint64_t)dir->risk.own << 56 | (walk->setup.root_count - i), dir);
	return true;
}

static bool init_locks(struct axr_walk *walk)
{
	if (pthread_mutex_init(&walk->lock, NULL))
		return false;
	if (pthread_mutex_init(&walk->seen_lock, NULL))
		goto no_seen;
	if (pthread_cond_init(&walk->change, NULL))
		goto no_change;
	if (!axr_dirs_init(&walk->dirs, walk->setup.handles))
		return true;
	pthread_cond_destroy(&walk->change);
no_change:
	pthread_mutex_destroy(&walk->seen_lock);
no_seen:
	pthread_mutex_destroy(&walk->lock);
	return false;
}

int axr_walk_open(struct axr_walk **walk, const struct axr_walk_setup *setup, struct axr_err *err)
{
	struct axr_walk *new = calloc(1, sizeof(*new));
	int status = AXR_ENOMEM;

	*walk = NULL;
	if (!new)
		return axr_fail(err, AXR_ENOMEM, "no memory for the walk");
	new->setup = *setup;
	if (!new->setup.max_depth)
		new->setup.max_depth = AXR_WALK_DEPTH;
	if (!new->setup.handles)
		new->setup.handles = AXR_WALK_HANDLES;
	if (!init_locks(new)) {
		free(new);
		return axr_fail(err, AXR_ENOMEM, "no memory for the walk");
	}
	axr_seen_init(&new->seen, axr_os_ticks());
	new->sequence = setup->root_count + 1;
	new->roots = calloc(setup->root_count + 1, sizeof(*new->roots));
	if (!new->roots) {
		new->setup.root_count = 0;
		axr_fail(err, AXR_ENOMEM, "no memory for the walk");
		goto out;
	}
	status = axr_globs_open(&new->globs, setup->excludes, setup->exclude_count, err);
	for (size_t i = 0; i < setup->root_count && status == AXR_OK; i++)
		if (!add_root(new, i))
			status = axr_fail(err, AXR_ENOMEM, "no memory for the walk");
out:
	new->setup.roots = NULL;
	new->setup.excludes = NULL;
	if (status < 0) {
		axr_walk_free(new);
		return status;
	}
	*walk = new;
	return AXR_OK;
}

static void free_file(struct axr_walk *walk, struct axr_walk_file *file)
{
	axr_dir_drop(&walk->dirs, file->dir);
	free(file);
}

void axr_walk_free(struct axr_walk *walk)
{
	struct axr_walk_file *file;
	struct axr_walk_dir *dir;

	if (!walk)
		return;
	while ((file = axr_heap_pop(&walk->file_queue)))
		free_file(walk, file);
	while ((dir = axr_heap_pop(&walk->dir_queue)))
		axr_dir_drop(&walk->dirs, dir);
	axr_heap_free(&walk->file_queue);
	axr_heap_free(&walk->dir_queue);
	for (size_t i = 0; i < walk->setup.root_count; i++) {
		free(walk->roots[i].open);
		free(walk->roots[i].shown);
	}
	free(walk->roots);
	axr_globs_free(walk->globs);
	axr_seen_free(&walk->seen);
	axr_dirs_fini(&walk->dirs);
	pthread_cond_destroy(&walk->change);
	pthread_mutex_destroy(&walk->seen_lock);
	pthread_mutex_destroy(&walk->lock);
	free(walk);
}

/* ---- The schedule ------------------------------------------------------------------------- */

bool axr_walk_is_stopped(const struct axr_walk *walk)
{
	return walk->setup.stop && atomic_load_explicit(walk->setup.stop, memory_order_relaxed);
}

static uint64_t risk_of(const struct axr_heap *heap)
{
	return heap->items[0].key >> 56;
}

/* Is it time to list, rather than to give out a file? */
static bool wants_dir(const struct axr_walk *walk)
{
	const struct axr_heap *dirs = &walk->dir_queue, *files = &walk->file_queue;

	if (!dirs->count || files->count >= FILES_HIGH)
		return false;
	return files->count < FILES_LOW || risk_of(dirs) > risk_of(files);
}

static void push_dir(struct axr_walk *walk, struct axr_walk_dir *dir)
{
	axr_heap_push(&walk->dir_queue, (uint64_t)dir->risk.own << 56 | walk->sequence++, dir);
	walk->paused += dir->listing;
}

/* Riskier first, in the order of the listing among equals. */
static void push_file(struct axr_walk *walk, struct axr_walk_file *file)
{
	const uint64_t order = (UINT64_C(1) << 48) - 1 - (walk->sequence++ & 0xffffffffffff);

	axr_heap_push(&walk->file_queue,
		      (uint64_t)file->dir->risk.own << 56 | (uint64_t)file->risk << 48 | order,
		      file);
}

/* Queues what a chunk gave, and the directory itself where there is more of it. */
static bool push_found(struct axr_walk *walk, struct axr_walk_dir *more,
		       struct axr_walk_found *found)
{
	bool behind;

	if (!axr_heap_reserve(&walk->file_queue, found->files.count) ||
	    !axr_heap_reserve(&walk->dir_queue, found->dirs.count + 1))
		return false;
	/* the handle of what waits behind stays open: not for many at a time */
	behind = walk->dir_queue.count > DIRS_HIGH && walk->paused < walk->setup.handles / 2;
	if (more && behind)
		push_dir(walk, more);
	for (size_t i = found->dirs.count; i--;)
		push_dir(walk, found->dirs.items[i].item);
	if (more && !behind)
		push_dir(walk, more);
	for (size_t i = 0; i < found->files.count; i++)
		push_file(walk, found->files.items[i].item);
	found->files.count = found->dirs.count = 0;
	return true;
}

/* Called and left with the lock held. */
static void list_one(struct axr_walk *walk)
{
	struct axr_walk_dir *dir = axr_heap_pop(&walk->dir_queue);
	struct axr_walk_found found = { .lost = false };
	bool more, queued;

	walk->paused -= dir->listing;
	walk->listing++;
	pthread_mutex_unlock(&walk->lock);
	more = axr_walk_list(walk, dir, &found);
	pthread_mutex_lock(&walk->lock);
	queued = push_found(walk, more ? dir : NULL, &found);
	walk->listing--;
	pthread_cond_broadcast(&walk->change);
	pthread_mutex_unlock(&walk->lock);
	if (!queued)
		axr_walk_trouble(walk, dir, NULL, 0, AXR_TROUBLE_MEMORY, 0,
				 "no memory for all that is in it");
	if (!more || !queued)
		axr_dir_drop(&walk->dirs, dir);
	while (found.files.count)
		free_file(walk, axr_heap_pop(&found.files));
	while (found.dirs.count)
		axr_dir_drop(&walk->dirs, axr_heap_pop(&found.dirs));
	axr_heap_free(&found.files);
	axr_heap_free(&found.dirs);
	pthread_mutex_lock(&walk->lock);
}

static void wait_for_change(struct axr_walk *walk)
{
	struct timespec until;

	timespec_get(&until, TIME_UTC);
	until.tv_nsec += WAIT_MS * 1000000L;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec++;
	}
	pthread_cond_timedwait(&walk->change, &walk->lock, &until);
}

static struct axr_walk_file *next_file(struct axr_walk *walk)
{
	struct axr_walk_file *file = NULL;

	pthread_mutex_lock(&walk->lock);
	while (!walk->stopped && !axr_walk_is_stopped(walk)) {
		if (wants_dir(walk)) {
			list_one(walk);
			continue;
		}
		file = axr_heap_pop(&walk->file_queue);
		if (file || (!walk->listing && !walk->dir_queue.count))
			break;
		wait_for_change(walk);
	}
	pthread_mutex_unlock(&walk->lock);
	return file;
}

/* ---- Entries ------------------------------------------------------------------------------ */

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

	while ((file = next_file(walk))) {
		*entry = (struct axr_entry){ .root = file->dir->root,
					     .dir = file->dir,
					     .is_root = !file->len };
		if (fill(walk, file, entry, arena)) {
			free(file); /* its hold on the directory is the entry's now */
			return true;
		}
		axr_walk_trouble(walk, file->dir, file->name, file->len, AXR_TROUBLE_MEMORY, 0,
				 "no memory for its path");
		free_file(walk, file);
	}
	return false;
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
	axr_dir_close(&walk->dirs, &use);
	return code;
}

void axr_walk_done(struct axr_walk *walk, struct axr_entry *entry)
{
	axr_dir_drop(&walk->dirs, entry->dir);
	entry->dir = NULL;
}

/* ---- What is told ------------------------------------------------------------------------- */

void axr_walk_stop(struct axr_walk *walk)
{
	pthread_mutex_lock(&walk->lock);
	walk->stopped = true;
	pthread_cond_broadcast(&walk->change);
	pthread_mutex_unlock(&walk->lock);
}

bool axr_walk_listed(struct axr_walk *walk)
{
	bool listed;

	pthread_mutex_lock(&walk->lock);
	listed = !walk->listing && !walk->dir_queue.count;
	pthread_mutex_unlock(&walk->lock);
	return listed;
}

void axr_walk_left(struct axr_walk *walk, uint64_t *files, uint64_t *dirs)
{
	pthread_mutex_lock(&walk->lock);
	*files = walk->file_queue.count;
	*dirs = walk->dir_queue.count;
	pthread_mutex_unlock(&walk->lock);
}

void axr_walk_roots(const struct axr_walk *walk, struct axr_root *roots)
{
	for (size_t i = 0; i < walk->setup.root_count; i++) {
		const struct axr_walk_top *top = &walk->roots[i];

		roots[i].path = axr_span(top->shown, top->len);
		roots[i].origin = top->origin;
		roots[i].missing = atomic_load(&top->count.missing);
		roots[i].dirs = atomic_load(&top->count.dirs);
		roots[i].seen = atomic_load(&top->count.seen);
		for (size_t k = 0; k < AXR_SKIP_COUNT; k++)
			roots[i].skipped[k] = atomic_load(&top->count.skipped[k]);
	}
}

void axr_walk_skip(struct axr_walk *walk, const struct axr_walk_dir *dir, enum axr_skip skip)
{
	atomic_fetch_add(&walk->roots[dir->root].count.skipped[skip], 1);
}

void axr_walk_trouble(struct axr_walk *walk, const struct axr_walk_dir *dir, const char *name,
		      size_t len, enum axr_trouble trouble, int code, const char *text)
{
	struct axr_problem problem = {
		.trouble = trouble,
		.code = code,
		.text = axr_span_str(text),
		.incomplete = true,
	};
	struct axr_buf path = { 0 };
	size_t path_len;

	if (!walk->setup.problem)
		return;
	if (!len && dir->parent) {
		name = dir->name;
		len = dir->len;
		dir = dir->parent;
	}
	path_len = axr_walk_path_len(walk, dir, len);
	if (axr_buf_reserve(&path, path_len)) {
		axr_walk_path_put(walk, dir, name, len, path.ptr, path_len);
		problem.path = axr_span(path.ptr, path_len);
	} else {
		problem.path = axr_span(name, len);
	}
	walk->setup.problem(walk->setup.user, dir->root, &problem);
	axr_buf_free(&path);
}
