/*
 * Lists as comma-separated values:
 *	Get-FileHash | Export-Csv: "Algorithm","Hash","Path", a "#TYPE" line before where it is
 *	PowerShell 5; a semicolon where -UseCulture said so
 *	NSRL RDS: "SHA-1","MD5","CRC32","FileName","FileSize",...
 *	CSS-Exchange: SHA256,BUILD,PATH without a header or quotes
 */
#include "known/formats/formats.h"

#include "known/path.h"

enum {
	FIELDS_MAX = 32,
	WANTED_MAX = 5
};

/* Which columns a header has, by our names for them. */
struct columns {
	const char *const *names;
	size_t at[WANTED_MAX]; /* of names[i]; SIZE_MAX where there is none */
};

static bool next_line(struct axr_span *text, struct axr_span *line, uint32_t *number)
{
	while (axr_span_line(text, line)) {
		++*number;
		if (axr_span_trim(*line).len)
			return true;
	}
	return false;
}

static uint8_t separator_of(struct axr_span header)
{
	return axr_span_find_byte(header, ';', 0) < axr_span_find_byte(header, ',', 0) ? ';' : ',';
}

static bool find_columns(struct axr_span header, struct columns *columns)
{
	uint8_t sep = separator_of(header);
	struct axr_buf scratch = { .ptr = NULL };
	bool more = true, good = true;

	for (size_t i = 0; columns->names[i]; i++)
		columns->at[i] = SIZE_MAX;
	for (size_t at = 0; more && good && at < FIELDS_MAX; at++) {
		struct axr_span field;

		good = axr_format_csv(&header, sep, &scratch, &field, &more);
		for (size_t i = 0; good && columns->names[i]; i++)
			if (axr_span_iis(axr_span_trim(field), columns->names[i]))
				columns->at[i] = at;
	}
	axr_buf_free(&scratch);
	return good;
}

/*
 * The wanted fields of one record; a field that needed unescaping lies in its own scratch.
 * Returns NULL or what is wrong.
 */
static const char *read_fields(struct axr_span record, uint8_t sep, const struct columns *columns,
			       struct axr_buf scratch[WANTED_MAX],
			       struct axr_span fields[WANTED_MAX])
{
	struct axr_buf skipped = { .ptr = NULL };
	bool more = true;
	const char *wrong = NULL;

	for (size_t i = 0; columns->names[i]; i++)
		fields[i] = axr_span(NULL, 0);
	for (size_t at = 0; more && !wrong; at++) {
		struct axr_buf *room = &skipped;
		struct axr_span field;
		size_t wanted = SIZE_MAX;

		for (size_t i = 0; columns->names[i]; i++)
			if (columns->at[i] == at)
				wanted = i;
		if (wanted != SIZE_MAX)
			room = &scratch[wanted];
		if (at == FIELDS_MAX)
			wrong = "more than 32 columns";
		else if (!axr_format_csv(&record, sep, room, &field, &more))
			wrong = "the quotes do not close";
		else if (wanted != SIZE_MAX)
			fields[wanted] = field;
	}
	axr_buf_free(&skipped);
	return wrong;
}

typedef int (*row_fn)(struct axr_baseline *baseline, const struct axr_span fields[WANTED_MAX],
		      uint32_t number, struct axr_err *err);

static int read_table(struct axr_baseline *baseline, struct axr_span text, uint32_t number,
		      struct axr_span header, struct columns *columns, row_fn row,
		      struct axr_err *err)
{
	struct axr_buf scratch[WANTED_MAX] = { { .ptr = NULL } };
	uint8_t sep = separator_of(header);
	struct axr_span line, fields[WANTED_MAX];
	int status = AXR_OK;

	while (status >= 0 && next_line(&text, &line, &number)) {
		const char *wrong = read_fields(line, sep, columns, scratch, fields);

		status = wrong ? axr_format_fail(baseline, err, number, "%s", wrong) :
				 row(baseline, fields, number, err);
	}
	for (size_t i = 0; i < WANTED_MAX; i++)
		axr_buf_free(&scratch[i]);
	return status;
}

/* The header of a table: the first line, or the second behind "#TYPE". */
static bool read_head(struct axr_span *text, struct axr_span *header, uint32_t *number)
{
	*number = 0;
	if (!next_line(text, header, number))
		return false;
	return !axr_span_starts(*header, "#TYPE") || next_line(text, header, number);
}

/* ---- Get-FileHash | Export-Csv ---- */

static const char *const powershell_names[] = { "Algorithm", "Hash", "Path", NULL };

static bool is_powershell(struct axr_span text)
{
	struct columns columns = { .names = powershell_names };
	struct axr_span header;
	uint32_t number;

	return read_head(&text, &header, &number) && header.len < 4096 &&
	       find_columns(header, &columns) && columns.at[1] != SIZE_MAX &&
	       columns.at[2] != SIZE_MAX;
}

static int powershell_row(struct axr_baseline *baseline, const struct axr_span fields[WANTED_MAX],
			  uint32_t number, struct axr_err *err)
{
	if (fields[0].len && !axr_span_iis(fields[0], "MD5") && !axr_span_iis(fields[0], "SHA1") &&
	    !axr_span_iis(fields[0], "SHA256"))
		return axr_format_fail(baseline, err, number,
				       "the algorithm must be SHA256, SHA1 or MD5");
	/* a file that Get-FileHash could not read has a row without a hash */
	if (!fields[1].len)
		return AXR_OK;
	return axr_format_add_hex(baseline, fields[2], fields[1], number, err);
}

