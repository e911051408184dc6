#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/span.h"

void axr_buf_free(struct axr_buf *buf)
{
	if (!buf)
		return;
	free(buf->ptr);
	buf->ptr = NULL;
	buf->len = buf->cap = 0;
}

void axr_buf_reset(struct axr_buf *buf)
{
	buf->len = 0;
	buf->failed = false;
}

bool axr_buf_grow(struct axr_buf *buf, size_t more)
{
	size_t cap = buf->cap ? buf->cap : 256;
	uint8_t *ptr;

	if (buf->failed || more > SIZE_MAX / 2 - buf->len ||
	    (buf->limit && buf->len + more > buf->limit)) {
		buf->failed = true;
		return false;
	}
	while (cap - buf->len < more)
		cap *= 2;
	ptr = realloc(buf->ptr, cap);
	if (!ptr) {
		buf->failed = true;
		return false;
	}
	buf->ptr = ptr;
	buf->cap = cap;
	return true;
}

void axr_buf_puts(struct axr_buf *buf, const char *s)
{
	axr_buf_put(buf, axr_span_str(s));
}

void axr_buf_printf(struct axr_buf *buf, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0 || !axr_buf_reserve(buf, (size_t)len + 1))
		return;
	va_start(args, format);
	vsnprintf((char *)buf->ptr + buf->len, (size_t)len + 1, format, args);
	va_end(args);
	buf->len += (size_t)len;
}
