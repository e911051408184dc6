/* axr_report_convert(): files of NDJSON, record by record. */
#include <stdio.h>

#include "base/err.h"
#include "base/span.h"
#include "base/utf8.h"
#include "os/os.h"
#include "os/wildcard.h"
#include "report/merge.h"
#include "report/ndjson_read.h"

enum {
	LINE_MAX_BYTES = 64 << 20, /* a thousand reasons take one megabyte */
	CHUNK = 1 << 16,
	ARENA_MAX = 512 << 20,
	ARENA_KEEP = 1 << 20,
	BAD_TOLD = 10 /* of a file; a file of something else has a million */
};

enum encoding {
	UNKNOWN, /* nothing read yet */
	UTF8,
	UTF16LE,
	UTF16BE
};

struct conversion {
	axr_record_fn fn;
	void *user;
	struct axr_err *err;
	struct axr_arena arena;
	struct axr_merge merge;
	int status;       /* of the first that could not be read; AXR_OK where all could */
	uint64_t records; /* of all files */
	uint64_t starts, ends; /* of those, handed on */

	/* of the file at hand */
	const char *file;
	char last[301]; /* its name, as much of it as is told; stays */
	char host[256]; /* that it spoke of last; "" where it did not yet */
	uint64_t line, bad, good;
	enum encoding encoding;
	struct axr_buf text; /* UTF-8: what has no LF yet */
	bool skipping;       /* what is left of a line that is too long */
};

/* Hands on that something of the file was not read, and keeps the first for the caller. */
static void tell(struct conversion *self, enum axr_status status, enum axr_trouble trouble,
		 uint64_t line, int code, const char *text)
{
	const struct axr_problem problem = {
		.trouble = trouble,
		.path = axr_span_str(self->file),
		.line = line < UINT32_MAX ? (uint32_t)line : UINT32_MAX,
		.code = code,
		.text = axr_span_str(text),
		.incomplete = true,
	};
	const struct axr_record record = {
		.kind = AXR_RECORD_PROBLEM,
		.time = axr_os_now(),
		.host = self->host,
		.problem = &problem,
	};
	char number[24] = "";

	if (line)
		snprintf(number, sizeof(number), ":%llu", (unsigned long long)line);
	if (self->status == AXR_OK)
		self->status = axr_fail(self->err, status, "%.300s%s: %.180s", self->file, number,
					text);
	self->fn(self->user, &record);
}

static void tell_system(struct conversion *self, enum axr_trouble trouble, const char *act,
			int code)
{
	char text[160], why[128];

	snprintf(text, sizeof(text), "%s: %s", act, axr_os_error(code, why, sizeof(why)));
	tell(self, AXR_EIO, trouble, 0, code, text);
}

static void bad_line(struct conversion *self, enum axr_status status, const char *why)
{
	axr_merge_bad(&self->merge);
	if (++self->bad <= BAD_TOLD)
		tell(self, status, AXR_TROUBLE_RESULT, self->line, 0, why);
}

static void convert_line(struct conversion *self, struct axr_span line)
{
	struct axr_record record;
	struct axr_err why;
	int status;

	self->line++;
	/* files that were put one behind the other have a mark inside */
	line = axr_span_trim(axr_span_from(line, axr_span_starts(line, "\xef\xbb\xbf") ? 3 : 0));
	if (!line.len)
		return;
	axr_arena_reset(&self->arena, ARENA_KEEP);
	status = axr_record_read(&self->arena, line, &record, &why);
	if (status < 0) {
		bad_line(self, (enum axr_status)status, why.text);
		return;
	}
	self->records++;
	self->good++;
	if (record.host)
		snprintf(self->host, sizeof(self->host), "%s", record.host);
	if (!axr_merge_takes(&self->merge, &record))
		return;
	self->starts += record.kind == AXR_RECORD_START;
	self->ends += record.kind == AXR_RECORD_END;
	self->fn(self->user, &record);
}

/* Converts the whole lines of the text and keeps the rest; all of it at the end. */
static void convert_lines(struct conversion *self, size_t fresh, bool end)
{
	struct axr_buf *text = &self->text;
	struct axr_span rest = axr_buf_span(text);
	size_t at = axr_span_find_byte(rest, '\n', fresh), from = 0;

	while (at != SIZE_MAX) {
		if (!self->skipping)
			convert_line(self, axr_span_cut(rest, from, at - from));
		self->skipping = false;
		from = at + 1;
		at = axr_span_find_byte(rest, '\n', from);
	}
	if (end && from < rest.len && !self->skipping) {
		convert_line(self, axr_span_from(rest, from));
		from = rest.len;
	}
	if (from)
		memmove(text->ptr, text->ptr + from, text->len - from);
	text->len -= from;
	if (!self->skipping && (text->len > LINE_MAX_BYTES || text->failed)) {
		self->line++;
		bad_line(self, AXR_EFORMAT, "the line is too long to be ours");
		self->skipping = true;
	}
	if (self->skipping)
		axr_buf_reset(text);
}

