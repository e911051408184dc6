/* A scan from its start record to its end record, on the thread that reports. */
#include <stdlib.h>

#include "base/root.h"
#include "base/span.h"
#include "judge/judge.h"
#include "scan.h"

enum { POLL = 50 }; /* milliseconds between two looks at the clock and the stop flag */

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
		struct axr_counts *counts = &scan->counts[i];

		root->hashed = atomic_load(&counts->hashed);
		root->scanned = atomic_load(&counts->scanned);
		root->known = atomic_load(&counts->known);
		root->failed = atomic_load(&counts->failed);
		root->bytes = atomic_load(&counts->bytes);
		axr_root_add(total, root);
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
		.image = engine->options.image,
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

	axr_judge(subject, axr_engine_whose(scan->engine), &finding);
	/* it came as unverified, and the build that tells was not known yet */
	if (finding.file_class == AXR_CLASS_MODIFIED &&
	    atomic_load(&scan->untold[AXR_CLASS_UNVERIFIED]))
		atomic_fetch_sub(&scan->untold[AXR_CLASS_UNVERIFIED], 1);
	if (axr_scan_tells(&scan->engine->options, &finding))
		tell_finding(scan, &finding);
}

static void tell_undecided(struct axr_scan *scan)
{
	struct axr_problem problem = { .trouble = AXR_TROUBLE_UNDECIDED };
	const uint64_t count = axr_known_undecided(scan->known);

	if (!count)
		return;
	problem.text = axr_span_str(axr_arena_printf(
		&scan->arena,
		count == 1 ? "%llu file of the baseline was not met and lies where this scan did "
			     "not look: whether it is missing is not decided" :
			     "%llu files of the baseline were not met and lie where this scan "
			     "did not look: whether they are missing is not decided",
		(unsigned long long)count));
	tell_problem(scan, &problem);
}

/* Of a file that may be modified nothing else is told; times are never more than a hint. */
static void tell_lost(struct axr_scan *scan)
{
	struct axr_problem files = { .trouble = AXR_TROUBLE_MEMORY, .incomplete = true };
	const struct axr_problem times = {
		.trouble = AXR_TROUBLE_LIMIT,
		.text = axr_span_str("there are more folders with known or unexpected files than "
				     "are remembered: what the times in the others say is not "
				     "told"),
	};
	struct axr_known_lost lost;

	axr_known_lost(scan->known, &lost);
	files.text = axr_span_str(axr_arena_printf(
		&scan->arena,
		"no memory to tell of files of Exchange whose content no build ships: %llu",
		(unsigned long long)lost.files));
	if (lost.files)
		tell_problem(scan, &files);
	if (lost.times)
		tell_problem(scan, &times);
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
	tell_undecided(scan);
	tell_lost(scan);
	axr_known_build(scan->known, build, sizeof(build));
	if (*build)
		scan->end.build = axr_arena_str(&scan->arena, axr_span_str(build));
}

/* Clean means that something was looked at: an empty place is the wrong one, or not mounted. */
static void tell_empty(struct axr_scan *scan)
{
	const struct axr_root *total = &scan->end.total;
	const struct axr_problem problem = {
		.trouble = AXR_TROUBLE_ROOT,
		.path = scan->root_count == 1 ? scan->roots[0].path : axr_span(NULL, 0),
		.text = axr_span_str(total->skipped[AXR_SKIP_EXCLUDED]
					     ? "no file is left to scan: look at what is excluded"
					     : "there is no file to scan: is it the right place?"),
		.incomplete = true,
	};

	if (!total->seen && !(scan->end.exit_status & AXR_EXIT_INCOMPLETE))
		tell_problem(scan, &problem);
}

/* To leave a finding out of the report does not make it less of one. */
static void count_untold(struct axr_scan *scan)
{
	for (size_t i = AXR_INFO; i <= AXR_MALICIOUS; i++) {
		const uint64_t count = atomic_load(&scan->untold_levels[i]);

		scan->end.by_level[i] += count;
		if (count && i >= scan->engine->options.fail_on)
			scan->end.exit_status |= AXR_EXIT_FOUND;
	}
	/* of "match" the count is of matches: an untold file of that class is one of no class */
	for (size_t i = AXR_CLASS_MATCH + 1; i <= AXR_CLASS_STOCK; i++)
		scan->end.by_class[i] += atomic_load(&scan->untold[i]);
}

static void tell_end(struct axr_scan *scan)
{
	gather_roots(scan, scan->roots, &scan->end.total);
	tell_empty(scan);
	count_untold(scan);
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
