/*
 * SARIF 2.1.0 (OASIS): one run, whose results are written as they come; what must be gathered (the
 * rules, the files with their hashes, the problems) follows them.  The document is whole only when
 * the report is closed.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/span.h"
#include "report/json.h"
#include "report/reporter.h"

#define SCHEMA                                                                                     \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

enum {
	GATHERED_MAX = 32 << 20, /* of files or problems; the results have no limit */
	RULES_MAX = 10000        /* told with their description; more go without */
};

struct sarif_reporter {
	struct axr_buf result; /* at hand */
	struct axr_buf rules, artifacts, notifications, invocations; /* elements of arrays */
	char **rule_ids;
	size_t rule_count;
	uint64_t results;
	uint64_t untold; /* notifications of this scan for which there was no room */
	char host[256];
	struct axr_time started;
	bool running; /* a start without its end */
};

static const char begin[] =
	"{\"$schema\":\"" SCHEMA "\",\"version\":\"2.1.0\",\"runs\":[{\"results\":[";

/* RFC 3986: what is no unreserved character is written as %XX; '\' of a Windows path as '/'. */
static void put_uri_path(struct axr_buf *out, struct axr_span path, bool windows)
{
	for (size_t i = 0; i < path.len; i++) {
		uint8_t c = path.ptr[i];

		if (windows && c == '\\')
			c = '/';
		if (axr_is_alpha(c) || axr_is_digit(c) || (c && strchr("-._~/", c)) ||
		    (windows && c == ':' && i == 1))
			axr_buf_putc(out, c);
		else
			axr_buf_printf(out, "%%%02X", c);
	}
}

static void put_location(struct axr_buf *out, const char *key, struct axr_span path)
{
	bool drive = path.len > 2 && axr_is_alpha(path.ptr[0]) && path.ptr[1] == ':';
	bool share = axr_span_starts(path, "\\\\");
	struct axr_buf uri = { 0 };

	if (drive)
		axr_buf_puts(&uri, "file:///");
	else if (share)
		axr_buf_puts(&uri, "file:");
	else if (axr_span_starts(path, "/"))
		axr_buf_puts(&uri, "file://");
	put_uri_path(&uri, path, drive || share);
	axr_json_object(out, key);
	axr_json_span(out, "uri", axr_buf_span(&uri));
	axr_json_close(out, '}');
	out->failed = out->failed || uri.failed;
	axr_buf_free(&uri);
}

static void put_message(struct axr_buf *out, const char *key, struct axr_span text)
{
	axr_json_object(out, key);
	axr_json_span(out, "text", text.len ? text : axr_span_str("(nothing said)"));
	axr_json_close(out, '}');
}

/* Begins another element of an array that is gathered; false where there is no room for more. */
static bool next_element(struct axr_buf *out)
{
	if (out->len > GATHERED_MAX)
		return false;
	if (out->len)
		axr_buf_puts(out, ",\n");
	axr_json_object(out, NULL);
	return true;
}

static void put_rule(struct sarif_reporter *self, const char *id, const struct axr_reason *reason)
{
	struct axr_buf *out = &self->rules;

	if (!next_element(out))
		return;
	axr_json_string(out, "id", id);
	put_message(out, "shortDescription", axr_span_str(reason->title));
	if (reason->technique && *reason->technique) {
		axr_json_object(out, "properties");
		axr_json_array(out, "tags");
		axr_json_string(out, NULL, reason->technique);
		axr_json_close(out, ']');
		axr_json_close(out, '}');
	}
	axr_json_close(out, '}');
}

/* The number of this rule in the list, which gets it where it is new; -1: the list is full. */
static int64_t rule_index(struct sarif_reporter *self, const char *id,
			  const struct axr_reason *reason)
{
	char **grown;

	for (size_t i = 0; i < self->rule_count; i++)
		if (!strcmp(self->rule_ids[i], id))
			return (int64_t)i;
	if (self->rule_count == RULES_MAX || self->rules.len > GATHERED_MAX)
		return -1;
	grown = realloc(self->rule_ids, (self->rule_count + 1) * sizeof(*grown));
	if (!grown)
		return -1;
	self->rule_ids = grown;
	grown[self->rule_count] = strdup(id);
	if (!grown[self->rule_count])
		return -1;
	put_rule(self, id, reason);
	return (int64_t)self->rule_count++;
}

static void put_rule_ref(struct sarif_reporter *self, const struct axr_finding *finding)
{
	const struct axr_reason *best = finding->reasons;
	struct axr_buf id = { 0 };
	int64_t index;

	if (!finding->reason_count)
		return;
	axr_buf_printf(&id, "%s/%s", best->detector, best->rule);
	axr_buf_putc(&id, '\0');
	if (!id.failed) {
		index = rule_index(self, (const char *)id.ptr, best);
		axr_json_string(&self->result, "ruleId", (const char *)id.ptr);
		if (index >= 0)
			axr_json_int(&self->result, "ruleIndex", index);
	}
	axr_buf_free(&id);
}

