/*
 * Code pages by the tables of Windows.  MultiByteToWideChar() keeps no state from call to call and
 * says little of what is broken, so characters are cut here, one by one; what goes through escapes
 * (ISO-2022) or is packed otherwise (EUC-JP) is brought to the table that has the same characters.
 */
#include "os/win32.h"

#include <stdlib.h>

#include "base/span.h"
#include "os/wtf8.h"

enum packing { PLAIN, GB18030, EUC_JP, ISO2022_JP, ISO2022_KR };

enum { SHIFT_JIS = 932, GBK = 936, HANGUL = 949, US_ASCII = 20127, JIS_X_0212 = 20932 };
enum { FIRST = 37, LAST = 65000 };

enum set { ASCII, KANJI, KANA, SUPPLEMENT };

struct axr_os_codepage {
	UINT table; /* what Windows is asked for */
	enum packing packing;
	enum set set;  /* ISO-2022: what was switched to */
	bool shifted;  /* ISO-2022: behind SO */
	bool lead[256];
	wchar_t single[256]; /* 0xfffd: none */
};

/* Numbers that Windows itself does not read, or not in pieces. */
static const struct {
	unsigned number;
	UINT table;
	enum packing packing;
} packed[] = {
	{ 20932, SHIFT_JIS, EUC_JP },	  { 51932, SHIFT_JIS, EUC_JP },
	{ 50220, SHIFT_JIS, ISO2022_JP }, { 50221, SHIFT_JIS, ISO2022_JP },
	{ 50222, SHIFT_JIS, ISO2022_JP }, { 50225, HANGUL, ISO2022_KR },
	{ 51949, HANGUL, PLAIN },	  { 51936, GBK, PLAIN },
	{ 20936, GBK, PLAIN },		  { 54936, 54936, GB18030 },
	{ 50227, 54936, GB18030 },	  { 38598, 28598, PLAIN },
};

/* The text of one character, at most 4 units; 0: it is none. */
static size_t convert(UINT table, const uint8_t *bytes, size_t len, wchar_t *text)
{
	const int count = MultiByteToWideChar(table, MB_ERR_INVALID_CHARS, (const char *)bytes,
					      (int)len, text, 4);

	return count > 0 ? (size_t)count : 0;
}

static void fill_single(struct axr_os_codepage *codepage)
{
	for (unsigned i = 0; i < 256; i++) {
		const uint8_t byte = (uint8_t)i;
		wchar_t text[4];

		codepage->single[i] = 0xfffd;
		if (codepage->table == US_ASCII && i >= 0x80)
			continue; /* Windows would leave the high bit out; .NET does not */
		/* what is no character of a double-byte page comes as one for private use */
		if (!codepage->lead[i] && convert(codepage->table, &byte, 1, text) == 1 &&
		    (text[0] & 0xfff0) != 0xf8f0)
			codepage->single[i] = text[0];
	}
}

static bool fill(struct axr_os_codepage *codepage)
{
	CPINFO info;

	if (codepage->packing == GB18030 && !IsValidCodePage(codepage->table))
		codepage->table = GBK; /* all of it but the characters of four bytes */
	if (!IsValidCodePage(codepage->table) || !GetCPInfo(codepage->table, &info))
		return false;
	for (size_t i = 0; i + 1 < MAX_LEADBYTES && info.LeadByte[i]; i += 2)
		for (unsigned k = info.LeadByte[i]; k <= info.LeadByte[i + 1]; k++)
			codepage->lead[k] = true;
	if (codepage->packing == GB18030)
		for (unsigned k = 0x81; k < 0xff; k++)
			codepage->lead[k] = true;
	fill_single(codepage);
	return true;
}

struct axr_os_codepage *axr_os_codepage_open(unsigned number)
{
	struct axr_os_codepage *codepage;

	if (number < FIRST || number >= LAST || number == CP_SYMBOL)
		return NULL; /* what is below stands for the code page of this machine */
	codepage = calloc(1, sizeof(*codepage));
	if (!codepage)
		return NULL;
	codepage->table = number;
	for (size_t i = 0; i < sizeof(packed) / sizeof(*packed); i++) {
		if (packed[i].number != number)
			continue;
		codepage->table = packed[i].table;
		codepage->packing = packed[i].packing;
	}
	if (!fill(codepage)) {
		free(codepage);
		return NULL;
	}
	return codepage;
}

void axr_os_codepage_close(struct axr_os_codepage *codepage)
{
	free(codepage);
}

/* ---- One character ------------------------------------------------------------------------ */

/* What stands at the front of the bytes. */
struct piece {
	size_t len; /* 0: it goes on behind the bytes */
	size_t count;
	wchar_t text[4];
};

static struct piece broken(void)
{
	return (struct piece){ .len = 1, .count = 1, .text = { 0xfffd } };
}

static struct piece from_table(UINT table, const uint8_t *bytes, size_t size, size_t len)
{
	struct piece piece = { .len = len };

	piece.count = convert(table, bytes, size, piece.text);
	return piece.count ? piece : broken();
}

static struct piece take_plain(const struct axr_os_codepage *codepage, struct axr_span bytes)
{
	const uint8_t first = bytes.ptr[0];

	if (!codepage->lead[first])
		return (struct piece){ .len = 1, .count = 1, .text = { codepage->single[first] } };
	if (bytes.len < 2)
		return (struct piece){ .len = 0 };
	if (codepage->packing == GB18030 && axr_is_digit(bytes.ptr[1])) {
		if (bytes.len < 4)
			return (struct piece){ .len = 0 };
		return codepage->table == GBK ? broken()
					      : from_table(codepage->table, bytes.ptr, 4, 4);
	}
	return from_table(codepage->table, bytes.ptr, 2, 2);
}

