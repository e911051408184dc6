/* All that scans share: loaded once, immutable afterwards. */
#ifndef AXR_ENGINE_H
#define AXR_ENGINE_H

#include "base/arena.h"
#include "detect/detect.h"
#include "discover/discover.h"
#include "known/known.h"

struct axr_engine {
	struct axr_arena arena;
	struct axr_options options; /* its strings are copies in the arena */
	struct axr_detectors *detectors;
	struct axr_known *known;
	struct axr_server *server; /* of the image, or this host; or NULL */
	struct axr_rule_info *rules; /* loaded and refused */
	size_t rule_count, rule_cap;
	struct axr_detect_counts loaded;
	struct axr_problem *troubles; /* with the server's configuration */
	size_t trouble_count, trouble_cap;
	const char *backup_privilege; /* see struct axr_start */
	char rules_id[65];
	char host[256];
};

/* Whose files they are, for what tells findings apart: a host, or an image that has no name. */
static inline const char *axr_engine_whose(const struct axr_engine *engine)
{
	return *engine->host || !engine->options.image ? engine->host : engine->options.image;
}

#endif
