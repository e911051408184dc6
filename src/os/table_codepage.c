/* Code pages by tables in the program: what os.h asks for, where there is no iconv to rely on. */
#include "os/table_codepage.h"

#include <stdlib.h>
#include <string.h>

#include "base/inflate.h"
#include "base/span.h"
#include "base/utf8.h"
#include "os/os.h"

enum { NODE = 256, ENTRY = 4, TEXT_MOST = 8 /* bytes of UTF-8 for one character: a pair */ };

static const uint32_t replacement = 0xfffd;

struct axr_os_codepage {
	const struct axr_codepage_table *table;
	struct axr_buf nodes;
	unsigned mode;
};

static const struct axr_codepage_table *find(unsigned number)
{
	size_t low = 0, high = axr_codepage_number_count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (axr_codepage_numbers[middle].number == number)
			return &axr_codepage_tables[axr_codepage_numbers[middle].table];
		if (axr_codepage_numbers[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct axr_os_codepage *axr_os_codepage_open(unsigned number)
{
	const struct axr_codepage_table *table = find(number);
	struct axr_os_codepage *codepage = table ? calloc(1, sizeof(*codepage)) : NULL;

	if (!codepage)
		return NULL;
	codepage->table = table;
	codepage->nodes.limit = table->size;
	if (!axr_buf_reserve(&codepage->nodes, table->size) ||
	    !axr_inflate(table->deflated, &codepage->nodes, AXR_WRAP_ZLIB) ||
	    codepage->nodes.len != table->size) {
		axr_os_codepage_close(codepage);
		return NULL;
	}
	return codepage;
}

void axr_os_codepage_close(struct axr_os_codepage *codepage)
{
	if (!codepage)
		return;
	axr_buf_free(&codepage->nodes);
	free(codepage);
}

static uint32_t entry_at(const struct axr_os_codepage *codepage, uint32_t node, uint8_t byte)
{
	const size_t at = ((size_t)node * NODE + byte) * ENTRY;
	const uint8_t *p = codepage->nodes.ptr + at;

	if (at + ENTRY > codepage->nodes.len)
		return AXR_CODEPAGE_INVALID;
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/*
 * The bytes of the switch of modes that s begins with, which is then made; 0 where it begins with
 * none, and SIZE_MAX where s ends within one.
 */
static size_t shift(struct axr_os_codepage *codepage, struct axr_span s)
{
	const struct axr_codepage_table *table = codepage->table;
	size_t cut = 0;

	for (size_t i = 0; i < table->shift_count; i++) {
		const struct axr_codepage_shift *known = &table->shifts[i];

		if (axr_span_starts(s, known->bytes)) {
			if (known->to != AXR_CODEPAGE_SAME)
				codepage->mode = known->to;
			return known->len;
		}
		/* as iconv does: what may be a switch is not looked at before all of it is there */
		if (s.ptr[0] == (uint8_t)known->bytes[0] && s.len < known->len)
			cut = SIZE_MAX;
	}
	return cut;
}

/* The character of four bytes of GB18030 that s begins with. */
static uint32_t four(struct axr_span s)
{
	const uint8_t *p = s.ptr;
	uint32_t linear;
	size_t run = axr_codepage_run_count;

	if (p[2] < 0x81 || p[2] > 0xfe || p[3] < 0x30 || p[3] > 0x39)
		return AXR_CODEPAGE_INVALID;
	linear = ((((uint32_t)p[0] - 0x81) * 10 + p[1] - 0x30) * 126 + p[2] - 0x81) * 10 + p[3] -
		 0x30;
	if (linear >= 189000) { /* 0x90308130 is U+10000, and the planes follow each other */
		linear -= 189000;
		return linear < 0x100000 ? linear + 0x10000 : AXR_CODEPAGE_INVALID;
	}
	while (run && axr_codepage_runs[run - 1].linear > linear)
		run--;
	if (!run || linear >= 39420 || axr_codepage_runs[run - 1].point == AXR_CODEPAGE_INVALID)
		return AXR_CODEPAGE_INVALID;
	return axr_codepage_runs[run - 1].point + linear - axr_codepage_runs[run - 1].linear;
}

/*
 * The entry of the character that s begins with, never a CHILD or FOUR, and its bytes into took: 0
 * where s ends within it, and 1 where it is none.
 */
static uint32_t look_up(const struct axr_os_codepage *codepage, struct axr_span s, size_t *took)
{
	uint32_t entry = AXR_CODEPAGE_CHILD | codepage->table->roots[codepage->mode];
	size_t at = 0;

	*took = 0;
	while (at < s.len && entry & AXR_CODEPAGE_CHILD && entry < AXR_CODEPAGE_FOUR)
		entry = entry_at(codepage, entry & ~AXR_CODEPAGE_CHILD, s.ptr[at++]);
	if (entry == AXR_CODEPAGE_FOUR) {
		if (s.len < 4)
			return entry;
		entry = four(s);
		at = 4;
	} else if (entry & AXR_CODEPAGE_CHILD && entry != AXR_CODEPAGE_INVALID) {
		return entry;
	}
	*took = entry == AXR_CODEPAGE_INVALID ? 1 : at;
	return entry;
}

static size_t put(uint8_t *text, uint32_t entry)
{
	size_t len;

	if (!(entry & AXR_CODEPAGE_PAIR))
		return axr_utf8_encode(entry, text);
	len = axr_utf8_encode(entry >> 15 & 0x7fff, text);
	return len + axr_utf8_encode(entry & 0x7fff, text + len);
}

size_t axr_os_codepage_read(struct axr_os_codepage *codepage, struct axr_span bytes, uint8_t *text,
			    size_t size, size_t *wrote)
{
	size_t at = 0;

	*wrote = 0;
	while (at < bytes.len) {
		const struct axr_span rest = axr_span_from(bytes, at);
		uint8_t character[TEXT_MOST];
		size_t took = shift(codepage, rest), len;
		uint32_t entry;

		if (took == SIZE_MAX)
			break;
		at += took;
		if (took)
			continue;
		entry = look_up(codepage, rest, &took);
		if (!took)
			break;
		len = put(character, entry == AXR_CODEPAGE_INVALID ? replacement : entry);
		if (len > size - *wrote)
			break;
		memcpy(text + *wrote, character, len);
		*wrote += len;
		at += took;
		if (entry == AXR_CODEPAGE_INVALID)
			break;
	}
	return at;
}
