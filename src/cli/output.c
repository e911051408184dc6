#include "output.h"

#include <stdlib.h>
#include <string.h>

#include "console.h"

/* Colour on a terminal only, and never against the user's will: https://no-color.org */
static bool wants_colour(const char *when)
{
	const char *no_color = getenv("NO_COLOR");

	if (when && !strcmp(when, "always"))
		return true;
	if (when && !strcmp(when, "never"))
		return false;
	if (no_color && *no_color)
		return false;
	return cli_console_has_colour();
}

static int open_one(struct cli_outputs *outputs, const char *command,
		    const struct axr_report_options *options)
{
	struct axr_err err;
	int status = axr_reporter_open(&outputs->reporters[outputs->count], options, &err);

	if (status == AXR_EUSAGE)
		return cli_usage(command, "%s", err.text);
	if (status < 0)
		return cli_fail(EXIT_RUN, "%s", err.text);
	outputs->count++;
	return 0;
}

/*
 * In what format a file is to be written; NULL where nobody says: to guess would give a page of
 * text to whoever wants another kind of page.
 */
static const char *format_of(const char *file, const struct cli_output_values *values)
{
	const char *own = values->file_format ? values->file_format : axr_report_format_of(file);

	return own ? own : values->format;
}

/* Before anything is opened: no file is left behind, empty, by a line that was wrong. */
static int check(const char *command, const struct cli_output_values *values)
{
	const char *when = values->colour;

	if (when && strcmp(when, "auto") && strcmp(when, "always") && strcmp(when, "never"))
		return cli_usage(command, "'%s' is no value for '--color': auto|always|never",
				 when);
	for (size_t i = 0; i < values->files.count; i++)
		if (!format_of(values->files.items[i], values))
			return cli_usage(command,
					 "the suffix of '%s' names no format: .txt, .ndjson, .csv, "
					 ".sarif, .hashdeep; or give --format",
					 values->files.items[i]);
	return 0;
}

int cli_outputs_open(struct cli_outputs *outputs, const char *command,
		     const struct cli_output_values *values)
{
	struct axr_report_options options = {
		.format = values->format ? values->format : "text",
		.colour = wants_colour(values->colour),
		.all = values->all,
	};
	int status = check(command, values);

	if (status)
		return status;
	outputs->reporters = calloc(values->files.count + 1, sizeof(*outputs->reporters));
	if (!outputs->reporters)
		return cli_fail(EXIT_RUN, "out of memory");
	/* standard output last: nothing is said there when a file cannot be opened */
	for (size_t i = 0; i < values->files.count; i++) {
		struct axr_report_options file = { .file = values->files.items[i],
						   .format = format_of(values->files.items[i],
								       values),
						   .all = values->all };

		status = open_one(outputs, command, &file);
		if (status)
			return status;
	}
	return strcmp(options.format, "none") ? open_one(outputs, command, &options) : 0;
}

void cli_outputs_record(void *user, const struct axr_record *record)
{
	struct cli_outputs *outputs = user;

	for (size_t i = 0; i < outputs->count; i++)
		axr_reporter_record(outputs->reporters[i], record);
}

int cli_outputs_close(struct cli_outputs *outputs, int status)
{
	for (size_t i = 0; i < outputs->count; i++) {
		struct axr_err err;

		if (axr_reporter_close(outputs->reporters[i], &err) < 0)
			status = cli_fail(EXIT_RUN, "%s", err.text);
	}
	free(outputs->reporters);
	outputs->reporters = NULL;
	outputs->count = 0;
	return status;
}
