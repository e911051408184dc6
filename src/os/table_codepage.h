/*
 * Code pages as tables, for a program without iconv; made by codepages.py from the iconv of the
 * machine that builds.
 *
 * A table is a row of nodes of 256 little-endian 32-bit entries each, deflated.  An entry is a code
 * point, or one of the marks below.  roots names the node for the first byte of a character in each
 * mode; a code page without a state has one mode.  shifts switch between modes.
 */
#ifndef AXR_OS_TABLE_CODEPAGE_H
#define AXR_OS_TABLE_CODEPAGE_H

#include "aspxray.h"

enum { AXR_CODEPAGE_MODES = 3, AXR_CODEPAGE_SHIFTS = 4, AXR_CODEPAGE_SAME = 255 };

#define AXR_CODEPAGE_INVALID 0xffffffffU
#define AXR_CODEPAGE_FOUR 0xfffffffeU  /* four bytes of GB18030, counted through */
#define AXR_CODEPAGE_CHILD 0x80000000U /* or the number of the node for the next byte */
#define AXR_CODEPAGE_PAIR 0x40000000U  /* or two code points of 15 bits */

struct axr_codepage_shift {
	char bytes[5];
	uint8_t len, to; /* mode, or AXR_CODEPAGE_SAME */
};

struct axr_codepage_table {
	struct axr_span deflated;
	uint32_t size; /* inflated */
	uint16_t roots[AXR_CODEPAGE_MODES];
	struct axr_codepage_shift shifts[AXR_CODEPAGE_SHIFTS];
	uint8_t shift_count;
};

/* In the order of number. */
struct axr_codepage_number {
	uint16_t number, table;
};

/* From linear on, the code points follow each other from point on; none where it is INVALID. */
struct axr_codepage_run {
	uint32_t linear, point;
};

extern const struct axr_codepage_table axr_codepage_tables[];
extern const struct axr_codepage_number axr_codepage_numbers[];
extern const size_t axr_codepage_number_count;
extern const struct axr_codepage_run axr_codepage_runs[];
extern const size_t axr_codepage_run_count;

#endif
