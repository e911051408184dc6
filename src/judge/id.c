#include "judge/id.h"

#include "base/num.h"
#include "base/span.h"

enum { BLOCK = 64 };

struct blake2s {
	uint32_t h[8];
	uint64_t hashed; /* bytes, those of the block at hand included once it is full */
	uint8_t block[BLOCK];
	size_t used;
};

/* RFC 7693, 2.6 and 2.7 */
static const uint32_t iv[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
				0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };

static const uint8_t sigma[10][16] = {
	{ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 },
	{ 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3 },
	{ 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4 },
	{ 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8 },
	{ 9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13 },
	{ 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9 },
	{ 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11 },
	{ 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10 },
	{ 6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5 },
	{ 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0 },
};

static uint32_t rotate(uint32_t x, unsigned bits)
{
	return x >> bits | x << (32 - bits);
}

static void mix(uint32_t *v, const uint8_t at[4], uint32_t x, uint32_t y)
{
	uint32_t *a = &v[at[0]], *b = &v[at[1]], *c = &v[at[2]], *d = &v[at[3]];

	*a += *b + x;
	*d = rotate(*d ^ *a, 16);
	*c += *d;
	*b = rotate(*b ^ *c, 12);
	*a += *b + y;
	*d = rotate(*d ^ *a, 8);
	*c += *d;
	*b = rotate(*b ^ *c, 7);
}

static void compress(struct blake2s *state, bool last)
{
	static const uint8_t at[8][4] = {
		{ 0, 4, 8, 12 },  { 1, 5, 9, 13 },  { 2, 6, 10, 14 }, { 3, 7, 11, 15 },
		{ 0, 5, 10, 15 }, { 1, 6, 11, 12 }, { 2, 7, 8, 13 },  { 3, 4, 9, 14 },
	};
	uint32_t v[16], m[16];

	for (size_t i = 0; i < 16; i++) {
		const uint8_t *p = state->block + 4 * i;

		m[i] = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
		v[i] = i < 8 ? state->h[i] : iv[i - 8];
	}
	v[12] ^= (uint32_t)state->hashed;
	v[13] ^= (uint32_t)(state->hashed >> 32);
	if (last)
		v[14] = ~v[14];
	for (size_t round = 0; round < 10; round++)
		for (size_t i = 0; i < 8; i++)
			mix(v, at[i], m[sigma[round][2 * i]], m[sigma[round][2 * i + 1]]);
	for (size_t i = 0; i < 8; i++)
		state->h[i] ^= v[i] ^ v[i + 8];
}

static void update(struct blake2s *state, struct axr_span bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		/* a full block waits: the last one of all is compressed otherwise */
		if (state->used == BLOCK) {
			state->hashed += BLOCK;
			compress(state, false);
			state->used = 0;
		}
		state->block[state->used++] = bytes.ptr[i];
	}
}

void axr_blake2s(uint8_t *digest, size_t size, const struct axr_span *parts, size_t count)
{
	struct blake2s state = { 0 };

	memcpy(state.h, iv, sizeof(iv));
	state.h[0] ^= 0x01010000u ^ (uint32_t)size;
	for (size_t i = 0; i < count; i++)
		update(&state, parts[i]);
	state.hashed += state.used;
	memset(state.block + state.used, 0, BLOCK - state.used);
	compress(&state, true);
	for (size_t i = 0; i < size; i++)
		digest[i] = (uint8_t)(state.h[i / 4] >> 8 * (i % 4));
}

void axr_finding_id(struct axr_finding *finding, const char *host)
{
	const struct axr_file *file = finding->file;
	struct axr_span fields[5], parts[10];
	uint8_t lengths[5][8], digest[16];

	fields[0] = axr_span_str(host);
	fields[1] = file->path;
	fields[2] = axr_span(file->sha256, file->digests & AXR_SHA256 ? 32 : 0);
	fields[3] = axr_span_str(finding->reason_count ? finding->reasons[0].detector : "");
	fields[4] = axr_span_str(finding->reason_count ? finding->reasons[0].rule : "");
	for (size_t i = 0; i < 5; i++) {
		for (size_t byte = 0; byte < 8; byte++)
			lengths[i][byte] = (uint8_t)((uint64_t)fields[i].len >> 8 * byte);
		parts[2 * i] = axr_span(lengths[i], 8);
		parts[2 * i + 1] = fields[i];
	}
	axr_blake2s(digest, sizeof(digest), parts, 10);
	axr_format_hex(finding->id, digest, sizeof(digest));
}
