/*
 * Layers to reasons.  A const table of detectors behind one interface; each is opened once for the
 * engine (shared, immutable) and once for each worker.
 */
#ifndef AXR_DETECT_DETECT_H
#define AXR_DETECT_DETECT_H

#include "base/subject.h"

/* A file of ours that the detectors load: rules, indicators.  Read by the engine. */
struct axr_source {
	const char *name; /* as shown; what is packed into the program is "built-in/..." */
	struct axr_span bytes;
	struct axr_span id; /* of what is built in: short, and tells one version from another */
	bool builtin;
	bool packed; /* compiled rules as axr_yara_load_packed() wants them, with their .places */
	struct axr_span places;
	size_t set; /* of a built-in set: its place in the program */
	struct axr_span needs; /* of built-in rules: detect/needs.h; empty: not known */
	/* Built-in rules: bits (1 << enum axr_content) of the layers that they are for; 0: all. */
	unsigned contents;
};

/* Tells of something that is loaded, or of something that cannot be and why. */
typedef void (*axr_loaded_fn)(void *user, const struct axr_rule_info *info);

/* Names and bytes are borrowed until axr_detectors_open() returns. */
struct axr_detect_setup {
	const struct axr_source *rules; /* YARA, source or compiled */
	size_t rule_count;
	const struct axr_source *iocs; /* hash and name lists; which is which, ioc.h says */
	size_t ioc_count;
	bool no_gate;	       /* all rules over all layers, whatever the layers hold */
	axr_loaded_fn loaded;  /* may be NULL; what it is given lives while it runs */
	void *user;
};

/* What detectors have loaded. */
struct axr_detect_counts {
	unsigned rules; /* YARA rules */
	unsigned iocs;	/* hashes and names */
};

struct axr_detector {
	const char *name;
	/* Loads what all workers share into *shared; may be NULL. */
	int (*open)(void **shared, const struct axr_detect_setup *setup, struct axr_err *err);
	void (*close)(void *shared); /* takes NULL; NULL where there is no open */
	/* Digests that the loaded indicators or rules want of every file (enum axr_digest). */
	unsigned (*digests)(const void *shared); /* may be NULL: none */
	/* Those that they want of this one besides, for what its layers hold; may be NULL: none. */
	unsigned (*digests_of)(const void *shared, const struct axr_subject *subject);
	void (*count)(const void *shared, struct axr_detect_counts *counts); /* adds; may be NULL */
	/* Both may be NULL; close takes NULL. */
	int (*worker_open)(void **worker, const void *shared, struct axr_err *err);
	void (*worker_close)(void *worker);
	/*
	 * Ends a running inspect() of this worker soon, and every later one at once; called from
	 * another thread; may be NULL.
	 */
	void (*interrupt)(void *worker);
	/*
	 * Looks at the layers of the subject's window and adds reasons and problems.  Where the
	 * clock of subject->scratch runs out, it ends, and tells so by axr_subject_late().  For a
	 * file in several windows it is called for each, in order; facts that need the whole file
	 * (digests) are there in the last one.
	 */
	void (*inspect)(const void *shared, void *worker, struct axr_subject *subject);
};

extern const struct axr_detector axr_detector_hash; /* detect/hash.c: hash indicators */
extern const struct axr_detector axr_detector_name; /* detect/name.c: name indicators */
extern const struct axr_detector axr_detector_type; /* detect/type.c: content against extension */
extern const struct axr_detector axr_detector_script; /* detect/script/: flow inside a page */
extern const struct axr_detector axr_detector_config; /* detect/config/: what runs code */
extern const struct axr_detector axr_detector_yara; /* detect/rules.c: YARA rules */

struct axr_detectors; /* all of them, opened */
struct axr_detect_worker;

/*
 * Opens every detector.  Files and lines that cannot be used are told to setup->loaded and left
 * out; only want of memory, or a library that refuses to start, fails.
 */
int axr_detectors_open(struct axr_detectors **detectors, const struct axr_detect_setup *setup,
		       struct axr_err *err);
void axr_detectors_free(struct axr_detectors *detectors);

/* Digests that are wanted of every file, before it is read. */
unsigned axr_detectors_digests(const struct axr_detectors *detectors);

/*
 * Digests that are wanted of this file besides, once its layers are known: to be made before
 * axr_detect() sees its last window.
 */
unsigned axr_detectors_digests_of(const struct axr_detectors *detectors,
				  const struct axr_subject *subject);

struct axr_detect_counts axr_detectors_count(const struct axr_detectors *detectors);

int axr_detect_worker_open(struct axr_detect_worker **worker, const struct axr_detectors *detectors,
			   struct axr_err *err);
void axr_detect_worker_free(struct axr_detect_worker *worker);

/*
 * From any thread: the running axr_detect() of this worker ends soon, with AXR_TROUBLE_STOPPED for
 * what it did not finish, and so does every later one.
 */
void axr_detect_interrupt(struct axr_detect_worker *worker);

/* Runs every detector over the layers of the subject's window. */
void axr_detect(struct axr_detect_worker *worker, struct axr_subject *subject);

#endif
