/*
 * The YARA detector: which rule sets there are, and which layers each of them is shown.
 *
 * User rules see every window of the file as it lies on the disk, so that they agree with what the
 * yara command says of the same file, and every layer that was decoded from it besides.  Built-in
 * rules see the layers whose content they are for.  A rule that wants strings from far apart
 * in a file larger than the window finds them only where one window holds them all.
 */
#include "detect/detect.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/num.h"
#include "base/span.h"
#include "detect/builtin.h"
#include "detect/concern.h"
#include "detect/gate/halves.h"
#include "detect/needs.h"
#include "detect/texts.h"
#include "detect/yara.h"

struct rule_set {
	struct axr_yara_rules *rules;
	unsigned contents;  /* as in struct axr_source */
	struct axr_needs *needs; /* NULL: run it over all that it is for */
	const char *source; /* the file that all of it came from ... */
	const char **names; /* ... or files, by the number that is the namespace ... */
			    /* ... or, where both are NULL, the namespace names the file */
};

struct shared {
	struct axr_arena arena; /* names */
	struct rule_set *sets;
	size_t count;
	bool started, want_md5, no_gate;
};

struct worker {
	_Atomic(struct axr_yara_scanner *) *scanners; /* one for each set, when it is needed */
	size_t count;
	atomic_bool stop;
};

/* ---- Loading ------------------------------------------------------------------------------ */

static const char *source_of(const struct rule_set *set, const struct axr_yara_rule *rule)
{
	if (set->source)
		return set->source;
	return set->names ? set->names[strtoul(rule->space, NULL, 10)] : rule->space;
}

/* A built-in rule that an earlier set holds too: told and counted there. */
static bool is_repeated(const struct shared *shared, size_t at, const struct axr_yara_rule *rule)
{
	if (!shared->sets[at].contents)
		return false;
	for (size_t i = 0; i < at; i++)
		for (size_t k = 0; k < axr_yara_rule_count(shared->sets[i].rules); k++)
			if (shared->sets[i].contents &&
			    !strcmp(axr_yara_rule(shared->sets[i].rules, k)->name, rule->name))
				return true;
	return false;
}

/* Takes rules over, also on failure. */
static int add_set(struct shared *shared, const struct rule_set *set,
		   const struct axr_detect_setup *setup, struct axr_err *err)
{
	struct rule_set *grown = realloc(shared->sets, (shared->count + 1) * sizeof(*grown));

	if (!grown) {
		axr_yara_rules_free(set->rules);
		axr_needs_free(set->needs);
		return axr_fail(err, AXR_ENOMEM, "no memory for rules");
	}
	shared->sets = grown;
	grown[shared->count++] = *set;
	for (size_t i = 0; i < axr_yara_rule_count(set->rules); i++) {
		const struct axr_yara_rule *rule = axr_yara_rule(set->rules, i);

		if (!rule->hidden && !is_repeated(shared, shared->count - 1, rule))
			axr_texts_tell(setup,
				       &(struct axr_rule_info){ .source = source_of(set, rule),
								.name = rule->name,
								.title = rule->description,
								.score = rule->score });
	}
	return AXR_OK;
}

static bool is_compiled(const struct axr_source *source)
{
	return source->packed || axr_yara_is_compiled(source->bytes);
}

/* The texts as two sets with gates; false where they cannot be used so. */
static bool load_halves(struct shared *shared, const struct axr_texts *texts, const char **names,
			const struct axr_detect_setup *setup, int *status, struct axr_err *err)
{
	struct axr_half halves[AXR_HALVES];

	if (setup->no_gate || !axr_halves_compile(halves, texts))
		return false;
	for (unsigned i = 0; i < AXR_HALVES; i++) {
		const struct rule_set set = { .rules = halves[i].rules,
					      .needs = halves[i].needs,
					      .names = names };

		if (set.rules && *status == AXR_OK) {
			*status = add_set(shared, &set, setup, err);
		} else {
			axr_yara_rules_free(set.rules);
			axr_needs_free(set.needs);
		}
	}
	return true;
}

static int load_texts(struct shared *shared, const struct axr_detect_setup *setup,
		      struct axr_err *err)
{
	struct rule_set set = { 0 };
	struct axr_texts texts = { 0 };
	int status = axr_texts_init(&texts, setup->rule_count, err);

