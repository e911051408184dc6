#include "sources.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/span.h"
#include "os/os.h"

enum {
	FOLDER_DEPTH = 32,
	FILE_LIMIT = 256 << 20 /* bytes of one file; the largest public set is under 50 MB */
};

static const char *const suffixes[][4] = {
	[AXR_SOURCE_RULES] = { ".yar", ".yara", ".yarc" },
	[AXR_SOURCE_IOCS] = { ".txt", ".csv" },
};

static bool is_of_kind(const char *name, enum axr_source_kind kind)
{
	for (size_t i = 0; suffixes[kind][i]; i++)
		if (axr_span_iends(axr_span_str(name), suffixes[kind][i]))
			return true;
	return false;
}

static int fail_path(struct axr_err *err, const char *path, int code)
{
	char text[128];

	return axr_fail(err, AXR_EIO, "cannot read '%s': %s", path,
			axr_os_error(code, text, sizeof(text)));
}

int axr_sources_add(struct axr_sources *sources, struct axr_arena *arena,
		    const struct axr_source *source, struct axr_err *err)
{
	struct axr_source *items = sources->items;

	if (sources->count == sources->cap)
		items = axr_arena_grow(arena, items, sources->count, &sources->cap, sizeof(*items));
	if (!items || arena->failed)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	sources->items = items;
	items[sources->count++] = *source;
	return AXR_OK;
}

static int load_file(struct axr_sources *sources, struct axr_arena *arena, const char *path,
		     struct axr_err *err)
{
	struct axr_buf bytes = { 0 };
	int code = axr_os_load(path, FILE_LIMIT, &bytes), status;

	if (code) {
		status = fail_path(err, path, code);
	} else {
		const struct axr_source source = {
			.name = axr_arena_str(arena, axr_span_str(path)),
			.bytes = axr_arena_copy(arena, axr_buf_span(&bytes)),
		};

		status = axr_sources_add(sources, arena, &source, err);
	}
	axr_buf_free(&bytes);
	return status;
}

/* A folder on the way down: a link to one of them leads round. */
struct folder {
	const struct folder *up;
	struct axr_os_id id;
	unsigned depth;
};

static bool leads_round(const struct folder *folder, struct axr_os_id id)
{
	for (; folder; folder = folder->up)
		if (axr_os_same(folder->id, id))
			return true;
	return false;
}

static int load_folder(struct axr_sources *sources, struct axr_arena *arena, const char *path,
		       enum axr_source_kind kind, const struct folder *folder, struct axr_err *err)
{
	char **names = NULL;
	size_t count = 0;
	int status = AXR_OK, code = axr_os_folder(path, &names, &count);

	if (code)
		return fail_path(err, path, code);
	for (size_t i = 0; i < count && status == AXR_OK; i++) {
		const char *below = axr_os_join(arena, path, names[i]);
		struct axr_os_stat stat;

		code = axr_os_stat_path(below, &stat);
		if (code) {
			status = fail_path(err, below, code);
		} else if (stat.kind == AXR_OS_FILE && is_of_kind(names[i], kind)) {
			status = load_file(sources, arena, below, err);
		} else if (stat.kind == AXR_OS_DIR && folder->depth < FOLDER_DEPTH &&
			   !leads_round(folder, stat.id)) {
			const struct folder next = { folder, stat.id, folder->depth + 1 };

			status = load_folder(sources, arena, below, kind, &next, err);
		}
	}
	axr_os_folder_free(names, count);
	return status;
}

int axr_sources_load(struct axr_sources *sources, struct axr_arena *arena, const char *path,
		     enum axr_source_kind kind, struct axr_err *err)
{
	struct axr_os_stat stat;
	size_t before = sources->count;
	int code = axr_os_stat_path(path, &stat), status;
	struct folder top = { 0 };

	if (code)
		return fail_path(err, path, code);
	if (stat.kind != AXR_OS_DIR)
		return load_file(sources, arena, path, err);
	top.id = stat.id;
	status = load_folder(sources, arena, path, kind, &top, err);
	if (status == AXR_OK && sources->count == before)
		return axr_fail(err, AXR_EUSAGE, "'%s' holds no file ending in %s or %s", path,
				suffixes[kind][0], suffixes[kind][1]);
	return status;
}
