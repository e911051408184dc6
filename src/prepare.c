/* A scan before it runs: its roots, its stages and its workers. */
#include <stdlib.h>

#include "base/err.h"
#include "base/span.h"
#include "folders.h"
#include "report/reporter.h"
#include "scan.h"

enum {
	THREADS_MAX = 1024,
	ROWS = 128 /* of an inventory, that go together */
};

static void post_problem(struct axr_scan *scan, const struct axr_problem *problem)
{
	struct axr_parcel *parcel = axr_outbox_blank(&scan->outbox);
	struct axr_subject *subject = &parcel->subject;

	axr_subject_init(subject, &parcel->arena, &parcel->arena);
	subject->file.path = axr_arena_copy(&parcel->arena, problem->path);
	axr_subject_problem(subject, problem->trouble, problem->code, "%.*s",
			    (int)problem->text.len, (const char *)problem->text.ptr);
	axr_outbox_post(&scan->outbox, parcel);
}

/* The walk's trouble with a folder or a root; called on the workers' threads. */
static void on_walk_problem(void *user, size_t root, const struct axr_problem *problem)
{
	struct axr_scan *scan = user;

	(void)root;
	post_problem(scan, problem);
	axr_known_not_looked(scan->known, problem->path);
}

/* IIS serves what a junction leads to, and anybody who may write to a folder may make one there. */
static void mind_link(struct axr_scan *scan, struct axr_span path)
{
	const struct axr_server *server = scan->engine->server;
	const struct axr_problem problem = {
		.trouble = AXR_TROUBLE_LINK,
		.path = path,
		.text = axr_span_str("a link: what it leads to is served, and was not scanned "
				     "through it"),
	};

	if (server && axr_discover_is_served(server, path))
		post_problem(scan, &problem);
}

/* Called on the workers' threads as well. */
static void on_walk_skip(void *user, size_t root, struct axr_span path, enum axr_skip skip)
{
	struct axr_scan *scan = user;

	if (skip == AXR_SKIP_LINK)
		mind_link(scan, path);
	if (skip == AXR_SKIP_SEEN)
		axr_known_looked_before(scan->known, root, path);
	else
		axr_known_not_looked(scan->known, path);
}

static bool is_excluded(void *user, size_t root, struct axr_span relative)
{
	const struct axr_scan *scan = user;

	return axr_walk_excludes(scan->walk, root, relative);
}

/* Where it cannot be listed nothing is named: the walk will tell of it. */
static void list_root(void *user, size_t root, const char *folder,
		      void (*each)(void *to, const char *name), void *to)
{
	const struct axr_scan *scan = user;
	struct axr_os_listing *chunk = malloc(sizeof(*chunk));
	struct axr_os_handle top = axr_os_none(), below = axr_os_none();
	struct axr_os_entry entry;
	struct axr_os_stat stat;
	bool more = chunk && !axr_os_open_root(&top, scan->walk_roots[root].open) &&
		    (!folder || !axr_os_open_dir(&below, top, folder));
	const struct axr_os_handle dir = folder ? below : top;

	more = more && !axr_os_stat(dir, &stat) && stat.kind == AXR_OS_DIR;
	while (more && !axr_os_list(dir, chunk, &more))
		while (axr_os_list_next(chunk, &entry))
			each(to, entry.name);
	axr_os_close(&below);
	axr_os_close(&top);
	free(chunk);
}

/* A root to walk; open is NULL where there is nothing to open, and barred says why if need be. */
static void add_root(struct axr_scan *scan, const char *open, struct axr_span shown,
		     const char *origin, const char *barred)
{
	struct axr_walk_root *root = &scan->walk_roots[scan->root_count];

	/* a root that is not there is given to the walk all the same: it tells of it */
	*root = (struct axr_walk_root){
		.open = open ? open : axr_arena_str(&scan->arena, shown),
		.shown = shown,
		.separator = scan->engine->server ? '\\' : axr_os_separator(),
		.origin = origin,
		.barred = barred,
	};
	scan->roots[scan->root_count].path = shown;
	scan->roots[scan->root_count].origin = origin;
	scan->root_count++;
}

