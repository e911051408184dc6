#include <stdlib.h>

#include "base/err.h"
#include "base/span.h"
#include "discover/server.h"

enum {
	REFERENCES_MAX = 32 /* of one configuration; real ones: under 5 */
};

static bool is_read(const struct axr_iis_reference *reference)
{
	return axr_iis_config_reads(reference->section) &&
	       !axr_iis_reference_leads_out(reference->file);
}

/* What a referenced file refers to itself comes behind: not asked for, as IIS does not. */
static void count_references(struct axr_dirconfig *folder, struct axr_err *err)
{
	size_t read = 0;

	for (; folder->references < folder->config.reference_count; folder->references++) {
		if (!is_read(&folder->config.references[folder->references]))
			continue;
		if (read++ < REFERENCES_MAX)
			continue;
		if (!err->text[0])
			axr_fail(err, AXR_EFORMAT,
				 "more than %d sections of it lie in other files: the rest is not "
				 "counted",
				 REFERENCES_MAX);
		return;
	}
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
	count_references(own, err);
	return own;
}

bool axr_dirconfig_reference(const struct axr_dirconfig *folder, size_t index,
			     struct axr_span *file)
{
	const struct axr_iis_reference *reference;

	if (index >= folder->references)
		return false;
	reference = &folder->config.references[index];
	*file = is_read(reference) ? reference->file : axr_span("", 0);
	return true;
}

int axr_dirconfig_add(struct axr_dirconfig *folder, size_t index, struct axr_span bytes,
		      struct axr_err *err)
{
	const struct axr_iis_reference reference = folder->config.references[index];

	return axr_iis_config_add(&folder->config, &reference, bytes, err);
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
