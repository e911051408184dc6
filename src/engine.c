#include "engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/num.h"
#include "base/span.h"
#include "baselines.h"
#include "detect/builtin.h"
#include "discover/live.h"
#include "known/crypto.h"
#include "os/os.h"
#include "os/registry.h"
#include "sources.h"

/* Copies what the detectors tell: it dies with them, or before. */
static void on_loaded(void *user, const struct axr_rule_info *info)
{
	struct axr_engine *engine = user;
	struct axr_arena *arena = &engine->arena;
	struct axr_rule_info *rules = engine->rules;

	if (engine->rule_count == engine->rule_cap) {
		rules = axr_arena_grow(arena, rules, engine->rule_count, &engine->rule_cap,
				       sizeof(*rules));
		if (!rules)
			return; /* the arena remembers, and opening fails */
		engine->rules = rules;
	}
	rules += engine->rule_count++;
	*rules = *info;
	rules->source = axr_arena_str(arena, axr_span_str(info->source));
	rules->name = info->name ? axr_arena_str(arena, axr_span_str(info->name)) : NULL;
	rules->title = info->title ? axr_arena_str(arena, axr_span_str(info->title)) : NULL;
	rules->failure = info->failure ? axr_arena_str(arena, axr_span_str(info->failure)) : NULL;
}

static struct axr_span identity(const struct axr_source *source)
{
	return source->builtin ? source->id : source->bytes;
}

/* One digest over all that was loaded, so that two runs can be compared. */
static int make_rules_id(struct axr_engine *engine, const struct axr_detect_setup *setup,
			 struct axr_err *err)
{
	struct axr_span *fields = calloc(setup->rule_count + setup->ioc_count + 1, sizeof(*fields));
	size_t count = 0;
	uint8_t digest[32];

	if (!fields)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	for (size_t i = 0; i < setup->rule_count; i++)
		fields[count++] = identity(&setup->rules[i]);
	count++; /* an empty one, between rules and indicators */
	for (size_t i = 0; i < setup->ioc_count; i++)
		fields[count++] = identity(&setup->iocs[i]);
	axr_digest_fields(fields, count, digest);
	axr_format_hex(engine->rules_id, digest, sizeof(digest));
	free(fields);
	return AXR_OK;
}

static int load(struct axr_sources *sources, struct axr_arena *arena, const char *const *paths,
		size_t count, enum axr_source_kind kind, struct axr_err *err)
{
	int status = AXR_OK;

	for (size_t i = 0; i < count && status == AXR_OK; i++)
		status = axr_sources_load(sources, arena, paths[i], kind, err);
	return status;
}

static int load_builtin(struct axr_sources *rules, struct axr_sources *iocs,
			struct axr_builtin *builtin, struct axr_arena *arena, struct axr_err *err)
{
	int status = axr_builtin_open(builtin, err);

	for (size_t i = 0; i < builtin->rule_count && status == AXR_OK; i++)
		status = axr_sources_add(rules, arena, &builtin->rules[i], err);
	for (size_t i = 0; i < builtin->ioc_count && status == AXR_OK; i++)
		status = axr_sources_add(iocs, arena, &builtin->iocs[i], err);
	return status;
}

static int open_detectors(struct axr_engine *engine, const struct axr_options *options,
			  struct axr_err *err)
{
	struct axr_sources rules = { 0 }, iocs = { 0 };
	struct axr_builtin builtin = { 0 };
	struct axr_arena arena; /* of the sources: the detectors keep what they need */
	struct axr_detect_setup setup = {
		.no_gate = options->no_gate,
		.loaded = on_loaded,
		.user = engine,
	};
	int status = AXR_OK;

	axr_arena_init(&arena, 0);
	if (!options->no_builtin)
		status = load_builtin(&rules, &iocs, &builtin, &arena, err);
	if (status == AXR_OK)
		status = load(&rules, &arena, options->rules, options->rule_count, AXR_SOURCE_RULES,
			      err);
	if (status == AXR_OK)
		status = load(&iocs, &arena, options->iocs, options->ioc_count, AXR_SOURCE_IOCS,
			      err);
	setup.rules = rules.items;
	setup.rule_count = rules.count;
	setup.iocs = iocs.items;
	setup.ioc_count = iocs.count;
	if (status == AXR_OK)
		status = make_rules_id(engine, &setup, err);
	if (status == AXR_OK)
		status = axr_detectors_open(&engine->detectors, &setup, err);
	if (status == AXR_OK)
		engine->loaded = axr_detectors_count(engine->detectors);
	axr_builtin_free(&builtin);
	axr_arena_free(&arena);
	return status;
}