static bool allocate_roots(struct axr_scan *scan, size_t count)
{
	struct axr_arena *arena = &scan->arena;

	scan->walk_roots = axr_arena_array(arena, count, sizeof(*scan->walk_roots));
	scan->roots = axr_arena_array(arena, count, sizeof(*scan->roots));
	scan->counts = axr_arena_array(arena, count, sizeof(*scan->counts));
	return scan->walk_roots && scan->roots && scan->counts;
}

/* The folders that the server's own configuration names. */
static int discovered_roots(struct axr_scan *scan, struct axr_err *err)
{
	size_t count;
	const struct axr_discovered_root *roots = axr_discover_roots(scan->engine->server, &count);

	if (!allocate_roots(scan, count))
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	for (size_t i = 0; i < count; i++)
		add_root(scan, roots[i].open, roots[i].shown, roots[i].origin,
			 roots[i].why);
	return AXR_OK;
}

/* The path as reports, rules and baselines have it; as it was given where it is none. */
static struct axr_span shown_path(struct axr_scan *scan, struct axr_span path)
{
	struct axr_buf shown = { 0 };

	if (!axr_os_shown_path((const char *)path.ptr, &shown))
		path = axr_arena_copy(&scan->arena, axr_buf_span(&shown));
	axr_buf_free(&shown);
	return path;
}

static int prepare_roots(struct axr_scan *scan, const char *const *paths, size_t count,
			 struct axr_err *err)
{
	const struct axr_server *server = scan->engine->server;
	size_t there = 0;

	if (!count && server)
		return discovered_roots(scan, err);
	if (!allocate_roots(scan, count))
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	for (size_t i = 0; i < count; i++) {
		struct axr_span path = axr_arena_copy(&scan->arena, axr_span_str(paths[i]));
		struct axr_span shown = server ? path : shown_path(scan, path);
		const char *open = (const char *)path.ptr, *barred = NULL;
		struct axr_os_stat stat;
		int code = 0;

		if (server)
			open = axr_discover_place(server, &scan->arena, path, &shown);
		else
			code = axr_os_stat_path(open, &stat);
		if (server && !open)
			barred = axr_discover_refusal(server, &scan->arena, shown);
		if (barred && count == 1)
			return axr_fail(err, AXR_EUSAGE, "cannot scan '%s': %s", paths[i], barred);
		there += open && !code;
		if (code && count == 1) {
			char text[128];

			return axr_fail(err, AXR_EUSAGE, "cannot scan '%s': %s", paths[i],
					axr_os_error(code, text, sizeof(text)));
		}
		add_root(scan, open, shown, "argument", barred);
	}
	if (!there)
		return axr_fail(err, AXR_EUSAGE, "none of the %zu paths is there", count);
	return AXR_OK;
}

static unsigned digests_wanted(const struct axr_engine *engine)
{
	if (engine->options.inventory)
		return AXR_MD5 | AXR_SHA1 | AXR_SHA256;
	return AXR_SHA256 | axr_detectors_digests(engine->detectors) |
	       axr_known_digests(engine->known);
}

static int begin_known(struct axr_scan *scan, struct axr_err *err)
{
	const struct axr_server *server = scan->engine->server;
	struct axr_span *shown = axr_arena_array(&scan->arena, scan->root_count, sizeof(*shown));
	struct axr_known_place place = {
		.roots = shown,
		.root_count = scan->root_count,
		.excluded = is_excluded,
		.list = list_root,
		.user = scan,
	};

	if (!shown)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	for (size_t i = 0; i < scan->root_count; i++)
		shown[i] = scan->roots[i].path;
	if (server && axr_discover_exchange(server)->folder.len) {
		place.exchange = &axr_discover_exchange(server)->folder;
		place.exchange_count = 1;
		place.build = axr_discover_exchange(server)->build;
	}
	return axr_known_begin(&scan->known, scan->engine->known, &place, err);
}

