#include "base/span.h"

bool axr_span_ieq(struct axr_span a, struct axr_span b)
{
	return a.len == b.len && !axr_span_icmp(a, b);
}

bool axr_span_istarts(struct axr_span s, const char *prefix)
{
	return axr_span_iis(axr_span_cut(s, 0, strlen(prefix)), prefix);
}

bool axr_span_ends(struct axr_span s, const char *suffix)
{
	size_t n = strlen(suffix);

	return s.len >= n && axr_span_is(axr_span_from(s, s.len - n), suffix);
}

bool axr_span_iends(struct axr_span s, const char *suffix)
{
	size_t n = strlen(suffix);

	return s.len >= n && axr_span_iis(axr_span_from(s, s.len - n), suffix);
}

int axr_span_cmp(struct axr_span a, struct axr_span b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.ptr, b.ptr, n) : 0;

	if (c)
		return c;
	return (a.len > b.len) - (a.len < b.len);
}

int axr_span_icmp(struct axr_span a, struct axr_span b)
{
	size_t n = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < n; i++) {
		int c = axr_lower(a.ptr[i]) - axr_lower(b.ptr[i]);

		if (c)
			return c;
	}
	return (a.len > b.len) - (a.len < b.len);
}

size_t axr_span_find_byte(struct axr_span s, uint8_t byte, size_t from)
{
	const uint8_t *hit;

	if (from >= s.len)
		return SIZE_MAX;
	hit = memchr(s.ptr + from, byte, s.len - from);
	return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

size_t axr_span_find(struct axr_span s, struct axr_span needle, size_t from)
{
	if (!needle.len)
		return from <= s.len ? from : SIZE_MAX;
	while (from + needle.len <= s.len) {
		from = axr_span_find_byte(axr_span_cut(s, 0, s.len - needle.len + 1),
					  needle.ptr[0], from);
		if (from == SIZE_MAX)
			return SIZE_MAX;
		if (!memcmp(s.ptr + from, needle.ptr, needle.len))
			return from;
		from++;
	}
	return SIZE_MAX;
}

size_t axr_span_ifind(struct axr_span s, struct axr_span needle, size_t from)
{
	const uint8_t first = needle.len ? axr_lower(needle.ptr[0]) : 0;

	for (; from + needle.len <= s.len; from++)
		if ((!needle.len || axr_lower(s.ptr[from]) == first) &&
		    axr_span_ieq(axr_span_cut(s, from, needle.len), needle))
			return from;
	return SIZE_MAX;
}

struct axr_span axr_span_trim(struct axr_span s)
{
	while (s.len && axr_is_space(s.ptr[0]))
		s = axr_span_from(s, 1);
	while (s.len && axr_is_space(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

bool axr_span_line(struct axr_span *rest, struct axr_span *line)
{
	if (!rest->len)
		return false;
	*line = axr_span_until(rest, '\n');
	if (line->len && line->ptr[line->len - 1] == '\r')
		line->len--;
	return true;
}

struct axr_span axr_span_until(struct axr_span *rest, uint8_t sep)
{
	size_t at = axr_span_find_byte(*rest, sep, 0);
	struct axr_span head = *rest;

	if (at == SIZE_MAX) {
		*rest = axr_span_from(*rest, rest->len);
		return head;
	}
	head.len = at;
	*rest = axr_span_from(*rest, at + 1);
	return head;
}

uint32_t axr_span_line_at(struct axr_span s, size_t at)
{
	enum { BLOCK = 128 }; /* counted in a byte: compilers make vectors of it */
	uint32_t line = 1;
	size_t i = 0;

	s = axr_span_cut(s, 0, at);
	for (; s.len - i >= BLOCK; i += BLOCK) {
		uint8_t some = 0;

		for (size_t k = 0; k < BLOCK; k++)
			some = (uint8_t)(some + (s.ptr[i + k] == '\n'));
		line += some;
	}
	for (; i < s.len; i++)
		line += s.ptr[i] == '\n';
	return line;
}
