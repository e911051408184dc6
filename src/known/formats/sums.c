/*
 * GNU and BSD check sum lists: "HASH  NAME", "HASH *NAME", "SHA256 (NAME) = HASH".  A leading
 * backslash says that line breaks and backslashes in the name are escaped.
 */
#include "known/formats/formats.h"

struct sum {
	struct axr_span hex, name;
	bool escaped;
};

static bool is_hex(struct axr_span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (axr_hex_value(s.ptr[i]) < 0)
			return false;
	return true;
}

/* "SHA256 (NAME) = HASH"; the name may hold ") = ", so look from the end. */
static bool split_tagged(struct axr_span line, struct sum *sum)
{
	static const struct {
		const char *tag;
		size_t hex_len;
	} tags[] = { { "MD5 (", 32 }, { "SHA1 (", 40 }, { "SHA256 (", 64 } };

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
		size_t tag_len = strlen(tags[i].tag), hex_len = tags[i].hex_len;

		if (!axr_span_starts(line, tags[i].tag) || line.len <= tag_len + 4 + hex_len)
			continue;
		sum->hex = axr_span_from(line, line.len - hex_len);
		sum->name = axr_span_cut(line, tag_len, line.len - hex_len - tag_len);
		if (!axr_span_ends(sum->name, ") = "))
			return false;
		sum->name.len -= 4;
		return is_hex(sum->hex);
	}
	return false;
}

static bool split(struct axr_span line, struct sum *sum)
{
	size_t blank;

	sum->escaped = axr_span_starts(line, "\\");
	line = axr_span_from(line, sum->escaped);
	if (split_tagged(line, sum))
		return true;
	blank = axr_span_find_byte(line, ' ', 0);
	if (blank == SIZE_MAX || !axr_format_digest(blank) || blank + 2 >= line.len ||
	    (line.ptr[blank + 1] != ' ' && line.ptr[blank + 1] != '*'))
		return false;
	sum->hex = axr_span_cut(line, 0, blank);
	sum->name = axr_span_from(line, blank + 2);
	return is_hex(sum->hex);
}

/* The first line that is neither blank nor a comment. */
static bool is_sums(struct axr_span text)
{
	struct axr_span line;
	struct sum sum;

	while (axr_span_line(&text, &line))
		if (line.len && line.ptr[0] != '#')
			return split(line, &sum);
	return false;
}

static bool unescape(struct axr_span name, struct axr_buf *plain)
{
	axr_buf_reset(plain);
	for (size_t i = 0; i < name.len; i++) {
		uint8_t c = name.ptr[i];

		if (c == '\\') {
			c = ++i < name.len ? name.ptr[i] : 0;
			if (c != 'n' && c != 'r' && c != '\\')
				return false;
			c = c == 'n' ? '\n' : c == 'r' ? '\r' : '\\';
		}
		axr_buf_putc(plain, c);
	}
	return !plain->failed;
}

static int read_sums(struct axr_baseline *baseline, struct axr_span text, struct axr_err *err)
{
	struct axr_buf plain = { .ptr = NULL };
	struct axr_span line;
	struct sum sum;
	int status = AXR_OK;

	for (uint32_t number = 1; status >= 0 && axr_span_line(&text, &line); number++) {
		if (!line.len || line.ptr[0] == '#')
			continue;
		if (!split(line, &sum)) {
			status = axr_format_fail(baseline, err, number,
						 "expected \"HASH  NAME\" or \"SHA256 (NAME) = "
						 "HASH\" with an MD5, SHA-1 or SHA-256");
			break;
		}
		if (sum.escaped && !unescape(sum.name, &plain)) {
			status = axr_format_fail(baseline, err, number,
						 "a backslash escapes nothing in the name");
			break;
		}
		status = axr_format_add_hex(baseline,
					    sum.escaped ? axr_buf_span(&plain) : sum.name, sum.hex,
					    number, err);
	}
	axr_buf_free(&plain);
	return status;
}

const struct axr_format axr_format_sums = { "check sums", is_sums, read_sums };
