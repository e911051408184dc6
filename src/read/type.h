/* What libmagic thinks of some bytes.  One per worker: its state may not be shared. */
#ifndef AXR_READ_TYPE_H
#define AXR_READ_TYPE_H

#include "base/arena.h"
#include "read/table.h"

struct axr_typer;

/*
 * Loads table, which must outlive the typer, or the system's where table holds nothing; NULL where
 * that fails (why is then in text).
 */
struct axr_typer *axr_typer_new(struct axr_table *table, char *text, size_t size);
void axr_typer_free(struct axr_typer *typer);

/*
 * The type of bytes (their first MiB counts) as MIME and in words, copied into the arena.  False
 * where libmagic failed; why is then in text.
 */
bool axr_typer_ask(struct axr_typer *typer, struct axr_span bytes, struct axr_arena *arena,
		   struct axr_span *mime, struct axr_span *words, char *text, size_t size);

#endif
