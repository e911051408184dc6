/*
 * CSV (RFC 4180: every field quoted, CRLF): a header, then a row for each finding, each problem
 * and each file of an inventory.
 * Text of others is escaped as report/escape.h says; it is for spreadsheets, not for reading back.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/names.h"
#include "base/num.h"
#include "base/span.h"
#include "report/escape.h"
#include "report/reporter.h"

struct csv_reporter {
	struct axr_buf row;
	char host[256];
};

static const char header[] =
	"time,host,kind,level,score,class,path,url,title,detector,rule,layer,line,excerpt,"
	"technique,reasons,size,owner,created,mtime,ctime,accessed,attributes,md5,sha1,sha256,"
	"next,id,trouble,code,message,incomplete,group,mode,signature,signer\r\n";

static void put_span(struct axr_buf *row, struct axr_span value)
{
	axr_buf_puts(row, row->len ? ",\"" : "\"");
	axr_escape_csv(row, value);
	axr_buf_putc(row, '"');
}

static void put(struct axr_buf *row, const char *value)
{
	put_span(row, axr_span_str(value));
}

static void put_number(struct axr_buf *row, uint64_t value)
{
	char text[AXR_U64_DIGITS + 1];

	axr_format_u64(text, value);
	put(row, text);
}

static void put_time(struct axr_buf *row, struct axr_time time)
{
	char text[32];

	axr_format_time(text, sizeof(text), time);
	put(row, text);
}

static void put_empty(struct axr_buf *row, unsigned count)
{
	while (count--)
		put(row, "");
}

static void put_digest(struct axr_buf *row, const struct axr_file *file, unsigned which,
		       const uint8_t *digest, size_t size)
{
	char text[65] = "";

	if (file->digests & which)
		axr_format_hex(text, digest, size);
	put(row, text);
}

static void put_list(struct axr_buf *row, const struct axr_buf *list)
{
	if (list->failed)
		row->failed = true;
	put_span(row, axr_buf_span(list));
}

static void put_urls(struct axr_buf *row, const struct axr_finding *finding)
{
	struct axr_buf list = { 0 };

	for (size_t i = 0; i < finding->url_count; i++) {
		axr_buf_puts(&list, i ? " " : "");
		axr_buf_put(&list, finding->urls[i]);
	}
	put_list(row, &list);
	axr_buf_free(&list);
}

static void put_best(struct axr_buf *row, const struct axr_finding *finding)
{
	const struct axr_reason *best = finding->reasons;

	if (!finding->reason_count) {
		put_empty(row, 7);
		return;
	}
	put(row, best->title);
	put(row, best->detector);
	put(row, best->rule);
	put(row, best->layer);
	if (best->line)
		put_number(row, best->line);
	else
		put_empty(row, 1);
	put_span(row, best->excerpt);
	put(row, best->technique);
}

static void put_reasons(struct axr_buf *row, const struct axr_finding *finding)
{
	struct axr_buf list = { 0 };

	for (size_t i = 0; i < finding->reason_count; i++) {
		const struct axr_reason *reason = &finding->reasons[i];

		axr_buf_printf(&list, "%s%d %s %s", i ? " | " : "", reason->score,
			       reason->detector, reason->rule);
		if (reason->line)
			axr_buf_printf(&list, " line %" PRIu32, reason->line);
	}
	put_list(row, &list);
	axr_buf_free(&list);
}

static void put_attributes(struct axr_buf *row, unsigned attributes)
{
	struct axr_buf list = { 0 };

	for (unsigned bit = AXR_ATTR_READONLY; bit <= AXR_ATTR_SYSTEM; bit <<= 1) {
		if (!(attributes & bit))
			continue;
		axr_buf_puts(&list, list.len ? " " : "");
		axr_buf_puts(&list, axr_attribute_name(bit));
	}
	put_list(row, &list);
	axr_buf_free(&list);
}

/* The steps on one line. */
static void put_next(struct axr_buf *row, const char *next)
{
	struct axr_buf list = { 0 };

	axr_buf_puts(&list, next);
	for (size_t i = 0; i < list.len; i++)
		if (list.ptr[i] == '\n')
			list.ptr[i] = ' ';
	put_list(row, &list);
	axr_buf_free(&list);
}

