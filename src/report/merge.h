/*
 * What several files of results tell more than once, told once: a scan whose file was given twice,
 * or whose cut copy came with the whole one, and a finding that scans of the same folder share.
 *
 * A scan is known by its host, its start and its rules.  Records carry no number, but copies of a
 * scan have the same lines in the same order: what stands where a line was told, and says the same,
 * is not told again.  A finding is known by its id, its place and the times of its file: the id
 * alone has the host that scanned, which is one and the same for the images of two servers.
 */
#ifndef AXR_REPORT_MERGE_H
#define AXR_REPORT_MERGE_H

#include "aspxray.h"

enum { AXR_MERGE_SCANS_MAX = 10000, AXR_MERGE_TOLD_MAX = 2000000 };

struct axr_merge_scan;

struct axr_merge_key { /* SHA-256 of what tells apart: a path may be the enemy's choice */
	uint64_t word[4];
};

/* Zeroed before the first file. */
struct axr_merge {
	struct axr_merge_scan *scans;
	size_t scan_count, scan_cap;
	struct axr_merge_key *told; /* hash table of records; word[0] is 0 where a slot is free */
	size_t told_count, told_cap;
	bool full; /* of some it is not known whether they were told: they were handed on */

	/* of the file at hand */
	size_t scan;      /* whose records come, from 1; 0: of none that is known */
	uint64_t at;      /* lines of it so far, without its start */
	uint64_t skipped; /* so many of them were told before this file */
	bool broken;      /* a line of it was bad, or is not of the scan */
	struct axr_end end; /* of the last end record that was handed on */
};

/* Another file begins. */
void axr_merge_file(struct axr_merge *merge);

/* A line of the file could not be read. */
void axr_merge_bad(struct axr_merge *merge);

/*
 * Whether this record of the file is to be handed on.  The counts of an end record are set to what
 * its scan told that no other had told: record->end lies in the merge then.
 */
bool axr_merge_takes(struct axr_merge *merge, struct axr_record *record);

void axr_merge_free(struct axr_merge *merge);

#endif
