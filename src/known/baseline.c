#include "known/baseline.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/span.h"
#include "known/crypto.h"
#include "known/path.h"
#include "known/siphash.h"

enum { NAME_MAX_BYTES = UINT16_MAX };

int axr_baseline_init(struct axr_baseline *baseline, const char *name, struct axr_err *err)
{
	*baseline = (struct axr_baseline){ .absolute = true };
	baseline->pool.limit = UINT32_MAX;
	baseline->name = strdup(name);
	if (!baseline->name)
		return axr_fail(err, AXR_ENOMEM, "%s: no memory", name);
	if (!axr_crypto_random(baseline->secret, sizeof(baseline->secret)))
		return axr_fail(err, AXR_EINTERNAL, "no random numbers");
	return AXR_OK;
}

void axr_baseline_free(struct axr_baseline *baseline)
{
	if (!baseline)
		return;
	free(baseline->name);
	free(baseline->rows);
	free(baseline->dirs);
	free(baseline->places);
	free(baseline->contents);
	free(baseline->dir_slots);
	axr_buf_free(&baseline->pool);
	axr_buf_free(&baseline->scratch);
}

static void *grow(void *old, size_t count, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap + *cap / 2 : 64;
	void *place;

	if (count < *cap)
		return old;
	place = more < UINT32_MAX ? realloc(old, more * size) : NULL;
	if (place)
		*cap = more;
	return place;
}

static struct axr_span pool_cut(const struct axr_baseline *baseline, uint32_t at, uint32_t len)
{
	return axr_span_cut(axr_buf_span(&baseline->pool), at, len);
}

struct axr_span axr_baseline_dir_key(const struct axr_baseline *baseline, size_t dir)
{
	return pool_cut(baseline, baseline->dirs[dir].key_at, baseline->dirs[dir].key_len);
}

/* The slot of a directory's key: taken by it, or free. */
static size_t dir_slot(const struct axr_baseline *baseline, struct axr_span key)
{
	size_t at = axr_siphash(baseline->secret, key) & baseline->dir_mask;

	while (baseline->dir_slots[at] &&
	       !axr_span_eq(axr_baseline_dir_key(baseline, baseline->dir_slots[at] - 1), key))
		at = (at + 1) & baseline->dir_mask;
	return at;
}

static bool grow_dirs(struct axr_baseline *baseline)
{
	struct axr_baseline_dir *dirs = grow(baseline->dirs, baseline->dir_count,
					     &baseline->dir_cap, sizeof(*dirs));
	size_t mask = baseline->dir_slots ? baseline->dir_mask * 2 + 1 : 255;
	uint32_t *slots;

	if (!dirs)
		return false;
	baseline->dirs = dirs;
	if (baseline->dir_slots && 2 * baseline->dir_count <= baseline->dir_mask)
		return true;
	slots = calloc(mask + 1, sizeof(*slots));
	if (!slots)
		return false;
	free(baseline->dir_slots);
	baseline->dir_slots = slots;
	baseline->dir_mask = mask;
	for (size_t i = 0; i < baseline->dir_count; i++)
		slots[dir_slot(baseline, axr_baseline_dir_key(baseline, i))] = (uint32_t)i + 1;
	return true;
}

/* The index of the directory spelt so, new or old; SIZE_MAX without memory. */
static size_t intern_dir(struct axr_baseline *baseline, struct axr_span spelt, struct axr_span key)
{
	struct axr_baseline_dir *dir;
	size_t at, last = baseline->dir_count - 1;

	/* lists go directory by directory */
	if (baseline->dir_count && axr_span_eq(axr_baseline_dir_key(baseline, last), key))
		return last;
	if (!grow_dirs(baseline))
		return SIZE_MAX;
	at = dir_slot(baseline, key);
	if (baseline->dir_slots[at])
		return baseline->dir_slots[at] - 1;
	dir = &baseline->dirs[baseline->dir_count];
	dir->at = (uint32_t)baseline->pool.len;
	dir->len = (uint32_t)spelt.len;
	axr_buf_put(&baseline->pool, spelt);
	dir->key_at = (uint32_t)baseline->pool.len;
	dir->key_len = (uint32_t)key.len;
	axr_buf_put(&baseline->pool, key);
	if (baseline->pool.failed)
		return SIZE_MAX;
	baseline->dir_slots[at] = (uint32_t)++baseline->dir_count;
	return baseline->dir_count - 1;
}