static void put_facts(struct axr_buf *row, const struct axr_file *file, bool missing)
{
	if (missing)
		put_empty(row, 1);
	else
		put_number(row, file->size);
	put_span(row, file->owner);
	put_time(row, file->created);
	put_time(row, file->mtime);
	put_time(row, file->ctime);
	put_time(row, file->accessed);
	put_attributes(row, file->attributes);
	put_digest(row, file, AXR_MD5, file->md5, sizeof(file->md5));
	put_digest(row, file, AXR_SHA1, file->sha1, sizeof(file->sha1));
	put_digest(row, file, AXR_SHA256, file->sha256, sizeof(file->sha256));
}

static void put_rest(struct axr_buf *row, const struct axr_file *file)
{
	char mode[16] = "";

	if (file->mode)
		snprintf(mode, sizeof(mode), "%04o", file->mode);
	put_span(row, file->group);
	put(row, mode);
	put(row, file->signature ? axr_signature_name(file->signature) : "");
	put_span(row, file->signer);
}

static void put_finding(struct axr_buf *row, const struct axr_finding *finding)
{
	const struct axr_file *file = finding->file;

	put(row, "finding");
	put(row, axr_level_name(finding->level));
	put_number(row, (uint64_t)finding->score);
	put(row, axr_class_name(finding->file_class));
	put_span(row, file->path);
	put_urls(row, finding);
	put_best(row, finding);
	put_reasons(row, finding);
	put_facts(row, file, finding->file_class == AXR_CLASS_MISSING);
	put_next(row, finding->next);
	put(row, finding->id);
	put_empty(row, 4);
	put_rest(row, file);
}

static void put_state(struct axr_buf *row, const struct axr_file *file)
{
	put(row, "file");
	put_empty(row, 3);
	put_span(row, file->path);
	put_empty(row, 9);
	put_facts(row, file, false);
	put_empty(row, 6);
	put_rest(row, file);
}

static void put_problem(struct axr_buf *row, const struct axr_problem *problem)
{
	char code[16] = "";

	put(row, "problem");
	put_empty(row, 3);
	put_span(row, problem->path);
	put_empty(row, 5);
	if (problem->line)
		put_number(row, problem->line);
	else
		put_empty(row, 1);
	put_empty(row, 15);
	put(row, axr_trouble_name(problem->trouble));
	if (problem->code)
		snprintf(code, sizeof(code), "%d", problem->code);
	put(row, code);
	put_span(row, problem->text);
	put(row, problem->incomplete ? "yes" : "no");
	put_empty(row, 4);
}

static bool csv_open(struct axr_reporter *reporter)
{
	reporter->state = calloc(1, sizeof(struct csv_reporter));
	return reporter->state;
}

static void csv_record(struct axr_reporter *reporter, const struct axr_record *record)
{
	struct csv_reporter *self = reporter->state;
	struct axr_buf *row = &self->row;

	if (record->kind == AXR_RECORD_START)
		snprintf(self->host, sizeof(self->host), "%s",
			 record->start->host ? record->start->host : "");
	if (record->kind == AXR_RECORD_START || record->kind == AXR_RECORD_END)
		return;
	put_time(row, record->time);
	put(row, record->host ? record->host : self->host);
	if (record->kind == AXR_RECORD_FINDING)
		put_finding(row, record->finding);
	else if (record->kind == AXR_RECORD_STATE)
		put_state(row, record->file);
	else
		put_problem(row, record->problem);
	axr_buf_puts(row, "\r\n");
	if (record->kind == AXR_RECORD_STATE)
		axr_reporter_put_row(reporter, row);
	else
		axr_reporter_put(reporter, row);
}

static void csv_free(void *state)
{
	struct csv_reporter *self = state;

	if (self)
		axr_buf_free(&self->row);
	free(self);
}

const struct axr_report_format axr_report_csv = {
	.name = "csv",
	.suffixes = " .csv ",
	.open = csv_open,
	.begin = header,
	.record = csv_record,
	.free = csv_free,
};