static void put_why(struct axr_buf *out, const struct axr_finding *finding)
{
	struct axr_buf why = { .limit = 8192 };

	for (size_t i = 0; i < finding->reason_count && i < 5; i++) {
		axr_buf_puts(&why, i ? "; " : "");
		axr_buf_puts(&why, finding->reasons[i].title);
	}
	if (!finding->reason_count)
		axr_buf_printf(&why, "%s file", axr_class_name(finding->file_class));
	put_message(out, "message", axr_buf_span(&why));
	axr_buf_free(&why);
}

static void put_region(struct axr_buf *out, const struct axr_finding *finding)
{
	const struct axr_reason *best = finding->reasons;

	if (!finding->reason_count || (!best->line && !best->located))
		return;
	axr_json_object(out, "region");
	if (best->line)
		axr_json_number(out, "startLine", best->line);
	else
		axr_json_number(out, "byteOffset", best->offset);
	if (best->excerpt.len)
		put_message(out, "snippet", best->excerpt);
	axr_json_close(out, '}');
}

static void put_hashes(struct axr_buf *out, const struct axr_file *file)
{
	if (!file->digests)
		return;
	axr_json_object(out, "hashes");
	if (file->digests & AXR_MD5)
		axr_json_hex(out, "md5", axr_span(file->md5, sizeof(file->md5)));
	if (file->digests & AXR_SHA1)
		axr_json_hex(out, "sha-1", axr_span(file->sha1, sizeof(file->sha1)));
	if (file->digests & AXR_SHA256)
		axr_json_hex(out, "sha-256", axr_span(file->sha256, sizeof(file->sha256)));
	axr_json_close(out, '}');
}

/* No two artifacts may be the same, though reports merged may tell of a file twice. */
static void put_artifact(struct axr_buf *out, const struct axr_finding *finding, uint64_t result)
{
	const struct axr_file *file = finding->file;

	if (!next_element(out))
		return;
	put_location(out, "location", file->path);
	if (finding->file_class != AXR_CLASS_MISSING)
		axr_json_number(out, "length", file->size);
	put_hashes(out, file);
	axr_json_time(out, "lastModifiedTimeUtc", file->mtime);
	axr_json_object(out, "properties");
	axr_json_number(out, "result", result);
	axr_json_close(out, '}');
	axr_json_close(out, '}');
}

static void put_properties(struct axr_buf *out, const struct axr_finding *finding, const char *host)
{
	axr_json_object(out, "properties");
	axr_json_string(out, "host", host);
	axr_json_int(out, "score", finding->score);
	axr_json_string(out, "level", axr_level_name(finding->level));
	axr_json_string(out, "class", axr_class_name(finding->file_class));
	if (finding->file->digests & AXR_SHA256)
		axr_json_hex(out, "sha256", axr_span(finding->file->sha256, 32));
	if (finding->url_count) {
		axr_json_array(out, "url");
		for (size_t i = 0; i < finding->url_count; i++)
			axr_json_span(out, NULL, finding->urls[i]);
		axr_json_close(out, ']');
	}
	axr_json_string(out, "next", finding->next);
	axr_json_close(out, '}');
}

static void put_result(struct axr_reporter *reporter, const struct axr_finding *finding,
		       const char *host)
{
	static const char *const levels[] = {
		[AXR_CLEAN] = "note",          [AXR_INFO] = "note",       [AXR_NOTABLE] = "note",
		[AXR_SUSPICIOUS] = "warning", [AXR_MALICIOUS] = "error",
	};
	struct sarif_reporter *self = reporter->state;
	struct axr_buf *out = &self->result;

	axr_buf_puts(out, self->results++ ? ",\n" : "\n");
	axr_json_object(out, NULL);
	put_rule_ref(self, finding);
	axr_json_string(out, "kind", "fail");
	axr_json_string(out, "level", levels[finding->level]);
	put_why(out, finding);
	axr_json_array(out, "locations");
	axr_json_object(out, NULL);
	axr_json_object(out, "physicalLocation");
	put_location(out, "artifactLocation", finding->file->path);
	put_region(out, finding);
	axr_json_close(out, '}');
	axr_json_close(out, '}');
	axr_json_close(out, ']');
	if (*finding->id) {
		axr_json_object(out, "partialFingerprints");
		axr_json_string(out, "aspxrayFinding/v1", finding->id);
		axr_json_close(out, '}');
	}
	put_properties(out, finding, host);
	axr_json_close(out, '}');
	axr_reporter_put(reporter, out);
	put_artifact(&self->artifacts, finding, self->results - 1);
}

