/*
 * Bytes that grow.  A failure sticks: after one put was refused, by memory or by the limit, all
 * later ones do nothing, and the end asks .failed once.
 */
#ifndef AXR_BASE_BUF_H
#define AXR_BASE_BUF_H

#include <string.h>

#include "aspxray.h"

struct axr_buf {
	uint8_t *ptr; /* owned; NULL while empty */
	size_t len, cap;
	size_t limit; /* most bytes it may hold; 0 for none */
	bool failed;
};

void axr_buf_free(struct axr_buf *buf);

/* Empties it, keeps its memory, forgets a failure. */
void axr_buf_reset(struct axr_buf *buf);

/* The same for more bytes than it has room for: for axr_buf_reserve(). */
bool axr_buf_grow(struct axr_buf *buf, size_t more);

/* Room for more bytes behind the end; false (and failed set) where there is none. */
static inline bool axr_buf_reserve(struct axr_buf *buf, size_t more)
{
	if (!buf->failed && buf->ptr && more <= buf->cap - buf->len &&
	    (!buf->limit || buf->len + more <= buf->limit))
		return true;
	return axr_buf_grow(buf, more);
}

static inline void axr_buf_put(struct axr_buf *buf, struct axr_span bytes)
{
	if (!bytes.len || !axr_buf_reserve(buf, bytes.len))
		return;
	memcpy(buf->ptr + buf->len, bytes.ptr, bytes.len);
	buf->len += bytes.len;
}

static inline void axr_buf_putc(struct axr_buf *buf, uint8_t byte)
{
	if (axr_buf_reserve(buf, 1))
		buf->ptr[buf->len++] = byte;
}

void axr_buf_puts(struct axr_buf *buf, const char *s);
__attribute__((format(AXR_PRINTF, 2, 3))) void axr_buf_printf(struct axr_buf *buf,
							      const char *format, ...);

static inline struct axr_span axr_buf_span(const struct axr_buf *buf)
{
	struct axr_span s = { buf->ptr, buf->len };

	return s;
}

#endif
