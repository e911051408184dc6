#include "report/hashdeep.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/span.h"
#include "report/reporter.h"

static bool has_line_break(struct axr_span path)
{
	return axr_span_find_byte(path, '\n', 0) != SIZE_MAX ||
	       axr_span_find_byte(path, '\r', 0) != SIZE_MAX;
}

void axr_baseline_write_head(struct axr_buf *out, const char *version,
			     const struct axr_span *roots, size_t root_count)
{
	axr_buf_puts(out, "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n");
	axr_buf_printf(out, "## aspxray %s\n", version);
	for (size_t i = 0; i < root_count; i++) {
		if (has_line_break(roots[i]))
			continue;
		axr_buf_puts(out, "## Root: ");
		axr_buf_put(out, roots[i]);
		axr_buf_putc(out, '\n');
	}
	axr_buf_puts(out, "##\n");
}

bool axr_baseline_write_row(struct axr_buf *out, const struct axr_file *file)
{
	char md5[2 * sizeof(file->md5) + 1], sha256[2 * sizeof(file->sha256) + 1];

	if (has_line_break(file->path))
		return false;
	axr_format_hex(md5, file->md5, sizeof(file->md5));
	axr_format_hex(sha256, file->sha256, sizeof(file->sha256));
	axr_buf_printf(out, "%" PRIu64 ",%s,%s,", file->size, md5, sha256);
	axr_buf_put(out, file->path);
	axr_buf_putc(out, '\n');
	return true;
}

struct hashdeep_reporter {
	struct axr_buf out;
	uint64_t left_out; /* names that the format cannot say */
};

static bool open_reporter(struct axr_reporter *reporter)
{
	reporter->state = calloc(1, sizeof(struct hashdeep_reporter));
	return reporter->state;
}

static void put_head(struct axr_buf *out, const struct axr_start *start)
{
	struct axr_span *roots = calloc(start->root_count + 1, sizeof(*roots));

	out->failed |= !roots;
	for (size_t i = 0; roots && i < start->root_count; i++)
		roots[i] = start->roots[i].path;
	if (roots)
		axr_baseline_write_head(out, axr_version(), roots, start->root_count);
	free(roots);
}

static void put_record(struct axr_reporter *reporter, const struct axr_record *record)
{
	struct hashdeep_reporter *state = reporter->state;
	const unsigned needed = AXR_MD5 | AXR_SHA256;

	if (record->kind == AXR_RECORD_START)
		put_head(&state->out, record->start);
	else if (record->kind == AXR_RECORD_STATE && (record->file->digests & needed) == needed &&
		 !axr_baseline_write_row(&state->out, record->file))
		state->left_out++;
	axr_reporter_put_row(reporter, &state->out);
}

static void finish(struct axr_reporter *reporter)
{
	struct hashdeep_reporter *state = reporter->state;

	if (state->left_out)
		axr_buf_printf(&state->out, "## left out: %" PRIu64 " names with a line break\n",
			       state->left_out);
	axr_reporter_put(reporter, &state->out);
}

static void free_state(void *state)
{
	struct hashdeep_reporter *hashdeep = state;

	if (hashdeep)
		axr_buf_free(&hashdeep->out);
	free(hashdeep);
}

const struct axr_report_format axr_report_hashdeep = {
	.name = "hashdeep",
	.suffixes = " .hashdeep ",
	.open = open_reporter,
	.record = put_record,
	.finish = finish,
	.free = free_state,
};