static size_t last_separator(struct axr_span path)
{
	for (size_t i = path.len; i > 0; i--)
		if (path.ptr[i - 1] == '/' || path.ptr[i - 1] == '\\')
			return i;
	return 0;
}

const char *axr_baseline_add(struct axr_baseline *baseline, struct axr_span path,
			     enum axr_digest digest, const uint8_t *bytes)
{
	struct axr_buf *scratch = &baseline->scratch;
	size_t cut = last_separator(path), dir;
	struct axr_span name = axr_span_from(path, cut), key;
	struct axr_baseline_row *row;

	if (!name.len || axr_span_is(name, "."))
		return NULL;
	if (name.len > NAME_MAX_BYTES)
		return "a name of more than 65,535 bytes";
	axr_buf_reset(scratch);
	if (!axr_buf_reserve(scratch, axr_path_key_room(path.len)))
		return "no memory";
	key = axr_span(scratch->ptr, axr_path_key(scratch->ptr, axr_span_cut(path, 0, cut)));
	dir = intern_dir(baseline, axr_span_cut(path, 0, cut), key);
	row = dir == SIZE_MAX ? NULL :
				grow(baseline->rows, baseline->row_count, &baseline->row_cap,
				     sizeof(*row));
	if (!row)
		return "no memory";
	baseline->rows = row;
	row += baseline->row_count;
	*row = (struct axr_baseline_row){
		.dir = (uint32_t)dir,
		.name_at = (uint32_t)baseline->pool.len,
		.name_len = (uint16_t)name.len,
		.digest = (uint8_t)digest,
	};
	memcpy(row->bytes, bytes, axr_digest_size(digest));
	axr_buf_put(&baseline->pool, name);
	if (baseline->pool.failed)
		return "no memory";
	baseline->row_count++;
	baseline->digests |= digest;
	baseline->absolute &= axr_path_is_absolute(path);
	return NULL;
}

struct axr_span axr_baseline_root_key(const struct axr_baseline *baseline, size_t root)
{
	return pool_cut(baseline, baseline->roots[root].key_at, baseline->roots[root].key_len);
}

const char *axr_baseline_root(struct axr_baseline *baseline, struct axr_span path)
{
	struct axr_buf *scratch = &baseline->scratch;
	struct axr_span key;

	axr_buf_reset(scratch);
	if (!axr_buf_reserve(scratch, axr_path_key_room(path.len)))
		return "no memory";
	key = axr_span(scratch->ptr, axr_path_key(scratch->ptr, path));
	for (size_t i = 0; i < baseline->root_count; i++)
		if (axr_span_eq(axr_baseline_root_key(baseline, i), key))
			return NULL;
	if (baseline->root_count == AXR_BASELINE_ROOTS_MAX)
		return "more than 1,024 roots";
	baseline->roots[baseline->root_count] = (struct axr_baseline_root){
		.key_at = (uint32_t)baseline->pool.len,
		.key_len = (uint32_t)key.len,
	};
	axr_buf_put(&baseline->pool, key);
	if (baseline->pool.failed)
		return "no memory";
	baseline->root_count++;
	baseline->roots_named = true;
	return NULL;
}

/* The deepest directory that all rows lie below, and those above it: beginnings of its key. */
static void guess_roots(struct axr_baseline *baseline)
{
	const uint32_t at = baseline->dir_count ? baseline->dirs[0].key_at : 0;
	struct axr_span common = axr_span(NULL, 0);

	if (baseline->dir_count)
		common = axr_baseline_dir_key(baseline, 0);
	for (size_t i = 1; i < baseline->dir_count; i++)
		while (!axr_path_below(axr_baseline_dir_key(baseline, i), common))
			common = axr_path_parent(common);
	for (; baseline->root_count < AXR_BASELINE_ROOTS_MAX; common = axr_path_parent(common)) {
		baseline->roots[baseline->root_count++] = (struct axr_baseline_root){
			.key_at = at,
			.key_len = (uint32_t)common.len,
		};
		if (!common.len)
			return;
	}
}

