/*
 * A running server instead of an image: the registry and the environment are asked, not read from
 * files.  Behind an interface, so that a server can be made up.
 */
#ifndef AXR_DISCOVER_LIVE_H
#define AXR_DISCOVER_LIVE_H

#include "discover/registry.h"
#include "discover/winpath.h"

/* The acts of os/registry.h; user is what the first argument is. */
struct axr_live {
	int (*text)(void *user, const char *key, const char *name, struct axr_buf *text);
	int (*number)(void *user, const char *key, const char *name, uint32_t *number);
	int (*variable)(void *user, const char *name, struct axr_buf *value);
	void *user;
};

/* This host. */
extern const struct axr_live axr_live_host;

/*
 * The folders that the environment names; what it does not name stays as in axr_winpath_defaults.
 * Strings come to lie in the arena; live must outlive *variables, which goes on asking it.
 */
void axr_live_variables(const struct axr_live *live, struct axr_arena *arena,
			struct axr_winpath_variables *variables);

/* Never AXR_REGISTRY_NOT_BUILT; AXR_REGISTRY_BROKEN where the registry refused to be read. */
enum axr_registry_status axr_live_exchange(const struct axr_live *live, struct axr_arena *arena,
					   struct axr_registry_exchange *exchange,
					   struct axr_err *err);

#endif
