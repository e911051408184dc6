/*
 * A list of files that somebody vouches for, in memory: what the readers of formats/ fill and the
 * scan asks.  Rows are compact (a million take about 100 MB), looked up by path and by content in
 * constant time, and never change once axr_baseline_index() has run, so that threads share them.
 */
#ifndef AXR_KNOWN_BASELINE_H
#define AXR_KNOWN_BASELINE_H

#include "base/buf.h"

enum axr_baseline_kind {
	AXR_BASELINE_PLACES,   /* paths of one host: what is missing or not listed says something */
	AXR_BASELINE_EXCHANGE, /* paths below the installation folder, as CSS-Exchange lists them */
	AXR_BASELINE_CONTENTS  /* content known good wherever it lies: NSRL */
};

enum {
	AXR_BASELINE_ROOTS_MAX = 1024, /* a file may be asked for below each */
	AXR_BASELINE_TWINS_MAX = 256 /* contents of one path */
};

struct axr_baseline_dir {
	uint32_t at, len;         /* in pool, as spelt */
	uint32_t key_at, key_len; /* in pool, its key */
};

struct axr_baseline_root {
	uint32_t key_at, key_len; /* in pool */
};

struct axr_baseline_row {
	uint32_t dir;
	uint32_t name_at; /* in pool, as spelt */
	uint16_t name_len;
	uint8_t digest; /* enum axr_digest */
	uint8_t bytes[32];
};

struct axr_baseline {
	char *name; /* of its file, for messages */
	const char *format; /* "hashdeep", ...; set when it is read */
	enum axr_baseline_kind kind;
	bool frontend; /* AXR_BASELINE_EXCHANGE: it has rows below FrontEnd */
	bool absolute; /* every row has an absolute path */
	unsigned digests; /* all that rows bear */

	struct axr_baseline_row *rows;
	size_t row_count, row_cap;
	struct axr_baseline_dir *dirs;
	size_t dir_count, dir_cap;
	struct axr_buf pool;

	/*
	 * The folders that the paths are relative to: those that the list names, else the common
	 * folder of all rows and the folders above it, deepest first.
	 */
	struct axr_baseline_root roots[AXR_BASELINE_ROOTS_MAX];
	size_t root_count;
	bool roots_named;

	/*
	 * Open addressing: index + 1, 0 is free; of rows with the upper half of the hash above it,
	 * so that a row that is not meant is not touched.
	 */
	uint64_t *places, *contents;
	uint32_t *dir_slots;
	size_t place_mask, content_mask, dir_mask;
	uint8_t secret[16]; /* of the hash: a list must not choose its collisions */
	struct axr_buf scratch; /* while reading */
};

int axr_baseline_init(struct axr_baseline *baseline, const char *name, struct axr_err *err);
void axr_baseline_free(struct axr_baseline *baseline);

/*
 * Adds a row: its strongest digest that we make ourselves.  Paths of directories ("a/", ".") are
 * ignored.  Returns NULL, or why the row cannot be taken.
 */
const char *axr_baseline_add(struct axr_baseline *baseline, struct axr_span path,
			     enum axr_digest digest, const uint8_t *bytes);

/*
 * Names a folder that paths are relative to; one that was named before is ignored.  Returns NULL,
 * or why it cannot be taken: there are AXR_BASELINE_ROOTS_MAX of them.
 */
const char *axr_baseline_root(struct axr_baseline *baseline, struct axr_span path);

/* The key of a root. */
struct axr_span axr_baseline_root_key(const struct axr_baseline *baseline, size_t root);

/* After the last row: makes the indexes. */
int axr_baseline_index(struct axr_baseline *baseline, struct axr_err *err);

/*
 * The first row of this key (known/path.h), or SIZE_MAX.  *same tells whether the file's content is
 * what that row, or another one of the same path, says.
 */
size_t axr_baseline_path(const struct axr_baseline *baseline, struct axr_span key,
			 const struct axr_file *file, bool *same);

/* A row with the file's content, or SIZE_MAX. */
size_t axr_baseline_content(const struct axr_baseline *baseline, const struct axr_file *file);

/* The key of a row's path; key has room for axr_baseline_row_room() bytes.  Returns its length. */
size_t axr_baseline_row_key(const struct axr_baseline *baseline, size_t row, uint8_t *key);
size_t axr_baseline_row_room(const struct axr_baseline *baseline, size_t row);

/* The key of the folder that has this index. */
struct axr_span axr_baseline_dir_key(const struct axr_baseline *baseline, size_t dir);

/* The path of a row as the list spells it, appended to path. */
void axr_baseline_row_path(const struct axr_baseline *baseline, size_t row, struct axr_buf *path);

static inline size_t axr_digest_size(enum axr_digest digest)
{
	return digest == AXR_SHA256 ? 32 : digest == AXR_SHA1 ? 20 : 16;
}

#endif
