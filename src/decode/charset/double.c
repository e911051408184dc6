/*
 * Code pages of two bytes a character.  The system has their tables; where it has not, the shape of
 * the code page is enough to read code: which bytes are a character, and which characters are the
 * wide forms of ASCII, which Visual Basic takes for the narrow ones.  The others become letters
 * that stand in for them, the same one for the same character.
 */
#include "decode/charset/double.h"

#include "base/span.h"
#include "base/utf8.h"
#include "decode/charset/codepage.h"

enum {
	STAND_IN = 0x3400, /* from here on there are 27000 letters */
	WIDE = 0xff01,	   /* '!', and on as in ASCII */
	SHIFT_2 = 0x8e,
	SHIFT_3 = 0x8f
};

static const struct shape {
	unsigned codepage;
	enum axr_double_kind kind;
	uint8_t trail; /* the least second byte */
} shapes[] = {
	{ 932, AXR_DOUBLE_SJIS, 0x40 },	   { 10001, AXR_DOUBLE_SJIS, 0x40 },
	{ 936, AXR_DOUBLE_GB, 0x40 },	   { 10008, AXR_DOUBLE_GB, 0xa1 },
	{ 20936, AXR_DOUBLE_GB, 0xa1 },	   { 51936, AXR_DOUBLE_GB, 0xa1 },
	{ 54936, AXR_DOUBLE_GB, 0x30 },	   { 949, AXR_DOUBLE_GB, 0x41 },
	{ 10003, AXR_DOUBLE_GB, 0x41 },	   { 20949, AXR_DOUBLE_GB, 0xa1 },
	{ 51949, AXR_DOUBLE_GB, 0xa1 },	   { 950, AXR_DOUBLE_BIG5, 0x40 },
	{ 10002, AXR_DOUBLE_BIG5, 0x40 },  { 20000, AXR_DOUBLE_OTHER, 0x21 },
	{ 20001, AXR_DOUBLE_OTHER, 0x21 }, { 20002, AXR_DOUBLE_BIG5, 0x30 },
	{ 20003, AXR_DOUBLE_OTHER, 0x30 }, { 20004, AXR_DOUBLE_OTHER, 0x30 },
	{ 20005, AXR_DOUBLE_OTHER, 0x30 }, { 1361, AXR_DOUBLE_OTHER, 0x31 },
	{ 20932, AXR_DOUBLE_EUC_JP, 0xa1 }, { 51932, AXR_DOUBLE_EUC_JP, 0xa1 },
};

static uint32_t wide(uint32_t ascii)
{
	return WIDE + ascii - '!';
}

/* c as a wide letter, where it is of a run of count from first that begin with ascii; else 0. */
static uint32_t wide_run(uint8_t c, uint8_t first, unsigned count, char ascii)
{
	return c >= first && c - first < (int)count ? wide((uint8_t)ascii) + c - first : 0;
}

static uint32_t wide_sjis(uint8_t lead, uint8_t trail)
{
	static const char signs[] = "\x43,\x44.\x46:\x47;\x51_\x5e/\x62|\x69(\x6a)\x6d[\x6e]\x6f{"
				    "\x70}\x7b+\x81=\x83<\x84>\x93%\x94#\x95&\x96*\x97@";

	if (lead == 0x81)
		for (size_t i = 0; i + 1 < sizeof(signs); i += 2)
			if ((uint8_t)signs[i] == trail)
				return wide((uint8_t)signs[i + 1]);
	if (lead != 0x82)
		return 0;
	return wide_run(trail, 0x4f, 10, '0') + wide_run(trail, 0x60, 26, 'A') +
	       wide_run(trail, 0x81, 26, 'a');
}

static uint32_t wide_big5(uint8_t lead, uint8_t trail)
{
	if (lead == 0xa2)
		return wide_run(trail, 0xaf, 10, '0') + wide_run(trail, 0xcf, 26, 'A') +
		       wide_run(trail, 0xe9, 22, 'a');
	return lead == 0xa3 ? wide_run(trail, 0x40, 4, 'w') : 0;
}

bool axr_double_put(struct axr_draft *draft, enum axr_double_kind kind, uint8_t lead, uint8_t trail)
{
	uint32_t code = 0;

	if (kind == AXR_DOUBLE_SJIS)
		code = wide_sjis(lead, trail);
	else if (kind == AXR_DOUBLE_BIG5)
		code = wide_big5(lead, trail);
	else if ((kind == AXR_DOUBLE_GB || kind == AXR_DOUBLE_EUC_JP) && lead == 0xa3)
		code = wide_run(trail, 0xa1, 94, '!');
	if (!code && kind == AXR_DOUBLE_GB && lead == 0xa1 && trail == 0xa1)
		code = 0x3000;
	axr_utf8_put(&draft->text,
		     code ? code : STAND_IN + (uint32_t)(lead & 0x7f) * 192 + (trail & 0xff) % 192);
	return code != 0;
}

/* How many bytes the character at at takes: 1 where it stands alone. */
static size_t length_at(const struct shape *shape, struct axr_span s, size_t at)
{
	uint8_t c = s.ptr[at], next = at + 1 < s.len ? s.ptr[at + 1] : 0;

	if (c < 0x81 || c == 0xff || next < shape->trail || next == 0x7f || next == 0xff)
		return 1;
	if (shape->kind == AXR_DOUBLE_SJIS && c > 0x9f && c < 0xe0)
		return 1;
	if (shape->codepage == 54936 && next < 0x40)
		return next <= '9' && s.len - at >= 4 ? 4 : 1;
	if (shape->kind == AXR_DOUBLE_EUC_JP && c == SHIFT_3 && s.len - at >= 3)
		return 3;
	return 2;
}

bool axr_double_decode(struct axr_draft *draft, struct axr_span bytes, unsigned codepage,
		       bool *stood_in)
{
	const struct shape *shape = NULL;
	size_t len;

	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
		if (shapes[i].codepage == codepage)
			shape = &shapes[i];
	if (!shape)
		return false;
	for (size_t at = 0; at < bytes.len && !draft->text.failed; at += len) {
		uint8_t c = bytes.ptr[at];

		axr_draft_from(draft, at);
		len = length_at(shape, bytes, at);
		if (len > 1) {
			*stood_in |= !axr_double_put(draft, shape->kind, bytes.ptr[at + len - 2],
						     bytes.ptr[at + len - 1]);
		} else if (shape->kind == AXR_DOUBLE_SJIS && c > 0xa0 && c < 0xe0) {
			axr_utf8_put(&draft->text, 0xff61u + c - 0xa1u);
		} else if (c) {
			axr_utf8_put(&draft->text, c < 0x80 ? c : 0xfffd);
		}
	}
	return true;
}
