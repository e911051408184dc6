#include "report/ndjson.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/span.h"
#include "report/json.h"
#include "report/reporter.h"

static void open_line(struct axr_buf *out, const struct axr_record *record)
{
	axr_json_object(out, NULL);
	axr_json_time(out, "@timestamp", record->time);
	axr_json_object(out, "ecs");
	axr_json_string(out, "version", AXR_ECS_VERSION);
	axr_json_close(out, '}');
}

/* A JSON array of one or two strings. */
static void put_pair(struct axr_buf *out, const char *key, const char *first, const char *second)
{
	axr_json_array(out, key);
	axr_json_string(out, NULL, first);
	axr_json_string(out, NULL, second);
	axr_json_close(out, ']');
}

/* Opens "event"; the caller adds what is its own and closes it. */
static void open_event(struct axr_buf *out, const char *kind, const char *category,
		       const char *type, const char *action, const char *dataset)
{
	axr_json_object(out, "event");
	axr_json_string(out, "kind", kind);
	if (!strcmp(category, "malware"))
		put_pair(out, "category", "malware", "file");
	else
		put_pair(out, "category", category, NULL);
	put_pair(out, "type", type, NULL);
	axr_json_string(out, "action", action);
	axr_json_string(out, "module", "aspxray");
	axr_json_string(out, "dataset", dataset);
}

static void put_origin(struct axr_buf *out, const struct axr_ndjson *state,
		       const struct axr_record *record)
{
	const char *host = record->host ? record->host : state->host;

	if (*host) {
		axr_json_object(out, "host");
		axr_json_string(out, "name", host);
		axr_json_close(out, '}');
	}
	axr_json_object(out, "observer");
	axr_json_string(out, "vendor", "aspxray");
	axr_json_string(out, "product", "aspxray");
	axr_json_string(out, "version", axr_version());
	axr_json_string(out, "type", "scanner");
	axr_json_close(out, '}');
}

static void put_rules(struct axr_buf *out, const struct axr_ndjson *state)
{
	axr_json_object(out, "rules");
	axr_json_number(out, "yara", state->rules);
	axr_json_number(out, "indicators", state->iocs);
	axr_json_string(out, "id", state->rules_id);
	axr_json_close(out, '}');
}

static void put_coverage(struct axr_buf *out, const struct axr_root *root)
{
	size_t start;

	axr_json_number(out, "directories", root->dirs);
	axr_json_number(out, "files", root->seen);
	axr_json_number(out, "hashed", root->hashed);
	axr_json_number(out, "scanned", root->scanned);
	axr_json_number(out, "known", root->known);
	axr_json_number(out, "failed", root->failed);
	axr_json_number(out, "bytes", root->bytes);
	start = out->len;
	axr_json_object(out, "skipped");
	for (int i = 0; i < AXR_SKIP_COUNT; i++)
		axr_json_count(out, axr_skip_name((enum axr_skip)i), root->skipped[i]);
	axr_json_close_empty(out, '}', start);
}

static void put_roots(struct axr_buf *out, const struct axr_root *roots, size_t count, bool counts)
{
	size_t start = out->len;

	axr_json_array(out, "roots");
	for (size_t i = 0; i < count; i++) {
		axr_json_object(out, NULL);
		axr_json_span(out, "path", roots[i].path);
		axr_json_lost(out, "path_hex", roots[i].path);
		axr_json_string(out, "origin", roots[i].origin);
		axr_json_true(out, "missing", roots[i].missing);
		if (counts)
			put_coverage(out, &roots[i]);
		axr_json_close(out, '}');
	}
	axr_json_close_empty(out, ']', start);
	start = out->len;
	axr_json_array(out, "missing_roots");
	for (size_t i = 0; i < count; i++)
		if (roots[i].missing)
			axr_json_span(out, NULL, roots[i].path);
	axr_json_close_empty(out, ']', start);
}

static void put_start(struct axr_buf *out, struct axr_ndjson *state,
		      const struct axr_record *record)
{
	const struct axr_start *start = record->start;

	snprintf(state->host, sizeof(state->host), "%s", start->host ? start->host : "");
	memcpy(state->rules_id, start->rules_id, sizeof(state->rules_id));
	state->rules_id[sizeof(state->rules_id) - 1] = '\0';
	state->rules = start->rules;
	state->iocs = start->iocs;
	open_event(out, "event", "process", "start", "scan-start", "aspxray.scan");
	axr_json_time(out, "start", start->time);
	axr_json_close(out, '}');
	put_origin(out, state, record);
	axr_json_object(out, "aspxray");
	put_roots(out, start->roots, start->root_count, false);
	put_rules(out, state);
	axr_json_string(out, "image", start->image);
	axr_json_string(out, "build", start->build);
	axr_json_string(out, "backup_privilege", start->backup_privilege);
	axr_json_close(out, '}');
}

static void put_end(struct axr_buf *out, const struct axr_ndjson *state,
		    const struct axr_record *record)
{
	const struct axr_end *end = record->end;
	bool whole = !end->stopped && !(end->exit_status & AXR_EXIT_INCOMPLETE);

	open_event(out, "event", "process", "end", "scan-end", "aspxray.scan");
	axr_json_string(out, "outcome", whole ? "success" : "failure");
	axr_json_time(out, "end", end->time);
	axr_json_number(out, "duration",
			end->seconds > 0 && end->seconds < 1e9
				? (uint64_t)(end->seconds * 1e9 + 0.5)
				: 0);
	axr_json_close(out, '}');
	put_origin(out, state, record);
	axr_json_object(out, "aspxray");
	axr_json_object(out, "levels");
	for (int i = AXR_MALICIOUS; i >= AXR_CLEAN; i--)
		axr_json_number(out, axr_level_name((enum axr_level)i), end->by_level[i]);
	axr_json_close(out, '}');
	axr_json_object(out, "classes");
	for (int i = AXR_CLASS_MATCH; i <= AXR_CLASS_STOCK; i++)
		axr_json_number(out, axr_class_name((enum axr_class)i), end->by_class[i]);
	axr_json_close(out, '}');
	axr_json_number(out, "problems", end->problems);
	axr_json_object(out, "total");
	put_coverage(out, &end->total);
	axr_json_close(out, '}');
	put_roots(out, end->roots, end->root_count, true);
	put_rules(out, state);
	axr_json_string(out, "build", end->build);
	axr_json_string(out, "stopped", end->stopped);
	axr_json_number(out, "exit_status", end->exit_status);
	axr_json_close(out, '}');
}

