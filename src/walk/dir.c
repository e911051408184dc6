#include "walk/dir.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_HANDLES = 4, SHORT_WAY = 32 };

int axr_dirs_init(struct axr_dirs *dirs, size_t budget)
{
	*dirs = (struct axr_dirs){ .budget = budget < LEAST_HANDLES ? LEAST_HANDLES : budget };
	return pthread_mutex_init(&dirs->lock, NULL);
}

void axr_dirs_fini(struct axr_dirs *dirs)
{
	pthread_mutex_destroy(&dirs->lock);
}

static struct axr_walk_dir *make(size_t len)
{
	struct axr_walk_dir *dir = calloc(1, sizeof(*dir) + len + 1);

	if (dir) {
		dir->handle = axr_os_none();
		dir->len = len;
		atomic_init(&dir->refs, 1);
	}
	return dir;
}

struct axr_walk_dir *axr_dir_new(struct axr_walk_dir *parent, const char *name, size_t len)
{
	struct axr_walk_dir *dir = make(len);

	if (!dir)
		return NULL;
	memcpy(dir->name, name, len);
	dir->parent = parent;
	dir->root = parent->root;
	dir->depth = parent->depth + 1;
	axr_dir_hold(parent);
	return dir;
}

struct axr_walk_dir *axr_dir_new_root(const char *path, unsigned root)
{
	struct axr_walk_dir *dir = make(0);

	if (dir) {
		dir->path = path;
		dir->root = root;
	}
	return dir;
}

void axr_dir_hold(struct axr_walk_dir *dir)
{
	atomic_fetch_add_explicit(&dir->refs, 1, memory_order_relaxed);
}

/* ---- Open handles: all of this under the lock --------------------------------------------- */

static void leave_idle(struct axr_dirs *dirs, struct axr_walk_dir *dir)
{
	*(dir->older ? &dir->older->newer : &dirs->oldest) = dir->newer;
	*(dir->newer ? &dir->newer->older : &dirs->newest) = dir->older;
	dir->older = dir->newer = NULL;
}

static void enter_idle(struct axr_dirs *dirs, struct axr_walk_dir *dir)
{
	dir->older = dirs->newest;
	*(dirs->newest ? &dirs->newest->newer : &dirs->oldest) = dir;
	dirs->newest = dir;
}

static void shut(struct axr_dirs *dirs, struct axr_walk_dir *dir)
{
	leave_idle(dirs, dir);
	axr_os_close(&dir->handle);
	dirs->open--;
}

static void trim(struct axr_dirs *dirs)
{
	while (dirs->open > dirs->budget && dirs->oldest)
		shut(dirs, dirs->oldest);
}

static void pin(struct axr_dirs *dirs, struct axr_walk_dir *dir)
{
	if (!dir->users++)
		leave_idle(dirs, dir);
}

static void unpin(struct axr_dirs *dirs, struct axr_walk_dir *dir)
{
	if (!--dir->users) {
		enter_idle(dirs, dir);
		trim(dirs);
	}
}

/* ------------------------------------------------------------------------------------------- */

void axr_dir_drop(struct axr_dirs *dirs, struct axr_walk_dir *dir)
{
	/* a loop: a chain of the last of its kind may be as deep as the tree */
	while (dir && atomic_fetch_sub_explicit(&dir->refs, 1, memory_order_acq_rel) == 1) {
		struct axr_walk_dir *parent = dir->parent;

		pthread_mutex_lock(&dirs->lock);
		if (axr_os_is_open(dir->handle)) {
			if (dir->users)
				enter_idle(dirs, dir); /* dropped while it was listed in part */
			shut(dirs, dir);
		}
		pthread_mutex_unlock(&dirs->lock);
		if (dir->config_own)
			dirs->unconfigure(dirs->user, dir->config);
		free(dir);
		dir = parent;
	}
}

/* The process has no handle left: give back half of what is idle and ask for less from now on. */
static bool make_room(struct axr_dirs *dirs)
{
	bool made;

	pthread_mutex_lock(&dirs->lock);
	made = dirs->oldest;
	if (dirs->open / 2 < dirs->budget)
		dirs->budget = dirs->open / 2 < LEAST_HANDLES ? LEAST_HANDLES : dirs->open / 2;
	trim(dirs);
	if (made && dirs->oldest && dirs->open <= LEAST_HANDLES)
		shut(dirs, dirs->oldest);
	pthread_mutex_unlock(&dirs->lock);
	return made;
}

