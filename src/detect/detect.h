/*
 * Layers to reasons.  A const table of detectors behind one interface; each is opened once for the
 * engine (shared, immutable) and once for each worker.
 */
#ifndef AXR_DETECT_DETECT_H
#define AXR_DETECT_DETECT_H

#include "base/subject.h"

/* A file of ours that the detectors load: rules, indicators.  Read by the engine. */
struct axr_source {
	const char *name; /* as shown; "built-in" parts have their own names */
	struct axr_span bytes;
	bool builtin;
};

/* Tells of something that is loaded, or of something that cannot be and why. */
typedef void (*axr_loaded_fn)(void *user, const struct axr_rule_info *info);

struct axr_detect_setup {
	const struct axr_source *rules; /* YARA, source or compiled */
	size_t rule_count;
	const struct axr_source *iocs;
	size_t ioc_count;
	unsigned file_timeout; /* seconds; 0 for none */
	axr_loaded_fn loaded;
	void *user;
};

struct axr_detector {
	const char *name;
	/* Loads what all workers share into *shared; may be NULL. */
	int (*open)(void **shared, const struct axr_detect_setup *setup, struct axr_err *err);
	void (*close)(void *shared);
	/* Digests that the loaded indicators or rules want of every file (enum axr_digest). */
	unsigned (*digests)(const void *shared);
	int (*worker_open)(void **worker, const void *shared, struct axr_err *err);
	void (*worker_close)(void *worker);
	/* Ends a running inspect() of this worker soon; called from another thread; may be NULL. */
	void (*interrupt)(void *worker);
	/* Looks at the layers of the subject's window and adds reasons and problems. */
	void (*inspect)(const void *shared, void *worker, struct axr_subject *subject);
};

extern const struct axr_detector axr_detector_hash; /* detect/hash.c: hash indicators */
extern const struct axr_detector axr_detector_name; /* detect/name.c: name indicators */
extern const struct axr_detector axr_detector_type; /* detect/type.c: content against extension */
extern const struct axr_detector axr_detector_yara; /* detect/yara.c */

struct axr_detectors; /* all of them, opened */
struct axr_detect_worker;

int axr_detectors_open(struct axr_detectors **detectors, const struct axr_detect_setup *setup,
		       struct axr_err *err);
void axr_detectors_free(struct axr_detectors *detectors);
unsigned axr_detectors_digests(const struct axr_detectors *detectors);

int axr_detect_worker_open(struct axr_detect_worker **worker, const struct axr_detectors *detectors,
			   struct axr_err *err);
void axr_detect_worker_free(struct axr_detect_worker *worker);
void axr_detect_interrupt(struct axr_detect_worker *worker);

/* Runs every detector over the layers of the subject's window. */
void axr_detect(struct axr_detect_worker *worker, struct axr_subject *subject);

#endif
