/* The inside of a walk: what waits, and who works on it. */
#ifndef AXR_WALK_STATE_H
#define AXR_WALK_STATE_H

#include "walk/dir.h"
#include "walk/glob.h"
#include "walk/heap.h"
#include "walk/seen.h"
#include "walk/walk.h"

/* A file that waits.  Holds its directory. */
struct axr_walk_file {
	struct axr_walk_dir *dir;
	unsigned risk; /* among its neighbours */
	size_t len;
	char name[]; /* empty: the root itself is the file */
};

struct axr_walk_count { /* of one root; added to by all workers */
	atomic_bool missing;
	atomic_uint_least64_t dirs, seen, skipped[AXR_SKIP_COUNT];
};

struct axr_walk_top { /* one root, copied from the setup */
	char *open;
	uint8_t *shown;
	size_t len;
	char separator;
	const char *origin, *barred;
	struct axr_os_id id;
	struct axr_walk_count count;
};

struct axr_walk {
	struct axr_walk_setup setup; /* .roots and .excludes are gone after the opening */
	struct axr_walk_top *roots;
	struct axr_globs *globs;
	struct axr_os_id *spared;
	size_t spared_count;
	struct axr_dirs dirs;

	pthread_mutex_t config_lock; /* over configure(), and .next of all nodes */

	pthread_mutex_t seen_lock;
	struct axr_seen seen;

	pthread_mutex_t lock; /* over all below */
	pthread_cond_t change;
	struct axr_heap dir_queue;  /* struct axr_walk_dir, one reference each */
	struct axr_heap file_queue; /* struct axr_walk_file */
	uint64_t sequence;
	unsigned listing; /* workers that are listing now */
	unsigned paused;  /* directories listed in part, behind others in the queue */
	bool stopped;
};

/* What one directory chunk gave: to be queued. */
struct axr_walk_found {
	struct axr_heap files, dirs; /* no order yet: keys are 0 */
	bool lost;                   /* no memory for some of it */
};

/* The next file to give out, or NULL at the end; lists and waits meanwhile. */
struct axr_walk_file *axr_walk_next_file(struct axr_walk *walk);
void axr_walk_file_free(struct axr_walk *walk, struct axr_walk_file *file);

bool axr_walk_is_stopped(const struct axr_walk *walk);

/*
 * Lists the next chunk of dir on this thread.  Returns true where there is more of it; else its
 * handle is given back.
 */
bool axr_walk_list(struct axr_walk *walk, struct axr_walk_dir *dir, struct axr_walk_found *found);

/* Counts the entry name of dir, or dir itself where len is 0, and tells of it. */
void axr_walk_skip(struct axr_walk *walk, const struct axr_walk_dir *dir, const char *name,
		   size_t len, enum axr_skip skip);

/* Remembers the entry name of dir where it is the name of a configuration. */
void axr_walk_note_config(const struct axr_walk *walk, struct axr_walk_dir *dir, const char *name,
			  size_t len);

/* Tells of trouble with the entry name of dir, or with dir itself where len is 0. */
void axr_walk_trouble(struct axr_walk *walk, const struct axr_walk_dir *dir, const char *name,
		      size_t len, enum axr_trouble trouble, int code, const char *text);

/* Bytes of the shown path of the entry name of dir, and writing exactly those. */
size_t axr_walk_path_len(const struct axr_walk *walk, const struct axr_walk_dir *dir, size_t len);
void axr_walk_path_put(const struct axr_walk *walk, const struct axr_walk_dir *dir,
		       const char *name, size_t len, uint8_t *path, size_t path_len);

/* The same for the path below the root, joined with '/'. */
size_t axr_walk_relative_len(const struct axr_walk_dir *dir, size_t len);
void axr_walk_relative_put(const struct axr_walk_dir *dir, const char *name, size_t len,
			   uint8_t *path, size_t path_len);

#endif
