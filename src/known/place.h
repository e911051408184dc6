/* What a path says: where below an Exchange installation it lies, what IIS makes of its name. */
#ifndef AXR_KNOWN_PLACE_H
#define AXR_KNOWN_PLACE_H

#include "aspxray.h"

/*
 * What key (known/path.h) says below an Exchange 2013, 2016 or 2019 installation folder; empty
 * where it lies in none.  roots are keys of installation folders that are known; the others are
 * told by "exchange server/v15" and by the pairs of folders that no other product has
 * ("frontend/httpproxy", "clientaccess/owa", ...), so that a copied tree is recognised too.
 */
struct axr_span axr_place_exchange(struct axr_span key, const struct axr_span *roots,
				   size_t root_count);

/* Room that axr_place_version() needs for a path of len bytes. */
static inline size_t axr_place_version_room(size_t len)
{
	return 2 * len + 8;
}

/*
 * Copies a path with every folder that bears a build's number ("15.2.858.5", "15.0.1497",
 * "current", "current2") written as the lists write it, "version".  Returns its length.
 */
size_t axr_place_version(uint8_t *to, struct axr_span path);

enum axr_kind {
	AXR_KIND_STATIC, /* IIS sends it as it is, or not at all */
	AXR_KIND_CONFIG, /* *.config: rewritten by setup and by administrators, judged by content */
	AXR_KIND_RUNS    /* IIS or ASP.NET would compile, load or execute it */
};

/* By the name alone, under the handlers of a default server. */
enum axr_kind axr_place_kind(struct axr_span path);

/* Whether a path below the installation folder is of a kind that setup or use makes by itself. */
bool axr_place_generated(struct axr_span path);

#endif