/* Bytes of the file as UTF-8 behind the text; returns how many of them are done with. */
static size_t decode(struct conversion *self, struct axr_span bytes, bool end)
{
	if (self->encoding == UNKNOWN) {
		if (bytes.len < 2 && !end)
			return 0;
		self->encoding = axr_span_starts(bytes, "\xff\xfe")   ? UTF16LE
				 : axr_span_starts(bytes, "\xfe\xff") ? UTF16BE
								      : UTF8;
	}
	if (self->encoding != UTF8)
		return axr_utf16_put(&self->text, bytes, self->encoding == UTF16BE, end);
	axr_buf_put(&self->text, bytes);
	return bytes.len;
}

static int convert_stream(struct conversion *self, struct axr_os_handle handle)
{
	uint8_t chunk[CHUNK];
	size_t kept = 0, got, used, fresh;
	int code;

	do {
		code = axr_os_read(handle, chunk + kept, sizeof(chunk) - kept, &got);
		if (code)
			got = 0;
		kept += got;
		fresh = self->text.len;
		used = decode(self, axr_span(chunk, kept), !got);
		kept -= used;
		memmove(chunk, chunk + used, kept);
		convert_lines(self, fresh, !got);
	} while (got);
	if (code)
		tell_system(self, AXR_TROUBLE_READ, "cannot be read to its end", code);
	return code;
}

static void convert_file(struct conversion *self, const char *file)
{
	struct axr_os_handle handle = axr_os_none();
	char text[96];
	int code = axr_os_open_root(&handle, file);
	bool refused;

	self->file = file;
	snprintf(self->last, sizeof(self->last), "%s", file);
	self->host[0] = '\0';
	self->line = self->bad = self->good = 0;
	self->encoding = UNKNOWN;
	self->skipping = false;
	axr_buf_reset(&self->text);
	axr_merge_file(&self->merge);
	if (code) {
		/* more rights help against a refusal alone */
		refused = axr_os_trouble(code) == AXR_TROUBLE_OPEN;
		tell_system(self, refused ? AXR_TROUBLE_OPEN : AXR_TROUBLE_RESULT,
			    "cannot be opened", code);
		return;
	}
	code = convert_stream(self, handle);
	axr_os_close(&handle);
	if (!self->good && !self->bad && !code)
		tell(self, AXR_EFORMAT, AXR_TROUBLE_RESULT, 0, 0, "holds no result of a scan");
	if (self->bad > BAD_TOLD) {
		snprintf(text, sizeof(text), "%llu more lines of it that cannot be read",
			 (unsigned long long)(self->bad - BAD_TOLD));
		tell(self, AXR_EFORMAT, AXR_TROUBLE_RESULT, 0, 0, text);
	}
}

/* Also all that a "*.ndjson" stands for where no shell says so and no file is called so. */
static void convert_named(struct conversion *self, const char *file)
{
	const bool windows = axr_os_separator() == '\\';
	char **paths = NULL;
	const size_t count = windows ? axr_wildcard_expand(file, &paths) : 0;

	for (size_t i = 0; i < count; i++)
		convert_file(self, paths[i]);
	if (!count)
		convert_file(self, file);
	axr_os_folder_free(paths, count);
}

/* Nothing is lost by it, but counts may be too high. */
static void tell_full(const struct conversion *self)
{
	const struct axr_problem problem = {
		.trouble = AXR_TROUBLE_RESULT,
		.text = axr_span_str("too many to compare: what was told twice may count twice"),
	};
	const struct axr_record record = {
		.kind = AXR_RECORD_PROBLEM,
		.time = axr_os_now(),
		.host = "",
		.problem = &problem,
	};

	self->fn(self->user, &record);
}

/* A scan that was killed, or a file that was cut where a line ends: nothing else tells of it. */
static int fail_cut(const struct conversion *self)
{
	if (self->starts > 1)
		return axr_fail(self->err, AXR_EFORMAT,
				"%llu of %llu scans have no end record: they were killed, or their "
				"files were cut off",
				(unsigned long long)(self->starts - self->ends),
				(unsigned long long)self->starts);
	return axr_fail(self->err, AXR_EFORMAT,
			"%s: no end record: the scan was killed, or the file was cut off",
			self->last);
}

int axr_report_convert(const char *const *files, size_t count, axr_record_fn fn, void *user,
		       struct axr_err *err)
{
	struct conversion self = { .fn = fn, .user = user, .err = err };

	axr_arena_init(&self.arena, ARENA_MAX);
	for (size_t i = 0; i < count; i++)
		convert_named(&self, files[i]);
	if (self.merge.full)
		tell_full(&self);
	if (self.status == AXR_OK && self.records && (self.starts > self.ends || !self.ends))
		self.status = fail_cut(&self);
	axr_merge_free(&self.merge);
	axr_arena_free(&self.arena);
	axr_buf_free(&self.text);
	if (self.status < 0 && self.records)
		return AXR_EXIT_INCOMPLETE;
	return self.status;
}