static uint64_t place_hash(const struct axr_baseline *baseline, size_t dir, struct axr_span name)
{
	return axr_siphash(baseline->secret, name) ^ (uint64_t)dir * 0x9e3779b97f4a7c15u;
}

static uint64_t content_hash(const struct axr_baseline *baseline, const uint8_t *bytes, size_t size)
{
	return axr_siphash(baseline->secret, axr_span(bytes, size));
}

static struct axr_span row_name(const struct axr_baseline *baseline,
				const struct axr_baseline_row *row)
{
	return pool_cut(baseline, row->name_at, row->name_len);
}

/* The key of a row's name, in scratch (room: axr_path_key_room(NAME_MAX_BYTES)). */
static struct axr_span name_key(const struct axr_baseline *baseline,
				const struct axr_baseline_row *row, uint8_t *scratch)
{
	return axr_span(scratch, axr_path_key(scratch, row_name(baseline, row)));
}

/* Whether a row's name, folded, is key: most names fit a small buffer. */
static bool name_is(const struct axr_baseline *baseline, const struct axr_baseline_row *row,
		    struct axr_span key)
{
	uint8_t small[512], *big = NULL;
	bool is;

	if (axr_path_key_room(row->name_len) <= sizeof(small))
		return axr_span_eq(name_key(baseline, row, small), key);
	big = malloc(axr_path_key_room(row->name_len));
	is = big && axr_span_eq(name_key(baseline, row, big), key);
	free(big);
	return is;
}

static bool same_row(const struct axr_baseline_row *a, const struct axr_baseline_row *b)
{
	return a->digest == b->digest &&
	       !memcmp(a->bytes, b->bytes, axr_digest_size((enum axr_digest)a->digest));
}

static uint64_t make_slot(size_t row, uint64_t hash)
{
	return (hash >> 32 << 32) | (row + 1);
}

static bool is_tagged(uint64_t slot, uint64_t hash)
{
	return slot >> 32 == hash >> 32;
}

static size_t slot_row(uint64_t slot)
{
	return (size_t)(slot & UINT32_MAX) - 1;
}

/* Returns NULL or what is wrong with the row. */
static const char *index_place(struct axr_baseline *baseline, size_t index, struct axr_span key)
{
	const struct axr_baseline_row *row = &baseline->rows[index];
	uint64_t hash = place_hash(baseline, row->dir, key);
	size_t at = hash & baseline->place_mask, twins = 0;

	for (; baseline->places[at]; at = (at + 1) & baseline->place_mask) {
		const struct axr_baseline_row *old;

		if (!is_tagged(baseline->places[at], hash))
			continue;
		old = &baseline->rows[slot_row(baseline->places[at])];
		if (old->dir != row->dir || !name_is(baseline, old, key))
			continue;
		if (same_row(old, row))
			return NULL;
		if (++twins == AXR_BASELINE_TWINS_MAX)
			return "one path has more than 256 contents";
	}
	baseline->places[at] = make_slot(index, hash);
	return NULL;
}

static void index_content(struct axr_baseline *baseline, size_t index)
{
	const struct axr_baseline_row *row = &baseline->rows[index];
	uint64_t hash = content_hash(baseline, row->bytes,
				     axr_digest_size((enum axr_digest)row->digest));
	size_t at = hash & baseline->content_mask;

	for (; baseline->contents[at]; at = (at + 1) & baseline->content_mask)
		if (is_tagged(baseline->contents[at], hash) &&
		    same_row(&baseline->rows[slot_row(baseline->contents[at])], row))
			return;
	baseline->contents[at] = make_slot(index, hash);
}

int axr_baseline_index(struct axr_baseline *baseline, struct axr_err *err)
{
	size_t size = 64;
	const char *wrong = NULL;

	if (!baseline->root_count)
		guess_roots(baseline);
	while (size < baseline->row_count + baseline->row_count / 2)
		size *= 2;
	axr_buf_reset(&baseline->scratch);
	baseline->places = calloc(size, sizeof(*baseline->places));
	baseline->contents = calloc(size, sizeof(*baseline->contents));
	if (!baseline->places || !baseline->contents ||
	    !axr_buf_reserve(&baseline->scratch, axr_path_key_room(NAME_MAX_BYTES)))
		return axr_fail(err, AXR_ENOMEM, "%s: no memory", baseline->name);
	baseline->place_mask = baseline->content_mask = size - 1;
	for (size_t i = 0; i < baseline->row_count && !wrong; i++) {
		if (baseline->kind != AXR_BASELINE_CONTENTS)
			wrong = index_place(baseline, i,
					    name_key(baseline, &baseline->rows[i],
						     baseline->scratch.ptr));
		index_content(baseline, i);
	}
	axr_buf_free(&baseline->scratch);
	if (wrong)
		return axr_fail(err, AXR_EFORMAT, "%s: %s", baseline->name, wrong);
	return AXR_OK;
}

