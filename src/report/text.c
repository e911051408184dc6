#include "report/text.h"

#include <stdio.h>
#include <stdlib.h>

#include "report/escape.h"

enum { /* what is shown of each without --all */
	SERIOUS_SHOWN = 200,
	NOTABLE_SHOWN = 50,
	INFO_SHOWN = 20,
	FOLDERS_KEPT = 500,
	NAMES_SHOWN = 5,
	PROBLEMS_SHOWN = 5,
	PROBLEMS_MAX = 100000, /* of each kind, with --all */
	HOSTS_MAX = 10000,
	COVERAGE_MAX = 16 << 20
};

static bool text_open(struct axr_reporter *reporter)
{
	struct axr_text *text = calloc(1, sizeof(*text));

	if (!text)
		return false;
	reporter->state = text;
	text->colour = reporter->colour;
	text->all = reporter->all;
	text->command = reporter->command;
	text->hosts.limit = HOSTS_MAX;
	text->coverage.limit = COVERAGE_MAX;
	if (!text->all) {
		text->levels[AXR_MALICIOUS].limit = SERIOUS_SHOWN;
		text->levels[AXR_SUSPICIOUS].limit = SERIOUS_SHOWN;
		text->levels[AXR_NOTABLE].limit = NOTABLE_SHOWN;
		text->levels[AXR_INFO].limit = INFO_SHOWN;
		text->levels[AXR_CLEAN].limit = INFO_SHOWN;
	}
	for (size_t i = 0; i < AXR_CLASSES; i++) {
		text->classes[i].limit = FOLDERS_KEPT;
		text->classes[i].name_limit = NAMES_SHOWN;
	}
	for (size_t i = 0; i <= AXR_TROUBLE_MEMORY; i++)
		text->troubles[i].limit = text->all ? PROBLEMS_MAX : PROBLEMS_SHOWN;
	return true;
}

/* Text of a record into a field of ours, escaped, cut where it does not fit. */
static void keep(char *field, size_t size, const char *value)
{
	struct axr_buf escaped = { 0 };

	axr_escape_text(&escaped, axr_span_str(value));
	snprintf(field, size, "%.*s", (int)escaped.len, escaped.len ? (char *)escaped.ptr : "");
	axr_buf_free(&escaped);
}

static void note_host(struct axr_text *text, const char *host)
{
	struct axr_span name = axr_span_str(host);

	if (!axr_text_lines_have(&text->hosts, name) && !axr_text_lines_add(&text->hosts, name))
		text->failed = true;
}

static void note_start(struct axr_text *text, const struct axr_start *start)
{
	keep(text->host, sizeof(text->host), start->host);
	keep(text->build, sizeof(text->build), start->build);
	keep(text->rules_id, sizeof(text->rules_id), start->rules_id);
	text->rules = start->rules;
	text->iocs = start->iocs;
	if (!text->starts++)
		text->started = start->time;
}

static void note_end(struct axr_text *text, const struct axr_end *end, const char *host)
{
	text->ends++;
	text->seconds += end->seconds;
	text->exit_status |= end->exit_status;
	if (end->stopped)
		keep(text->stopped, sizeof(text->stopped), end->stopped);
	for (size_t i = 0; i < AXR_LEVELS; i++)
		text->by_level[i] += end->by_level[i];
	for (size_t i = 0; i < AXR_CLASSES; i++)
		text->by_class[i] += end->by_class[i];
	axr_text_keep_coverage(text, end, host);
}

static void text_record(struct axr_reporter *reporter, const struct axr_record *record)
{
	struct axr_text *text = reporter->state;
	char host[256];

	if (record->kind == AXR_RECORD_START)
		note_start(text, record->start);
	keep(host, sizeof(host), record->host ? record->host : text->host);
	if (*host)
		note_host(text, host);
	switch (record->kind) {
	case AXR_RECORD_FINDING:
		axr_text_keep_finding(text, record->finding, host);
		break;
	case AXR_RECORD_PROBLEM:
		axr_text_keep_problem(text, record->problem);
		break;
	case AXR_RECORD_END:
		note_end(text, record->end, host);
		break;
	default:
		break;
	}
}

static void text_finish(struct axr_reporter *reporter)
{
	struct axr_text *text = reporter->state;
	struct axr_buf out = { 0 };

	axr_text_put_verdict(text, &out);
	axr_reporter_put(reporter, &out);
	axr_text_put_findings(text, reporter, &out);
	axr_text_put_problems(text, &out);
	axr_text_put_coverage(text, &out);
	axr_text_put_end(text, &out);
	axr_reporter_put(reporter, &out);
	axr_buf_free(&out);
	if (text->failed || text->coverage.failed)
		reporter->failed = true;
}

static void text_free(void *state)
{
	struct axr_text *text = state;

	if (!text)
		return;
	axr_text_lines_free(&text->hosts);
	for (size_t i = 0; i < AXR_LEVELS; i++)
		axr_text_entries_free(&text->levels[i]);
	for (size_t i = 0; i < AXR_CLASSES; i++)
		axr_text_folders_free(&text->classes[i]);
	for (size_t i = 0; i <= AXR_TROUBLE_MEMORY; i++)
		axr_text_lines_free(&text->troubles[i]);
	for (size_t i = 0; i < text->step_count; i++)
		free(text->steps[i]);
	axr_buf_free(&text->coverage);
	free(text);
}

const struct axr_report_format axr_report_text = {
	.name = "text",
	.suffixes = " .txt .text .log ",
	.open = text_open,
	.record = text_record,
	.finish = text_finish,
	.free = text_free,
};
