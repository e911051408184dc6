/*
 * aspxray: find web shells on Exchange and IIS servers.
 *
 * The loop that a caller writes:
 *
 *	struct axr_options options;
 *	struct axr_err err;
 *	struct axr_engine *engine = NULL;
 *	struct axr_scan *scan = NULL;
 *
 *	axr_options_init(&options);
 *	if (axr_engine_open(&engine, &options, &err) < 0 ||
 *	    axr_scan_open(&scan, engine, paths, npaths, &err) < 0)
 *		die(err.text);
 *	status = axr_scan_run(scan, on_record, user);
 *	axr_scan_free(scan);
 *	axr_engine_free(engine);
 *
 * on_record() is called on the caller's own thread, one record at a time: a start, then findings
 * and problems as they are met, then an end.  A reporter (axr_reporter_open()) is a ready-made
 * on_record().
 *
 * Errors are two kinds.  What keeps a scan from starting is a negative status and one line in a
 * struct axr_err.  Trouble with a file is a record: nothing that could not be read, decoded or
 * scanned is ever silent.
 *
 * Text that comes from the scanned files (names, excerpts) is bytes with a length: it may hold
 * anything, NUL included.  Text of our own is a NUL-terminated string.
 */
#ifndef ASPXRAY_H
#define ASPXRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define AXR_API
#elif defined(__GNUC__)
#define AXR_API __attribute__((visibility("default")))
#else
#define AXR_API
#endif

/* ---- Basics ------------------------------------------------------------------------------- */

/* What acts return; 0 or more is success. */
enum axr_status {
	AXR_OK = 0,
	AXR_EUSAGE = -1,   /* the caller asked for something that makes no sense */
	AXR_EIO = -2,      /* a file of ours (rules, baseline, output) cannot be read or written */
	AXR_EFORMAT = -3,  /* such a file was read and is malformed */
	AXR_ENOMEM = -4,
	AXR_ETRUST = -5,   /* a signature is missing, foreign or wrong */
	AXR_EINTERNAL = -6 /* a library refused to start */
};

/* One line that says why an act failed, with file and line where there is one. */
struct axr_err {
	char text[512];
};

/* Bytes with a length; ptr may be NULL only where len is 0.  Never NUL-terminated. */
struct axr_span {
	const uint8_t *ptr;
	size_t len;
};

/* A point in time, UTC.  known is false where the system or the file system has none. */
struct axr_time {
	int64_t sec; /* since 1970-01-01 */
	uint32_t nsec;
	bool known;
};

/* "0.1.0" */
AXR_API const char *axr_version(void);

/* ---- What is told ------------------------------------------------------------------------- */

enum axr_digest {
	AXR_MD5 = 1 << 0,
	AXR_SHA1 = 1 << 1,
	AXR_SHA256 = 1 << 2
};

enum axr_attribute { /* the Windows attributes that matter here */
	AXR_ATTR_READONLY = 1 << 0,
	AXR_ATTR_HIDDEN = 1 << 1,
	AXR_ATTR_SYSTEM = 1 << 2
};

/* What an Authenticode signature is worth on the host that was asked. */
enum axr_signature {
	AXR_SIGNATURE_UNKNOWN,   /* not asked, or the system cannot say: on all but Windows */
	AXR_SIGNATURE_NONE,      /* unsigned, by itself and by every catalog */
	AXR_SIGNATURE_TRUSTED,   /* unchanged since it was signed, by someone who is trusted */
	AXR_SIGNATURE_UNTRUSTED, /* unchanged, by someone who is not, or no longer */
	AXR_SIGNATURE_BROKEN     /* changed since it was signed, or no signature at all */
};

/* "unknown", "unsigned", "trusted", "untrusted", "broken" */
AXR_API const char *axr_signature_name(enum axr_signature signature);

