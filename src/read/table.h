/*
 * libmagic's table, where the program carries its own (option embed_magic): 8 to 10 MB, deflated to
 * a twentieth.  Inflated once, when a file first asks for its type, and shared by all typers.
 */
#ifndef AXR_READ_TABLE_H
#define AXR_READ_TABLE_H

#include "aspxray.h"

struct axr_packed_table {
	struct axr_span deflated; /* zlib; empty where there is none */
	size_t size;		  /* inflated */
};

/* What this program carries; from magic.mgc at build time. */
extern const struct axr_packed_table axr_packed_table;

struct axr_table;

/* packed outlives the table.  NULL where memory is short. */
struct axr_table *axr_table_new(const struct axr_packed_table *packed);
void axr_table_free(struct axr_table *table); /* after the typers that use it */

/*
 * The table's bytes, which live as long as the table; none where the system's own is meant.  From
 * any thread.  False where it is damaged or memory is short; why is then in text.
 */
bool axr_table_bytes(struct axr_table *table, struct axr_span *bytes, char *text, size_t size);

#endif
