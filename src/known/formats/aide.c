/*
 * The database of AIDE, as text: "@@begin_db", "@@db_spec name lname ... sha256", rows of that
 * many fields with blanks between, "@@end_db".  Digests are Base64, "0" where there is none; odd
 * bytes of a name are "%XX".
 */
#include "known/formats/formats.h"

#include "base/base64.h"

enum { FIELDS_MAX = 64 };

struct spec {
	size_t fields;
	size_t name, md5, sha1, sha256; /* which field; SIZE_MAX where there is none */
};

static bool is_aide(struct axr_span text)
{
	return axr_span_starts(text, "@@begin_db") || axr_span_starts(text, "@@db_spec ");
}

static struct axr_span next_field(struct axr_span *line)
{
	*line = axr_span_trim(*line);
	return axr_span_until(line, ' ');
}

/* Returns NULL or what is wrong. */
static const char *read_spec(struct axr_span line, struct spec *spec)
{
	*spec = (struct spec){ 0, SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX };
	for (; axr_span_trim(line).len; spec->fields++) {
		struct axr_span name = next_field(&line);

		if (spec->fields == FIELDS_MAX)
			return "more than 64 fields";
		if (axr_span_is(name, "name"))
			spec->name = spec->fields;
		else if (axr_span_is(name, "md5"))
			spec->md5 = spec->fields;
		else if (axr_span_is(name, "sha1"))
			spec->sha1 = spec->fields;
		else if (axr_span_is(name, "sha256"))
			spec->sha256 = spec->fields;
	}
	if (spec->name == SIZE_MAX)
		return "@@db_spec has no field name";
	if ((spec->md5 & spec->sha1 & spec->sha256) == SIZE_MAX)
		return "@@db_spec has no field sha256, sha1 or md5";
	return NULL;
}

static bool unescape(struct axr_span name, struct axr_buf *plain)
{
	axr_buf_reset(plain);
	for (size_t i = 0; i < name.len; i++) {
		uint8_t c = name.ptr[i];

		if (c == '%') {
			int high = i + 2 < name.len ? axr_hex_value(name.ptr[i + 1]) : -1;
			int low = i + 2 < name.len ? axr_hex_value(name.ptr[i + 2]) : -1;

			if (high < 0 || low < 0)
				return false;
			c = (uint8_t)(high << 4 | low);
			i += 2;
		}
		axr_buf_putc(plain, c);
	}
	return !plain->failed;
}

static const char *read_row(struct axr_baseline *baseline, const struct spec *spec,
			    struct axr_span line, struct axr_buf *plain)
{
	struct axr_span fields[FIELDS_MAX];
	const struct {
		size_t field;
		enum axr_digest digest;
	} digests[] = {
		{ spec->sha256, AXR_SHA256 }, { spec->sha1, AXR_SHA1 }, { spec->md5, AXR_MD5 }
	};
	size_t count = 0;
	uint8_t bytes[32];

	while (axr_span_trim(line).len) {
		if (count == spec->fields)
			return "more fields than @@db_spec names";
		fields[count++] = next_field(&line);
	}
	if (count < spec->fields)
		return "fewer fields than @@db_spec names";
	for (size_t i = 0; i < sizeof(digests) / sizeof(*digests); i++) {
		size_t field = digests[i].field;

		if (field == SIZE_MAX || axr_span_is(fields[field], "0"))
			continue;
		if (!axr_base64_read(fields[field], bytes, axr_digest_size(digests[i].digest)))
			return "a digest is no Base64 of its length";
		if (!unescape(fields[spec->name], plain))
			return "a '%' in the name is not followed by two hex digits";
		return axr_baseline_add(baseline, axr_buf_span(plain), digests[i].digest, bytes);
	}
	return NULL; /* a directory, or a file that AIDE did not hash */
}

static int read_aide(struct axr_baseline *baseline, struct axr_span text, struct axr_err *err)
{
	static const char db_spec[] = "@@db_spec ";
	struct spec spec = { .fields = 0 };
	struct axr_buf plain = { .ptr = NULL };
	struct axr_span line;
	const char *wrong = NULL;
	bool ended = false;
	uint32_t number = 0;

	while (!wrong && !ended && axr_span_line(&text, &line)) {
		number++;
		if (!line.len || line.ptr[0] == '#' || axr_span_starts(line, "@@begin_db"))
			continue;
		if (axr_span_starts(line, "@@end_db"))
			ended = true;
		else if (axr_span_starts(line, db_spec))
			wrong = read_spec(axr_span_from(line, sizeof(db_spec) - 1), &spec);
		else if (!spec.fields)
			wrong = "a row before @@db_spec";
		else
			wrong = read_row(baseline, &spec, line, &plain);
	}
	if (!wrong && !ended)
		wrong = "the database has no @@end_db: it is not complete";
	axr_buf_free(&plain);
	return wrong ? axr_format_fail(baseline, err, number, "%s", wrong) : AXR_OK;
}

const struct axr_format axr_format_aide = { "AIDE database", is_aide, read_aide };
