/* What is known of a file before its first byte is read. */
#ifndef AXR_READ_FACTS_H
#define AXR_READ_FACTS_H

#include "base/subject.h"
#include "os/os.h"

/*
 * The extension that Windows and IIS would see: behind the last dot, without the dots and spaces
 * at the end of the name that Windows drops; "config" for "web.config" and ".config" alike; lower
 * case, in the arena.
 */
struct axr_span axr_extension_of(struct axr_span name, struct axr_arena *arena);

/* Fills in what the handle's stat tells and the names of its owners. */
void axr_facts_fill(struct axr_subject *subject, const struct axr_os_stat *stat,
		    struct axr_os_handle handle, struct axr_os_owners *owners);

/* Adds a problem where the file is not what it was before it was read; total bytes were. */
void axr_facts_compare(struct axr_subject *subject, const struct axr_os_stat *before,
		       const struct axr_os_stat *after, uint64_t total);

#endif
