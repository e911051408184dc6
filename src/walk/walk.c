#include "walk/state.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/span.h"

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
	top->barred = root->barred;
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
	if (pthread_mutex_init(&walk->config_lock, NULL))
		goto no_config;
	if (pthread_cond_init(&walk->change, NULL))
		goto no_change;
	if (!axr_dirs_init(&walk->dirs, walk->setup.handles)) {
		walk->dirs.unconfigure = walk->setup.unconfigure;
		walk->dirs.user = walk->setup.user;
		return true;
	}
	pthread_cond_destroy(&walk->change);
no_change:
	pthread_mutex_destroy(&walk->config_lock);
no_config:
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
		new->setup.handles = axr_os_dirs_held();
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

void axr_walk_free(struct axr_walk *walk)
{
	struct axr_walk_file *file;
	struct axr_walk_dir *dir;

	if (!walk)
		return;
	while ((file = axr_heap_pop(&walk->file_queue)))
		axr_walk_file_free(walk, file);
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
	free(walk->spared);
	axr_seen_free(&walk->seen);
	axr_dirs_fini(&walk->dirs);
	pthread_cond_destroy(&walk->change);
	pthread_mutex_destroy(&walk->config_lock);
	pthread_mutex_destroy(&walk->seen_lock);
	pthread_mutex_destroy(&walk->lock);
	free(walk);
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

/* The shown path of the entry name of dir, or of dir itself; path owns it.  False: no memory. */
static bool show(const struct axr_walk *walk, const struct axr_walk_dir *dir, const char *name,
		 size_t len, struct axr_buf *path)
{
	size_t path_len;

	if (!len && dir->parent) {
		name = dir->name;
		len = dir->len;
		dir = dir->parent;
	}
	path_len = axr_walk_path_len(walk, dir, len);
	if (!axr_buf_reserve(path, path_len))
		return false;
	axr_walk_path_put(walk, dir, name, len, path->ptr, path_len);
	path->len = path_len;
	return true;
}

void axr_walk_skip(struct axr_walk *walk, const struct axr_walk_dir *dir, const char *name,
		   size_t len, enum axr_skip skip)
{
	struct axr_buf path = { 0 };

	atomic_fetch_add(&walk->roots[dir->root].count.skipped[skip], 1);
	if (!walk->setup.skipped || skip == AXR_SKIP_EXCLUDED)
		return;
	if (show(walk, dir, name, len, &path))
		walk->setup.skipped(walk->setup.user, dir->root, axr_buf_span(&path), skip);
	else
		axr_walk_trouble(walk, dir, name, len, AXR_TROUBLE_MEMORY, 0,
				 "no memory for its path");
	axr_buf_free(&path);
}

bool axr_walk_excludes(const struct axr_walk *walk, size_t root, struct axr_span relative)
{
	const struct axr_walk_top *top = &walk->roots[root];
	const bool paths = axr_globs_want_path(walk->globs);
	struct axr_buf path = { 0 };
	bool excluded = false;

	for (size_t i = 0, start = 0; i <= relative.len && !excluded; i++) {
		if (i < relative.len && relative.ptr[i] != '/')
			continue;
		excluded = axr_globs_match_name(walk->globs,
						axr_span_cut(relative, start, i - start));
		start = i + 1;
		if (excluded || !paths)
			continue;
		axr_buf_reset(&path);
		axr_buf_put(&path, axr_span(top->shown, top->len));
		if (top->len && top->shown[top->len - 1] != '/' &&
		    top->shown[top->len - 1] != (uint8_t)top->separator)
			axr_buf_putc(&path, '/');
		axr_buf_put(&path, axr_span_cut(relative, 0, i));
		/* without memory for it there is a doubt */
		excluded = path.failed || axr_globs_match_path(walk->globs, path.ptr, path.len);
	}
	axr_buf_free(&path);
	return excluded;
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

	if (!walk->setup.problem)
		return;
	problem.path = show(walk, dir, name, len, &path) ? axr_buf_span(&path) :
							   axr_span(name, len);
	walk->setup.problem(walk->setup.user, dir->root, &problem);
	axr_buf_free(&path);
}
