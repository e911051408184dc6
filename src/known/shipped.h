/*
 * What Exchange setup installs: a constant table made at build time by signatures/exchange/pack.py
 * from builds.txt and files.txt.  Nothing is loaded, unpacked or allocated at start.
 */
#ifndef AXR_KNOWN_SHIPPED_H
#define AXR_KNOWN_SHIPPED_H

#include "aspxray.h"

struct axr_build {
	uint16_t number[4]; /* 15.2.858.5 */
	bool frontend;      /* its list covers FrontEnd */
};

/* One content of one path. */
struct axr_shipped_row {
	uint16_t digest; /* index of the SHA-256 */
	uint16_t set;    /* index of the set of builds that have it */
};

struct axr_shipped {
	const struct axr_build *builds; /* ascending */
	size_t build_count;
	const uint8_t *pool;     /* the paths, one behind the other, sorted */
	const uint32_t *path_at; /* path i: pool[path_at[i]] up to path_at[i + 1] */
	size_t path_count;
	const uint32_t *first_row; /* rows of path i: first_row[i] up to first_row[i + 1] */
	const struct axr_shipped_row *rows;
	const uint8_t *digests; /* 32 bytes each, sorted, each once */
	size_t digest_count;
	const uint16_t *digest_path; /* a path that has digest i */
	const uint16_t *bucket;      /* digests with first byte b: bucket[b] up to bucket[b + 1] */
	const uint8_t *sets;         /* a bit for each build, lowest first */
	size_t set_size;             /* bytes of one set */
	const uint16_t *slots; /* open addressing by 64-bit FNV-1a of the path; 0xffff is free */
	size_t slot_mask;
};

/* The real table. */
extern const struct axr_shipped axr_shipped_exchange;

/* The index of a path (lower case, '/' between, "version" for a build's folder), or SIZE_MAX. */
size_t axr_shipped_path(const struct axr_shipped *shipped, struct axr_span path);

/* The index of a SHA-256, or SIZE_MAX. */
size_t axr_shipped_digest(const struct axr_shipped *shipped, const uint8_t *sha256);

/* The path of that index. */
struct axr_span axr_shipped_name(const struct axr_shipped *shipped, size_t path);

/* The row that has this digest at this path, or NULL. */
const struct axr_shipped_row *axr_shipped_find(const struct axr_shipped *shipped, size_t path,
					       size_t digest);

/* Whether a build belongs to a set. */
bool axr_shipped_in(const struct axr_shipped *shipped, size_t set, size_t build);

/* Whether this build ships anything at this path. */
bool axr_shipped_has(const struct axr_shipped *shipped, size_t path, size_t build);

/*
 * The listed build that stands nearest to a number like "15.2.858.5" (zero-padded parts and a
 * missing last part are taken): itself, else the newest older one of its product, else the oldest
 * of its product.  SIZE_MAX where text is no such number or the product is not listed.  *exact
 * tells whether it is that very build.
 */
size_t axr_shipped_build(const struct axr_shipped *shipped, const char *text, bool *exact);

/* "15.2.858.5"; text has room for 32. */
void axr_shipped_build_name(const struct axr_shipped *shipped, size_t build, char *text,
			    size_t size);

#endif
