#include "options.h"
#include "output.h"

struct values {
	bool help;
	struct cli_output_values output;
};

static const struct cli_option options[] = {
	{ "format", 'f', CLI_STRING, offsetof(struct values, output.format), "FORMAT",
	  "of standard output: text (default), ndjson, csv, sarif" },
	{ "output", 'o', CLI_LIST, offsetof(struct values, output.files), "FILE",
	  "write FILE too, its format by its suffix; may be repeated" },
	{ "all", 'a', CLI_FLAG, offsetof(struct values, output.all), NULL,
	  "every row, nothing grouped or cut" },
	{ "color", 0, CLI_STRING, offsetof(struct values, output.colour), "WHEN",
	  "auto (default), always, never" },
	{ "help", 'h', CLI_HELP, offsetof(struct values, help), NULL, "this text" },
	{ 0 },
};

static int convert(const struct values *values, const struct cli_list *files)
{
	struct cli_outputs outputs = { 0 };
	int status = cli_outputs_open(&outputs, "report", &values->output);

	if (!status) {
		struct axr_err err;

		status = axr_report_convert(files->items, files->count, cli_outputs_record,
					    &outputs, &err);
		if (status)
			status = cli_fail(status < 0 ? cli_status(status) : status, "%s", err.text);
	}
	return cli_outputs_close(&outputs, status);
}

static int run(int argc, char **argv)
{
	struct values values = { 0 };
	struct cli_list files = { 0 };
	int status = cli_parse(&cli_report, options, argc, argv, &values, &files);

	if (status < 0 && !files.count)
		status = cli_usage("report", "no FILE given");
	if (status < 0)
		status = convert(&values, &files);
	cli_list_free(&values.output.files);
	cli_list_free(&files);
	return status;
}

const struct cli_command cli_report = {
	.name = "report",
	.synopsis = "[OPTION]... FILE...",
	.summary = "Convert and merge NDJSON results of earlier scans.",
	.run = run,
};
