#include "known/formats/formats.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/err.h"
#include "base/num.h"
#include "base/utf8.h"

/* The ones with a signature first, those told by the look of a line last. */
static const struct axr_format *const formats[] = {
	&axr_format_hashdeep, &axr_format_aide, &axr_format_powershell,
	&axr_format_nsrl,     &axr_format_css,	&axr_format_sums,
};

int axr_format_fail(const struct axr_baseline *baseline, struct axr_err *err, uint32_t line,
		    const char *format, ...)
{
	char text[200];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return axr_fail(err, AXR_EFORMAT, "%s:%u: %s", baseline->name, line, text);
}

enum axr_digest axr_format_digest(size_t hex_len)
{
	switch (hex_len) {
	case 32:
		return AXR_MD5;
	case 40:
		return AXR_SHA1;
	case 64:
		return AXR_SHA256;
	default:
		return (enum axr_digest)0;
	}
}

int axr_format_add_hex(struct axr_baseline *baseline, struct axr_span path, struct axr_span hex,
		       uint32_t line, struct axr_err *err)
{
	enum axr_digest digest = axr_format_digest(hex.len);
	uint8_t bytes[32];
	const char *wrong;

	if (!digest || !axr_parse_hex(hex, bytes, axr_digest_size(digest)))
		return axr_format_fail(baseline, err, line,
				       "expected an MD5, SHA-1 or SHA-256 in hex");
	wrong = axr_baseline_add(baseline, path, digest, bytes);
	return wrong ? axr_format_fail(baseline, err, line, "%s", wrong) : AXR_OK;
}

static bool csv_quoted(struct axr_span *rest, uint8_t sep, struct axr_buf *scratch,
		       struct axr_span *field, bool *more)
{
	size_t start = 1, end;

	axr_buf_reset(scratch);
	for (;; start = end + 2) {
		end = axr_span_find_byte(*rest, '"', start);
		if (end == SIZE_MAX)
			return false;
		if (end + 1 == rest->len || rest->ptr[end + 1] != '"')
			break;
		axr_buf_put(scratch, axr_span_cut(*rest, start, end + 1 - start));
	}
	if (scratch->len) {
		axr_buf_put(scratch, axr_span_cut(*rest, start, end - start));
		*field = axr_buf_span(scratch);
	} else {
		*field = axr_span_cut(*rest, 1, end - 1);
	}
	*rest = axr_span_from(*rest, end + 1);
	*more = rest->len > 0;
	if (*more && rest->ptr[0] != sep)
		return false;
	*rest = axr_span_from(*rest, 1);
	return !scratch->failed;
}

bool axr_format_csv(struct axr_span *rest, uint8_t sep, struct axr_buf *scratch,
		    struct axr_span *field, bool *more)
{
	if (rest->len && rest->ptr[0] == '"')
		return csv_quoted(rest, sep, scratch, field, more);
	*more = axr_span_find_byte(*rest, sep, 0) != SIZE_MAX;
	*field = axr_span_until(rest, sep);
	return true;
}

static int read_text(struct axr_baseline *baseline, struct axr_span text, struct axr_err *err)
{
	int status;

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		if (!formats[i]->is(text))
			continue;
		baseline->format = formats[i]->name;
		status = formats[i]->read(baseline, text, err);
		if (status < 0)
			return status;
		if (!baseline->row_count)
			return axr_fail(err, AXR_EFORMAT, "%s: lists no file (read as %s)",
					baseline->name, formats[i]->name);
		return axr_baseline_index(baseline, err);
	}
	return axr_fail(err, AXR_EFORMAT,
			"%s:1: is no list of file hashes that we know (hashdeep, sha256sum, AIDE, "
			"Get-FileHash CSV, CSS-Exchange CSV, NSRL)",
			baseline->name);
}

int axr_formats_read(struct axr_baseline *baseline, struct axr_span bytes, struct axr_err *err)
{
	struct axr_buf text = { .ptr = NULL };
	int status;

	/* PowerShell 5 writes UTF-16LE */
	if (axr_span_starts(bytes, "\xff\xfe") || axr_span_starts(bytes, "\xfe\xff")) {
		axr_utf16_put(&text, axr_span_from(bytes, 2), bytes.ptr[0] == 0xfe, true);
		if (!text.failed)
			status = read_text(baseline, axr_buf_span(&text), err);
		else
			status = axr_fail(err, AXR_ENOMEM, "%s: no memory", baseline->name);
	} else {
		status = read_text(baseline,
				   axr_span_from(bytes, axr_span_starts(bytes, "\xef\xbb\xbf") ? 3 :
												 0),
				   err);
	}
	axr_buf_free(&text);
	return status;
}