	if (status < 0)
		goto out;
	set.names = axr_arena_array(&shared->arena, setup->rule_count + 1, sizeof(*set.names));
	for (size_t i = 0; i < setup->rule_count && set.names; i++) {
		const struct axr_source *source = &setup->rules[i];

		if (is_compiled(source))
			continue;
		set.names[texts.count] =
			axr_arena_str(&shared->arena, axr_span_str(source->name));
		axr_texts_add(&texts, source,
			  axr_arena_printf(&shared->arena, "%zu", texts.count));
		shared->want_md5 |= axr_externals_want_md5(source->bytes);
	}
	if (shared->arena.failed || load_halves(shared, &texts, set.names, setup, &status, err))
		goto out;
	/* one of them has an error, perhaps: those that have none are left */
	status = axr_texts_compile(&texts, &set.rules, setup, err);
	if (status < 0 || !set.rules)
		goto out;
	if (load_halves(shared, &texts, set.names, setup, &status, err))
		axr_yara_rules_free(set.rules);
	else
		status = add_set(shared, &set, setup, err);
out:
	axr_texts_free(&texts);
	return status;
}

/* The built-in rules for these contents from their texts: this libyara refuses their binaries. */
static int load_builtin_texts(struct shared *shared, const struct axr_source *source,
			      const struct axr_detect_setup *setup, struct axr_err *err)
{
	struct rule_set set = { .contents = source->contents };
	struct axr_builtin builtin;
	struct axr_texts texts = { 0 };
	int status = axr_builtin_open_texts(&builtin, source->set, err);

	if (status < 0)
		return status;
	status = axr_texts_init(&texts, builtin.rule_count, err);
	if (status < 0)
		goto out;
	for (size_t i = 0; i < builtin.rule_count; i++)
		axr_texts_add(&texts, &builtin.rules[i], builtin.rules[i].name);
	status = axr_texts_compile(&texts, &set.rules, setup, err);
	if (status == AXR_OK && set.rules)
		status = add_set(shared, &set, setup, err);
out:
	axr_texts_free(&texts);
	axr_builtin_free(&builtin);
	return status;
}

static int load_compiled(struct shared *shared, const struct axr_source *source,
			 const struct axr_detect_setup *setup, struct axr_err *err)
{
	struct rule_set set = { .contents = source->contents };
	struct axr_yara_fault fault;
	int status;

	status = source->packed ? axr_yara_load_packed(&set.rules, source->bytes, source->places,
						       &fault) :
				  axr_yara_load(&set.rules, source->bytes, &fault);
	if (status == AXR_ENOMEM)
		return axr_fail(err, status, "no memory for rules");
	if (status < 0 && source->builtin)
		return load_builtin_texts(shared, source, setup, err);
	if (status < 0) {
		axr_texts_tell_fault(setup, source->name, &fault);
		return AXR_OK;
	}
	if (source->needs.len) {
		set.needs = axr_needs_new(source->needs);
		if (!set.needs) {
			axr_yara_rules_free(set.rules);
			return axr_fail(err, AXR_ENOMEM, "no memory for rules");
		}
	}
	if (!source->builtin) {
		set.source = axr_arena_str(&shared->arena, axr_span_str(source->name));
		shared->want_md5 = true; /* compiled conditions do not say */
	}
	return add_set(shared, &set, setup, err);
}

static void rule_set_free(struct rule_set *set)
{
	axr_yara_rules_free(set->rules);
	axr_needs_free(set->needs);
}

static void rules_close(void *opaque)
{
	struct shared *shared = opaque;

	if (!shared)
		return;
	for (size_t i = 0; i < shared->count; i++)
		rule_set_free(&shared->sets[i]);
	free(shared->sets);
	if (shared->started)
		axr_yara_stop();
	axr_arena_free(&shared->arena);
	free(shared);
}

