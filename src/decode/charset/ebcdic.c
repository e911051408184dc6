#include "base/span.h"
#include "base/utf8.h"
#include "decode/charset/codepage.h"

enum {
	FIRST = 0x40,	   /* below are control characters, the same in all of them */
	SAMPLE = 64 * 1024, /* bytes whose brackets are matched */
	SO = 0x0e,	    /* two bytes a character from here on ... */
	SI = 0x0f,	    /* ... and one again */
	WIDE_LEAD = 0x42,   /* first byte of the wide forms; the second is the narrow one */
	STAND_IN = 0x3400   /* letters that stand in for other characters of two bytes */
};

/* What is below FIRST, as Windows has it; NEL counts as a line feed, which it is to compilers. */
static const uint8_t controls[FIRST] = {
	0x00, 0x01, 0x02, 0x03, 0x9c, 0x09, 0x86, 0x7f, 0x97, 0x8d, 0x8e, 0x0b, 0x0c,
	0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x12, 0x13, 0x9d, 0x0a, 0x08, 0x87, 0x18, 0x19,
	0x92, 0x8f, 0x1c, 0x1d, 0x1e, 0x1f, 0x80, 0x81, 0x82, 0x83, 0x84, 0x0a, 0x17,
	0x1b, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x05, 0x06, 0x07, 0x90, 0x91, 0x16, 0x93,
	0x94, 0x95, 0x96, 0x04, 0x98, 0x99, 0x9a, 0x9b, 0x14, 0x15, 0x9e, 0x1a,
};

struct page {
	unsigned codepage;
	const char
		*letters; /* the characters of 0x40 to 0xff in UTF-8; U+FFFD where there is none */
};

static const struct page pages[] = {
#include "decode/charset/ebcdic_tables.h"
};

static void fill(uint16_t table[256], const char *letters)
{
	struct axr_span s = axr_span_str(letters);
	size_t at = 0, len;

	for (unsigned i = 0; i < FIRST; i++)
		table[i] = controls[i];
	for (unsigned i = FIRST; i < 256; i++) {
		int32_t code = at < s.len ? axr_utf8_get(s, at, &len) : 0xfffd;

		table[i] = (uint16_t)code;
		at += at < s.len ? len : 0;
	}
}

/*
 * Code pages of IBM with characters of two bytes, and those of one byte that they hold.  .NET
 * knows none of them by number; a file may be in one all the same.
 */
static const struct {
	unsigned codepage, single;
} shifting[] = {
	{ 930, 930 }, { 1390, 930 },  { 931, 37 },   { 933, 20833 }, { 1364, 20833 },
	{ 935, 935 }, { 1388, 935 },  { 937, 37 },   { 1371, 37 },   { 939, 939 },
	{ 1399, 939 },
};

const char *axr_ebcdic_letters(unsigned codepage)
{
	for (size_t i = 0; i < sizeof(shifting) / sizeof(*shifting); i++)
		if (shifting[i].codepage == codepage)
			codepage = shifting[i].single;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		if (pages[i].codepage == codepage)
			return pages[i].letters;
	return NULL;
}

bool axr_ebcdic_shifts(unsigned codepage)
{
	for (size_t i = 0; i < sizeof(shifting) / sizeof(*shifting); i++)
		if (shifting[i].codepage == codepage)
			return true;
	return false;
}

/* A character of two bytes; false where a letter stands in for it. */
static bool put_pair(struct axr_draft *draft, uint8_t lead, uint8_t trail,
		     const uint16_t table[256])
{
	uint32_t narrow = table[trail];

	if (lead == FIRST && trail == FIRST)
		axr_utf8_put(&draft->text, 0x3000);
	else if (lead == WIDE_LEAD && narrow > ' ' && narrow < 0x7f)
		axr_utf8_put(&draft->text, 0xff01 + narrow - '!');
	else
		axr_utf8_put(&draft->text,
			     STAND_IN + (uint32_t)(lead & 0x7f) * 192 + trail % 192u);
	return lead == FIRST || lead == WIDE_LEAD;
}

bool axr_ebcdic_decode(struct axr_draft *draft, struct axr_span bytes, const char *letters,
		       bool shifted)
{
	bool pairs = false, whole = true;
	uint16_t table[256];

	fill(table, letters);
	for (size_t at = 0; at < bytes.len && !draft->text.failed; at++) {
		uint8_t c = bytes.ptr[at];
		uint16_t code = table[c];

		if (shifted && (c == SO || c == SI)) {
			pairs = c == SO;
			continue;
		}
		if (!code)
			continue;
		axr_draft_from(draft, at);
		if (pairs && c >= FIRST && at + 1 < bytes.len && bytes.ptr[at + 1] >= FIRST) {
			whole &= put_pair(draft, c, bytes.ptr[at + 1], table);
			at++;
			continue;
		}
		axr_utf8_put(&draft->text, code);
	}
	return whole;
}

/* Brackets of code that do not match, as a text read by this table has them. */
static size_t count_mismatches(struct axr_span bytes, const uint16_t table[256])
{
	static const char opening[] = "([{", closing[] = ")]}";
	char open[64];
	size_t depth = 0, wrong = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		uint16_t code = table[bytes.ptr[i]];
		const char *kind = code && code < 0x80 ? strchr(opening, code) : NULL;

		if (kind) {
			if (depth < sizeof(open))
				open[depth++] = closing[kind - opening];
		} else if (code && code < 0x80 && strchr(closing, code)) {
			wrong += !depth || open[depth - 1] != code;
			depth -= depth > 0;
		}
	}
	return wrong + depth;
}

unsigned axr_ebcdic_guess(struct axr_span bytes)
{
	size_t counts[256] = { 0 }, best = SIZE_MAX;
	unsigned codepage = 0;

	for (size_t i = 0; i < bytes.len; i++)
		counts[bytes.ptr[i]]++;
	for (size_t k = 0; k < sizeof(pages) / sizeof(*pages); k++) {
		uint16_t table[256];
		size_t odd = 0;

		fill(table, pages[k].letters);
		for (unsigned i = 0; i < 256; i++)
			if (table[i] >= 0x80)
				odd += counts[i];
		odd += count_mismatches(axr_span_cut(bytes, 0, SAMPLE), table);
		if (odd < best) {
			best = odd;
			codepage = pages[k].codepage;
		}
	}
	return codepage;
}