static int open_once(const struct axr_walk_dir *dir, struct axr_os_handle parent,
		     struct axr_os_handle *handle)
{
	return dir->parent ? axr_os_open_dir(handle, parent, dir->name)
			   : axr_os_open_root(handle, dir->path);
}

/* Opens one directory in its open parent and makes sure that it is the one we know. */
static int open_step(struct axr_dirs *dirs, const struct axr_walk_dir *dir,
		     struct axr_os_handle parent, struct axr_os_handle *handle)
{
	struct axr_os_stat stat;
	int code = open_once(dir, parent, handle);

	while (axr_os_out_of_handles(code) && make_room(dirs))
		code = open_once(dir, parent, handle);
	if (code || !dir->known)
		return code;
	code = axr_os_stat(*handle, &stat);
	if (!code && !axr_os_same(stat.id, dir->id))
		code = axr_os_code_changed();
	if (code)
		axr_os_close(handle);
	return code;
}

/* Gives the handle to its node and pins it; where another was quicker, it stays the user's own. */
static void install(struct axr_dirs *dirs, struct axr_walk_dir *dir, struct axr_os_handle handle,
		    struct axr_dir_use *use)
{
	*use = (struct axr_dir_use){ .dir = dir, .handle = handle };
	pthread_mutex_lock(&dirs->lock);
	if (axr_os_is_open(dir->handle)) {
		use->own = true;
	} else {
		dir->handle = handle;
		dir->users = 1;
		dirs->open++;
		trim(dirs);
	}
	pthread_mutex_unlock(&dirs->lock);
}

/* Pins the nearest open ancestor, or dir itself; NULL where none is open.  *count: opens needed. */
static struct axr_walk_dir *pin_nearest(struct axr_dirs *dirs, struct axr_walk_dir *dir,
					size_t *count)
{
	*count = 0;
	pthread_mutex_lock(&dirs->lock);
	while (dir && !axr_os_is_open(dir->handle)) {
		++*count;
		dir = dir->parent;
	}
	if (dir)
		pin(dirs, dir);
	pthread_mutex_unlock(&dirs->lock);
	return dir;
}

int axr_dir_open(struct axr_dirs *dirs, struct axr_walk_dir *dir, struct axr_dir_use *use)
{
	struct axr_walk_dir *shorts[SHORT_WAY], **way = shorts;
	struct axr_walk_dir *near;
	size_t count;
	int code = 0;

	near = pin_nearest(dirs, dir, &count);
	*use = (struct axr_dir_use){ .dir = near,
				     .handle = near ? near->handle : axr_os_none() };
	if (count > SHORT_WAY) {
		way = malloc(count * sizeof(struct axr_walk_dir *));
		if (!way) {
			axr_dir_close(dirs, use);
			return axr_os_code_memory();
		}
	}
	for (size_t i = count; i--; dir = dir->parent)
		way[i] = dir;
	/* the way stays open behind us as far as the budget allows: a neighbour may need it next */
	for (size_t i = 0; i < count && !code; i++) {
		struct axr_os_handle handle;

		code = open_step(dirs, way[i], use->handle, &handle);
		axr_dir_close(dirs, use);
		if (!code)
			install(dirs, way[i], handle, use);
	}
	if (way != shorts)
		free(way);
	return code;
}

void axr_dir_close(struct axr_dirs *dirs, struct axr_dir_use *use)
{
	if (use->own) {
		axr_os_close(&use->handle);
	} else if (use->dir) {
		pthread_mutex_lock(&dirs->lock);
		unpin(dirs, use->dir);
		pthread_mutex_unlock(&dirs->lock);
	}
	*use = (struct axr_dir_use){ .handle = axr_os_none() };
}

int axr_dir_open_file(struct axr_dirs *dirs, const struct axr_dir_use *use, const char *name,
		      struct axr_os_handle *file)
{
	int code = axr_os_open_file(file, use->handle, name);

	while (axr_os_out_of_handles(code) && make_room(dirs))
		code = axr_os_open_file(file, use->handle, name);
	return code;
}