static int read_powershell(struct axr_baseline *baseline, struct axr_span text, struct axr_err *err)
{
	struct columns columns = { .names = powershell_names };
	struct axr_span header;
	uint32_t number;

	if (!read_head(&text, &header, &number) || !find_columns(header, &columns))
		return axr_format_fail(baseline, err, 1, "the header cannot be read");
	return read_table(baseline, text, number, header, &columns, powershell_row, err);
}

const struct axr_format axr_format_powershell = { "Get-FileHash CSV", is_powershell,
						  read_powershell };

/* ---- NSRL ---- */

static const char *const nsrl_names[] = { "SHA-256", "SHA-1", "MD5",
						   "FileName", "SpecialCode", NULL };

static bool is_nsrl(struct axr_span text)
{
	struct columns columns = { .names = nsrl_names };
	struct axr_span header;
	uint32_t number;

	return read_head(&text, &header, &number) && header.len < 4096 &&
	       find_columns(header, &columns) && columns.at[3] != SIZE_MAX &&
	       (columns.at[0] & columns.at[1] & columns.at[2]) != SIZE_MAX;
}

static int nsrl_row(struct axr_baseline *baseline, const struct axr_span fields[WANTED_MAX],
		    uint32_t number, struct axr_err *err)
{
	/* "M" marks what is malicious, "S" what is special */
	bool good = !fields[4].len;
	struct axr_span hex = fields[0].len ? fields[0] : fields[1].len ? fields[1] : fields[2];

	if (!good)
		return AXR_OK;
	/* one name for all: names say nothing here */
	return axr_format_add_hex(baseline, axr_span_str("NSRL"), hex, number, err);
}

static int read_nsrl(struct axr_baseline *baseline, struct axr_span text, struct axr_err *err)
{
	struct columns columns = { .names = nsrl_names };
	struct axr_span header;
	uint32_t number;

	baseline->kind = AXR_BASELINE_CONTENTS;
	if (!read_head(&text, &header, &number) || !find_columns(header, &columns))
		return axr_format_fail(baseline, err, 1, "the header cannot be read");
	return read_table(baseline, text, number, header, &columns, nsrl_row, err);
}

const struct axr_format axr_format_nsrl = { "NSRL RDS", is_nsrl, read_nsrl };

/* ---- CSS-Exchange ---- */

/* SHA256,BUILD,PATH; the path may hold commas. */
static bool split_css(struct axr_span line, struct axr_span *hex, struct axr_span *path)
{
	struct axr_span build;
	size_t dots = 0;

	*hex = axr_span_until(&line, ',');
	build = axr_span_until(&line, ',');
	*path = axr_span_trim(line);
	for (size_t i = 0; i < build.len; i++) {
		if (!axr_is_digit(build.ptr[i]) && build.ptr[i] != '.')
			return false;
		dots += build.ptr[i] == '.';
	}
	return axr_format_digest(hex->len) == AXR_SHA256 && dots == 3 && path->len > 0;
}

static bool is_css(struct axr_span text)
{
	struct axr_span line, hex, path;
	uint32_t number = 0;

	return next_line(&text, &line, &number) && split_css(line, &hex, &path);
}

/* Nine of the lists leave out FrontEnd, and with it the folder ClientAccess. */
static bool css_names_parts(struct axr_span text)
{
	struct axr_span line, hex, path;
	uint32_t number = 0;

	while (next_line(&text, &line, &number)) {
		if (!split_css(line, &hex, &path))
			continue;
		path = axr_span_from(path, path.ptr[0] == '\\' || path.ptr[0] == '/');
		if (axr_span_istarts(path, "FrontEnd\\") || axr_span_istarts(path, "FrontEnd/"))
			return true;
	}
	return false;
}

static int css_row(struct axr_baseline *baseline, struct axr_span hex, struct axr_span path,
		   bool parts, uint32_t number, struct axr_buf *full, struct axr_err *err)
{
	axr_buf_reset(full);
	path = axr_span_from(path, path.ptr[0] == '\\' || path.ptr[0] == '/');
	if (!parts && !axr_span_istarts(path, "ClientAccess\\") &&
	    !axr_span_istarts(path, "ClientAccess/"))
		axr_buf_puts(full, "ClientAccess\\");
	axr_buf_put(full, path);
	if (full->failed)
		return axr_format_fail(baseline, err, number, "no memory");
	return axr_format_add_hex(baseline, axr_buf_span(full), hex, number, err);
}

static int read_css(struct axr_baseline *baseline, struct axr_span text, struct axr_err *err)
{
	struct axr_buf full = { .ptr = NULL };
	struct axr_span line, hex, path;
	uint32_t number = 0;
	int status = AXR_OK;

	baseline->kind = AXR_BASELINE_EXCHANGE;
	baseline->frontend = css_names_parts(text);
	while (status >= 0 && next_line(&text, &line, &number))
		status = split_css(line, &hex, &path) ?
				 css_row(baseline, hex, path, baseline->frontend, number, &full,
					 err) :
				 axr_format_fail(baseline, err, number,
						 "expected \"SHA256,BUILD,PATH\"");
	axr_buf_free(&full);
	return status;
}

const struct axr_format axr_format_css = { "CSS-Exchange CSV", is_css, read_css };
