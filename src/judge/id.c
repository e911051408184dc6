#include "judge/id.h"

#include "base/digest.h"
#include "base/num.h"
#include "base/span.h"

void axr_finding_id(struct axr_finding *finding, const char *host)
{
	const struct axr_file *file = finding->file;
	const struct axr_reason *best = finding->reason_count ? finding->reasons : NULL;
	const bool hashed = file->digests & AXR_SHA256;
	const struct axr_span fields[] = {
		axr_span_str(host),
		file->path,
		axr_span(file->sha256, hashed ? sizeof(file->sha256) : 0),
		axr_span_str(best ? best->detector : NULL),
		axr_span_str(best ? best->rule : NULL),
	};
	uint8_t digest[32];

	axr_digest_fields(fields, sizeof(fields) / sizeof(*fields), digest);
	axr_format_hex(finding->id, digest, (sizeof(finding->id) - 1) / 2);
}
