#include "discover/image.h"

#include <errno.h>
#include <stdlib.h>

#include "base/span.h"
#include "discover/winpath.h"
#include "os/os.h"

/* The name in a folder that Windows takes for this one: as written before any other case. */
static const char *find_name(struct axr_arena *arena, const char *folder, struct axr_span name)
{
	const char *found = NULL;
	char **names = NULL;
	size_t count = 0;

	if (axr_os_folder(folder, &names, &count))
		return NULL;
	for (size_t i = 0; i < count; i++) {
		struct axr_span there = axr_span_str(names[i]);

		if (!axr_span_ieq(there, name) || (found && !axr_span_eq(there, name)))
			continue;
		found = axr_arena_printf(arena, "%s/%s", folder, names[i]);
	}
	axr_os_folder_free(names, count);
	return found && *found ? found : NULL;
}

/* The folder of a drive that is not the image's own. */
static const char *find_drive(const struct axr_image *image, struct axr_arena *arena, char drive)
{
	char name[] = { drive, ':', '\0' };
	const char *found = find_name(arena, image->folder, axr_span(name, 2));

	return found ? found : find_name(arena, image->folder, axr_span(name, 1));
}

/* Nothing below a link is of the volume. */
static bool is_link(const char *path)
{
	struct axr_os_handle parent = axr_os_none();
	const char *name = strrchr(path, '/');
	struct axr_os_stat stat;
	char folder[4096];
	bool link = true;

	if (!name || (size_t)(name - path) >= sizeof(folder))
		return true;
	memcpy(folder, path, (size_t)(name - path));
	folder[name - path] = '\0';
	if (!axr_os_open_root(&parent, folder) && !axr_os_stat_at(parent, name + 1, &stat))
		link = stat.kind == AXR_OS_LINK;
	axr_os_close(&parent);
	return link;
}

static const char *find_here(struct axr_arena *arena, struct axr_span path)
{
	const char *place = axr_arena_str(arena, path);
	struct axr_os_stat stat;
	int code = axr_os_stat_path(place, &stat);

	return code && axr_os_trouble(code) == AXR_TROUBLE_VANISHED ? NULL : place;
}

/* *rest is what was not looked at: where it ends at a link, what stands behind that. */
static const char *find(const struct axr_image *image, struct axr_arena *arena,
			struct axr_span path, struct axr_span *rest, bool *link)
{
	const char *place = image->folder;
	char drive = axr_winpath_drive(path);

	*link = false;
	*rest = path;
	if (!drive || axr_span_find_byte(path, '\0', 0) != SIZE_MAX)
		return NULL;
	if (!image->folder)
		return find_here(arena, path);
	if (drive != image->drive)
		place = find_drive(image, arena, drive);
	*rest = axr_span_from(path, 2);
	while (place && rest->len) {
		struct axr_span name = axr_span_until(rest, '\\');

		if (!name.len || axr_span_is(name, "."))
			continue;
		if (axr_span_is(name, "..") || axr_span_find_byte(name, '/', 0) != SIZE_MAX)
			return NULL;
		place = find_name(arena, place, name);
		*link = place && is_link(place);
		if (*link)
			return NULL;
	}
	return place;
}

const char *axr_image_find(const struct axr_image *image, struct axr_arena *arena,
			   struct axr_span path)
{
	struct axr_span rest;
	bool link;

	return find(image, arena, path, &rest, &link);
}

struct axr_span axr_image_link(const struct axr_image *image, struct axr_arena *arena,
			       struct axr_span path)
{
	struct axr_span rest;
	bool link;

	find(image, arena, path, &rest, &link);
	if (!link)
		return axr_span(NULL, 0);
	path.len -= rest.len;
	while (path.len && path.ptr[path.len - 1] == '\\')
		path.len--;
	return path;
}

int axr_image_load(const struct axr_image *image, struct axr_span path, size_t limit,
		   struct axr_buf *bytes)
{
	struct axr_arena arena;
	const char *place;
	struct axr_os_stat stat;
	int code = ENOENT;

	axr_arena_init(&arena, 0);
	place = axr_image_find(image, &arena, path);
	if (place)
		code = axr_os_stat_path(place, &stat);
	/* a pipe would keep us waiting */
	if (place && !code)
		code = stat.kind == AXR_OS_FILE ? axr_os_load(place, limit, bytes) :
						  AXR_IMAGE_NO_FILE;
	axr_arena_free(&arena);
	return code;
}

static size_t trimmed(struct axr_span path)
{
	while (path.len && (path.ptr[path.len - 1] == '\\' || path.ptr[path.len - 1] == '/'))
		path.len--;
	return path.len;
}

bool axr_image_reaches(const struct axr_image *image, struct axr_arena *arena,
		       struct axr_span outer, struct axr_span inner)
{
	const size_t below = trimmed(outer);
	char *real_outer, *real_inner;
	bool reaches = false;

	if (image->folder) /* nothing behind a link is found at all */
		return true;
	real_outer = axr_os_real_path(axr_arena_str(arena, outer));
	real_inner = axr_os_real_path(axr_arena_str(arena, inner));
	if (real_outer && real_inner) {
		struct axr_span whole = axr_span_str(real_inner), start = axr_span_str(real_outer);

		start.len = trimmed(start);
		inner = axr_span_from(inner, below);
		reaches = whole.len == start.len + inner.len &&
			  axr_span_ieq(axr_span_cut(whole, 0, start.len), start) &&
			  axr_span_ieq(axr_span_from(whole, start.len), inner);
	}
	free(real_outer);
	free(real_inner);
	return reaches;
}
