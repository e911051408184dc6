#include "report/json.h"

#include <inttypes.h>

#include "base/num.h"
#include "base/span.h"
#include "base/utf8.h"
#include "report/escape.h"

static void put_key(struct axr_buf *out, const char *key)
{
	uint8_t last = out->len ? out->ptr[out->len - 1] : '\n';

	if (last != '{' && last != '[' && last != '\n')
		axr_buf_putc(out, ',');
	if (key) {
		axr_buf_putc(out, '"');
		axr_buf_puts(out, key);
		axr_buf_puts(out, "\":");
	}
}

void axr_json_object(struct axr_buf *out, const char *key)
{
	put_key(out, key);
	axr_buf_putc(out, '{');
}

void axr_json_array(struct axr_buf *out, const char *key)
{
	put_key(out, key);
	axr_buf_putc(out, '[');
}

void axr_json_close(struct axr_buf *out, char bracket)
{
	axr_buf_putc(out, (uint8_t)bracket);
}

void axr_json_close_empty(struct axr_buf *out, char bracket, size_t start)
{
	uint8_t last = out->len ? out->ptr[out->len - 1] : '{';

	if ((last == '{' || last == '[') && start <= out->len)
		out->len = start;
	else
		axr_json_close(out, bracket);
}

void axr_json_span(struct axr_buf *out, const char *key, struct axr_span value)
{
	if (!value.len)
		return;
	put_key(out, key);
	axr_buf_putc(out, '"');
	axr_escape_json(out, value);
	axr_buf_putc(out, '"');
}

void axr_json_string(struct axr_buf *out, const char *key, const char *value)
{
	axr_json_span(out, key, axr_span_str(value));
}

void axr_json_number(struct axr_buf *out, const char *key, uint64_t value)
{
	char text[AXR_U64_DIGITS + 1];

	put_key(out, key);
	axr_format_u64(text, value < INT64_MAX ? value : (uint64_t)INT64_MAX);
	axr_buf_puts(out, text);
}

void axr_json_count(struct axr_buf *out, const char *key, uint64_t value)
{
	if (value)
		axr_json_number(out, key, value);
}

void axr_json_int(struct axr_buf *out, const char *key, int64_t value)
{
	put_key(out, key);
	axr_buf_printf(out, "%" PRId64, value);
}

void axr_json_bool(struct axr_buf *out, const char *key, bool value)
{
	put_key(out, key);
	axr_buf_puts(out, value ? "true" : "false");
}

void axr_json_true(struct axr_buf *out, const char *key, bool value)
{
	if (value)
		axr_json_bool(out, key, true);
}

void axr_json_time(struct axr_buf *out, const char *key, struct axr_time time)
{
	char text[32];

	axr_format_time(text, sizeof(text), time);
	axr_json_string(out, key, text);
}

void axr_json_hex(struct axr_buf *out, const char *key, struct axr_span value)
{
	put_key(out, key);
	axr_buf_putc(out, '"');
	if (value.len < SIZE_MAX / 4 && axr_buf_reserve(out, 2 * value.len + 1)) {
		axr_format_hex((char *)out->ptr + out->len, value.ptr, value.len);
		out->len += 2 * value.len;
	}
	axr_buf_putc(out, '"');
}

void axr_json_lost(struct axr_buf *out, const char *key, struct axr_span value)
{
	if (!axr_utf8_valid(value))
		axr_json_hex(out, key, value);
}
