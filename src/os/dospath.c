#include "os/dospath.h"

#include "base/span.h"

static bool is_separator(uint8_t c)
{
	return c == '\\' || c == '/';
}

static bool starts_with_two(struct axr_span path)
{
	return path.len >= 2 && is_separator(path.ptr[0]) && is_separator(path.ptr[1]);
}

/* "\\?\" and "\??\", in this spelling alone: Windows knows no other. */
static bool is_verbatim(struct axr_span path)
{
	return axr_span_starts(path, "\\\\?\\") || axr_span_starts(path, "\\??\\");
}

enum axr_dos_kind axr_dos_kind(struct axr_span path)
{
	if (is_verbatim(path))
		return AXR_DOS_ABSOLUTE;
	if (starts_with_two(path))
		return path.len >= 4 && path.ptr[2] == '.' && is_separator(path.ptr[3])
			       ? AXR_DOS_DEVICE
			       : AXR_DOS_ABSOLUTE;
	if (path.len >= 2 && path.ptr[1] == ':' && axr_is_alpha(path.ptr[0]))
		return path.len > 2 && is_separator(path.ptr[2]) ? AXR_DOS_ABSOLUTE
								 : AXR_DOS_DRIVE;
	return AXR_DOS_RELATIVE;
}

/* Cuts the next component off *rest, separators before it dropped; empty at the end. */
static struct axr_span component(struct axr_span *rest)
{
	struct axr_span name;
	size_t len = 0;

	while (rest->len && is_separator(rest->ptr[0]))
		*rest = axr_span_from(*rest, 1);
	while (len < rest->len && !is_separator(rest->ptr[len]))
		len++;
	name = axr_span_cut(*rest, 0, len);
	*rest = axr_span_from(*rest, len);
	return name;
}

/* Appends components; ".." takes one back, but nothing of what ended at root. */
static void put_components(struct axr_buf *out, size_t root, struct axr_span rest)
{
	for (;;) {
		const struct axr_span name = component(&rest);

		if (!name.len)
			return;
		if (axr_span_is(name, "."))
			continue;
		if (axr_span_is(name, "..")) {
			while (out->len > root && out->ptr[out->len - 1] != '\\')
				out->len--;
			if (out->len > root)
				out->len--; /* the separator itself */
			continue;
		}
		if (out->len && out->ptr[out->len - 1] != '\\')
			axr_buf_putc(out, '\\');
		axr_buf_put(out, name);
	}
}

/* Appends the root of an absolute path, cuts it off *path and returns where in out it ends. */
static size_t put_root(struct axr_buf *out, struct axr_span *path)
{
	axr_buf_puts(out, "\\\\?\\");
	if (is_verbatim(*path))
		*path = axr_span_from(*path, 4);
	if (path->len >= 2 && path->ptr[1] == ':' && axr_is_alpha(path->ptr[0])) {
		axr_buf_put(out, axr_span_cut(*path, 0, 2));
		*path = axr_span_from(*path, 2);
		axr_buf_putc(out, '\\');
		return out->len;
	}
	if (starts_with_two(*path))
		axr_buf_puts(out, "UNC");
	else if (axr_span_istarts(*path, "UNC\\"))
		*path = axr_span_from(*path, 4), axr_buf_puts(out, "UNC");
	else
		goto other;
	for (int i = 0; i < 2; i++) { /* server and share */
		axr_buf_putc(out, '\\');
		axr_buf_put(out, component(path));
	}
	return out->len;
other:
	axr_buf_put(out, component(path)); /* Volume{...}, GLOBALROOT */
	return out->len;
}

/* C:, Volume{...} and GLOBALROOT\Device\NAME, as vssadmin names it, without what is in them. */
static bool is_raw_volume(struct axr_span path)
{
	static const char device[] = "GLOBALROOT\\Device\\";

	if (path.len == 2 && path.ptr[1] == ':')
		return true;
	if (axr_span_istarts(path, device))
		path = axr_span_from(path, sizeof(device) - 1);
	else if (!axr_span_istarts(path, "Volume{"))
		return false;
	return path.len && axr_span_find_byte(path, '\\', 0) == SIZE_MAX;
}

/* What is behind \\?\ goes through letter for letter, but for a folder, not the raw volume. */
static bool put_verbatim(struct axr_buf *out, struct axr_span path)
{
	axr_buf_puts(out, "\\\\?\\");
	axr_buf_put(out, axr_span_from(path, 4));
	if (is_raw_volume(axr_span_from(path, 4)))
		axr_buf_putc(out, '\\');
	return !out->failed && path.len > 4;
}

bool axr_dos_path(struct axr_buf *out, struct axr_span path, struct axr_span current)
{
	const enum axr_dos_kind kind = axr_dos_kind(path);
	size_t root;

	if (!path.len || kind == AXR_DOS_DEVICE || axr_span_find_byte(path, 0, 0) != SIZE_MAX)
		return false;
	if (is_verbatim(path))
		return put_verbatim(out, path);
	if (kind == AXR_DOS_ABSOLUTE) {
		root = put_root(out, &path);
	} else {
		if (axr_dos_kind(current) != AXR_DOS_ABSOLUTE)
			return false;
		root = put_root(out, &current);
		if (kind == AXR_DOS_DRIVE)
			path = axr_span_from(path, 2);
		if (!path.len || !is_separator(path.ptr[0]))
			put_components(out, root, current);
	}
	put_components(out, root, path);
	return !out->failed;
}

bool axr_dos_plain(struct axr_buf *out, struct axr_span path)
{
	if (is_verbatim(path)) {
		const struct axr_span rest = axr_span_from(path, 4);

		if (axr_span_istarts(rest, "UNC\\")) {
			axr_buf_puts(out, "\\");
			path = axr_span_from(rest, 3);
		} else if (rest.len >= 2 && rest.ptr[1] == ':') {
			path = rest;
		}
	}
	axr_buf_put(out, path);
	return !out->failed;
}

bool axr_dos_is_device_name(struct axr_span path)
{
	static const char *const names[] = { "nul", "con", "conout$", "conin$", "aux", "prn" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (axr_span_iis(path, names[i]))
			return true;
	/* COM1 to COM9, LPT1 to LPT9 */
	return path.len == 4 && path.ptr[3] >= '1' && path.ptr[3] <= '9' &&
	       (axr_span_istarts(path, "com") || axr_span_istarts(path, "lpt"));
}
