/*
 * libyara behind the few calls that we need of it; yara.c alone sees its headers.  Nothing here
 * opens a file.
 */
#ifndef AXR_DETECT_YARA_H
#define AXR_DETECT_YARA_H

#include "base/buf.h"
#include "detect/externals.h"

enum {
	AXR_YARA_SCORE = 75 /* of a rule that does not say, as THOR has it */
};

struct axr_yara_rules;   /* a compiled set: immutable, may be used on any thread */
struct axr_yara_scanner; /* one for each worker and set */

/* What a rule says of itself.  Lives as long as its set; what is not said is NULL. */
struct axr_yara_rule {
	const char *name, *space; /* space: the namespace */
	const char *description, *author, *reference;
	const char *technique; /* our own meta key: MITRE ATT&CK, "T1505.003" */
	int score;             /* 0 to 100 */
	int alone;             /* our own meta key: see struct axr_reason */
	bool hidden;           /* private: never reported */
};

/* Why rules cannot be used. */
struct axr_yara_fault {
	size_t text;   /* which of the texts */
	uint32_t line; /* 0 where there is none */
	char why[256];
};

/* The texts of rule files; each goes into the namespace of the same index. */
struct axr_yara_texts {
	const struct axr_span *texts;
	const char *const *spaces; /* unique; short */
	size_t count;
};

/* Both count: libyara is let go with the last stop.  Not thread-safe, as libyara's own are not. */
int axr_yara_start(struct axr_err *err);
void axr_yara_stop(void);

/*
 * Compiles texts into one set.  AXR_EFORMAT where one of them has an error: fault says which (the
 * first).  include statements are refused: nothing here opens files.
 */
int axr_yara_compile(struct axr_yara_rules **rules, const struct axr_yara_texts *texts,
		     struct axr_yara_fault *fault);

/* Whether these are compiled rules, as yarac writes them. */
bool axr_yara_is_compiled(struct axr_span bytes);

/*
 * Loads compiled rules.  They are as good as code: libyara checks that their form is right, not
 * that they are harmless.
 */
int axr_yara_load(struct axr_yara_rules **rules, struct axr_span bytes,
		  struct axr_yara_fault *fault);

/*
 * The same of rules without their places (detect/places.h), behind a mask (base/mask.h).  They
 * cannot be saved again.
 */
int axr_yara_load_packed(struct axr_yara_rules **rules, struct axr_span masked,
			 struct axr_span places, struct axr_yara_fault *fault);

/* Writes a set in its compiled form; false where that failed.  The set is unusable after it. */
bool axr_yara_save(struct axr_yara_rules *rules, struct axr_buf *out);

void axr_yara_rules_free(struct axr_yara_rules *rules);
size_t axr_yara_rule_count(const struct axr_yara_rules *rules);
const struct axr_yara_rule *axr_yara_rule(const struct axr_yara_rules *rules, size_t index);

int axr_yara_scanner_open(struct axr_yara_scanner **scanner, const struct axr_yara_rules *rules,
			  struct axr_err *err);
void axr_yara_scanner_free(struct axr_yara_scanner *scanner);

/*
 * From any thread: a running scan ends within milliseconds as if it had timed out, and so does
 * every later one.
 */
void axr_yara_interrupt(struct axr_yara_scanner *scanner);

/*
 * The scans to come may take so many nanoseconds each; 0 for no limit, as it is at first.  It takes
 * an interruption back, which may come at the same time: so ask for that behind this call.
 */
void axr_yara_limit(struct axr_yara_scanner *scanner, uint64_t nanoseconds);

/* Sets an external variable for the scans to come; the set need not know it. */
void axr_yara_set(struct axr_yara_scanner *scanner, enum axr_external which, const char *value);

struct axr_yara_match {
	const struct axr_yara_rule *rule;
	bool located; /* false where the rule needs no string */
	size_t at;    /* of the string that tells the most, in the bytes */
	size_t len;
};

struct axr_yara_sink {
	void (*match)(void *user, const struct axr_yara_match *match);
	/* A string of a rule occurs so often that libyara stopped counting. */
	void (*flood)(void *user, const struct axr_yara_rule *rule, const char *string);
	void *user;
};

enum axr_yara_end {
	AXR_YARA_DONE,
	AXR_YARA_TIMEOUT,
	AXR_YARA_FAILED /* *code is libyara's error number */
};

/*
 * Scans bytes that lie at base of a file of size bytes: offsets in conditions and filesize mean
 * that file.  A rule that looks at offset 0 therefore sees nothing in a later window, rather than
 * the window's first byte.
 */
enum axr_yara_end axr_yara_scan(struct axr_yara_scanner *scanner, struct axr_span bytes,
				uint64_t base, uint64_t size, const struct axr_yara_sink *sink,
				int *code);

#endif
