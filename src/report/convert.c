/* axr_report_convert(): a file of NDJSON, record by record. */
#include "base/err.h"
#include "base/span.h"
#include "os/os.h"
#include "report/ndjson_read.h"

enum {
	LINE_MAX_BYTES = 64 << 20, /* a thousand reasons take one megabyte */
	CHUNK = 1 << 16,
	ARENA_MAX = 512 << 20,
	ARENA_KEEP = 1 << 20
};

struct conversion {
	const char *file;
	axr_record_fn fn;
	void *user;
	struct axr_err *err;
	struct axr_arena arena;
	uint64_t line;
};

static int convert_line(struct conversion *self, struct axr_span line)
{
	struct axr_record record;
	struct axr_err why;
	int status;

	self->line++;
	line = axr_span_trim(line);
	if (!line.len)
		return AXR_OK;
	axr_arena_reset(&self->arena, ARENA_KEEP);
	status = axr_record_read(&self->arena, line, &record, &why);
	if (status < 0)
		return axr_fail(self->err, (enum axr_status)status, "%.300s:%llu: %.180s",
				self->file, (unsigned long long)self->line, why.text);
	self->fn(self->user, &record);
	return AXR_OK;
}

/* Converts the whole lines of the buffer and keeps the rest; all of it at the end. */
static int convert_lines(struct conversion *self, struct axr_buf *buf, size_t fresh, bool end)
{
	struct axr_span rest = axr_buf_span(buf);
	size_t at = axr_span_find_byte(rest, '\n', fresh), from = 0;
	int status = AXR_OK;

	while (at != SIZE_MAX && status == AXR_OK) {
		status = convert_line(self, axr_span_cut(rest, from, at - from));
		from = at + 1;
		at = axr_span_find_byte(rest, '\n', from);
	}
	if (status == AXR_OK && end && from < rest.len) {
		status = convert_line(self, axr_span_from(rest, from));
		from = rest.len;
	}
	memmove(buf->ptr, buf->ptr + from, buf->len - from);
	buf->len -= from;
	return status;
}

static int convert_stream(struct conversion *self, struct axr_os_handle handle, struct axr_buf *buf)
{
	char text[128];
	size_t got, fresh;
	int code, status;

	for (;;) {
		if (!axr_buf_reserve(buf, CHUNK))
			return axr_fail(self->err, AXR_EFORMAT,
					"%.300s:%llu: the line is too long to be ours", self->file,
					(unsigned long long)self->line + 1);
		code = axr_os_read(handle, buf->ptr + buf->len, CHUNK, &got);
		if (code)
			return axr_fail(self->err, AXR_EIO, "cannot read %.300s: %s", self->file,
					axr_os_error(code, text, sizeof(text)));
		fresh = buf->len;
		buf->len += got;
		status = convert_lines(self, buf, fresh, !got);
		if (status < 0 || !got)
			return status;
	}
}

int axr_report_convert(const char *file, axr_record_fn fn, void *user, struct axr_err *err)
{
	struct conversion self = { .file = file, .fn = fn, .user = user, .err = err };
	struct axr_buf buf = { .limit = LINE_MAX_BYTES };
	struct axr_os_handle handle = axr_os_none();
	char text[128];
	int code = axr_os_open_root(&handle, file);
	int status;

	if (code)
		return axr_fail(err, AXR_EIO, "cannot open %.300s: %s", file,
				axr_os_error(code, text, sizeof(text)));
	axr_arena_init(&self.arena, ARENA_MAX);
	status = convert_stream(&self, handle, &buf);
	axr_arena_free(&self.arena);
	axr_buf_free(&buf);
	axr_os_close(&handle);
	return status;
}