static bool has_content(const struct axr_baseline_row *row, const struct axr_file *file)
{
	if (!(file->digests & row->digest))
		return false;
	switch (row->digest) {
	case AXR_SHA256:
		return !memcmp(row->bytes, file->sha256, sizeof(file->sha256));
	case AXR_SHA1:
		return !memcmp(row->bytes, file->sha1, sizeof(file->sha1));
	default:
		return !memcmp(row->bytes, file->md5, sizeof(file->md5));
	}
}

size_t axr_baseline_path(const struct axr_baseline *baseline, struct axr_span key,
			 const struct axr_file *file, bool *same)
{
	struct axr_span name = axr_path_last(key);
	size_t found = SIZE_MAX, dir, at;
	uint64_t hash;

	*same = false;
	if (!baseline->dir_slots)
		return SIZE_MAX;
	at = dir_slot(baseline, axr_path_parent(key));
	if (!baseline->dir_slots[at])
		return SIZE_MAX;
	dir = baseline->dir_slots[at] - 1;
	hash = place_hash(baseline, dir, name);
	at = hash & baseline->place_mask;
	for (; baseline->places[at]; at = (at + 1) & baseline->place_mask) {
		size_t index = slot_row(baseline->places[at]);
		const struct axr_baseline_row *row = &baseline->rows[index];

		if (!is_tagged(baseline->places[at], hash) || row->dir != dir ||
		    !name_is(baseline, row, name))
			continue;
		if (found == SIZE_MAX)
			found = index;
		*same = has_content(row, file);
		if (*same)
			break;
	}
	return found;
}

size_t axr_baseline_content(const struct axr_baseline *baseline, const struct axr_file *file)
{
	const struct {
		enum axr_digest digest;
		const uint8_t *bytes;
	} digests[] = {
		{ AXR_SHA256, file->sha256 }, { AXR_SHA1, file->sha1 }, { AXR_MD5, file->md5 }
	};

	for (size_t i = 0; i < sizeof(digests) / sizeof(*digests); i++) {
		uint64_t hash;

		if (!(digests[i].digest & file->digests & baseline->digests))
			continue;
		hash = content_hash(baseline, digests[i].bytes, axr_digest_size(digests[i].digest));
		for (size_t at = hash & baseline->content_mask; baseline->contents[at];
		     at = (at + 1) & baseline->content_mask) {
			size_t index = slot_row(baseline->contents[at]);

			if (is_tagged(baseline->contents[at], hash) &&
			    baseline->rows[index].digest == digests[i].digest &&
			    has_content(&baseline->rows[index], file))
				return index;
		}
	}
	return SIZE_MAX;
}

size_t axr_baseline_row_key(const struct axr_baseline *baseline, size_t row, uint8_t *key)
{
	struct axr_span dir = axr_baseline_dir_key(baseline, baseline->rows[row].dir);

	memcpy(key, dir.ptr, dir.len);
	if (dir.len)
		key[dir.len++] = '/';
	return dir.len + axr_path_key(key + dir.len, row_name(baseline, &baseline->rows[row]));
}

size_t axr_baseline_row_room(const struct axr_baseline *baseline, size_t row)
{
	return baseline->dirs[baseline->rows[row].dir].key_len + 1 +
	       axr_path_key_room(baseline->rows[row].name_len);
}

void axr_baseline_row_path(const struct axr_baseline *baseline, size_t row, struct axr_buf *path)
{
	const struct axr_baseline_dir *dir = &baseline->dirs[baseline->rows[row].dir];

	axr_buf_put(path, pool_cut(baseline, dir->at, dir->len));
	axr_buf_put(path, row_name(baseline, &baseline->rows[row]));
}