/* A character of JIS X 0208, row and cell from 0x21 to 0x7e, by the table of Shift-JIS. */
static struct piece take_kanji(uint8_t row, uint8_t cell, size_t len)
{
	uint8_t pair[2];

	if (row < 0x21 || row > 0x7e || cell < 0x21 || cell > 0x7e)
		return broken();
	pair[0] = (uint8_t)((row - 1) / 2 + (row <= 0x5e ? 0x71 : 0xb1));
	pair[1] = (uint8_t)(row % 2 ? cell + (cell >= 0x60 ? 0x20 : 0x1f) : cell + 0x7e);
	return from_table(SHIFT_JIS, pair, 2, len);
}

/* Windows packs JIS X 0212 into two bytes, the second without its high bit. */
static struct piece take_supplement(uint8_t row, uint8_t cell, size_t len)
{
	const uint8_t pair[] = { (uint8_t)(row | 0x80), cell & 0x7f };

	return IsValidCodePage(JIS_X_0212) ? from_table(JIS_X_0212, pair, 2, len) : broken();
}

static struct piece take_euc(const struct axr_os_codepage *codepage, struct axr_span bytes)
{
	const uint8_t first = bytes.ptr[0];
	const size_t need = first == 0x8f ? 3 : 2;

	if (first < 0x80)
		return (struct piece){ .len = 1, .count = 1, .text = { codepage->single[first] } };
	if (first != 0x8e && first != 0x8f && first < 0xa1)
		return broken();
	if (bytes.len < need)
		return (struct piece){ .len = 0 };
	if (bytes.ptr[1] < 0xa1 || bytes.ptr[need - 1] < 0xa1)
		return broken();
	if (first == 0x8e)
		return from_table(SHIFT_JIS, bytes.ptr + 1, 1, 2);
	if (first == 0x8f)
		return take_supplement(bytes.ptr[1], bytes.ptr[2], 3);
	return take_kanji(first & 0x7f, bytes.ptr[1] & 0x7f, 2);
}

/* An escape switches and is no text; the bytes begin with ESC. */
static struct piece take_escape(struct axr_os_codepage *codepage, struct axr_span bytes)
{
	static const struct {
		const char *sequence;
		enum set set;
	} escapes[] = {
		{ "\x1b(B", ASCII },  { "\x1b(J", ASCII },	{ "\x1b(I", KANA },
		{ "\x1b$@", KANJI },  { "\x1b$B", KANJI },	{ "\x1b$(D", SUPPLEMENT },
		{ "\x1b$)C", ASCII }, { "\x1b&@\x1b$B", KANJI },
	};

	for (size_t i = 0; i < sizeof(escapes) / sizeof(*escapes); i++) {
		const struct axr_span sequence = axr_span_str(escapes[i].sequence);

		if (axr_span_eq(axr_span_cut(bytes, 0, sequence.len), sequence)) {
			codepage->set = escapes[i].set;
			return (struct piece){ .len = sequence.len };
		}
		if (axr_span_eq(bytes, axr_span_cut(sequence, 0, bytes.len)))
			return (struct piece){ .len = 0 };
	}
	return broken();
}

static struct piece take_switched(struct axr_os_codepage *codepage, struct axr_span bytes)
{
	const bool korean = codepage->packing == ISO2022_KR;
	const uint8_t first = bytes.ptr[0];

	if (first == 0x1b)
		return take_escape(codepage, bytes);
	if (first == 0x0e || first == 0x0f) {
		codepage->shifted = first == 0x0e;
		return (struct piece){ .len = 1 };
	}
	if (first < 0x21 || first > 0x7e || (codepage->set == ASCII && !codepage->shifted))
		return first < 0x80 ? (struct piece){ .len = 1, .count = 1, .text = { first } }
				    : broken();
	if (codepage->set == KANA || (codepage->shifted && !korean)) {
		const uint8_t kana = first | 0x80;

		return from_table(SHIFT_JIS, &kana, 1, 1);
	}
	if (bytes.len < 2)
		return (struct piece){ .len = 0 };
	if (korean) {
		const uint8_t pair[] = { first | 0x80, bytes.ptr[1] | 0x80 };

		return from_table(HANGUL, pair, 2, 2);
	}
	return codepage->set == KANJI ? take_kanji(first, bytes.ptr[1], 2)
				      : take_supplement(first, bytes.ptr[1], 2);
}

size_t axr_os_codepage_read(struct axr_os_codepage *codepage, struct axr_span bytes, uint8_t *text,
			    size_t size, size_t *wrote)
{
	size_t at = 0;

	*wrote = 0;
	while (at < bytes.len) {
		const struct axr_span rest = axr_span_from(bytes, at);
		struct piece piece;
		size_t len;

		if (codepage->packing == EUC_JP)
			piece = take_euc(codepage, rest);
		else if (codepage->packing >= ISO2022_JP)
			piece = take_switched(codepage, rest);
		else
			piece = take_plain(codepage, rest);
		/* what has no room is read again, from an unchanged state: it switched nothing */
		len = axr_wtf8_from16(piece.text, piece.count, (char *)text + *wrote,
				      size - *wrote);
		if (!piece.len || len == SIZE_MAX)
			break;
		*wrote += len;
		at += piece.len;
	}
	return at;
}
