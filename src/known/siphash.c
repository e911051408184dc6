#include "known/siphash.h"

static uint64_t load(const uint8_t *bytes, size_t count)
{
	uint64_t value = 0;

	for (size_t i = 0; i < count; i++)
		value |= (uint64_t)bytes[i] << 8 * i;
	return value;
}

static uint64_t rotate(uint64_t value, unsigned bits)
{
	return value << bits | value >> (64 - bits);
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

uint64_t axr_siphash(const uint8_t secret[16], struct axr_span s)
{
	uint64_t k0 = load(secret, 8), k1 = load(secret + 8, 8), word;
	uint64_t v[4] = { k0 ^ 0x736f6d6570736575u, k1 ^ 0x646f72616e646f6du,
			  k0 ^ 0x6c7967656e657261u, k1 ^ 0x7465646279746573u };
	size_t at = 0;

	for (; s.len - at >= 8; at += 8) {
		word = load(s.ptr + at, 8);
		v[3] ^= word;
		sip_round(v);
		v[0] ^= word;
	}
	word = load(s.ptr ? s.ptr + at : NULL, s.len - at) | (uint64_t)s.len << 56;
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}