/* The facts of one file. */
struct axr_file {
	struct axr_span path;      /* as shown: the Windows path on an image, else as reached */
	struct axr_span name;      /* last component; points into path */
	struct axr_span directory; /* path without name and without a trailing separator */
	struct axr_span extension; /* without the dot, lower case (ASCII); empty where none */
	struct axr_span relative;  /* path below the root it was found under, with '/' between */
	struct axr_span owner;     /* name, or number where it has none; empty where unknown */
	struct axr_span group;
	uint64_t size; /* bytes: as many as were read; where that was not all, as the system says */
	uint32_t mode; /* POSIX permission bits; 0 on Windows */
	unsigned attributes;
	struct axr_time created, mtime, ctime, accessed;
	unsigned digests; /* which of the next three are there (enum axr_digest) */
	uint8_t md5[16], sha1[20], sha256[32];
	const char *label;     /* kind by its header: "EXE", "ZIP", "PST"; "" where unknown */
	struct axr_span mime;  /* by libmagic; empty where it was not asked */
	struct axr_span magic; /* libmagic's words; empty where it was not asked */
	enum axr_signature signature; /* of a program file that is reported, or that IIS loads */
	struct axr_span signer;       /* who signed it; empty where that is not known */
};

/* Why a detector thinks ill (or well: score < 0) of a file. */
struct axr_reason {
	const char *detector; /* "yara", "hash", "name", "type", "script", ... */
	const char *rule;     /* stable name, unique within its detector */
	const char *title;    /* one sentence; our own words or the rule's description */
	int score;            /* -100 to 100 */
	const char *layer;    /* "raw", or the decoders that led there: "utf-7/canonical" */
	bool located;         /* offset and line mean something */
	uint64_t offset;      /* of the point, in the file */
	uint32_t line;        /* of the point, from 1; 0 where the file has no lines */
	struct axr_span excerpt;
	const char *technique; /* MITRE ATT&CK, "T1505.003"; NULL where none fits */
	const char *author, *reference, *ruleset; /* of a rule; NULL where not said */
	uint32_t from_line;    /* where the flow begins (script detector); 0 where there is none */
	int alone; /* score where the page was followed and no such flow found; 0: the same */
};

/* Levels by score; a file that is clean has a record only for its class. */
enum axr_level {
	AXR_CLEAN,      /* nothing to say */
	AXR_INFO,       /* 1 to 39 */
	AXR_NOTABLE,    /* 40 to 59 */
	AXR_SUSPICIOUS, /* 60 to 79 */
	AXR_MALICIOUS   /* 80 to 100 */
};

/* "clean", "info", "notable", "suspicious", "malicious" */
AXR_API const char *axr_level_name(enum axr_level level);

/* Returns 0 and sets *level, or AXR_EUSAGE where name is none of the above. */
AXR_API int axr_level_parse(const char *name, enum axr_level *level);

/* How a file stands against what ought to be there. */
enum axr_class {
	AXR_CLASS_MATCH,      /* no baseline decided: a detector did */
	AXR_CLASS_UNEXPECTED, /* nobody put it there */
	AXR_CLASS_MODIFIED,   /* known place, other content */
	AXR_CLASS_MOVED,      /* known content, other place */
	AXR_CLASS_MISSING,    /* in the baseline, not on the disk */
	AXR_CLASS_UNVERIFIED, /* known place, content of a build that we have no list of */
	AXR_CLASS_STOCK       /* known content at its place */
};

/* "match", "unexpected", ... */
AXR_API const char *axr_class_name(enum axr_class file_class);

/* A file about which there is something to say. */
struct axr_finding {
	const struct axr_file *file;
	enum axr_class file_class;
	enum axr_level level;
	int score; /* 0 to 100 */
	const struct axr_reason *reasons; /* the decisive first, then by score */
	size_t reason_count;
	const struct axr_span *urls; /* where IIS serves it; empty where it does not */
	size_t url_count;
	const char *serving; /* why IIS would not run it, or by which handler; or NULL */
	const char *next;    /* what to do now: steps, one a line; "" where there is nothing */
	char id[33];         /* stable over runs: of host, path, content and best rule */
};

/* What kept us from the whole truth about a file, a folder or a file of ours. */
enum axr_trouble {
	AXR_TROUBLE_OPEN,      /* refused or failed to open */
	AXR_TROUBLE_READ,      /* an error while reading */
	AXR_TROUBLE_VANISHED,  /* listed, then gone */
	AXR_TROUBLE_CHANGED,   /* grew, shrank or was written while it was read */
	AXR_TROUBLE_BLOCKED,   /* withheld by a lock: another process has it open alone */
	AXR_TROUBLE_ANTIVIRUS, /* withheld by an antivirus */
	AXR_TROUBLE_DEPTH,     /* deeper than --max-depth */
	AXR_TROUBLE_LINK,      /* a link in a folder that IIS serves: not followed */
	AXR_TROUBLE_LIMIT,     /* a limit of decoding or scanning was hit */
	AXR_TROUBLE_TIMEOUT,   /* it took longer than a file may */
	AXR_TROUBLE_DETECTOR,  /* a detector failed */
	AXR_TROUBLE_STOPPED,   /* the scan was stopped before or while it was read */
	AXR_TROUBLE_ROOT,      /* a root does not exist or cannot be listed */
	AXR_TROUBLE_RULE,      /* a rule file, or an IOC line, that cannot be used */
	AXR_TROUBLE_CONFIG,    /* a configuration of the server that cannot be understood */
	AXR_TROUBLE_UNDECIDED, /* files of a baseline that lie where the scan did not look */
	AXR_TROUBLE_RESULT, /* results of an earlier scan that cannot be read back */
	AXR_TROUBLE_MEMORY
};

