#include "discover/winpath.h"

#include "base/span.h"

enum {
	VARIABLE_MAX = 128 /* bytes of a variable's name */
};

const struct axr_winpath_variables axr_winpath_defaults = {
	.system_drive = AXR_SPAN_LIT("C:"),
	.system_root = AXR_SPAN_LIT("C:\\Windows"),
	.program_files = AXR_SPAN_LIT("C:\\Program Files"),
	.program_data = AXR_SPAN_LIT("C:\\ProgramData"),
};

static bool is_separator(uint8_t c)
{
	return c == '\\' || c == '/';
}

static struct axr_span value_of(struct axr_span name, const struct axr_winpath_variables *v)
{
	const struct {
		const char *name;
		struct axr_span value;
	} known[] = {
		{ "SystemDrive", v->system_drive },
		{ "SystemRoot", v->system_root },
		{ "windir", v->system_root },
		{ "ProgramFiles", v->program_files },
		{ "ProgramW6432", v->program_files },
		{ "ProgramData", v->program_data },
		{ "AllUsersProfile", v->program_data },
		{ "ExchangeInstallPath", v->exchange },
		{ "ExchangeInstallDir", v->exchange },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (axr_span_iis(name, known[i].name))
			return known[i].value;
	return axr_span(NULL, 0);
}

static bool put_value(struct axr_buf *out, struct axr_span name,
		      const struct axr_winpath_variables *variables)
{
	struct axr_span value = value_of(name, variables);
	char text[VARIABLE_MAX];

	if (value.len) {
		axr_buf_put(out, value);
		return true;
	}
	if (!variables->other || !name.len || name.len >= sizeof(text) ||
	    axr_span_find_byte(name, '\0', 0) != SIZE_MAX)
		return false;
	memcpy(text, name.ptr, name.len);
	text[name.len] = '\0';
	return variables->other(variables->user, text, out);
}

/* Puts the path out with its variables replaced; nothing is replaced in what replaced them. */
static void put_expanded(struct axr_buf *out, struct axr_span path,
			 const struct axr_winpath_variables *variables)
{
	for (size_t at = 0, end; at < path.len; at++) {
		if (path.ptr[at] != '%') {
			axr_buf_putc(out, path.ptr[at]);
			continue;
		}
		end = axr_span_find_byte(path, '%', at + 1);
		if (end == SIZE_MAX) {
			axr_buf_put(out, axr_span_from(path, at));
			return;
		}
		if (put_value(out, axr_span_cut(path, at + 1, end - at - 1), variables)) {
			/* %ExchangeInstallPath% ends with a separator, and is followed by none */
			if (end + 1 < path.len && !is_separator(path.ptr[end + 1]))
				axr_buf_putc(out, '\\');
		} else {
			axr_buf_put(out, axr_span_cut(path, at, end - at + 1));
		}
		at = end;
	}
}

struct axr_span axr_winpath_expand(struct axr_arena *arena, struct axr_span path,
				   const struct axr_winpath_variables *variables)
{
	struct axr_buf raw = { 0 }, clean = { 0 };
	struct axr_span result;

	put_expanded(&raw, path, variables);
	for (size_t i = 0; i < raw.len; i++) {
		bool separator = is_separator(raw.ptr[i]);

		if (separator && clean.len > 1 && clean.ptr[clean.len - 1] == '\\')
			continue;
		axr_buf_putc(&clean, separator ? '\\' : raw.ptr[i]);
	}
	if (clean.len > 3 && clean.ptr[clean.len - 1] == '\\')
		clean.len--;
	result = axr_arena_copy(arena, axr_buf_span(&clean));
	if (raw.failed || clean.failed)
		arena->failed = true;
	axr_buf_free(&raw);
	axr_buf_free(&clean);
	return result;
}

struct axr_span axr_winpath_trim(struct axr_span path)
{
	while (path.len && is_separator(path.ptr[path.len - 1]))
		path.len--;
	return path;
}

int axr_winpath_cmp(struct axr_span a, struct axr_span b)
{
	const size_t len = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < len; i++) {
		int first = is_separator(a.ptr[i]) ? -1 : axr_lower(a.ptr[i]);
		int second = is_separator(b.ptr[i]) ? -1 : axr_lower(b.ptr[i]);

		if (first != second)
			return first - second;
	}
	return (a.len > b.len) - (a.len < b.len);
}

bool axr_winpath_is_unc(struct axr_span path)
{
	if (axr_span_istarts(path, "\\\\?\\UNC\\"))
		return true;
	return path.len > 2 && is_separator(path.ptr[0]) && is_separator(path.ptr[1]) &&
	       path.ptr[2] != '?' && path.ptr[2] != '.';
}

char axr_winpath_drive(struct axr_span path)
{
	if (path.len < 2 || path.ptr[1] != ':' || !axr_is_alpha(path.ptr[0]))
		return 0;
	return (char)(axr_lower(path.ptr[0]) - 32);
}

bool axr_winpath_below(struct axr_span path, struct axr_span folder)
{
	folder = axr_winpath_trim(folder);
	if (path.len < folder.len || !folder.len)
		return false;
	for (size_t i = 0; i < folder.len; i++)
		if (axr_lower(path.ptr[i]) != axr_lower(folder.ptr[i]) &&
		    !(is_separator(path.ptr[i]) && is_separator(folder.ptr[i])))
			return false;
	return path.len == folder.len || is_separator(path.ptr[folder.len]);
}