static void put_notification(struct sarif_reporter *self, const struct axr_problem *problem)
{
	struct axr_buf *out = &self->notifications;

	if (!next_element(out)) {
		self->untold++;
		return;
	}
	axr_json_object(out, "descriptor");
	axr_json_string(out, "id", axr_trouble_name(problem->trouble));
	axr_json_close(out, '}');
	axr_json_string(out, "level", problem->incomplete ? "error" : "warning");
	put_message(out, "message", problem->text);
	if (problem->path.len) {
		axr_json_array(out, "locations");
		axr_json_object(out, NULL);
		axr_json_object(out, "physicalLocation");
		put_location(out, "artifactLocation", problem->path);
		if (problem->line) {
			axr_json_object(out, "region");
			axr_json_number(out, "startLine", problem->line);
			axr_json_close(out, '}');
		}
		axr_json_close(out, '}');
		axr_json_close(out, '}');
		axr_json_close(out, ']');
	}
	axr_json_close(out, '}');
}

/* One scan, or what was told outside of any; end is NULL where there was none. */
static void put_invocation(struct sarif_reporter *self, const struct axr_end *end)
{
	struct axr_buf *out = &self->invocations;
	bool whole = end && !end->stopped && !(end->exit_status & AXR_EXIT_INCOMPLETE);
	bool running = self->running;

	self->running = false;
	if (!next_element(out))
		return;
	axr_buf_printf(out, "\"executionSuccessful\":%s", whole ? "true" : "false");
	if (end)
		axr_json_number(out, "exitCode", end->exit_status);
	axr_json_string(out, "exitCodeDescription",
			end       ? end->stopped
			: running ? "no end record"
				  : "results that could not be read");
	if (end || running)
		axr_json_time(out, "startTimeUtc", self->started);
	if (end)
		axr_json_time(out, "endTimeUtc", end->time);
	if (end || running)
		axr_json_string(out, "machine", self->host);
	if (self->notifications.len) {
		axr_json_array(out, "toolExecutionNotifications");
		axr_buf_put(out, axr_buf_span(&self->notifications));
		axr_json_close(out, ']');
	}
	if (self->untold) {
		axr_json_object(out, "properties");
		axr_json_number(out, "notificationsLeftOut", self->untold);
		axr_json_close(out, '}');
	}
	axr_json_close(out, '}');
	axr_buf_reset(&self->notifications);
	self->untold = 0;
}

static bool sarif_open(struct axr_reporter *reporter)
{
	reporter->state = calloc(1, sizeof(struct sarif_reporter));
	return reporter->state;
}

static void sarif_record(struct axr_reporter *reporter, const struct axr_record *record)
{
	struct sarif_reporter *self = reporter->state;

	switch (record->kind) {
	case AXR_RECORD_START:
		if (self->running || self->notifications.len)
			put_invocation(self, NULL);
		snprintf(self->host, sizeof(self->host), "%s",
			 record->start->host ? record->start->host : "");
		self->started = record->start->time;
		self->running = true;
		break;
	case AXR_RECORD_FINDING:
		put_result(reporter, record->finding, record->host ? record->host : self->host);
		break;
	case AXR_RECORD_PROBLEM:
		put_notification(self, record->problem);
		break;
	case AXR_RECORD_END:
		put_invocation(self, record->end);
		break;
	default:
		break;
	}
}

static void sarif_finish(struct axr_reporter *reporter)
{
	struct sarif_reporter *self = reporter->state;
	struct axr_buf *out = &self->result;

	if (self->running || self->notifications.len || !self->invocations.len)
		put_invocation(self, NULL);
	if (self->rules.failed || self->artifacts.failed || self->notifications.failed ||
	    self->invocations.failed)
		reporter->failed = true;
	axr_buf_puts(out, "],\n\"invocations\":[");
	axr_buf_put(out, axr_buf_span(&self->invocations));
	axr_buf_puts(out, "],\n\"artifacts\":[");
	axr_buf_put(out, axr_buf_span(&self->artifacts));
	axr_buf_puts(out, "],\n\"tool\":{\"driver\":{\"name\":\"aspxray\",\"version\":\"");
	axr_buf_puts(out, axr_version());
	axr_buf_puts(out, "\",\"rules\":[");
	axr_buf_put(out, axr_buf_span(&self->rules));
	axr_buf_puts(out, "]}}}]}\n");
	axr_reporter_put(reporter, out);
}

static void sarif_free(void *state)
{
	struct sarif_reporter *self = state;

	if (!self)
		return;
	for (size_t i = 0; i < self->rule_count; i++)
		free(self->rule_ids[i]);
	free(self->rule_ids);
	axr_buf_free(&self->result);
	axr_buf_free(&self->rules);
	axr_buf_free(&self->artifacts);
	axr_buf_free(&self->notifications);
	axr_buf_free(&self->invocations);
	free(self);
}

const struct axr_report_format axr_report_sarif = {
	.name = "sarif",
	.suffixes = " .sarif .sarif.json ",
	.open = sarif_open,
	.begin = begin,
	.record = sarif_record,
	.finish = sarif_finish,
	.free = sarif_free,
};
