#include "discover/image.h"

#include <errno.h>
#include <stdlib.h>

#include "base/span.h"
#include "discover/winpath.h"
#include "os/os.h"

enum {
	PATH_LONGEST = 32767 /* of Windows: what is longer is nowhere */
};

/* The path of a name in a folder, compared as Windows does; *found is NULL where it is not. */
static int find_name(const struct axr_image *image, struct axr_arena *arena, const char *folder,
		     struct axr_span name, const char **found)
{
	struct axr_listings once = { 0 };
	const char *there;
	int code = axr_listings_find(image->listings ? image->listings : &once, folder, name,
				     &there);

	*found = NULL;
	if (!code && there) {
		*found = axr_os_join(arena, folder, there);
		if (!**found)
			code = axr_os_code_memory();
	}
	axr_listings_free(&once);
	/* what leads through a file leads nowhere, as on Windows */
	return code == axr_os_code_not_a_folder() ? 0 : code;
}

/* The folder of a drive that is not the image's own. */
static int find_drive(const struct axr_image *image, struct axr_arena *arena, char drive,
		      const char **found)
{
	char name[] = { drive, ':', '\0' };
	int code = find_name(image, arena, image->folder, axr_span(name, 2), found);

	return code || *found ? code :
				find_name(image, arena, image->folder, axr_span(name, 1), found);
}

/* Nothing below a link is of the volume. */
static int ask_link(const char *folder, const char *path, bool *link)
{
	struct axr_os_handle parent = axr_os_none();
	const size_t len = strlen(folder);
	struct axr_os_stat stat = { 0 };
	int code = axr_os_open_root(&parent, folder);

	if (!code)
		code = axr_os_stat_at(parent, path + len + (path[len] == axr_os_separator()),
				      &stat);
	*link = !code && stat.kind == AXR_OS_LINK;
	axr_os_close(&parent);
	return code;
}

/*
 * Looks at each folder on the way before anything behind it is asked for: a symbolic link may lead
 * to another computer, which would learn who asks.
 */
static const char *find_here(struct axr_arena *arena, struct axr_span path,
			     struct axr_image_bar *bar)
{
	const char *place = axr_arena_str(arena, path);
	const size_t first = axr_span_starts(axr_span_from(path, 2), "\\") ? 3 : 2;
	struct axr_os_stat stat = { 0 };
	int code;

	for (size_t at = first, end; at < path.len; at = end + 1) {
		end = axr_span_find_byte(path, '\\', at);
		if (end == SIZE_MAX)
			end = path.len;
		bar->code = axr_os_stat_link(axr_arena_str(arena, axr_span_cut(path, 0, end)),
					     &stat);
		if (bar->code && axr_os_trouble(bar->code) == AXR_TROUBLE_VANISHED)
			bar->code = 0;
		else if (bar->code ||
			 (stat.kind == AXR_OS_LINK && !(stat.stays && end < path.len)))
			bar->at = axr_span_cut(path, 0, end);
		else
			continue;
		return NULL;
	}
	if (path.len > first)
		return place;
	code = axr_os_stat_path(place, &stat);
	return code && axr_os_trouble(code) == AXR_TROUBLE_VANISHED ? NULL : place;
}

/* One name further, past the separators before it; NULL at the end, or where it is barred. */
static const char *step(const struct axr_image *image, struct axr_arena *arena,
			struct axr_span path, struct axr_span *rest, const char *folder,
			struct axr_image_bar *bar)
{
	const size_t before = path.len - rest->len;
	struct axr_span name = axr_span_until(rest, '\\');
	const char *place = folder;
	bool link = false;
	size_t barred = before;

	if (!name.len || axr_span_is(name, "."))
		return folder;
	if (axr_span_is(name, "..") || axr_span_find_byte(name, '/', 0) != SIZE_MAX)
		return NULL;
	bar->code = find_name(image, arena, folder, name, &place);
	if (!bar->code && place) {
		barred = before + name.len;
		bar->code = ask_link(folder, place, &link);
	}
	if (!bar->code && !link)
		return place;
	while (barred > 3 && path.ptr[barred - 1] == '\\')
		barred--;
	bar->at = axr_span_cut(path, 0, barred);
	return NULL;
}

static const char *find(const struct axr_image *image, struct axr_arena *arena,
			struct axr_span path, struct axr_image_bar *bar)
{
	const char *place = image->folder;
	char drive = axr_winpath_drive(path);
	struct axr_span rest;

	*bar = (struct axr_image_bar){ 0 };
	if (!drive || path.len > PATH_LONGEST || axr_span_find_byte(path, '\0', 0) != SIZE_MAX)
		return NULL;
	if (!image->folder)
		return find_here(arena, path, bar);
	if (drive != image->drive)
		bar->code = find_drive(image, arena, drive, &place);
	if (bar->code)
		bar->at = axr_span_cut(path, 0, 2);
	rest = axr_span_from(path, 2);
	while (place && !bar->code && rest.len)
		place = step(image, arena, path, &rest, place, bar);
	return bar->code ? NULL : place;
}

const char *axr_image_find(const struct axr_image *image, struct axr_arena *arena,
			   struct axr_span path)
{
	struct axr_image_bar bar;

	return find(image, arena, path, &bar);
}

struct axr_image_bar axr_image_bar(const struct axr_image *image, struct axr_arena *arena,
				   struct axr_span path)
{
	struct axr_image_bar bar;

	find(image, arena, path, &bar);
	return bar;
}

int axr_image_load(const struct axr_image *image, struct axr_span path, size_t limit,
		   struct axr_buf *bytes)
{
	struct axr_arena arena;
	struct axr_image_bar bar;
	const char *place;
	struct axr_os_stat stat;
	int code;

	axr_arena_init(&arena, 0);
	place = find(image, &arena, path, &bar);
	code = bar.code ? bar.code : ENOENT;
	if (place)
		code = axr_os_stat_path(place, &stat);
	/* a pipe would keep us waiting */
	if (place && !code)
		code = stat.kind == AXR_OS_FILE ? axr_os_load(place, limit, bytes) :
						  AXR_IMAGE_NO_FILE;
	axr_arena_free(&arena);
	return code;
}

bool axr_image_reaches(const struct axr_image *image, struct axr_arena *arena,
		       struct axr_span outer, struct axr_span inner)
{
	const size_t below = axr_winpath_trim(outer).len;
	char *real_outer, *real_inner;
	bool reaches = false;

	if (image->folder) /* nothing behind a link is found at all */
		return true;
	real_outer = axr_os_real_path(axr_arena_str(arena, outer));
	real_inner = axr_os_real_path(axr_arena_str(arena, inner));
	if (real_outer && real_inner) {
		struct axr_span whole = axr_span_str(real_inner), start = axr_span_str(real_outer);

		start = axr_winpath_trim(start);
		inner = axr_span_from(inner, below);
		reaches = whole.len == start.len + inner.len &&
			  axr_span_ieq(axr_span_cut(whole, 0, start.len), start) &&
			  axr_span_ieq(axr_span_from(whole, start.len), inner);
	}
	free(real_outer);
	free(real_inner);
	return reaches;
}