/* "open-failed", "read-failed", "vanished", ...: stable, for scripts */
AXR_API const char *axr_trouble_name(enum axr_trouble trouble);

struct axr_problem {
	enum axr_trouble trouble;
	struct axr_span path; /* of the file it is about; may be empty */
	uint32_t line;        /* in that file; 0 where it has none */
	int code;             /* errno or the Windows error; 0 where there is none */
	struct axr_span text; /* what happened, one line; holds no path */
	bool incomplete;      /* something was left unscanned: sets exit bit 4 */
};

/* Why a directory entry was not scanned, other than trouble. */
enum axr_skip {
	AXR_SKIP_LINK,    /* symbolic links, junctions and other reparse points below a root */
	AXR_SKIP_SPECIAL, /* FIFOs, sockets, devices */
	AXR_SKIP_EXCLUDED,
	AXR_SKIP_MOUNT,   /* another file system, under --one-file-system; /proc and its like */
	AXR_SKIP_SEEN,    /* a directory reached before by another way: a loop or a bind mount */
	AXR_SKIP_OWN,     /* what this very run writes: its reports, its standard output */
	AXR_SKIP_COUNT
};

/* "link", "special", "own_output", ... */
AXR_API const char *axr_skip_name(enum axr_skip skip);

/* What became of the files below one root. */
struct axr_root {
	struct axr_span path;
	const char *origin; /* of the root: "argument", "applicationHost.config", ... */
	bool missing;
	uint64_t dirs;    /* listed */
	uint64_t seen;    /* files met */
	uint64_t hashed;  /* read to the end */
	uint64_t scanned; /* and gone through every detector */
	uint64_t known;   /* hashed, found to be known good, not scanned */
	uint64_t failed;  /* not read, or not scanned, to the end */
	uint64_t bytes;   /* read */
	uint64_t skipped[AXR_SKIP_COUNT];
};

/* What the scan is about to do. */
struct axr_start {
	struct axr_time time;
	const char *host;  /* "" where it has no name, as that of an image may not */
	const char *image; /* that is scanned, as it was named; or NULL */
	const struct axr_root *roots;
	size_t root_count;
	unsigned rules;    /* YARA rules loaded */
	unsigned iocs;     /* indicators loaded */
	char rules_id[65]; /* SHA-256 over every rule and indicator loaded, hex */
	const char *build; /* of Exchange, and how it is known: "15.2.858.5 (registry)"; or NULL */
	/* to read whatever permissions say: "held", "not held", or NULL where there is none */
	const char *backup_privilege;
};

enum axr_exit { /* the bits of the exit status */
	AXR_EXIT_FOUND = 1,      /* a file at or above fail_on */
	AXR_EXIT_UNEXPECTED = 2, /* an unexpected or modified file */
	AXR_EXIT_INCOMPLETE = 4  /* not all was read and scanned, or there was no file at all */
};

struct axr_end {
	struct axr_time time;
	double seconds;
	const struct axr_root *roots; /* with their counts */
	size_t root_count;
	struct axr_root total;
	uint64_t by_level[AXR_MALICIOUS + 1]; /* files, told or not; of AXR_CLEAN those told */
	uint64_t by_class[AXR_CLASS_STOCK + 1]; /* files; of AXR_CLASS_MATCH those told of */
	uint64_t problems;
	const char *build;   /* of Exchange, by its files too: see struct axr_start; or NULL */
	const char *stopped; /* "time limit", "signal", ...; NULL where the scan ran to its end */
	unsigned exit_status;
};

enum axr_record_kind {
	AXR_RECORD_START,
	AXR_RECORD_FINDING,
	AXR_RECORD_PROBLEM,
	AXR_RECORD_STATE, /* a row of an inventory: .file only */
	AXR_RECORD_END
};