static int rules_open(void **out, const struct axr_detect_setup *setup, struct axr_err *err)
{
	struct shared *shared = calloc(1, sizeof(*shared));
	int status;

	if (!shared)
		return axr_fail(err, AXR_ENOMEM, "no memory for rules");
	axr_arena_init(&shared->arena, 0);
	shared->no_gate = setup->no_gate;
	status = axr_yara_start(err);
	shared->started = status == AXR_OK;
	for (size_t i = 0; i < setup->rule_count && status == AXR_OK; i++)
		if (is_compiled(&setup->rules[i]))
			status = load_compiled(shared, &setup->rules[i], setup, err);
	if (status == AXR_OK)
		status = load_texts(shared, setup, err);
	if (status == AXR_OK && shared->arena.failed)
		status = axr_fail(err, AXR_ENOMEM, "no memory for rules");
	if (status < 0)
		rules_close(shared);
	else
		*out = shared;
	return status;
}

static unsigned rules_digests(const void *opaque)
{
	const struct shared *shared = opaque;

	return shared->want_md5 ? AXR_MD5 : 0;
}

static void rules_count(const void *opaque, struct axr_detect_counts *counts)
{
	const struct shared *shared = opaque;

	for (size_t i = 0; i < shared->count; i++)
		for (size_t k = 0; k < axr_yara_rule_count(shared->sets[i].rules); k++) {
			const struct axr_yara_rule *rule = axr_yara_rule(shared->sets[i].rules, k);

			counts->rules += !rule->hidden && !is_repeated(shared, i, rule);
		}
}

/* ---- Looking ------------------------------------------------------------------------------ */

static void rules_worker_close(void *opaque)
{
	struct worker *worker = opaque;

	if (!worker)
		return;
	for (size_t i = 0; i < worker->count && worker->scanners; i++)
		axr_yara_scanner_free(worker->scanners[i]);
	free(worker->scanners);
	free(worker);
}

static int rules_worker_open(void **out, const void *opaque, struct axr_err *err)
{
	const struct shared *shared = opaque;
	struct worker *worker = calloc(1, sizeof(*worker));
	int status = AXR_OK;

	if (worker)
		worker->scanners = calloc(shared->count + 1, sizeof(*worker->scanners));
	if (!worker || !worker->scanners)
		status = axr_fail(err, AXR_ENOMEM, "no memory for a worker");
	if (worker)
		worker->count = shared->count;
	if (status < 0)
		rules_worker_close(worker);
	else
		*out = worker;
	return status;
}

static void rules_interrupt(void *opaque)
{
	struct worker *worker = opaque;

	atomic_store(&worker->stop, true);
	for (size_t i = 0; i < worker->count; i++) {
		struct axr_yara_scanner *scanner = atomic_load(&worker->scanners[i]);

		if (scanner)
			axr_yara_interrupt(scanner);
	}
}

/*
 * The worker's scanner for a set; NULL: no memory.  Who interrupts either sees it here or has set
 * .stop before, which is looked at once more before every scan.
 */
static struct axr_yara_scanner *scanner_of(struct worker *worker, size_t at,
					   const struct rule_set *set)
{
	struct axr_yara_scanner *scanner = atomic_load(&worker->scanners[at]);
	struct axr_err err;

	if (scanner || axr_yara_scanner_open(&scanner, set->rules, &err) < 0)
		return scanner;
	atomic_store(&worker->scanners[at], scanner);
	return scanner;
}

/* One scan: what its callbacks need. */
struct look {
	struct axr_subject *subject;
	const struct rule_set *set;
	const struct axr_layer *layer;
};

/* Whether the script detector reads what this rule saw. */
static bool is_followed(const struct axr_layer *layer)
{
	return layer->page || (layer->canonical && layer->parent && layer->parent->page);
}

static void on_match(void *user, const struct axr_yara_match *match)
{
	const struct look *look = user;
	const struct axr_yara_rule *rule = match->rule;
	struct axr_reason reason = {
		.detector = "yara",
		.rule = rule->name,
		.title = rule->description,
		.score = rule->score,
		.layer = look->layer->name,
		.technique = rule->technique,
		.author = rule->author,
		.reference = rule->reference,
		.ruleset = source_of(look->set, rule),
		.alone = is_followed(look->layer) ? rule->alone : 0,
	};

	if (!reason.title)
		reason.title = axr_arena_printf(look->subject->arena, "matches the YARA rule %s",
						rule->name);
	if (match->located)
		axr_subject_reason_at(look->subject, look->layer, match->at, match->len, reason);
	else
		axr_subject_reason(look->subject, &reason);
}

