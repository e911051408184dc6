#include "report/text_line.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/num.h"
#include "base/span.h"
#include "report/escape.h"

void axr_text_style(struct axr_buf *out, bool colour, enum axr_text_style style)
{
	static const char *const codes[] = {
		[AXR_PLAIN] = "0",     [AXR_BOLD] = "1",    [AXR_RED] = "1;31",
		[AXR_YELLOW] = "1;33", [AXR_CYAN] = "1;36", [AXR_GREEN] = "1;32",
	};

	if (colour)
		axr_buf_printf(out, "\033[%sm", codes[style]);
}

enum axr_text_style axr_text_style_of(enum axr_level level)
{
	switch (level) {
	case AXR_MALICIOUS:
		return AXR_RED;
	case AXR_SUSPICIOUS:
		return AXR_YELLOW;
	case AXR_NOTABLE:
		return AXR_CYAN;
	default:
		return AXR_BOLD;
	}
}

void axr_text_number(struct axr_buf *out, uint64_t number)
{
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%" PRIu64, number);

	for (int i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			axr_buf_putc(out, ',');
		axr_buf_putc(out, (uint8_t)digits[i]);
	}
}

void axr_text_counted(struct axr_buf *out, uint64_t number, const char *one, const char *more)
{
	axr_text_number(out, number);
	axr_buf_printf(out, " %s", number == 1 ? one : more);
}

void axr_text_bytes(struct axr_buf *out, uint64_t bytes)
{
	static const char units[] = "kMGTPE";
	double value = (double)bytes / 1000;
	size_t unit = 0;

	if (bytes < 100000) {
		axr_text_counted(out, bytes, "byte", "bytes");
		return;
	}
	while (value >= 999.95 && unit < 5) {
		value /= 1000;
		unit++;
	}
	axr_buf_printf(out, "%.1f %cB", value, units[unit]);
}

void axr_text_time(struct axr_buf *out, struct axr_time time)
{
	char text[32];

	axr_format_time(text, sizeof(text), time);
	if (*text)
		axr_buf_printf(out, "%.10s %.8s", text, text + 11);
}

void axr_text_duration(struct axr_buf *out, double seconds)
{
	uint64_t whole = seconds > 0 && seconds < 1e9 ? (uint64_t)(seconds + 0.5) : 0;

	if (!(seconds >= 59.95)) /* nor where it is no number */
		axr_buf_printf(out, "%.1f s", seconds > 0 ? seconds : 0);
	else if (whole < 3600)
		axr_buf_printf(out, "%" PRIu64 " min %" PRIu64 " s", whole / 60, whole % 60);
	else
		axr_buf_printf(out, "%" PRIu64 " h %" PRIu64 " min", whole / 3600,
			       whole / 60 % 60);
}

void axr_text_label(struct axr_buf *out, const char *label)
{
	axr_buf_printf(out, "    %-*s", AXR_TEXT_FIELD - 4, label);
}

void axr_text_indent(struct axr_buf *out, size_t indent)
{
	while (indent--)
		axr_buf_putc(out, ' ');
}

void axr_text_wrap(struct axr_buf *out, size_t indent, struct axr_span text)
{
	size_t column = indent;

	while (text.len) {
		struct axr_span word = axr_span_until(&text, ' ');
		size_t width = axr_escape_width(word);

		if (column > indent && column + 1 + width > AXR_TEXT_WIDTH) {
			axr_buf_putc(out, '\n');
			axr_text_indent(out, indent);
			column = indent;
		} else if (column > indent) {
			axr_buf_putc(out, ' ');
			column++;
		}
		axr_buf_put(out, word);
		column += width;
	}
	axr_buf_putc(out, '\n');
}

void axr_text_steps(struct axr_buf *out, size_t indent, const char *steps)
{
	struct axr_span rest = axr_span_str(steps), step;
	bool several = axr_span_find_byte(rest, '\n', 0) != SIZE_MAX;
	struct axr_buf line = { 0 };

	for (unsigned number = 1; axr_span_line(&rest, &step); number++) {
		if (number > 1)
			axr_text_indent(out, indent);
		if (several)
			axr_buf_printf(out, "%u. ", number);
		axr_buf_reset(&line);
		axr_escape_text(&line, step);
		axr_text_wrap(out, indent + (several ? 3 : 0), axr_buf_span(&line));
	}
	axr_buf_free(&line);
}

void axr_text_excerpt(struct axr_buf *out, size_t indent, struct axr_span excerpt)
{
	struct axr_buf line = { 0 };
	size_t room = AXR_TEXT_WIDTH - indent - 2;

	axr_escape_text(&line, excerpt);
	for (size_t at = 0, end; at < line.len; at = end) {
		size_t width = 0;

		for (end = at; end < line.len; end++) {
			width += (line.ptr[end] & 0xc0) != 0x80;
			if (width > room)
				break;
		}
		axr_text_indent(out, indent);
		axr_buf_puts(out, "| ");
		axr_buf_put(out, axr_span(line.ptr + at, end - at));
		axr_buf_putc(out, '\n');
	}
	axr_buf_free(&line);
}
