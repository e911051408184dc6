#include "report/reporter.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/span.h"

static const struct axr_report_format *const formats[] = {
	&axr_report_text,
	&axr_report_sarif, /* before ndjson: .sarif.json is not .json */
	&axr_report_ndjson,
	&axr_report_csv,
	&axr_report_hashdeep,
};

enum { FORMATS = sizeof(formats) / sizeof(*formats) };

const char *const *axr_report_formats(void)
{
	static const char *const names[] = { "text", "ndjson", "csv", "sarif", NULL };

	return names;
}

/* Whether file ends in one of the suffixes, in any case. */
static bool has_suffix(const char *file, const char *suffixes)
{
	struct axr_span rest = axr_span_str(suffixes), name = axr_span_str(file);

	while (rest.len) {
		struct axr_span suffix = axr_span_until(&rest, ' ');

		if (suffix.len && suffix.len < name.len &&
		    axr_span_ieq(axr_span_from(name, name.len - suffix.len), suffix))
			return true;
	}
	return false;
}

/* Whether the last part of the path has a dot that neither begins nor ends it. */
static bool has_any_suffix(const char *file)
{
	size_t len = strlen(file), at = len;

	while (at && file[at - 1] != '.' && file[at - 1] != '/' && file[at - 1] != '\\')
		at--;
	return at > 1 && at < len && file[at - 1] == '.' && file[at - 2] != '/' &&
	       file[at - 2] != '\\';
}

const char *axr_report_format_of(const char *file)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (has_suffix(file, formats[i]->suffixes))
			return formats[i]->name;
	return has_any_suffix(file) ? NULL : axr_report_text.name;
}

static const struct axr_report_format *find_format(const char *name)
{
	for (size_t i = 0; name && i < FORMATS; i++)
		if (!strcmp(name, formats[i]->name))
			return formats[i];
	return NULL;
}

static void free_reporter(struct axr_reporter *reporter)
{
	if (!reporter)
		return;
	if (reporter->format)
		reporter->format->free(reporter->state);
	free(reporter->command);
	free(reporter);
}

static int unknown(const char *name, struct axr_err *err)
{
	struct axr_buf known = { 0 };
	int status;

	for (const char *const *format = axr_report_formats(); *format; format++)
		axr_buf_printf(&known, "%s, ", *format);
	status = axr_fail(err, AXR_EUSAGE, "unknown report format '%.300s': %.*s%s", name,
			  (int)known.len, known.len ? (char *)known.ptr : "",
			  axr_report_hashdeep.name);
	axr_buf_free(&known);
	return status;
}

int axr_reporter_open(struct axr_reporter **reporter, const struct axr_report_options *options,
		      struct axr_err *err)
{
	const struct axr_report_format *format;
	const char *name = options->format;
	struct axr_reporter *made;
	int status;

	*reporter = NULL;
	if (!name)
		name = options->file ? axr_report_format_of(options->file) : axr_report_text.name;
	format = find_format(name);
	if (!name)
		return axr_fail(err, AXR_EUSAGE, "no report format has the suffix of '%.300s'",
				options->file);
	if (!format)
		return unknown(name, err);
	made = calloc(1, sizeof(*made));
	if (!made)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	made->format = format;
	made->colour = options->colour;
	made->all = options->all;
	if (options->command)
		made->command = strdup(options->command);
	if ((options->command && !made->command) || !format->open(made)) {
		free_reporter(made);
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	}
	status = axr_sink_open(&made->sink, options->file, err);
	if (status < 0) {
		free_reporter(made);
		return status;
	}
	axr_sink_write(made->sink, axr_span_str(format->begin));
	*reporter = made;
	return AXR_OK;
}

void axr_reporter_record(void *reporter, const struct axr_record *record)
{
	struct axr_reporter *self = reporter;

	if (!axr_sink_failed(self->sink))
		self->format->record(self, record);
}

static void put(struct axr_reporter *reporter, struct axr_buf *buf,
		void (*where)(struct axr_sink *sink, struct axr_span bytes))
{
	if (buf->failed)
		reporter->failed = true;
	else
		where(reporter->sink, axr_buf_span(buf));
	axr_buf_reset(buf);
}

void axr_reporter_put(struct axr_reporter *reporter, struct axr_buf *buf)
{
	put(reporter, buf, axr_sink_write);
}

void axr_reporter_put_row(struct axr_reporter *reporter, struct axr_buf *buf)
{
	put(reporter, buf, axr_sink_hold);
}

int axr_reporter_close(struct axr_reporter *reporter, struct axr_err *err)
{
	bool failed;
	int status;

	if (!reporter)
		return AXR_OK;
	if (reporter->format->finish && !axr_sink_failed(reporter->sink))
		reporter->format->finish(reporter);
	failed = reporter->failed;
	status = axr_sink_close(reporter->sink, !failed, err);
	free_reporter(reporter);
	if (failed && status == AXR_OK)
		status = axr_fail(err, AXR_ENOMEM, "the report is not complete: out of memory");
	return status;
}