/* Valid, with all that it points to, until the callback that was given it returns. */
struct axr_record {
	enum axr_record_kind kind;
	struct axr_time time;
	const char *host; /* where it is not the host of the last start record; else NULL */
	union {
		const struct axr_start *start;
		const struct axr_finding *finding;
		const struct axr_problem *problem;
		const struct axr_file *file;
		const struct axr_end *end;
	};
};

typedef void (*axr_record_fn)(void *user, const struct axr_record *record);

/* ---- Scanning ----------------------------------------------------------------------------- */

/* A scan may tell of every file instead of looking for web shells. */
enum axr_inventory {
	AXR_INVENTORY_NONE,
	AXR_INVENTORY_FACTS, /* a state record for each file, contents unread */
	AXR_INVENTORY_HASHES /* the same with MD5, SHA-1 and SHA-256 */
};

/* What a user may choose.  Strings and arrays are borrowed until axr_engine_open() returns. */
struct axr_options {
	const char *const *rules; /* YARA files or folders, source or compiled */
	size_t rule_count;
	const char *const *iocs; /* IOC files or folders, Loki/THOR format */
	size_t ioc_count;
	const char *const *baselines; /* lists of files that ought to be there, any known format */
	size_t baseline_count;
	const char *trust; /* minisign public key, file or text: every baseline must be signed */
	bool paranoid;     /* known good content is scanned all the same */
	enum axr_inventory inventory;
	bool no_builtin; /* without the built-in rules and indicators */
	bool no_gate;    /* every rule over everything, not only over what it can match: slower */

	const char *image; /* folder where the system volume of a Windows server is mounted */
	/* The host told of: at most 255 of A-Za-z0-9-_. ; NULL: the image's, or this one. */
	const char *host;
	bool live; /* instead: this host is the server; only where axr_can_be_live() */

	const char *const *excludes; /* globs: without a slash for names, else for paths */
	size_t exclude_count;
	bool one_file_system;
	unsigned max_depth; /* directories below a root */

	unsigned threads;      /* 0: one per processor */
	bool nice;             /* lowest CPU and I/O priority */
	unsigned max_rate;     /* MB (10^6 bytes) read a second, by all threads; 0: no limit */
	unsigned max_runtime;  /* seconds; 0: no limit */
	uint64_t window;       /* bytes of a file held in memory at once */
	unsigned file_timeout; /* seconds to look at a file, or a window of it; 0: no limit */

	enum axr_level fail_on; /* from which level on a finding sets exit bit 1 */
	enum axr_level report;  /* from which level on it is told; for its class a file is always */
};

AXR_API void axr_options_init(struct axr_options *options);

/* Whether the configuration of this host can be read to find its web folders: on Windows. */
AXR_API bool axr_can_be_live(void);

struct axr_engine;
struct axr_scan;
struct axr_reporter;

/*
 * Loads rules, indicators and tables.  A rule file or an IOC line that cannot be used is not an
 * error: it is a problem record of every scan.  On success the caller owns *engine; it is
 * immutable and may serve scans on several threads.
 */
AXR_API int axr_engine_open(struct axr_engine **engine, const struct axr_options *options,
			    struct axr_err *err);
AXR_API void axr_engine_free(struct axr_engine *engine);

/* One YARA rule or indicator list that is loaded, or one that is not and why. */
struct axr_rule_info {
	const char *source; /* file, or "built-in" */
	const char *name;   /* rule; NULL where the whole file is meant */
	const char *title;
	int score;
	bool indicator;      /* an IOC line, not a YARA rule */
	const char *failure; /* NULL where it is loaded */
	uint32_t line;       /* of the failure; 0 where it has none */
};
typedef void (*axr_rule_fn)(void *user, const struct axr_rule_info *rule);
AXR_API void axr_engine_rules(const struct axr_engine *engine, axr_rule_fn fn, void *user);

/*
 * Prepares a scan of these paths; with none, of the folders that the configuration of the image
 * or of this host names.  Under an image a path may be a Windows path ("C:\\inetpub").  Fails with
 * AXR_EUSAGE where none of the paths is there; one that is missing among others is a problem of the
 * scan.  The engine must outlive the scan.
 */
AXR_API int axr_scan_open(struct axr_scan **scan, const struct axr_engine *engine,
			  const char *const *paths, size_t path_count, struct axr_err *err);
