#include "detect/builtin.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/inflate.h"
#include "base/mask.h"
#include "base/span.h"

void axr_builtin_free(struct axr_builtin *builtin)
{
	if (!builtin)
		return;
	for (size_t i = 0; i < builtin->buffer_count; i++)
		axr_buf_free(&builtin->buffers[i]);
	free(builtin->buffers);
	free(builtin->rules);
	free(builtin->iocs);
	*builtin = (struct axr_builtin){ 0 };
}

static int unpack(struct axr_builtin *builtin, const struct axr_packed *packed,
		  struct axr_source *source, struct axr_err *err)
{
	struct axr_buf *out = &builtin->buffers[builtin->buffer_count];

	*source = (struct axr_source){ .name = packed->name,
				       .bytes = packed->bytes,
				       .id = axr_span(packed->id, sizeof(packed->id)),
				       .builtin = true,
				       .packed = packed->kind == AXR_PACKED_RULES,
				       .set = (size_t)(packed - axr_packed),
				       .contents = packed->contents };
	if (source->packed)
		return AXR_OK;
	builtin->buffer_count++;
	out->limit = packed->size;
	if (!axr_buf_reserve(out, packed->size))
		return axr_fail(err, AXR_ENOMEM, "no memory for built-in signatures");
	if (packed->kind != AXR_PACKED_SOURCE) {
		axr_mask(out->ptr, packed->bytes.ptr, packed->size, 0);
		out->len = packed->size;
	} else if (!axr_inflate(packed->bytes, out, AXR_WRAP_ZLIB) || out->len != packed->size) {
		return axr_fail(err, AXR_EINTERNAL, "%s is damaged in this program", packed->name);
	}
	source->bytes = axr_buf_span(out);
	return AXR_OK;
}

/* Of the set before it in the table, as those of unpack_needs() are. */
static void add_places(struct axr_builtin *builtin, const struct axr_packed *packed)
{
	if (builtin->rule_count)
		builtin->rules[builtin->rule_count - 1].places = packed->bytes;
}

static int unpack_needs(struct axr_builtin *builtin, const struct axr_packed *packed,
			struct axr_err *err)
{
	struct axr_source needs;
	int status = unpack(builtin, packed, &needs, err);

	if (status == AXR_OK && builtin->rule_count)
		builtin->rules[builtin->rule_count - 1].needs = needs.bytes;
	return status;
}

static int prepare(struct axr_builtin *builtin, struct axr_err *err)
{
	*builtin = (struct axr_builtin){ 0 };
	builtin->rules = calloc(axr_packed_count, sizeof(*builtin->rules));
	builtin->iocs = calloc(axr_packed_count, sizeof(*builtin->iocs));
	builtin->buffers = calloc(axr_packed_count, sizeof(*builtin->buffers));
	if (builtin->rules && builtin->iocs && builtin->buffers)
		return AXR_OK;
	axr_builtin_free(builtin);
	return axr_fail(err, AXR_ENOMEM, "no memory for built-in signatures");
}

int axr_builtin_open(struct axr_builtin *builtin, struct axr_err *err)
{
	int status = prepare(builtin, err);

	for (size_t i = 0; i < axr_packed_count && status == AXR_OK; i++) {
		const struct axr_packed *packed = &axr_packed[i];

		if (packed->kind == AXR_PACKED_RULES)
			status = unpack(builtin, packed, &builtin->rules[builtin->rule_count++],
					err);
		else if (packed->kind == AXR_PACKED_PLACES)
			add_places(builtin, packed);
		else if (packed->kind == AXR_PACKED_NEEDS)
			status = unpack_needs(builtin, packed, err);
		else if (packed->kind == AXR_PACKED_IOCS)
			status = unpack(builtin, packed, &builtin->iocs[builtin->ioc_count++],
					err);
	}
	if (status < 0)
		axr_builtin_free(builtin);
	return status;
}

int axr_builtin_open_texts(struct axr_builtin *builtin, size_t set, struct axr_err *err)
{
	int status = prepare(builtin, err);

	for (size_t i = set + 1; i < axr_packed_count && status == AXR_OK &&
				 axr_packed[i].kind != AXR_PACKED_RULES; i++)
		if (axr_packed[i].kind == AXR_PACKED_SOURCE)
			status = unpack(builtin, &axr_packed[i],
					&builtin->rules[builtin->rule_count++], err);
	if (status < 0)
		axr_builtin_free(builtin);
	return status;
}