static int prepare_stages(struct axr_scan *scan, struct axr_err *err)
{
	const struct axr_options *options = &scan->engine->options;
	const struct axr_walk_setup walk = {
		.roots = scan->walk_roots,
		.root_count = scan->root_count,
		.excludes = options->excludes,
		.exclude_count = options->exclude_count,
		.one_file_system = options->one_file_system,
		.max_depth = options->max_depth,
		.stop = &scan->stop,
		.problem = on_walk_problem,
		.skipped = on_walk_skip,
		.user = scan,
		.config_name = options->inventory ? NULL : "web.config",
		.configure = axr_folder_configure,
		.unconfigure = axr_folder_unconfigure,
	};
	const struct axr_read_setup read = {
		.window = options->window,
		.digests = digests_wanted(scan->engine),
		.max_rate = (uint64_t)options->max_rate * 1000000,
		.stop = &scan->stop,
	};
	int status = axr_walk_open(&scan->walk, &walk, err);

	if (status == AXR_OK)
		status = axr_read_open(&scan->read, &read, err);
	if (status == AXR_OK)
		status = begin_known(scan, err);
	return status;
}

static int prepare_workers(struct axr_scan *scan, struct axr_err *err)
{
	const enum axr_inventory inventory = scan->engine->options.inventory;
	const unsigned rows = inventory == AXR_INVENTORY_FACTS ? ROWS :
			      inventory == AXR_INVENTORY_NONE  ? 0 : 1;
	unsigned count = scan->engine->options.threads;
	int status = AXR_OK;

	if (!count)
		count = axr_os_processors();
	if (count > THREADS_MAX)
		return axr_fail(err, AXR_EUSAGE, "%u threads are too many: at most %d", count,
				THREADS_MAX);
	scan->workers = calloc(count, sizeof(*scan->workers));
	if (!scan->workers || axr_outbox_open(&scan->outbox, 4 * count + 16, count, rows) < 0)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	scan->worker_count = count;
	for (unsigned i = 0; i < count && status == AXR_OK; i++) {
		struct axr_worker *worker = &scan->workers[i];

		worker->scan = scan;
		status = axr_reader_open(&worker->reader, scan->read, err);
		if (status == AXR_OK)
			status = axr_detect_worker_open(&worker->detect,
							scan->engine->detectors, err);
	}
	return status;
}

static int spare(struct axr_scan *scan, struct axr_os_handle handle)
{
	struct axr_os_stat stat;

	if (!axr_os_is_open(handle) || axr_os_stat(handle, &stat) || stat.kind != AXR_OS_FILE)
		return AXR_OK;
	return axr_walk_spare(scan->walk, stat.id);
}

int axr_scan_spare(struct axr_scan *scan, const struct axr_reporter *reporter)
{
	return spare(scan, axr_sink_handle(reporter->sink));
}

static int spare_streams(struct axr_scan *scan, struct axr_err *err)
{
	if (spare(scan, axr_os_stream_handle(AXR_OS_STDOUT)) < 0 ||
	    spare(scan, axr_os_stream_handle(AXR_OS_STDERR)) < 0)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	return AXR_OK;
}

static const struct axr_streams system_streams = { axr_os_streams, axr_os_open_stream };

int axr_scan_open(struct axr_scan **out, const struct axr_engine *engine, const char *const *paths,
		  size_t path_count, struct axr_err *err)
{
	struct axr_scan *scan = calloc(1, sizeof(*scan));
	int status;

	*out = NULL;
	if (!scan)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	scan->engine = engine;
	scan->streams = &system_streams;
	axr_arena_init(&scan->arena, 0);
	status = prepare_roots(scan, paths, path_count, err);
	if (status == AXR_OK)
		status = prepare_stages(scan, err);
	if (status == AXR_OK)
		status = spare_streams(scan, err);
	if (status == AXR_OK)
		status = prepare_workers(scan, err);
	if (status < 0) {
		axr_scan_free(scan);
		return status;
	}
	*out = scan;
	return AXR_OK;
}

void axr_scan_free(struct axr_scan *scan)
{
	if (!scan)
		return;
	for (unsigned i = 0; i < scan->worker_count; i++) {
		axr_detect_worker_free(scan->workers[i].detect);
		axr_reader_free(scan->workers[i].reader);
	}
	free(scan->workers);
	axr_outbox_free(&scan->outbox);
	axr_known_end(scan->known);
	axr_read_free(scan->read);
	axr_walk_free(scan->walk);
	axr_arena_free(&scan->arena);
	free(scan);
}