static void on_trouble(void *user, const struct axr_problem *problem)
{
	struct axr_engine *engine = user;
	struct axr_problem *troubles = engine->troubles;

	if (engine->trouble_count == engine->trouble_cap)
		troubles = axr_arena_grow(&engine->arena, troubles, engine->trouble_count,
					  &engine->trouble_cap, sizeof(*troubles));
	if (!troubles)
		return; /* the arena remembers, and opening fails */
	engine->troubles = troubles;
	troubles += engine->trouble_count++;
	*troubles = *problem;
	troubles->path = axr_arena_copy(&engine->arena, problem->path);
	troubles->text = axr_arena_copy(&engine->arena, problem->text);
}

bool axr_can_be_live(void)
{
	return axr_os_has_registry();
}

static int discover(struct axr_engine *engine, struct axr_err *err)
{
	const struct axr_options *options = &engine->options;
	const struct axr_discover_setup setup = {
		.image = options->image,
		.live = options->image ? NULL : &axr_live_host,
		.problem = on_trouble,
		.user = engine,
	};

	if (!options->image && !options->live)
		return AXR_OK;
	if (!options->image && !axr_can_be_live())
		return axr_fail(err, AXR_EUSAGE, "this host is no Windows server: name folders");
	return axr_discover_open(&engine->server, &setup, err);
}

static void copy_excludes(struct axr_engine *engine, const struct axr_options *options)
{
	const char **copies = axr_arena_array(&engine->arena, options->exclude_count + 1,
					      sizeof(*copies));

	for (size_t i = 0; copies && i < options->exclude_count; i++)
		copies[i] = axr_arena_str(&engine->arena, axr_span_str(options->excludes[i]));
	engine->options.excludes = copies;
}

/* What may go into every report and script as it is. */
static bool is_host(const char *name)
{
	const size_t len = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
					"0123456789-_.");

	return len && !name[len] && len < sizeof(((struct axr_engine *)NULL)->host);
}

/* Findings of an image are not those of the machine that it is mounted on. */
static void name_host(struct axr_engine *engine, const char *given)
{
	const char *computer = engine->options.image ? axr_discover_computer(engine->server) : "";

	if (given || is_host(computer))
		snprintf(engine->host, sizeof(engine->host), "%s", given ? given : computer);
	else if (!engine->options.image)
		axr_os_host(engine->host, sizeof(engine->host));
}

int axr_engine_open(struct axr_engine **out, const struct axr_options *options, struct axr_err *err)
{
	struct axr_engine *engine = calloc(1, sizeof(*engine));
	int status;

	*out = NULL;
	if (!engine)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	if (options->host && !is_host(options->host)) {
		free(engine);
		return axr_fail(err, AXR_EUSAGE,
				"'%s' is no name of a host: 1 to 255 letters, digits, '-', '_' "
				"and '.'", options->host);
	}
	axr_crypto_start();
	axr_arena_init(&engine->arena, 0);
	engine->options = *options;
	engine->options.rules = engine->options.iocs = engine->options.baselines = NULL;
	engine->options.rule_count = engine->options.ioc_count = 0;
	engine->options.baseline_count = 0;
	engine->options.trust = NULL;
	copy_excludes(engine, options);
	engine->backup_privilege = axr_os_take_backup_privilege();
	if (options->image)
		engine->options.image =
			axr_arena_str(&engine->arena, axr_span_str(options->image));
	engine->options.host = NULL;
	status = discover(engine, err);
	if (status == AXR_OK)
		name_host(engine, options->host);
	if (status == AXR_OK)
		status = axr_baselines_open(&engine->known, options, err);
	if (status == AXR_OK)
		status = open_detectors(engine, options, err);
	if (status == AXR_OK && engine->arena.failed)
		status = axr_fail(err, AXR_ENOMEM, "out of memory");
	if (status < 0) {
		axr_engine_free(engine);
		return status;
	}
	*out = engine;
	return AXR_OK;
}

void axr_engine_free(struct axr_engine *engine)
{
	if (!engine)
		return;
	axr_detectors_free(engine->detectors);
	axr_known_free(engine->known);
	axr_discover_free(engine->server);
	axr_arena_free(&engine->arena);
	free(engine);
}

void axr_engine_rules(const struct axr_engine *engine, axr_rule_fn fn, void *user)
{
	for (size_t i = 0; i < engine->rule_count; i++)
		fn(user, &engine->rules[i]);
}
