/* Who lists what and when: the queues behind axr_walk_next(). */
#include "walk/state.h"

#include <stdlib.h>

#include "base/deadline.h"

enum {
	/* Files that wait before directories of the same risk are listed: work for the others. */
	FILES_LOW = 64,
	/* From here on nothing is listed, however risky: memory. */
	FILES_HIGH = 16384,
	/* From here on the rest of a large directory waits behind its own children. */
	DIRS_HIGH = 16384,
	WAIT_MS = 50 /* how long a stop may go unseen by a worker that waits */
};

void axr_walk_file_free(struct axr_walk *walk, struct axr_walk_file *file)
{
	axr_dir_drop(&walk->dirs, file->dir);
	free(file);
}

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
		axr_walk_file_free(walk, axr_heap_pop(&found.files));
	while (found.dirs.count)
		axr_dir_drop(&walk->dirs, axr_heap_pop(&found.dirs));
	axr_heap_free(&found.files);
	axr_heap_free(&found.dirs);
	pthread_mutex_lock(&walk->lock);
}

static void wait_for_change(struct axr_walk *walk)
{
	struct timespec until = axr_deadline(WAIT_MS);

	pthread_cond_timedwait(&walk->change, &walk->lock, &until);
}

struct axr_walk_file *axr_walk_next_file(struct axr_walk *walk)
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
