/*
 * What ought to be there: the files that Exchange setup installs, and the user's own baselines.
 *
 * struct axr_known is what was loaded; it is immutable and serves several scans.  struct
 * axr_known_run is what one scan has learnt: which rows of a baseline were met, which build the
 * contents speak for.  axr_known() may be called from several threads at once.
 */
#ifndef AXR_KNOWN_KNOWN_H
#define AXR_KNOWN_KNOWN_H

#include "base/subject.h"

struct axr_shipped;
struct axr_known;
struct axr_known_run;

/* A file of the user's, read; nothing here opens files. */
struct axr_known_file {
	const char *name;          /* for messages */
	struct axr_span bytes;     /* may go when axr_known_open() has returned */
	struct axr_span signature; /* the file name + ".minisig"; ptr is NULL where there is none */
};

struct axr_known_setup {
	const struct axr_shipped *shipped; /* &axr_shipped_exchange; NULL for none */
	const struct axr_known_file *baselines;
	size_t baseline_count;
	/*
	 * A minisign public key, file or bare Base64: every baseline must be signed with it.
	 * NULL where no signature is asked for; an empty key is a wrong one.
	 */
	const struct axr_span *trust;
};

/* AXR_EFORMAT names file and line; AXR_ETRUST: a signature is missing, foreign or wrong. */
int axr_known_open(struct axr_known **known, const struct axr_known_setup *setup,
		   struct axr_err *err);
void axr_known_free(struct axr_known *known);

/* The digests (enum axr_digest) that files must bear to be looked up. */
unsigned axr_known_digests(const struct axr_known *known);

/* Where one scan looks. */
struct axr_known_place {
	const struct axr_span *roots; /* of the scan, as shown */
	size_t root_count;
	const struct axr_span *exchange; /* installation folders of Exchange, as shown */
	size_t exchange_count;           /* 0: they are recognised by their paths */
	/*
	 * Whether the user left out what stands there below a root ('/' between, case folded); may
	 * be NULL.  Asked at the end, on one thread.
	 */
	bool (*excluded)(void *user, size_t root, struct axr_span relative);
	/*
	 * Calls each with every name in a root, or in the folder of that name in it; NULL is the
	 * root itself.  Asked by axr_known_begin() for lists of another place, to know whether the
	 * root holds drives; may be NULL: then none does.
	 */
	void (*list)(void *user, size_t root, const char *folder,
		     void (*each)(void *to, const char *name), void *to);
	void *user;
	const char *build; /* installed build, "15.2.858.5"; NULL: the contents vote */
};

int axr_known_begin(struct axr_known_run **run, const struct axr_known *known,
		    const struct axr_known_place *place, struct axr_err *err);
void axr_known_end(struct axr_known_run *run);

/*
 * To be called for each file when it is hashed (and for each that could not be read to the end, so
 * that it does not count as missing).  Sets file_class and known_good and adds reasons of the
 * detectors "known" and "time".
 *
 *	STOCK       listed content at its place; known_good
 *	MODIFIED    listed place, other content
 *	UNVERIFIED  listed place, other content, and the installed build is not listed
 *	MOVED       listed content at another place
 *	UNEXPECTED  place not listed; of Exchange only where IIS would run the file
 *	MATCH       nothing is known about this place: static, generated, *.config, elsewhere
 */
void axr_known(struct axr_known_run *run, struct axr_subject *subject);

/*
 * A folder or a file, as shown, that the scan met and did not look into, but for what the user
 * excluded: what a list has there is not missing.  From any thread.
 */
void axr_known_not_looked(struct axr_known_run *run, struct axr_span path);

/* The same for a folder below this root that was reached before, by another path or root. */
void axr_known_looked_before(struct axr_known_run *run, size_t root, struct axr_span path);

/* How many rows axr_known_finish() did not decide on, as the scan did not look at their places. */
uint64_t axr_known_undecided(const struct axr_known_run *run);

/* What axr_known_finish() did not tell for want of memory. */
struct axr_known_lost {
	uint64_t files; /* unverified, at places where the build has files: they may be modified */
	bool times;     /* evidence of times: of more folders than are remembered */
};

void axr_known_lost(const struct axr_known_run *run, struct axr_known_lost *lost);

/*
 * The build of Exchange and how it is known: "15.2.858.5", "15.2.1544.4 (not listed; nearest is
 * 15.2.858.5)", "15.2.858.5 (by 412 of 420 files)"; "" where nothing is known.  Final when the
 * last file is through.
 */
void axr_known_build(struct axr_known_run *run, char *text, size_t size);

typedef void (*axr_known_fn)(void *user, struct axr_subject *subject);

/*
 * After the last file, on one thread: tells what only the whole shows, as subjects ready for the
 * judge (they live until fn returns; the arena is reset for each).
 *
 *	MISSING   in a baseline, below a root of the scan, not met where the scan looked; only where
 *	          complete says that the walk went to its end
 *	MODIFIED  was UNVERIFIED when it came, before the contents had told the build
 *	MATCH     of a directory: unexpected files in it that came within minutes, bear the times of
 *	          stock neighbours, or are younger than everything else in it
 */
void axr_known_finish(struct axr_known_run *run, bool complete, struct axr_arena *arena,
		      axr_known_fn fn, void *user);

#endif
