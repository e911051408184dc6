#include <stdlib.h>

#include "base/span.h"
#include "discover/server.h"

enum {
	REFERENCES_MAX = 32 /* of one configuration; real ones: under 5 */
};

static void note_encoding(struct axr_dirconfig *folder)
{
	folder->encoding = folder->config.file_encoding;
	if (!folder->encoding.len && folder->parent)
		folder->encoding = folder->parent->encoding;
}

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
	own->references = own->config.reference_count;
	note_encoding(own);
	return own;
}

bool axr_dirconfig_reference(const struct axr_dirconfig *folder, size_t index,
			     struct axr_span *file)
{
	const struct axr_iis_reference *reference;

	/* what a referenced file refers to itself comes behind: not asked for, as IIS does not */
	if (index >= folder->references || index >= REFERENCES_MAX)
		return false;
	reference = &folder->config.references[index];
	*file = axr_span("", 0);
	if (axr_iis_config_reads(reference->section) &&
	    !axr_iis_reference_leads_out(reference->file))
		*file = reference->file;
	return true;
}

int axr_dirconfig_add(struct axr_dirconfig *folder, size_t index, struct axr_span bytes,
		      struct axr_err *err)
{
	const struct axr_iis_reference reference = folder->config.references[index];
	int status = axr_iis_config_add(&folder->config, &reference, bytes, err);

	note_encoding(folder);
	return status;
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
