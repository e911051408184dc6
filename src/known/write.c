#include "known/write.h"

#include <inttypes.h>

#include "base/num.h"
#include "base/span.h"

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
