#include "base/root.h"

void axr_root_add(struct axr_root *total, const struct axr_root *root)
{
	total->dirs += root->dirs;
	total->seen += root->seen;
	total->hashed += root->hashed;
	total->scanned += root->scanned;
	total->known += root->known;
	total->failed += root->failed;
	total->bytes += root->bytes;
	for (size_t i = 0; i < AXR_SKIP_COUNT; i++)
		total->skipped[i] += root->skipped[i];
}