/* What happened, for a person: the titles of the best reasons. */
static void put_why(struct axr_buf *out, const struct axr_finding *finding)
{
	struct axr_buf why = { .limit = 4096 };

	for (size_t i = 0; i < finding->reason_count && i < 3; i++) {
		axr_buf_puts(&why, i ? "; " : "");
		axr_buf_puts(&why, finding->reasons[i].title);
	}
	axr_json_span(out, "reason", axr_buf_span(&why));
	axr_buf_free(&why);
}

static void put_finding(struct axr_buf *out, const struct axr_ndjson *state,
			const struct axr_record *record)
{
	const struct axr_finding *finding = record->finding;
	bool match = finding->file_class == AXR_CLASS_MATCH || finding->level >= AXR_SUSPICIOUS;
	char action[32];

	snprintf(action, sizeof(action), "file-%s", axr_class_name(finding->file_class));
	open_event(out, "alert", match ? "malware" : "file", "info",
		   match ? "webshell-match" : action, "aspxray.finding");
	axr_json_string(out, "id", finding->id);
	axr_json_int(out, "severity", finding->score);
	axr_json_int(out, "risk_score", finding->score);
	axr_buf_puts(out, ".0");
	put_why(out, finding);
	axr_json_close(out, '}');
	put_origin(out, state, record);
	axr_ndjson_file(out, finding->file, finding->file_class == AXR_CLASS_MISSING);
	axr_ndjson_rule(out, finding);
	axr_ndjson_threat(out, finding);
	axr_ndjson_finding(out, finding);
}

static void put_problem(struct axr_buf *out, const struct axr_ndjson *state,
			const struct axr_record *record)
{
	const struct axr_problem *problem = record->problem;
	char code[16];

	open_event(out, "event", "file", "access", "file-problem", "aspxray.problem");
	axr_json_string(out, "outcome", "failure");
	axr_json_span(out, "reason", problem->text);
	axr_json_close(out, '}');
	put_origin(out, state, record);
	if (problem->path.len) {
		axr_json_object(out, "file");
		axr_json_span(out, "path", problem->path);
		axr_json_close(out, '}');
	}
	axr_json_object(out, "error");
	if (problem->code) {
		snprintf(code, sizeof(code), "%d", problem->code);
		axr_json_string(out, "code", code);
	}
	axr_json_span(out, "message", problem->text);
	axr_json_string(out, "type", axr_trouble_name(problem->trouble));
	axr_json_close(out, '}');
	axr_json_object(out, "aspxray");
	axr_json_string(out, "trouble", axr_trouble_name(problem->trouble));
	axr_json_true(out, "incomplete", problem->incomplete);
	axr_json_count(out, "line", problem->line);
	axr_json_lost(out, "path_hex", problem->path);
	axr_json_lost(out, "text_hex", problem->text);
	axr_json_close(out, '}');
}

static void put_state(struct axr_buf *out, const struct axr_ndjson *state,
		      const struct axr_record *record)
{
	size_t start;

	open_event(out, "state", "file", "info", "inventory", "aspxray.inventory");
	axr_json_close(out, '}');
	put_origin(out, state, record);
	axr_ndjson_file(out, record->file, false);
	start = out->len;
	axr_json_object(out, "aspxray");
	axr_ndjson_file_extras(out, record->file);
	axr_json_close_empty(out, '}', start);
}

void axr_ndjson_line(struct axr_buf *out, struct axr_ndjson *state, const struct axr_record *record)
{
	open_line(out, record);
	switch (record->kind) {
	case AXR_RECORD_START:
		put_start(out, state, record);
		break;
	case AXR_RECORD_FINDING:
		put_finding(out, state, record);
		break;
	case AXR_RECORD_PROBLEM:
		put_problem(out, state, record);
		break;
	case AXR_RECORD_STATE:
		put_state(out, state, record);
		break;
	case AXR_RECORD_END:
		put_end(out, state, record);
		break;
	}
	axr_buf_puts(out, "}\n");
}

struct ndjson_reporter {
	struct axr_ndjson ndjson;
	struct axr_buf line;
};

static bool ndjson_open(struct axr_reporter *reporter)
{
	reporter->state = calloc(1, sizeof(struct ndjson_reporter));
	return reporter->state;
}

static void ndjson_record(struct axr_reporter *reporter, const struct axr_record *record)
{
	struct ndjson_reporter *self = reporter->state;

	axr_ndjson_line(&self->line, &self->ndjson, record);
	if (record->kind == AXR_RECORD_STATE)
		axr_reporter_put_row(reporter, &self->line);
	else
		axr_reporter_put(reporter, &self->line);
}

static void ndjson_free(void *state)
{
	struct ndjson_reporter *self = state;

	if (self)
		axr_buf_free(&self->line);
	free(self);
}

const struct axr_report_format axr_report_ndjson = {
	.name = "ndjson",
	.suffixes = " .ndjson .jsonl .json ",
	.open = ndjson_open,
	.record = ndjson_record,
	.free = ndjson_free,
};
