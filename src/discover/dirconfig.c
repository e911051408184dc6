#include <stdlib.h>

#include "base/span.h"
#include "discover/server.h"

struct axr_dirconfig *axr_dirconfig_new(const struct axr_dirconfig *parent, struct axr_span folder,
					struct axr_span bytes, struct axr_err *err)
{
	struct axr_dirconfig *own = calloc(1, sizeof(*own));

	if (!own)
		return NULL;
	err->text[0] = '\0';
	own->parent = parent;
	own->depth = parent ? parent->depth + 1 : 0;
	axr_iis_config_read(&own->config, bytes, AXR_CONFIG_FOLDER_ITEMS, err);
	own->folder = axr_arena_copy(&own->config.arena, folder);
	own->encoding = own->config.file_encoding;
	if (!own->encoding.len && parent)
		own->encoding = parent->encoding;
	return own;
}

void axr_dirconfig_free(struct axr_dirconfig *folder)
{
	if (!folder)
		return;
	axr_iis_config_free(&folder->config);
	free(folder);
}

bool axr_dirconfig_is_deepest(const struct axr_dirconfig *folder)
{
	return folder && folder->depth + 2 >= AXR_SERVER_CONFIGS;
}

size_t axr_dirconfig_size(const struct axr_dirconfig *folder)
{
	return sizeof(*folder) + folder->config.arena.used;
}
