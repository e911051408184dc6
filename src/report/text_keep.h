/*
 * What the text report keeps until it knows the verdict that its first line tells.  Counts are
 * exact; what is kept of findings and lines is bounded, and the same whatever the order in which
 * they came, unless all is asked for and there is more than memory should hold.
 */
#ifndef AXR_REPORT_TEXT_KEEP_H
#define AXR_REPORT_TEXT_KEEP_H

#include "base/span.h"

/* The first lines in order of their bytes, at most limit of them. */
struct axr_text_lines {
	char **items;
	size_t count, cap;
	size_t limit;   /* 0: all */
	uint64_t total; /* that came */
};

/* Takes a copy; false: no memory.  Equal lines count each. */
bool axr_text_lines_add(struct axr_text_lines *lines, struct axr_span line);
bool axr_text_lines_have(const struct axr_text_lines *lines, struct axr_span line);
void axr_text_lines_sort(struct axr_text_lines *lines);
void axr_text_lines_free(struct axr_text_lines *lines);

/* A finding, written but for its number and what depends on the others. */
struct axr_text_entry {
	int score;
	char *path; /* escaped */
	char *body; /* its lines */
	char *host; /* NULL where not told */
	const char *next;
	bool hashed;
	uint8_t sha256[32];
};

struct axr_text_entries {
	struct axr_text_entry *items;
	size_t count, cap;
	size_t limit;   /* 0: all */
	size_t bytes;   /* held */
	uint64_t total; /* that came */
};

/* Best score first, then by path. */
int axr_text_entry_cmp(const void *a, const void *b);

/*
 * Whether an entry of this score and path would be kept, so that nobody writes one for nothing.
 * Counts it.
 */
bool axr_text_entries_want(struct axr_text_entries *entries, int score, struct axr_span path);

/* Takes over entry and its strings, also where it fails: false, no memory. */
bool axr_text_entries_add(struct axr_text_entries *entries, struct axr_text_entry *entry);
void axr_text_entries_sort(struct axr_text_entries *entries);
void axr_text_entries_free(struct axr_text_entries *entries);

/* A folder of a host with files of one class. */
struct axr_text_folder {
	char *host; /* escaped; "" where not told */
	char *path; /* escaped */
	int score;  /* the best in it */
	uint64_t count;
	struct axr_text_lines names;
};

struct axr_text_folders {
	struct axr_text_folder *items;
	size_t count, cap;
	size_t limit;          /* most folders kept; 0: all */
	size_t name_limit;     /* most names kept of each; 0: all */
	uint64_t total;        /* files that came */
	uint64_t elsewhere;    /* of them in folders that were not kept */
	const char *next;      /* the steps for the best of them */
	int best;
};

/* host, path and name are escaped; false: no memory. */
bool axr_text_folders_add(struct axr_text_folders *folders, struct axr_span host,
			  struct axr_span path, struct axr_span name, int score);
void axr_text_folders_sort(struct axr_text_folders *folders);
void axr_text_folders_free(struct axr_text_folders *folders);

#endif
