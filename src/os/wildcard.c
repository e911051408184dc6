#include "os/wildcard.h"

#include <stdlib.h>

#include "base/span.h"
#include "os/os.h"

/* Bytes of the character at the start of the name; one where it is none. */
static size_t character(struct axr_span name)
{
	size_t len = 1;

	if (name.ptr[0] >= 0xc0)
		while (len < name.len && len < 4 && (name.ptr[len] & 0xc0) == 0x80)
			len++;
	return len;
}

bool axr_wildcard_match(struct axr_span pattern, struct axr_span name)
{
	size_t p = 0, n = 0, star = SIZE_MAX, again = 0;

	if (axr_span_is(pattern, "*.*"))
		return true;
	/* only the last '*' need ever take more: what stands before it has found its first place */
	while (n < name.len) {
		if (p < pattern.len && pattern.ptr[p] == '*') {
			star = p++;
			again = n;
		} else if (p < pattern.len && pattern.ptr[p] == '?') {
			p++;
			n += character(axr_span_from(name, n));
		} else if (p < pattern.len && axr_lower(pattern.ptr[p]) == axr_lower(name.ptr[n])) {
			p++;
			n++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			again += character(axr_span_from(name, again));
			n = again;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.ptr[p] == '*')
		p++;
	return p == pattern.len;
}

/* Where the last name begins: behind a separator, or behind a drive ("C:*.txt"). */
static size_t last_name(struct axr_span path)
{
	size_t at = path.len;

	while (at && path.ptr[at - 1] != '/' && path.ptr[at - 1] != '\\' &&
	       !(at == 2 && path.ptr[1] == ':'))
		at--;
	return at;
}

static char *join(struct axr_span folder, const char *name)
{
	struct axr_buf path = { 0 };

	axr_buf_put(&path, folder);
	axr_buf_puts(&path, name);
	axr_buf_putc(&path, '\0');
	if (!path.failed)
		return (char *)path.ptr;
	axr_buf_free(&path);
	return NULL;
}

size_t axr_wildcard_expand(const char *path, char ***paths)
{
	const struct axr_span span = axr_span_str(path);
	const size_t at = last_name(span);
	const struct axr_span folder = axr_span_cut(span, 0, at), pattern = axr_span_from(span, at);
	char *place, **names = NULL;
	size_t all = 0, count = 0;
	bool good;

	*paths = NULL;
	if (!strpbrk(path + at, "*?"))
		return 0;
	place = at ? join(folder, "") : strdup(".");
	good = place && !axr_os_folder(place, &names, &all) && all;
	free(place);
	if (good)
		*paths = calloc(all, sizeof(**paths));
	good = *paths;
	for (size_t i = 0; i < all && good; i++)
		if (axr_wildcard_match(pattern, axr_span_str(names[i]))) {
			(*paths)[count] = join(folder, names[i]);
			good = (*paths)[count++];
		}
	axr_os_folder_free(names, all);
	if (good && count)
		return count;
	axr_os_folder_free(*paths, count);
	*paths = NULL;
	return 0;
}
