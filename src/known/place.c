#include "known/place.h"

#include "base/span.h"
#include "known/path.h"

/* The first folder of a list, and the second where the first alone would be too common a name. */
static const struct {
	const char *part, *folder;
} parts[] = {
	{ "frontend", "httpproxy" },
	{ "clientaccess", "autodiscover" },
	{ "clientaccess", "ecp" },
	{ "clientaccess", "exchweb" },
	{ "clientaccess", "oab" },
	{ "clientaccess", "owa" },
};

/* The offset behind "first/second/" where it begins a component of key, or SIZE_MAX. */
static size_t find_pair(struct axr_span key, const char *first, const char *second)
{
	size_t first_len = strlen(first), second_len = strlen(second);

	for (size_t at = axr_span_find(key, axr_span_str(first), 0); at != SIZE_MAX;
	     at = axr_span_find(key, axr_span_str(first), at + 1)) {
		size_t next = at + first_len + 1;

		if ((!at || key.ptr[at - 1] == '/') && next < key.len && key.ptr[next - 1] == '/' &&
		    axr_span_eq(axr_span_cut(key, next, second_len), axr_span_str(second)) &&
		    next + second_len < key.len && key.ptr[next + second_len] == '/')
			return next + second_len + 1;
	}
	return SIZE_MAX;
}

struct axr_span axr_place_exchange(struct axr_span key, const struct axr_span *roots,
				   size_t root_count)
{
	size_t at;

	for (size_t i = 0; i < root_count; i++)
		if (roots[i].len && key.len > roots[i].len && axr_path_below(key, roots[i]))
			return axr_span_from(key, roots[i].len + 1);
	at = find_pair(key, "exchange server", "v15");
	if (at != SIZE_MAX)
		return axr_span_from(key, at);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		at = find_pair(key, parts[i].part, parts[i].folder);
		if (at != SIZE_MAX)
			return axr_span_from(key, at - strlen(parts[i].folder) - 1 -
							  strlen(parts[i].part) - 1);
	}
	return axr_span(NULL, 0);
}

/* ^\d+\.\d+\.\d+(\.\d+)?$ or ^current2?$ */
static bool is_version(struct axr_span component)
{
	size_t dots = 0;

	if (axr_span_is(component, "current") || axr_span_is(component, "current2"))
		return true;
	for (size_t i = 0; i < component.len; i++) {
		bool dot = component.ptr[i] == '.';

		if (!dot && !axr_is_digit(component.ptr[i]))
			return false;
		if (dot && (!i || i + 1 == component.len || component.ptr[i - 1] == '.'))
			return false;
		dots += dot;
	}
	return dots == 2 || dots == 3;
}

size_t axr_place_version(uint8_t *to, struct axr_span path)
{
	size_t len = 0;

	while (path.len) {
		bool folder = axr_span_find_byte(path, '/', 0) != SIZE_MAX;
		struct axr_span component = axr_span_until(&path, '/');

		if (folder && is_version(component))
			component = axr_span_str("version");
		memcpy(to + len, component.ptr, component.len);
		len += component.len;
		if (folder)
			to[len++] = '/';
	}
	return len;
}

enum axr_kind axr_place_kind(struct axr_span path)
{
	/* what default handler mappings, ASP.NET's compiler and the worker process take */
	static const char *const runs[] = {
		".aspx",   ".ashx", ".asmx", ".asax",  ".ascx",	 ".svc",   ".master", ".skin",
		".browser", ".axd", ".aspq", ".rem",   ".soap",	 ".rules", ".xamlx",  ".cshtml",
		".vbhtml", ".cshtm", ".vbhtm", ".asp", ".asa",	 ".cer",   ".cdx",    ".idc",
		".stm",	   ".shtm", ".shtml", ".php",  ".cgi",	 ".dll",   ".exe",
	};

	if (axr_span_iends(path, ".config"))
		return AXR_KIND_CONFIG;
	for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++)
		if (axr_span_iends(path, runs[i]))
			return AXR_KIND_RUNS;
	return AXR_KIND_STATIC;
}

bool axr_place_generated(struct axr_span path)
{
	if (axr_place_kind(path) != AXR_KIND_STATIC)
		return false;
	if (axr_span_ends(path, ".strings.localized.js") ||
	    axr_span_ends(path, ".strings.localized.min.js"))
		return true;
	/* the offline address book: a folder for each, and what is being downloaded */
	return axr_span_starts(path, "clientaccess/oab/") &&
	       (axr_span_ends(path, ".lzx") || axr_span_ends(path, ".xml") ||
		axr_span_starts(path, "clientaccess/oab/temp/"));
}
