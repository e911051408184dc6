#include "base/span.h"
#include "base/utf8.h"
#include "decode/charset/codepage.h"

enum { ISCII_ATTRIBUTE = 0xef, ISCII_INVISIBLE = 0xd9 };

struct page {
	unsigned codepage;
	const char *letters; /* of 0x80 to 0xff in UTF-8; U+FFFD where there is none */
};

static const struct page pages[] = {
#include "decode/charset/single_tables.h"
};

/*
 * Seven bits: Windows leaves out the eighth.  What they have in the place of a sign of ASCII: the
 * sign, then the letter.
 */
static const struct page nationals[] = {
	{ AXR_CP_ASCII, "" },
	{ 20105, "" },
	{ 20106, "@§[Ä\\Ö]Ü{ä|ö}ü~ß" },
	{ 20107, "$¤[Ä\\Ö]Å{ä|ö}å~‾" },
	{ 20108, "[Æ\\Ø]Å{æ|ø}å~‾" },
};

/* The first letter of the scripts of India, in the order of their code pages. */
enum { ISCII_FIRST = 57002 };
static const uint16_t indian[] = { 0x900, 0x980, 0xb80, 0xc00, 0x980,
				   0xb00, 0xc80, 0xd00, 0xa80, 0xa00 };

static const char *find(const struct page *from, size_t count, unsigned codepage)
{
	for (size_t i = 0; i < count; i++)
		if (from[i].codepage == codepage)
			return from[i].letters;
	return NULL;
}

static void fill_ascii(uint16_t table[256])
{
	for (unsigned i = 0; i < 256; i++)
		table[i] = (uint16_t)(i & 0x7f);
}

static void fill_national(uint16_t table[256], struct axr_span letters)
{
	fill_ascii(table);
	for (size_t at = 0, len; at < letters.len; at += len) {
		uint8_t sign = letters.ptr[at++];

		table[sign] = (uint16_t)axr_utf8_get(letters, at, &len);
		table[sign | 0x80] = table[sign];
	}
}

static void fill_upper(uint16_t table[256], struct axr_span letters)
{
	size_t len;

	fill_ascii(table);
	for (size_t i = 128, at = 0; i < 256; i++, at += len) {
		int32_t code = at < letters.len ? axr_utf8_get(letters, at, &len) : 0xfffd;

		table[i] = (uint16_t)code;
		len = at < letters.len ? len : 0;
	}
}

/* Letters of the right script, if not always the right ones: what is wanted is the code. */
static void fill_indian(uint16_t table[256], uint16_t first)
{
	fill_ascii(table);
	for (unsigned i = 128; i < 256; i++)
		table[i] = i < 0xa1 ? 0xfffd : (uint16_t)(first + i - 0xa0);
	table[ISCII_INVISIBLE] = 0x200d;
}

static bool fill(uint16_t table[256], unsigned codepage)
{
	const char *letters = find(pages, sizeof(pages) / sizeof(*pages), codepage);

	if (letters) {
		fill_upper(table, axr_span_str(letters));
		return true;
	}
	letters = find(nationals, sizeof(nationals) / sizeof(*nationals), codepage);
	if (letters) {
		fill_national(table, axr_span_str(letters));
		return true;
	}
	if (codepage < ISCII_FIRST || codepage - ISCII_FIRST >= sizeof(indian) / sizeof(*indian))
		return false;
	fill_indian(table, indian[codepage - ISCII_FIRST]);
	return true;
}

bool axr_single_decode(struct axr_draft *draft, struct axr_span bytes, unsigned codepage)
{
	bool iscii = codepage >= ISCII_FIRST;
	uint16_t table[256];
	size_t at = 0, end;

	if (!fill(table, codepage))
		return false;
	while (at < bytes.len && !draft->text.failed) {
		uint8_t c = bytes.ptr[at];

		axr_draft_from(draft, at);
		end = at;
		while (end < bytes.len && bytes.ptr[end] && bytes.ptr[end] < 0x80 &&
		       table[bytes.ptr[end]] == bytes.ptr[end])
			end++;
		if (end > at) {
			axr_buf_put(&draft->text, axr_span_cut(bytes, at, end - at));
			at = end;
			continue;
		}
		/* an attribute and its value are no text */
		if (iscii && c == ISCII_ATTRIBUTE && at + 1 < bytes.len &&
		    bytes.ptr[at + 1] >= 0x30 && bytes.ptr[at + 1] < 0x50) {
			at += 2;
			continue;
		}
		if (table[c])
			axr_utf8_put(&draft->text, table[c]);
		at++;
	}
	return true;
}
