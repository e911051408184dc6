/*
 * hashdeep, https://md5deep.sourceforge.net: "%%%% HASHDEEP-1.0", "%%%% size,md5,sha256,filename",
 * comments with '#', rows with the columns that the second line names.  The file name comes last,
 * unquoted, commas and all; hashdeep has no way to write a name with a line break.
 */
#include "known/formats/formats.h"

#include "base/num.h"

enum { COLUMNS_MAX = 8 };

enum column {
	COLUMN_OTHER,
	COLUMN_SIZE,
	COLUMN_MD5,
	COLUMN_SHA1,
	COLUMN_SHA256
};

struct header {
	enum column columns[COLUMNS_MAX];
	size_t count; /* before the file name */
};

static bool is_hashdeep(struct axr_span text)
{
	return axr_span_starts(text, "%%%% HASHDEEP-");
}

static enum column column_of(struct axr_span name)
{
	static const struct {
		const char *name;
		enum column column;
	} names[] = {
		{ "size", COLUMN_SIZE },
		{ "md5", COLUMN_MD5 },
		{ "sha1", COLUMN_SHA1 },
		{ "sha256", COLUMN_SHA256 },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (axr_span_iis(name, names[i].name))
			return names[i].column;
	return COLUMN_OTHER;
}

/* Returns NULL or what is wrong. */
static const char *read_header(struct axr_span line, struct header *header)
{
	bool digest = false;

	header->count = 0;
	while (line.len) {
		struct axr_span name = axr_span_trim(axr_span_until(&line, ','));

		if (axr_span_is(name, "filename"))
			return line.len	 ? "the file name must be the last column" :
			       !digest	 ? "has no column md5, sha1 or sha256" :
					   NULL;
		if (header->count == COLUMNS_MAX)
			return "more than 8 columns";
		header->columns[header->count] = column_of(name);
		digest |= header->columns[header->count++] > COLUMN_SIZE;
	}
	return "has no column filename";
}

/* The strongest digest comes with the highest column kind. */
static int read_row(struct axr_baseline *baseline, const struct header *header,
		    struct axr_span line, uint32_t number, struct axr_err *err)
{
	struct axr_span hex = axr_span(NULL, 0);
	enum column best = COLUMN_SIZE;
	uint64_t size;

	for (size_t i = 0; i < header->count; i++) {
		struct axr_span field;

		if (axr_span_find_byte(line, ',', 0) == SIZE_MAX)
			return axr_format_fail(baseline, err, number,
					       "fewer columns than the header names");
		field = axr_span_until(&line, ',');
		if (header->columns[i] == COLUMN_SIZE &&
		    !axr_parse_u64(field, UINT64_MAX, &size))
			return axr_format_fail(baseline, err, number, "the size is no number");
		if (header->columns[i] > best) {
			best = header->columns[i];
			hex = field;
		}
	}
	if (!line.len)
		return axr_format_fail(baseline, err, number, "the file name is empty");
	if (hex.len != (best == COLUMN_SHA256 ? 64 : best == COLUMN_SHA1 ? 40 : 32))
		return axr_format_fail(baseline, err, number,
				       "the digest has not the length of its column's kind");
	return axr_format_add_hex(baseline, line, hex, number, err);
}

/* Returns NULL or what is wrong. */
static const char *read_comment(struct axr_baseline *baseline, struct axr_span line)
{
	static const char root[] = "## Root: ";

	return axr_span_starts(line, root) ?
		       axr_baseline_root(baseline, axr_span_from(line, sizeof(root) - 1)) :
		       NULL;
}

static int read_hashdeep(struct axr_baseline *baseline, struct axr_span text, struct axr_err *err)
{
	struct header header = { .count = 0 };
	struct axr_span line;
	int status = AXR_OK;

	for (uint32_t number = 1; status >= 0 && axr_span_line(&text, &line); number++) {
		const char *wrong = NULL;

		if (axr_span_starts(line, "#"))
			wrong = read_comment(baseline, line);
		else if (axr_span_starts(line, "%%%% HASHDEEP-"))
			wrong = axr_span_is(line, "%%%% HASHDEEP-1.0") ?
					NULL :
					"is of another version than 1.0";
		else if (axr_span_starts(line, "%%%% "))
			wrong = read_header(axr_span_from(line, 5), &header);
		else if (!header.count)
			wrong = "a row before the line that names the columns";
		else if (line.len)
			status = read_row(baseline, &header, line, number, err);
		if (wrong)
			status = axr_format_fail(baseline, err, number, "%s", wrong);
	}
	return status;
}

const struct axr_format axr_format_hashdeep = { "hashdeep", is_hashdeep, read_hashdeep };
