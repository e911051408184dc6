/*
 * Directories as nodes: known by parent and name, open only while that is useful.  A node lives
 * as long as something below it waits or is being read.
 */
#ifndef AXR_WALK_DIR_H
#define AXR_WALK_DIR_H

#include <pthread.h>
#include <stdatomic.h>

#include "os/os.h"
#include "walk/risk.h"

struct axr_walk_dir {
	struct axr_walk_dir *parent; /* held; NULL: a root */
	struct axr_walk_dir *older, *newer; /* among those open and not in use */
	struct axr_os_handle handle;
	struct axr_os_id id; /* where known: set by who lists it, before anyone else opens it */
	atomic_uint refs;
	unsigned users; /* of the open handle */
	unsigned depth; /* 0: a root */
	unsigned root;
	struct axr_risk risk;
	bool known;
	bool tells_all; /* axr_os_stat_at_tells_all(), where known */
	bool listing;    /* in part; its handle is in use all the while */
	atomic_bool listed;      /* to its end, or as far as it will be */
	atomic_uint config_case; /* how its configuration's name is written; 0: none was met */
	atomic_bool configured;  /* .config is final */
	bool config_own;         /* .config came from here, and goes with it */
	void *config;            /* what holds in it */
	struct axr_walk_dir *next; /* on the way down to what is being configured */
	const char *path; /* of a root: what the system opens; borrowed */
	size_t len;
	char name[]; /* of a root: empty */
};

/* All open directories, and how many of them there may be. */
struct axr_dirs {
	pthread_mutex_t lock; /* over .handle, .users, .older and .newer of all nodes too */
	struct axr_walk_dir *oldest, *newest;
	size_t open, budget;
	void (*unconfigure)(void *user, void *config); /* of a node that goes; may be NULL */
	void *user;
};

/* An open handle that nobody closes under the user. */
struct axr_dir_use {
	struct axr_walk_dir *dir;
	struct axr_os_handle handle;
	bool own; /* a second handle, closed after use */
};

int axr_dirs_init(struct axr_dirs *dirs, size_t budget);
void axr_dirs_fini(struct axr_dirs *dirs);

/* A root by path, else a child by name; held once; NULL: no memory. */
struct axr_walk_dir *axr_dir_new(struct axr_walk_dir *parent, const char *name, size_t len);
struct axr_walk_dir *axr_dir_new_root(const char *path, unsigned root);

void axr_dir_hold(struct axr_walk_dir *dir);
void axr_dir_drop(struct axr_dirs *dirs, struct axr_walk_dir *dir); /* takes NULL */

/*
 * Opens it, from the nearest ancestor that is open.  Every directory on the way, and this one
 * where it is known, must be the one that was listed: else the error is axr_os_code_changed().
 */
int axr_dir_open(struct axr_dirs *dirs, struct axr_walk_dir *dir, struct axr_dir_use *use);
void axr_dir_close(struct axr_dirs *dirs, struct axr_dir_use *use);

/* Opens a file in a directory that is in use; makes room among the directories if need be. */
int axr_dir_open_file(struct axr_dirs *dirs, const struct axr_dir_use *use, const char *name,
		      struct axr_os_handle *file);

#endif
