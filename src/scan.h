/* One run over some roots: its state, its workers and the thread that reports. */
#ifndef AXR_SCAN_H
#define AXR_SCAN_H

#include <stdatomic.h>

#include "base/clock.h"
#include "decode/decode.h"
#include "detect/detect.h"
#include "engine.h"
#include "known/known.h"
#include "outbox.h"
#include "read/read.h"
#include "walk/walk.h"

/* What became of the files of one root, beside what the walk counts. */
struct axr_counts {
	atomic_uint_fast64_t hashed, scanned, known, failed, bytes;
};

/* Where the named streams of a file come from: the system, or a test that has none. */
struct axr_streams {
	int (*list)(struct axr_os_handle file, char ***names, size_t *count);
	int (*open)(struct axr_os_handle *stream, struct axr_os_handle file, const char *name);
};

struct axr_worker {
	struct axr_scan *scan;
	pthread_t thread;
	const struct axr_dirconfig *folder; /* of the entry at hand; NULL: none */
	struct axr_reader *reader;
	struct axr_detect_worker *detect;
	char **streams;           /* of the entry at hand; owned */
	size_t stream_count;
	bool usual;               /* what is read is a stream that is no news */
	struct axr_arena scratch; /* of the window at hand */
	struct axr_clock clock;   /* of the same */
};

struct axr_scan {
	const struct axr_engine *engine;
	struct axr_arena arena;
	struct axr_walk_root *walk_roots;
	struct axr_root *roots; /* as reported */
	struct axr_counts *counts;
	size_t root_count;
	struct axr_walk *walk;
	struct axr_read *read;
	struct axr_known_run *known;
	const struct axr_streams *streams;
	struct axr_outbox outbox;
	struct axr_worker *workers;
	unsigned worker_count;

	atomic_bool stop;
	_Atomic(const char *) why; /* it was stopped */
	atomic_uint_fast64_t started; /* axr_os_ticks(); 0 before */
	atomic_uint_fast64_t files_done, findings, problems;
	/* files without a record: by class, and of those that are not clean by level */
	atomic_uint_fast64_t untold[AXR_CLASS_STOCK + 1], untold_levels[AXR_MALICIOUS + 1];
	atomic_uint_fast64_t config_bytes; /* that the folders' configurations take */

	/* of the reporting thread */
	axr_record_fn fn;
	void *user;
	struct axr_end end;
};

/* Whether a finding is for the report: by its level, or by its class whatever the level. */
bool axr_scan_tells(const struct axr_options *options, const struct axr_finding *finding);

/* Whether the file that worker->reader began with is one to pass over; it is counted then. */
bool axr_scan_spares(struct axr_worker *worker, const struct axr_entry *entry);

/* Adds a file that is done with to the counts of its root. */
void axr_scan_count(struct axr_scan *scan, size_t root, const struct axr_subject *subject);

/* What a worker does in an inventory: posts rows until the walk ends. */
void axr_scan_list(struct axr_worker *worker);

/* The body of a worker thread; arg is its struct axr_worker. */
void *axr_scan_work(void *arg);

#endif
