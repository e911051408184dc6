/*
 * Literals that are looked for all at once: of each a few grams (bytes in a row) are filed under a
 * hash, as many as the stride of the look leaves out; where bytes hold one, it is compared.
 */
#ifndef AXR_DETECT_GATE_NET_H
#define AXR_DETECT_GATE_NET_H

#include "detect/needs.h"

enum {
	AXR_NET_MAX = 1 << 15, /* literals */
	AXR_NET_FINE = AXR_NEED_GOOD - 1 /* bytes at most of a literal for a fine net */
};

/* A literal, and where it has to stand. */
struct axr_wanted {
	uint64_t within; /* of a place */
	uint8_t bytes[AXR_NEED_MAX]; /* letters in lower case */
	uint32_t len;
	uint32_t place; /* AXR_NEED_HEAD, AXR_NEED_TAIL or 0: anywhere */
};

/* Those that are there, a bit each. */
struct axr_noted {
	uint64_t bits[AXR_NET_MAX / 64];
};

struct axr_net; /* immutable */

static inline void axr_note(struct axr_noted *noted, size_t number)
{
	noted->bits[number / 64] |= UINT64_C(1) << number % 64;
}

static inline bool axr_is_noted(const struct axr_noted *noted, size_t number)
{
	return noted->bits[number / 64] >> number % 64 & 1;
}

/*
 * For those of the literals (borrowed) that may stand anywhere and are short, or are not.  NULL: no
 * memory.
 */
struct axr_net *axr_net_new(const struct axr_wanted *literals, size_t count, bool fine);
void axr_net_free(struct axr_net *net); /* takes NULL */

/* Whether the literal is for such a net. */
bool axr_net_catches(const struct axr_wanted *literal, bool fine);

/* Notes those that the bytes hold. */
void axr_net_look(const struct axr_net *net, struct axr_span bytes, struct axr_noted *noted);

/* Whether the literal stands right there. */
bool axr_wanted_at(const struct axr_wanted *literal, struct axr_span bytes, size_t at);

#endif
