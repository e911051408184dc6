/* A scan from its start record to its end record, on the thread that reports. */
#include <stdlib.h>

#include "base/err.h"
#include "base/span.h"
#include "folders.h"
#include "judge/judge.h"
#include "scan.h"

enum {
	THREADS_MAX = 1024,
	ROWS = 128, /* of an inventory, that go together */
	POLL = 50 /* milliseconds between two looks at the clock and the stop flag */
};

/* The walk's trouble with a folder or a root; called on the workers' threads. */
static void on_walk_problem(void *user, size_t root, const struct axr_problem *problem)
{
	struct axr_scan *scan = user;
	struct axr_parcel *parcel = axr_outbox_blank(&scan->outbox);
	struct axr_subject *subject = &parcel->subject;

	(void)root;
	axr_subject_init(subject, &parcel->arena, &parcel->arena);
	subject->file.path = axr_arena_copy(&parcel->arena, problem->path);
	axr_subject_problem(subject, problem->trouble, problem->code, "%.*s",
			    (int)problem->text.len, (const char *)problem->text.ptr);
	axr_outbox_post(&scan->outbox, parcel);
}

/* A root to walk; open is NULL where there is nothing to open. */
static void add_root(struct axr_scan *scan, const char *open, struct axr_span shown,
		     const char *origin)
{
	struct axr_walk_root *root = &scan->walk_roots[scan->root_count];

	/* a root that is not there is given to the walk all the same: it tells of it */
	*root = (struct axr_walk_root){
		.open = open ? open : axr_arena_str(&scan->arena, shown),
		.shown = shown,
		.separator = scan->engine->server ? '\\' : axr_os_separator(),
		.origin = origin,
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
	scan->tallies = axr_arena_array(arena, count, sizeof(*scan->tallies));
	return scan->walk_roots && scan->roots && scan->tallies;
}

/* The folders that the server's own configuration names. */
static int discovered_roots(struct axr_scan *scan, struct axr_err *err)
{
	size_t count;
	const struct axr_discovered_root *roots = axr_discover_roots(scan->engine->server, &count);

	if (!allocate_roots(scan, count))
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	for (size_t i = 0; i < count; i++)
		add_root(scan, roots[i].open, roots[i].shown, roots[i].origin);
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
		const char *open = (const char *)path.ptr;
		struct axr_os_stat stat;
		int code = 0;

		if (server)
			open = axr_discover_place(server, &scan->arena, path, &shown);
		else
			code = axr_os_stat_path(open, &stat);
		there += open && !code;
		if (code && count == 1) {
			char text[128];

			return axr_fail(err, AXR_EUSAGE, "cannot scan '%s': %s", paths[i],
					axr_os_error(code, text, sizeof(text)));
		}
		add_root(scan, open, shown, "argument");
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
	struct axr_known_place place = { .roots = shown, .root_count = scan->root_count };

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

void axr_scan_stop(struct axr_scan *scan, const char *why)
{
	const char *nobody = NULL;

	atomic_compare_exchange_strong(&scan->why, &nobody, why);
	atomic_store(&scan->stop, true);
}

static double seconds_since(uint64_t ticks)
{
	return (double)(axr_os_ticks() - ticks) / 1e9;
}

/* The state of every root, walk and workers together, into scan->roots and *total. */
static void gather_roots(const struct axr_scan *scan, struct axr_root *roots,
			 struct axr_root *total)
{
	axr_walk_roots(scan->walk, roots);
	*total = (struct axr_root){ .origin = "all" };
	for (size_t i = 0; i < scan->root_count; i++) {
		struct axr_root *root = &roots[i];
		struct axr_tally *tally = &scan->tallies[i];

		root->hashed = atomic_load(&tally->hashed);
		root->scanned = atomic_load(&tally->scanned);
		root->known = atomic_load(&tally->known);
		root->failed = atomic_load(&tally->failed);
		root->bytes = atomic_load(&tally->bytes);
		total->dirs += root->dirs;
		total->seen += root->seen;
		total->hashed += root->hashed;
		total->scanned += root->scanned;
		total->known += root->known;
		total->failed += root->failed;
		total->bytes += root->bytes;
		for (size_t k = 0; k < AXR_SKIP_COUNT; k++)
			total->skipped[k] += root->skipped[k];
	}
}

void axr_scan_progress(const struct axr_scan *scan, struct axr_progress *progress)
{
	struct axr_root *roots = calloc(scan->root_count, sizeof(*roots)), total = { 0 };
	uint64_t started = atomic_load(&scan->started);

	if (roots)
		gather_roots(scan, roots, &total);
	free(roots);
	*progress = (struct axr_progress){
		.files_seen = total.seen,
		.files_done = atomic_load(&scan->files_done),
		.bytes_done = axr_read_bytes(scan->read),
		.findings = atomic_load(&scan->findings),
		.problems = atomic_load(&scan->problems),
		.walk_done = axr_walk_listed(scan->walk),
		.seconds = started ? seconds_since(started) : 0,
	};
}

static void tell(struct axr_scan *scan, struct axr_record record)
{
	record.time = axr_os_now();
	scan->fn(scan->user, &record);
}

static void tell_problem(struct axr_scan *scan, const struct axr_problem *problem)
{
	scan->end.problems++;
	atomic_fetch_add(&scan->problems, 1);
	if (problem->incomplete)
		scan->end.exit_status |= AXR_EXIT_INCOMPLETE;
	tell(scan, (struct axr_record){ .kind = AXR_RECORD_PROBLEM, .problem = problem });
}

static void tell_finding(struct axr_scan *scan, const struct axr_finding *finding)
{
	scan->end.by_level[finding->level]++;
	scan->end.by_class[finding->file_class]++;
	if (finding->level >= AXR_SUSPICIOUS)
		atomic_fetch_add(&scan->findings, 1);
	if (finding->level >= scan->engine->options.fail_on)
		scan->end.exit_status |= AXR_EXIT_FOUND;
	if (finding->file_class == AXR_CLASS_UNEXPECTED ||
	    finding->file_class == AXR_CLASS_MODIFIED)
		scan->end.exit_status |= AXR_EXIT_UNEXPECTED;
	tell(scan, (struct axr_record){ .kind = AXR_RECORD_FINDING, .finding = finding });
}

static void tell_parcel(struct axr_scan *scan, const struct axr_parcel *parcel)
{
	const struct axr_subject *subject = &parcel->subject;

	for (size_t i = 0; i < parcel->row_count; i++)
		tell(scan, (struct axr_record){ .kind = AXR_RECORD_STATE,
						.file = &parcel->rows[i] });
	if (parcel->has_finding)
		tell_finding(scan, &parcel->finding);
	for (size_t i = 0; i < subject->problem_count; i++)
		tell_problem(scan, &subject->problems[i]);
}

static void tell_start(struct axr_scan *scan)
{
	const struct axr_engine *engine = scan->engine;
	const struct axr_start start = {
		.time = axr_os_now(),
		.host = engine->host,
		.roots = scan->roots,
		.root_count = scan->root_count,
		.rules = engine->loaded.rules,
		.iocs = engine->loaded.iocs,
		.backup_privilege = engine->backup_privilege,
	};
	const struct axr_exchange *exchange =
		engine->server ? axr_discover_exchange(engine->server) : NULL;
	struct axr_start copy = start;

	if (exchange && exchange->build)
		copy.build = axr_arena_printf(&scan->arena, "%s (%s)", exchange->build,
					      exchange->origin);
	memcpy(copy.rules_id, engine->rules_id, sizeof(copy.rules_id));
	tell(scan, (struct axr_record){ .kind = AXR_RECORD_START, .start = &copy });
	for (size_t i = 0; i < engine->trouble_count; i++)
		tell_problem(scan, &engine->troubles[i]);
	for (size_t i = 0; i < engine->rule_count; i++) {
		const struct axr_rule_info *rule = &engine->rules[i];
		const struct axr_problem problem = {
			.trouble = AXR_TROUBLE_RULE,
			.path = axr_span_str(rule->source),
			.line = rule->line,
			.text = axr_span_str(rule->failure),
			.incomplete = true,
		};

		if (rule->failure)
			tell_problem(scan, &problem);
	}
}

/* What a stopped scan did not come to is said once, with its size. */
static void tell_left(struct axr_scan *scan)
{
	uint64_t files, dirs;
	const char *text;
	struct axr_problem problem = { .trouble = AXR_TROUBLE_STOPPED, .incomplete = true };

	axr_walk_left(scan->walk, &files, &dirs);
	text = axr_arena_printf(&scan->arena,
				"ended early (%s): %llu files were listed but not scanned, "
				"%llu folders not listed",
				atomic_load(&scan->why), (unsigned long long)files,
				(unsigned long long)dirs);
	problem.text = axr_span_str(text);
	tell_problem(scan, &problem);
}

/* What only the whole shows: files that are missing, or that came in a cluster. */
static void on_known(void *user, struct axr_subject *subject)
{
	struct axr_scan *scan = user;
	struct axr_finding finding;

	axr_judge(subject, scan->engine->host, &finding);
	/* it came as unverified, and the build that tells was not known yet */
	if (finding.file_class == AXR_CLASS_MODIFIED &&
	    atomic_load(&scan->untold[AXR_CLASS_UNVERIFIED]))
		atomic_fetch_sub(&scan->untold[AXR_CLASS_UNVERIFIED], 1);
	if (axr_scan_tells(&scan->engine->options, &finding))
		tell_finding(scan, &finding);
}

static void tell_known(struct axr_scan *scan)
{
	struct axr_arena arena;
	char build[128];

	if (scan->engine->options.inventory)
		return;
	axr_arena_init(&arena, 0);
	axr_known_finish(scan->known, !atomic_load(&scan->stop), &arena, on_known, scan);
	axr_arena_free(&arena);
	axr_known_build(scan->known, build, sizeof(build));
	if (*build)
		scan->end.build = axr_arena_str(&scan->arena, axr_span_str(build));
}

static void tell_end(struct axr_scan *scan)
{
	gather_roots(scan, scan->roots, &scan->end.total);
	/* of "match" the count is of matches: an untold file of that class is one of no class */
	for (size_t i = AXR_CLASS_MATCH + 1; i <= AXR_CLASS_STOCK; i++)
		scan->end.by_class[i] += atomic_load(&scan->untold[i]);
	scan->end.stopped = atomic_load(&scan->why);
	scan->end.time = axr_os_now();
	scan->end.seconds = seconds_since(atomic_load(&scan->started));
	scan->end.roots = scan->roots;
	scan->end.root_count = scan->root_count;
	tell(scan, (struct axr_record){ .kind = AXR_RECORD_END, .end = &scan->end });
}

/* Looks at the clock; a scan that has to end is told so again and again until it has. */
static void mind_the_end(struct axr_scan *scan)
{
	unsigned limit = scan->engine->options.max_runtime;

	if (limit && seconds_since(atomic_load(&scan->started)) >= limit)
		axr_scan_stop(scan, "time limit");
	if (!atomic_load(&scan->stop))
		return;
	axr_walk_stop(scan->walk);
	for (unsigned i = 0; i < scan->worker_count; i++)
		axr_detect_interrupt(scan->workers[i].detect);
}

unsigned axr_scan_run(struct axr_scan *scan, axr_record_fn fn, void *user)
{
	unsigned running = 0;
	bool done = false;

	scan->fn = fn;
	scan->user = user;
	atomic_store(&scan->started, axr_os_ticks());
	tell_start(scan);
	for (; running < scan->worker_count; running++)
		if (pthread_create(&scan->workers[running].thread, NULL, axr_scan_work,
				   &scan->workers[running]))
			break;
	/* with fewer threads the rest goes on; with none the scan has failed and says so */
	for (unsigned i = running; i < scan->worker_count; i++)
		axr_outbox_leave(&scan->outbox);
	if (!running)
		axr_scan_stop(scan, "no thread could be started");
	while (!done) {
		struct axr_parcel *parcel = axr_outbox_take(&scan->outbox, POLL, &done);

		if (parcel) {
			tell_parcel(scan, parcel);
			axr_outbox_return(&scan->outbox, parcel);
		}
		mind_the_end(scan);
	}
	for (unsigned i = 0; i < running; i++)
		pthread_join(scan->workers[i].thread, NULL);
	if (atomic_load(&scan->stop))
		tell_left(scan);
	tell_known(scan);
	tell_end(scan);
	return scan->end.exit_status;
}
