/*
 * Of many regular expressions, those that stand a chance in a text: each is filed under four bytes
 * that its literal holds and that few others do, and may ask for four more; a look at a text is one
 * probe for each of its bytes.
 */
#ifndef AXR_DETECT_GRAMS_H
#define AXR_DETECT_GRAMS_H

#include "aspxray.h"

struct axr_grams;      /* immutable once finished */
struct axr_grams_hits; /* what a look found; one per worker */

struct axr_grams *axr_grams_new(void); /* NULL: no memory */
void axr_grams_free(struct axr_grams *grams);

/* Adds the next expression, from index 0; false where it has to be run for every text. */
bool axr_grams_add(struct axr_grams *grams, struct axr_span regex);

/* To be called once, after the last one was added; false: no memory, now or before. */
bool axr_grams_finish(struct axr_grams *grams);

struct axr_grams_hits *axr_grams_hits_new(const struct axr_grams *grams); /* NULL: no memory */
void axr_grams_hits_free(struct axr_grams_hits *hits);

/* Finds the expressions that may match the text; then each once, in no particular order. */
void axr_grams_look(const struct axr_grams *grams, struct axr_grams_hits *hits,
		    struct axr_span text);
bool axr_grams_next(struct axr_grams_hits *hits, size_t *index);

#endif
