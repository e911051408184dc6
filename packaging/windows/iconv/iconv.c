#include "iconv.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

enum charset { UTF8, UTF16LE, LATIN1, CHARSETS };

struct iconv_pair {
	enum charset to, from;
};

static const char *const names[CHARSETS] = { "UTF-8", "UTF-16LE", "LATIN1" };

/* Every pair that there is, so that none has to be allocated. */
static struct iconv_pair pairs[CHARSETS][CHARSETS] = {
	{ { UTF8, UTF8 }, { UTF8, UTF16LE }, { UTF8, LATIN1 } },
	{ { UTF16LE, UTF8 }, { UTF16LE, UTF16LE }, { UTF16LE, LATIN1 } },
	{ { LATIN1, UTF8 }, { LATIN1, UTF16LE }, { LATIN1, LATIN1 } },
};

iconv_t iconv_open(const char *to, const char *from)
{
	int t = 0, f = 0;

	while (t < CHARSETS && strcmp(names[t], to))
		t++;
	while (f < CHARSETS && strcmp(names[f], from))
		f++;
	if (t < CHARSETS && f < CHARSETS)
		return &pairs[t][f];
	errno = EINVAL;
	return (iconv_t)-1;
}

int iconv_close(iconv_t pair)
{
	(void)pair;
	return 0;
}

/* The bytes that the next character takes, which becomes *code; 0: cut short; -1: malformed. */
static int take_utf8(const uint8_t *in, size_t left, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	int len = *in < 0x80 ? 1 : *in >= 0xc2 && *in < 0xe0 ? 2 : (*in & 0xf0) == 0xe0 ? 3 :
		  *in >= 0xf0 && *in < 0xf5 ? 4 : -1;

	*code = len == 1 ? *in : *in & (0x7fu >> len);
	for (int i = 1; i < len; i++) {
		if ((size_t)i >= left)
			return 0;
		if ((in[i] & 0xc0) != 0x80)
			return -1;
		*code = *code << 6 | (in[i] & 0x3f);
	}
	if (len > 1 && (*code < least[len] || *code > 0x10ffff || (*code >> 11) == 0x1b))
		return -1;
	return len;
}

static int take_utf16(const uint8_t *in, size_t left, uint32_t *code)
{
	uint32_t low;

	if (left < 2)
		return 0;
	*code = in[0] | (uint32_t)in[1] << 8;
	if ((*code >> 11) != 0x1b)
		return 2;
	if (*code >= 0xdc00)
		return -1;
	if (left < 4)
		return 0;
	low = in[2] | (uint32_t)in[3] << 8;
	if ((low & 0xfc00) != 0xdc00)
		return -1;
	*code = 0x10000 + ((*code & 0x3ff) << 10 | (low & 0x3ff));
	return 4;
}

/* The bytes of a character; 0 where the character set has none. */
static size_t put(enum charset to, uint32_t code, uint8_t *out)
{
	if (to == LATIN1) {
		out[0] = (uint8_t)code;
		return code < 0x100;
	}
	if (to == UTF16LE) {
		uint32_t high = 0xd7c0 + (code >> 10), low = 0xdc00 | (code & 0x3ff);

		if (code < 0x10000) {
			out[0] = (uint8_t)code, out[1] = (uint8_t)(code >> 8);
			return 2;
		}
		out[0] = (uint8_t)high, out[1] = (uint8_t)(high >> 8);
		out[2] = (uint8_t)low, out[3] = (uint8_t)(low >> 8);
		return 4;
	}
	if (code < 0x80) {
		out[0] = (uint8_t)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (uint8_t)(0xc0 | code >> 6), out[1] = (uint8_t)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (uint8_t)(0xe0 | code >> 12), out[1] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
		out[2] = (uint8_t)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (uint8_t)(0xf0 | code >> 18), out[1] = (uint8_t)(0x80 | (code >> 12 & 0x3f));
	out[2] = (uint8_t)(0x80 | (code >> 6 & 0x3f)), out[3] = (uint8_t)(0x80 | (code & 0x3f));
	return 4;
}

static size_t fail(int code)
{
	errno = code;
	return (size_t)-1;
}

size_t iconv(iconv_t pair, char **in, size_t *in_left, char **out, size_t *out_left)
{
	/* no state to begin anew */
	if (!in || !*in)
		return 0;
	while (*in_left) {
		const uint8_t *from = (const uint8_t *)*in;
		uint8_t bytes[4];
		uint32_t code = *from;
		int took = 1;
		size_t len;

		if (pair->from == UTF8)
			took = take_utf8(from, *in_left, &code);
		else if (pair->from == UTF16LE)
			took = take_utf16(from, *in_left, &code);
		if (took <= 0)
			return fail(took ? EILSEQ : EINVAL);
		len = put(pair->to, code, bytes);
		if (!len)
			return fail(EILSEQ);
		if (len > *out_left)
			return fail(E2BIG);
		memcpy(*out, bytes, len);
		*out += len, *out_left -= len;
		*in += took, *in_left -= (size_t)took;
	}
	return 0;
}