static void on_flood(void *user, const struct axr_yara_rule *rule, const char *string)
{
	const struct look *look = user;

	axr_subject_problem(look->subject, AXR_TROUBLE_LIMIT, 0,
			    "YARA rule %s: %s occurs too often in layer %s to be counted",
			    rule->name, string, look->layer->name);
}

/* What rules are told as filesize. */
static uint64_t size_of(const struct axr_subject *subject, const struct axr_layer *layer)
{
	const uint64_t size = (layer->parent ? 0 : subject->window_at) + layer->bytes.len;

	return !layer->parent && subject->file.size > size ? subject->file.size : size;
}

/* False where the time is up or the worker was told to stop. */
static bool scan_layer(struct look *look, struct worker *worker, struct axr_yara_scanner *scanner)
{
	static const char doing[] = "rules looked at layer";
	struct axr_subject *subject = look->subject;
	struct axr_clock *clock = subject->scratch->clock;
	const struct axr_layer *layer = look->layer;
	const struct axr_yara_sink sink = { on_match, on_flood, look };
	const uint64_t base = layer->parent ? 0 : subject->window_at;
	enum axr_yara_end end = AXR_YARA_TIMEOUT;
	int code = 0;

	axr_yara_limit(scanner, axr_clock_rest(clock));
	if (!atomic_load(&worker->stop) && axr_clock_step(clock, layer->bytes.len))
		end = axr_yara_scan(scanner, layer->bytes, base, size_of(subject, layer), &sink,
				    &code);
	if (end == AXR_YARA_FAILED)
		axr_subject_problem(subject, AXR_TROUBLE_DETECTOR, 0,
				    "YARA failed on layer %s (error %d)", layer->name, code);
	if (end != AXR_YARA_TIMEOUT)
		return true;
	axr_clock_end(clock);
	/* interrupted, without a clock that would know */
	if (!axr_subject_late(subject, doing, layer->name))
		axr_subject_problem(subject, AXR_TROUBLE_STOPPED, 0, "stopped while %s %s", doing,
				    layer->name);
	return false;
}

/* One set over the layers that it is for; false where that was cut short. */
static bool scan_set(struct look *look, struct worker *worker, size_t at, bool no_gate)
{
	const unsigned contents = no_gate ? 0 : look->set->contents;
	const struct axr_needs *needs = no_gate ? NULL : look->set->needs;
	struct axr_subject *subject = look->subject;
	struct axr_yara_scanner *scanner = NULL;
	const char *values[AXR_EXTERNAL_PER_FILE];

	for (size_t k = 0; k < subject->layer_count; k++) {
		look->layer = &subject->layers[k];
		if (!axr_concerns(subject, look->layer, contents))
			continue;
		if (needs && !axr_needs_met(needs, look->layer->bytes,
					    look->layer->parent ? 0 : subject->window_at,
					    size_of(subject, look->layer)))
			continue;
		if (!scanner) {
			scanner = scanner_of(worker, at, look->set);
			if (!scanner) {
				axr_subject_problem(subject, AXR_TROUBLE_MEMORY, 0,
						    "no memory for a YARA scanner");
				return true;
			}
			axr_externals_of(subject, values);
			for (unsigned e = 0; e < AXR_EXTERNAL_PER_FILE; e++)
				axr_yara_set(scanner, e, values[e]);
		}
		if (!scan_layer(look, worker, scanner))
			return false;
	}
	return true;
}

static void rules_inspect(const void *opaque, void *worker_opaque, struct axr_subject *subject)
{
	const struct shared *shared = opaque;

	for (size_t i = 0; i < shared->count; i++) {
		struct look look = { .subject = subject, .set = &shared->sets[i] };

		if (!scan_set(&look, worker_opaque, i, shared->no_gate))
			return;
	}
}

const struct axr_detector axr_detector_yara = {
	.name = "yara",
	.open = rules_open,
	.close = rules_close,
	.digests = rules_digests,
	.count = rules_count,
	.worker_open = rules_worker_open,
	.worker_close = rules_worker_close,
	.interrupt = rules_interrupt,
	.inspect = rules_inspect,
};