AXR_API void axr_scan_free(struct axr_scan *scan);

/*
 * Has the scan pass over the file that a reporter writes, which would look like what it tells of.
 * Before axr_scan_run().  Where standard output and standard error go is passed over anyway.
 */
AXR_API int axr_scan_spare(struct axr_scan *scan, const struct axr_reporter *reporter);

/* Runs the scan on this thread and its workers; to be called once.  Returns the exit status. */
AXR_API unsigned axr_scan_run(struct axr_scan *scan, axr_record_fn fn, void *user);

/*
 * Asks a running scan to end; it does within a second, with an end record.  why is a string
 * literal ("signal").  May be called from any thread and from a signal handler.
 */
AXR_API void axr_scan_stop(struct axr_scan *scan, const char *why);

struct axr_progress {
	uint64_t files_seen, files_done, bytes_done;
	uint64_t findings; /* suspicious or worse */
	uint64_t problems;
	bool walk_done; /* files_seen is final */
	double seconds;
};

/* May be called from any thread while the scan runs. */
AXR_API void axr_scan_progress(const struct axr_scan *scan, struct axr_progress *progress);

/* ---- Baselines ---------------------------------------------------------------------------- */

struct axr_baseline_info {
	const char *format; /* "hashdeep", "AIDE", ... */
	uint64_t rows;
	bool is_signed; /* by the key that was asked for */
};

/*
 * Reads a baseline as a scan would: AXR_EFORMAT names file and line.  With trust (a minisign public
 * key, file or text; may be NULL) it must be signed: AXR_ETRUST.
 */
AXR_API int axr_baseline_check(const char *file, const char *trust, struct axr_baseline_info *info,
			       struct axr_err *err);

/*
 * Signs a file with a minisign secret key, into FILE.minisig.  password may be NULL where the key
 * has none.
 */
AXR_API int axr_baseline_sign(const char *file, const char *key_file, const char *password,
			      struct axr_err *err);

/* Whether a secret key file asks for a password: 1 or 0, or a negative status. */
AXR_API int axr_baseline_key_locked(const char *key_file, struct axr_err *err);

/* ---- Reporting ---------------------------------------------------------------------------- */

struct axr_report_options {
	const char *format; /* "ndjson"; NULL: axr_report_format_of(file) */
	const char *file;   /* written beside and renamed when complete; NULL: standard output */
	bool colour;
	bool all; /* every row, no grouping or cutting */
	const char *command; /* how to run again, for the text's "next" lines; may be NULL */
};

/*
 * Text of others made fit for a terminal: what cannot be seen or would move the cursor is written
 * as an escape.  Cut where it does not fit into size bytes with its NUL.  Returns out.
 */
AXR_API const char *axr_printable(struct axr_span text, char *out, size_t size);

/* The formats of findings, NULL-terminated; "hashdeep" has the rows of an inventory alone. */
AXR_API const char *const *axr_report_formats(void);

/* The format that a file's suffix names: text where there is none, NULL where no format has it. */
AXR_API const char *axr_report_format_of(const char *file);

AXR_API int axr_reporter_open(struct axr_reporter **reporter,
			      const struct axr_report_options *options, struct axr_err *err);

/* An axr_record_fn whose user is the reporter. */
AXR_API void axr_reporter_record(void *reporter, const struct axr_record *record);

/*
 * Flushes, renames the file into its place and frees the reporter.  Fails where anything could
 * not be written; then no file stands under the final name.
 */
AXR_API int axr_reporter_close(struct axr_reporter *reporter, struct axr_err *err);

/*
 * Reads what the "ndjson" reporter wrote and hands on each record, for another reporter, say: so
 * results are converted, and those of several hosts merged.  UTF-8, or UTF-16 with a byte-order
 * mark, as PowerShell writes.  On Windows "*.ndjson" stands for all files that it matches.  A line
 * that is none of ours (the last one cut off, too) and a file that cannot be read are handed on as
 * a problem with file and line, from the eleventh line of a file on counted in one; reading goes on
 * behind them.  Returns 0, or AXR_EXIT_INCOMPLETE where there were such, the first in err, or a
 * scan has no end record; a negative status where not one record could be read.
 */
AXR_API int axr_report_convert(const char *const *files, size_t count, axr_record_fn fn, void *user,
			       struct axr_err *err);

#ifdef __cplusplus
}
#endif
#endif
