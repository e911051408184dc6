/* A whole walk over real folders, and what it gave. */
#ifndef AXR_OUTCOME_H
#define AXR_OUTCOME_H

#include <pthread.h>
#ifndef _WIN32
#include <sys/resource.h>
#endif

#include "base/buf.h"
#include "walk/walk.h"
#include "../tree.h"

struct outcome {
	pthread_mutex_t lock;
	struct axr_walk *walk;
	struct axr_buf paths; /* one a line, as met */
	struct axr_buf problems; /* "name path", one a line */
	size_t files, opened, problem_count;
	enum axr_trouble last;
	size_t longest;
	struct axr_root root;
	size_t stop_after; /* files; 0: never */
	atomic_bool stop;
};

static inline void on_problem(void *user, size_t root, const struct axr_problem *problem)
{
	struct outcome *outcome = user;

	(void)root;
	pthread_mutex_lock(&outcome->lock);
	outcome->problem_count++;
	outcome->last = problem->trouble;
	axr_buf_put(&outcome->problems, problem->path);
	axr_buf_puts(&outcome->problems, " | ");
	axr_buf_put(&outcome->problems, problem->text);
	axr_buf_putc(&outcome->problems, '\n');
	pthread_mutex_unlock(&outcome->lock);
}

static inline void *work(void *user)
{
	struct outcome *outcome = user;
	struct axr_arena arena;
	struct axr_entry entry;

	axr_arena_init(&arena, 64 << 20);
	while (axr_walk_next(outcome->walk, &entry, &arena)) {
		struct axr_os_handle handle;
		int code = axr_walk_open_file(outcome->walk, &entry, &handle);

		pthread_mutex_lock(&outcome->lock);
		outcome->files++;
		outcome->opened += !code;
		if (entry.path.len > outcome->longest)
			outcome->longest = entry.path.len;
		if (entry.path.len < 300) {
			axr_buf_put(&outcome->paths, entry.relative);
			axr_buf_putc(&outcome->paths, '\n');
		}
		if (outcome->files == outcome->stop_after)
			atomic_store(&outcome->stop, true);
		pthread_mutex_unlock(&outcome->lock);
		assert_int_equal(entry.path.ptr[entry.path.len], 0);
		assert_ptr_equal(entry.name.ptr + entry.name.len, entry.path.ptr + entry.path.len);
		axr_os_close(&handle);
		axr_walk_done(outcome->walk, &entry);
		axr_arena_reset(&arena, 1 << 20);
	}
	axr_arena_free(&arena);
	return NULL;
}

static inline void run_many(struct outcome *outcome, const char *const *paths, size_t count,
		     struct axr_walk_setup setup, unsigned threads)
{
	struct axr_walk_root roots[4];
	struct axr_root told[4] = { { .missing = false } };
	pthread_t ids[8];
	struct axr_err err;

	*outcome = (struct outcome){ .stop_after = outcome->stop_after };
	pthread_mutex_init(&outcome->lock, NULL);
	for (size_t i = 0; i < count; i++)
		roots[i] = (struct axr_walk_root){ paths[i], axr_span_str(paths[i]), '/', "test",
						   NULL };
	setup.roots = roots;
	setup.root_count = count;
	setup.problem = on_problem;
	setup.user = outcome;
	setup.stop = &outcome->stop;
	assert_int_equal(axr_walk_open(&outcome->walk, &setup, &err), 0);
	for (unsigned i = 0; i < threads; i++)
		assert_int_equal(pthread_create(&ids[i], NULL, work, outcome), 0);
	for (unsigned i = 0; i < threads; i++)
		pthread_join(ids[i], NULL);
	axr_walk_roots(outcome->walk, told);
	outcome->root = told[0];
	assert_true(outcome->stop_after || axr_walk_listed(outcome->walk));
}

static inline void forget(struct outcome *outcome)
{
	axr_walk_free(outcome->walk);
	axr_buf_free(&outcome->paths);
	axr_buf_free(&outcome->problems);
	pthread_mutex_destroy(&outcome->lock);
}

/* Handles that the process may have while a walk runs; Windows has no such limit. */
static inline void run_with_few(struct outcome *outcome, const char *path,
				struct axr_walk_setup setup, unsigned threads, unsigned handles)
{
#ifdef _WIN32
	(void)handles;
	run_many(outcome, &path, 1, setup, threads);
#else
	struct rlimit old, low;

	getrlimit(RLIMIT_NOFILE, &old);
	low = (struct rlimit){ handles, old.rlim_max };
	setrlimit(RLIMIT_NOFILE, &low);
	run_many(outcome, &path, 1, setup, threads);
	setrlimit(RLIMIT_NOFILE, &old);
#endif
}

static inline void run(struct outcome *outcome, const char *path, struct axr_walk_setup setup,
		unsigned threads)
{
	run_many(outcome, &path, 1, setup, threads);
}

static inline bool met(const struct outcome *outcome, const char *relative)
{
	struct axr_span rest = axr_buf_span(&outcome->paths), line;

	while (axr_span_line(&rest, &line))
		if (axr_span_is(line, relative))
			return true;
	return false;
}

/* Where in the order of files it came; SIZE_MAX where it did not. */
static inline size_t place_of(const struct outcome *outcome, const char *relative)
{
	struct axr_span rest = axr_buf_span(&outcome->paths), line;

	for (size_t i = 0; axr_span_line(&rest, &line); i++)
		if (axr_span_is(line, relative))
			return i;
	return SIZE_MAX;
}

static inline bool complained(const struct outcome *outcome, const char *words)
{
	return axr_span_find(axr_buf_span(&outcome->problems), axr_span_str(words), 0) != SIZE_MAX;
}

#endif
