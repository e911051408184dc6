#include "report/escape.h"

#include "base/span.h"
#include "base/utf8.h"

/* Shows as nothing, as a blank, or changes what stands beside it. */
static bool is_unseen(uint32_t code)
{
	if (code < 0x20 || (code >= 0x7f && code < 0xa0))
		return true;
	if (code < 0xad)
		return false;
	return axr_is_deceptive(code) || axr_is_format_char(code) || code == 0x34f ||
	       code == 0x115f || code == 0x1160 || code == 0x17b4 || code == 0x17b5 ||
	       (code >= 0x180b && code <= 0x180f) || code == 0x2800 || code == 0x3164 ||
	       (code >= 0xfe00 && code <= 0xfe0f) || code == 0xffa0 ||
	       (code >= 0xe0000 && code <= 0xe0fff) || (code & 0xfffe) == 0xfffe;
}

/* The next piece of s: a code point, or -1 for a byte that is none, or -2 for plain ASCII. */
enum { INVALID = -1, PLAIN = -2 };

static int32_t next(struct axr_span s, size_t at, size_t *len)
{
	size_t end = at;

	while (end < s.len && s.ptr[end] >= 0x20 && s.ptr[end] < 0x7f && s.ptr[end] != '"' &&
	       s.ptr[end] != '\\' && s.ptr[end] != '&' && s.ptr[end] != '<' && s.ptr[end] != '>' &&
	       s.ptr[end] != '\'')
		end++;
	if (end > at) {
		*len = end - at;
		return PLAIN;
	}
	return axr_utf8_get(s, at, len);
}

/* \n, \r, \t: what everyone reads; false where code is none of them. */
static bool put_short(struct axr_buf *out, int32_t code)
{
	if (code != '\n' && code != '\r' && code != '\t')
		return false;
	axr_buf_puts(out, code == '\n' ? "\\n" : code == '\r' ? "\\r" : "\\t");
	return true;
}

/* The piece as text, where it needs no more care than that. */
static void put_text(struct axr_buf *out, struct axr_span piece, int32_t code)
{
	if (code == INVALID)
		axr_buf_printf(out, "\\x%02x", piece.ptr[0]);
	else if (code == PLAIN || !is_unseen((uint32_t)code))
		axr_buf_put(out, piece);
	else if (!put_short(out, code))
		axr_buf_printf(out, code < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)code);
}

void axr_escape_text(struct axr_buf *out, struct axr_span s)
{
	for (size_t at = 0, len; at < s.len; at += len) {
		int32_t code = next(s, at, &len);

		put_text(out, axr_span_cut(s, at, len), code);
	}
}

void axr_escape_json(struct axr_buf *out, struct axr_span s)
{
	for (size_t at = 0, len; at < s.len; at += len) {
		int32_t code = next(s, at, &len);

		if (code == '"' || code == '\\')
			axr_buf_printf(out, "\\%c", (char)code);
		else if (code == INVALID)
			axr_buf_puts(out, "\xef\xbf\xbd");
		else if (code == PLAIN || !is_unseen((uint32_t)code))
			axr_buf_put(out, axr_span_cut(s, at, len));
		else if (put_short(out, code))
			continue;
		else if (code < 0x10000)
			axr_buf_printf(out, "\\u%04x", (unsigned)code);
		else
			axr_buf_printf(out, "\\u%04x\\u%04x",
				       0xd800 + ((unsigned)code - 0x10000) / 0x400,
				       0xdc00 + ((unsigned)code - 0x10000) % 0x400);
	}
}

/* What begins a formula: = + - @ and their full-width forms. */
static bool starts_formula(struct axr_span s, size_t at)
{
	size_t len;
	int32_t code = axr_utf8_get(s, at, &len);

	return code == '=' || code == '+' || code == '-' || code == '@' || code == 0xff1d ||
	       code == 0xff0b || code == 0xff0d || code == 0xff20;
}

void axr_escape_csv(struct axr_buf *out, struct axr_span s)
{
	/* cut at each ';', so that every piece begins where a field may begin */
	for (size_t at = 0, end; at < s.len; at = end) {
		struct axr_span piece;

		end = axr_span_find_byte(s, ';', at);
		end = end == SIZE_MAX ? s.len : end + 1;
		piece = axr_span_cut(s, at, end - at);
		if (starts_formula(piece, 0))
			axr_buf_putc(out, '\'');
		for (size_t i = 0, len; i < piece.len; i += len) {
			int32_t code = next(piece, i, &len);

			if (code == '"')
				axr_buf_puts(out, "\"\"");
			else
				put_text(out, axr_span_cut(piece, i, len), code);
		}
	}
}

size_t axr_escape_width(struct axr_span escaped)
{
	size_t width = 0;

	for (size_t i = 0; i < escaped.len; i++)
		width += (escaped.ptr[i] & 0xc0) != 0x80;
	return width;
}

const char *axr_printable(struct axr_span text, char *out, size_t size)
{
	struct axr_buf escaped = { 0 };
	struct axr_span shown;

	axr_escape_text(&escaped, text);
	shown = axr_span_cut(axr_buf_span(&escaped), 0, size - 1);
	if (shown.len)
		memcpy(out, shown.ptr, shown.len);
	out[shown.len] = '\0';
	axr_buf_free(&escaped);
	return out;
}
