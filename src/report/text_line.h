/* Words, numbers and lines for a person who reads on a screen of 80 to 100 columns. */
#ifndef AXR_REPORT_TEXT_LINE_H
#define AXR_REPORT_TEXT_LINE_H

#include "base/buf.h"

enum {
	AXR_TEXT_WIDTH = 96,
	AXR_TEXT_FIELD = 13 /* the column where what stands behind a label begins */
};

enum axr_text_style { AXR_PLAIN, AXR_BOLD, AXR_RED, AXR_YELLOW, AXR_CYAN, AXR_GREEN };

/* Switches the style by an escape sequence, or does nothing without colour. */
void axr_text_style(struct axr_buf *out, bool colour, enum axr_text_style style);

enum axr_text_style axr_text_style_of(enum axr_level level);

/* "1,234,567" */
void axr_text_number(struct axr_buf *out, uint64_t number);

/* "1 file", "1,234 files" */
void axr_text_counted(struct axr_buf *out, uint64_t number, const char *one, const char *more);

/* "2,318 bytes", "12.3 MB" (10^6) */
void axr_text_bytes(struct axr_buf *out, uint64_t bytes);

/* "2021-03-03 04:05:06"; nothing where it is not known. */
void axr_text_time(struct axr_buf *out, struct axr_time time);

/* "12.3 s", "3 min 5 s", "2 h 10 min" */
void axr_text_duration(struct axr_buf *out, double seconds);

/* "    label    ", up to AXR_TEXT_FIELD. */
void axr_text_label(struct axr_buf *out, const char *label);

/*
 * Text that is escaped already, from column indent on, which is where the line stands, broken
 * between words.  Ends the line.
 */
void axr_text_wrap(struct axr_buf *out, size_t indent, struct axr_span text);

/* Steps, one a line of text, numbered where there are several; as axr_text_wrap(). */
void axr_text_steps(struct axr_buf *out, size_t indent, const char *steps);

/* An excerpt, escaped here, behind '|', broken anywhere; each line from column indent on. */
void axr_text_excerpt(struct axr_buf *out, size_t indent, struct axr_span excerpt);

void axr_text_indent(struct axr_buf *out, size_t indent);

#endif
