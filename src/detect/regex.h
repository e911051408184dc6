/*
 * Regular expressions of the lists of Loki and THOR, by PCRE2.
 *
 * They were written for Python's re or RE2: a (?i) anywhere makes the whole expression blind to
 * case, as it does there.  An expression without any metacharacter is a plain name and blind to
 * case, as in THOR.  %windir% and its like stand for the part of the path that is the same on every
 * system.
 */
#ifndef AXR_DETECT_REGEX_H
#define AXR_DETECT_REGEX_H

#include "base/buf.h"

struct axr_regex;        /* immutable */
struct axr_regex_search; /* what a search needs; one per worker */

enum axr_regex_end {
	AXR_REGEX_FOUND,
	AXR_REGEX_NOT_FOUND,
	AXR_REGEX_GAVE_UP /* it would have taken too long, or too much memory */
};

/* NULL where it does not compile, is too long or memory is short; why then says so. */
struct axr_regex *axr_regex_compile(struct axr_span text, char *why, size_t size);
void axr_regex_free(struct axr_regex *regex);

/* Compiles it further: for one that every file is matched with.  Before it is shared. */
void axr_regex_sharpen(struct axr_regex *regex);

/* Appends the expression as it is compiled: with its %variables% replaced. */
void axr_regex_expand(struct axr_buf *out, struct axr_span regex);

struct axr_regex_search *axr_regex_search_new(void); /* NULL: no memory */
void axr_regex_search_free(struct axr_regex_search *search);

/* Whether the expression matches anywhere in text; any bytes are taken, the cost is bounded. */
enum axr_regex_end axr_regex_find(struct axr_regex_search *search, const struct axr_regex *regex,
				  struct axr_span text);

#endif
