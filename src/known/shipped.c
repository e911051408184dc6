#include "known/shipped.h"

#include <stdio.h>

#include "base/num.h"
#include "base/span.h"

enum { FREE_SLOT = 0xffff };

struct axr_span axr_shipped_name(const struct axr_shipped *shipped, size_t path)
{
	return axr_span(shipped->pool + shipped->path_at[path],
			shipped->path_at[path + 1] - shipped->path_at[path]);
}

/* The paths are ours and the table is at most half full, so a search ends after a few steps. */
size_t axr_shipped_path(const struct axr_shipped *shipped, struct axr_span path)
{
	size_t at = axr_hash_bytes(path, 0) & shipped->slot_mask;

	while (shipped->slots[at] != FREE_SLOT) {
		if (axr_span_eq(axr_shipped_name(shipped, shipped->slots[at]), path))
			return shipped->slots[at];
		at = (at + 1) & shipped->slot_mask;
	}
	return SIZE_MAX;
}

size_t axr_shipped_digest(const struct axr_shipped *shipped, const uint8_t *sha256)
{
	size_t low = shipped->bucket[sha256[0]], high = shipped->bucket[sha256[0] + 1];

	while (low < high) {
		size_t mid = (low + high) / 2;
		int order = memcmp(sha256, shipped->digests + 32 * mid, 32);

		if (!order)
			return mid;
		if (order > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return SIZE_MAX;
}

const struct axr_shipped_row *axr_shipped_find(const struct axr_shipped *shipped, size_t path,
					       size_t digest)
{
	for (size_t i = shipped->first_row[path]; i < shipped->first_row[path + 1]; i++)
		if (shipped->rows[i].digest == digest)
			return &shipped->rows[i];
	return NULL;
}

bool axr_shipped_in(const struct axr_shipped *shipped, size_t set, size_t build)
{
	return shipped->sets[set * shipped->set_size + build / 8] >> build % 8 & 1;
}

bool axr_shipped_has(const struct axr_shipped *shipped, size_t path, size_t build)
{
	for (size_t i = shipped->first_row[path]; i < shipped->first_row[path + 1]; i++)
		if (axr_shipped_in(shipped, shipped->rows[i].set, build))
			return true;
	return false;
}

static bool parse_build(const char *text, uint16_t number[4])
{
	struct axr_span rest = axr_span_trim(axr_span_str(text));
	size_t count = 0;

	while (rest.len) {
		uint64_t part;

		if (count == 4 || !axr_parse_u64(axr_span_until(&rest, '.'), UINT16_MAX, &part))
			return false;
		number[count++] = (uint16_t)part;
	}
	return count >= 3;
}

static int compare_numbers(const uint16_t *a, const uint16_t *b)
{
	for (size_t i = 0; i < 4; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

size_t axr_shipped_build(const struct axr_shipped *shipped, const char *text, bool *exact)
{
	uint16_t number[4] = { 0 };
	size_t nearest = SIZE_MAX;

	*exact = false;
	if (!text || !parse_build(text, number))
		return SIZE_MAX;
	for (size_t i = 0; i < shipped->build_count; i++) {
		const uint16_t *listed = shipped->builds[i].number;
		int order = compare_numbers(listed, number);

		if (listed[0] != number[0] || listed[1] != number[1])
			continue;
		if (order <= 0 || nearest == SIZE_MAX)
			nearest = i;
		*exact |= !order;
	}
	return nearest;
}

void axr_shipped_build_name(const struct axr_shipped *shipped, size_t build, char *text,
			    size_t size)
{
	const uint16_t *number = shipped->builds[build].number;

	snprintf(text, size, "%u.%u.%u.%u", number[0], number[1], number[2], number[3]);
}
