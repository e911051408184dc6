/*
 * Roots to files: a walk that has no thread of its own.  N workers call axr_walk_next(); it gives
 * the next file, riskiest places first, and lists directories itself when the queue runs low.
 *
 * Everything below a root is reached by handle and never through a link.  Each directory is listed
 * once, whatever loops, bind mounts or overlapping roots lead to it.  Directories wait in memory,
 * not in open handles; of those there are at most .handles, and one is opened again from its
 * nearest open ancestor, name by name, and must then be what it was before.
 *
 * The loop of a worker:
 *
 *	while (axr_walk_next(walk, &entry, arena)) {
 *		code = axr_walk_open_file(walk, &entry, &handle);
 *		... read ...
 *		axr_walk_done(walk, &entry);
 *		axr_arena_reset(arena, keep);
 *	}
 */
#ifndef AXR_WALK_WALK_H
#define AXR_WALK_WALK_H

#include <stdatomic.h>

#include "base/arena.h"
#include "os/os.h"

enum {
	/*
	 * Directories below a root.  A Windows path has at most 32,767 characters, so no genuine
	 * Windows tree is deeper than 16,383: what is deeper is a trap.
	 */
	AXR_WALK_DEPTH = 16384
};

struct axr_walk_root {
	const char *open;      /* path for the system; may lead through links: the user named it */
	struct axr_span shown; /* path for reports, rules and excludes: C:\inetpub on an image */
	char separator;        /* what joins components behind shown: '/' or '\\' */
	const char *origin;    /* string that outlives the walk: "argument" */
	const char *barred;    /* why it cannot be walked, outlives the walk as well; or NULL */
};

/* A file that says how the others in its directory, and below it, are to be taken. */
struct axr_walk_config {
	size_t root;
	struct axr_span path; /* as shown */
	struct axr_os_handle handle;
	struct axr_os_handle dir; /* that it lies in */
	const void *above; /* what holds in the directory above; NULL: nothing */
};

struct axr_walk_setup {
	const struct axr_walk_root *roots; /* copied by axr_walk_open() */
	size_t root_count;
	/*
	 * Globs, any case.  One without a slash is for the name of a file or directory; one with a
	 * slash of either kind for the shown path: the whole of it where it begins with a slash or
	 * a drive, else its last components.  "*" and "?" stop at separators, "**" does not.
	 * An excluded directory is not listed.
	 */
	const char *const *excludes;
	size_t exclude_count;
	bool one_file_system;
	unsigned max_depth; /* directories below a root; 0: AXR_WALK_DEPTH */
	unsigned handles;   /* directory handles held open; 0: axr_os_dirs_held() */
	const atomic_bool *stop; /* may be NULL; set by anyone, the walk ends within 0.1 s */
	/*
	 * What kept the walk from a directory or a root; called on the workers' threads, several
	 * at a time, without a lock.  The problem lives until it returns.
	 */
	void (*problem)(void *user, size_t root, const struct axr_problem *problem);
	void *user;
	/*
	 * What the walk met and passed by, but for what was excluded: path as shown.  May be NULL;
	 * called like problem(), which tells of the rest that is not looked at.
	 */
	void (*skipped)(void *user, size_t root, struct axr_span path, enum axr_skip skip);
	/*
	 * The name of such a file, lower case, up to 16 letters: "web.config"; NULL: none.
	 * configure() makes of it what axr_walk_config() gives, or NULL: what is above goes on.
	 * Called on the workers' threads, one at a time, once for each directory that has one; for
	 * a root that is a file, of the directory that it lies in.
	 * unconfigure() is called when nothing below is left, what is below first.
	 */
	const char *config_name;
	void *(*configure)(void *user, const struct axr_walk_config *found);
	void (*unconfigure)(void *user, void *config);
};

struct axr_walk;
struct axr_walk_dir;

/* A file that was met.  Its text lies in the arena given to axr_walk_next(). */
struct axr_entry {
	size_t root;             /* index of the root it was found under */
	struct axr_walk_dir *dir;  /* held until axr_walk_done() */
	bool is_root;              /* the root itself is the file */
	struct axr_span path;      /* as shown, any length, any bytes; a NUL follows */
	struct axr_span name;      /* last component; the end of path */
	struct axr_span directory; /* path without name and separator: the beginning of path */
	struct axr_span relative;  /* below the root, '/' between; the name where it is the root */
};

static inline void axr_entry_names(const struct axr_entry *entry, struct axr_file *file)
{
	file->path = entry->path;
	file->name = entry->name;
	file->directory = entry->directory;
	file->relative = entry->relative;
}

/*
 * Prepares a walk; opens nothing yet.  Fails with AXR_EUSAGE where an exclude is no glob.  On
 * success the caller owns *walk.
 */
int axr_walk_open(struct axr_walk **walk, const struct axr_walk_setup *setup, struct axr_err *err);

/* After all workers have left; every entry must have been given to axr_walk_done(). */
void axr_walk_free(struct axr_walk *walk);

/*
 * The next file; waits while there is none but others are still listing.  False at the end of the
 * walk and when it is stopped.
 */
bool axr_walk_next(struct axr_walk *walk, struct axr_entry *entry, struct axr_arena *arena);

/*
 * Whether what stands there below a root ('/' between, in any case) is excluded, or lies in a
 * folder that is.  From any thread.
 */
bool axr_walk_excludes(const struct axr_walk *walk, size_t root, struct axr_span relative);

/*
 * Has the walk pass over a file: what this process is about to write.  Before the first
 * axr_walk_next().  AXR_ENOMEM where there is no memory to remember it.
 */
int axr_walk_spare(struct axr_walk *walk, struct axr_os_id id);

/*
 * Whether the entry, which is open and has this id, is such a file.  Then it counts as skipped and
 * no longer as seen, and is not to be read.
 */
bool axr_walk_spares(struct axr_walk *walk, const struct axr_entry *entry, struct axr_os_id id);

/*
 * Opens the entry for reading: 0 or the system's error code.  Where it is there and may not be read
 * the handle may be open all the same, to be asked for facts.  The caller closes the handle.
 */
int axr_walk_open_file(struct axr_walk *walk, const struct axr_entry *entry,
		       struct axr_os_handle *handle);

/*
 * What the system knows of the entry, by its name: *code is 0 or the system's error code.  False
 * where it has to be opened for all of that.
 */
bool axr_walk_stat_file(struct axr_walk *walk, const struct axr_entry *entry,
			struct axr_os_stat *stat, int *code);

/* What configure() made of the nearest such file, or NULL; lives until axr_walk_done(). */
const void *axr_walk_config(struct axr_walk *walk, const struct axr_entry *entry);

void axr_walk_done(struct axr_walk *walk, struct axr_entry *entry);

/* Ends the walk for all workers; from any thread, not from a signal handler (that sets .stop). */
void axr_walk_stop(struct axr_walk *walk);

/* Nothing is left to list: the number of files is final.  From any thread. */
bool axr_walk_listed(struct axr_walk *walk);

/* What a stopped walk did not come to: files queued, and directories not listed to the end. */
void axr_walk_left(struct axr_walk *walk, uint64_t *files, uint64_t *dirs);

/*
 * Copies path, origin, missing, dirs, seen and skipped of each root into roots[], in the order of
 * setup->roots; other fields stay.  From any thread, also while the walk runs.
 */
void axr_walk_roots(const struct axr_walk *walk, struct axr_root *roots);

#endif
