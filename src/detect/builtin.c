#include "detect/builtin.h"

#include "base/err.h"
#include "base/inflate.h"
#include "base/span.h"

void axr_builtin_free(struct axr_builtin *builtin)
{
	if (!builtin)
		return;
	axr_arena_free(&builtin->arena);
	*builtin = (struct axr_builtin){ 0 };
}

static int unpack(struct axr_builtin *builtin, const struct axr_packed *packed,
		  struct axr_source *source, struct axr_err *err)
{
	struct axr_buf out = { .limit = packed->size };
	int status = AXR_OK;

	if (!axr_inflate(packed->deflated, &out, AXR_WRAP_ZLIB) || out.len != packed->size)
		status = axr_fail(err, AXR_EINTERNAL, "%s is damaged in this program",
				  packed->name);
	*source = (struct axr_source){ .name = packed->name,
				       .builtin = true,
				       .contents = packed->contents };
	if (status == AXR_OK) {
		source->bytes = axr_arena_copy(&builtin->arena, axr_buf_span(&out));
		if (builtin->arena.failed)
			status = axr_fail(err, AXR_ENOMEM, "no memory for built-in signatures");
	}
	axr_buf_free(&out);
	return status;
}

static int prepare(struct axr_builtin *builtin, struct axr_err *err)
{
	*builtin = (struct axr_builtin){ 0 };
	axr_arena_init(&builtin->arena, 0);
	builtin->rules = axr_arena_array(&builtin->arena, axr_packed_count + 1,
					 sizeof(*builtin->rules));
	builtin->iocs = axr_arena_array(&builtin->arena, axr_packed_count + 1,
					sizeof(*builtin->iocs));
	if (builtin->rules && builtin->iocs)
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
		else if (packed->kind == AXR_PACKED_IOCS)
			status = unpack(builtin, packed, &builtin->iocs[builtin->ioc_count++],
					err);
	}
	if (status < 0)
		axr_builtin_free(builtin);
	return status;
}

int axr_builtin_open_texts(struct axr_builtin *builtin, unsigned contents, struct axr_err *err)
{
	int status = prepare(builtin, err);

	for (size_t i = 0; i < axr_packed_count && status == AXR_OK; i++)
		if (axr_packed[i].kind == AXR_PACKED_SOURCE && axr_packed[i].contents == contents)
			status = unpack(builtin, &axr_packed[i],
					&builtin->rules[builtin->rule_count++], err);
	if (status < 0)
		axr_builtin_free(builtin);
	return status;
}
