#include <signal.h>
#include <stdlib.h>

#include "options.h"
#include "output.h"
#include "progress.h"

struct values {
	bool help, quiet;
	struct cli_output_values output;
	struct cli_list rules, iocs, excludes;
	struct axr_options engine;
};

#define AT(field) offsetof(struct values, field)

static const struct cli_option options[] = {
	{ "format", 'f', CLI_STRING, AT(output.format), "FORMAT",
	  "of standard output: text (default), ndjson, csv" },
	{ "output", 'o', CLI_LIST, AT(output.files), "FILE",
	  "write FILE too, its format by its suffix; may be repeated" },
	{ "all", 'a', CLI_FLAG, AT(output.all), NULL, "every row, nothing grouped or cut" },
	{ "color", 0, CLI_STRING, AT(output.colour), "WHEN", "auto (default), always, never" },
	{ "quiet", 'q', CLI_FLAG, AT(quiet), NULL, "no progress on standard error" },
	{ "report", 0, CLI_LEVEL, AT(engine.report), "LEVEL",
	  "tell findings from LEVEL on: info, notable (default), ..." },
	{ "fail-on", 0, CLI_LEVEL, AT(engine.fail_on), "LEVEL",
	  "exit bit 1 from LEVEL on: notable, suspicious (default), malicious" },
	{ "rules", 'r', CLI_LIST, AT(rules), "FILE|DIR",
	  "also these YARA rules, source or compiled" },
	{ "ioc", 0, CLI_LIST, AT(iocs), "FILE|DIR",
	  "also these indicators, in the format of Loki and THOR" },
	{ "no-builtin", 0, CLI_FLAG, AT(engine.no_builtin), NULL,
	  "without the built-in rules and indicators" },
	{ "image", 0, CLI_STRING, AT(engine.image), "DIR",
	  "the system volume of a Windows server, mounted at DIR; without PATH its web folders" },
	{ "exclude", 'x', CLI_LIST, AT(excludes), "GLOB",
	  "leave out what matches: a name, or with a slash a path" },
	{ "one-file-system", 0, CLI_FLAG, AT(engine.one_file_system), NULL,
	  "do not enter other file systems" },
	{ "max-depth", 0, CLI_UNSIGNED, AT(engine.max_depth), "N",
	  "enter at most N folders below each other" },
	{ "threads", 't', CLI_UNSIGNED, AT(engine.threads), "N",
	  "work with N threads (default: one per processor)" },
	{ "nice", 0, CLI_FLAG, AT(engine.nice), NULL, "with the lowest CPU and I/O priority" },
	{ "max-rate", 0, CLI_UNSIGNED, AT(engine.max_rate), "MB/S",
	  "read at most so many megabytes a second" },
	{ "max-runtime", 0, CLI_UNSIGNED, AT(engine.max_runtime), "SECONDS",
	  "end after SECONDS and report what was found until then" },
	{ "window", 0, CLI_SIZE, AT(engine.window), "SIZE",
	  "hold at most SIZE of a file in memory (default 64M)" },
	{ "file-timeout", 0, CLI_UNSIGNED, AT(engine.file_timeout), "SECONDS",
	  "for the rules on one file (default 60; 0 for none)" },
	{ "help", 'h', CLI_HELP, AT(help), NULL, "this text" },
	{ 0 },
};

/* What a signal handler may reach: the scan that runs now. */
static struct axr_scan *volatile running;

static void on_signal(int number)
{
	struct axr_scan *scan = running;

	if (scan)
		axr_scan_stop(scan, number == SIGTERM ? "SIGTERM" : "SIGINT");
	/* whoever asks a second time does not want to wait for the report */
	signal(number, SIG_DFL);
}

static void catch_signals(struct axr_scan *scan)
{
	running = scan;
	signal(SIGINT, scan ? on_signal : SIG_DFL);
	signal(SIGTERM, scan ? on_signal : SIG_DFL);
}

/* What of the user's own files cannot be used is also said where it will be seen. */
static void on_record(void *outputs, const struct axr_record *record)
{
	const struct axr_problem *problem = record->problem;

	cli_outputs_record(outputs, record);
	if (record->kind != AXR_RECORD_PROBLEM || problem->trouble != AXR_TROUBLE_RULE)
		return;
	cli_complain(problem->path, problem->line, problem->text);
}

static int scan_paths(struct values *values, const struct cli_list *paths)
{
	struct cli_outputs outputs = { 0 };
	struct cli_progress *progress = NULL;
	struct axr_engine *engine = NULL;
	struct axr_scan *scan = NULL;
	struct axr_err err;
	int status;

	values->engine.rules = values->rules.items;
	values->engine.rule_count = values->rules.count;
	values->engine.iocs = values->iocs.items;
	values->engine.ioc_count = values->iocs.count;
	values->engine.excludes = values->excludes.items;
	values->engine.exclude_count = values->excludes.count;
	status = axr_engine_open(&engine, &values->engine, &err);
	if (status >= 0)
		status = axr_scan_open(&scan, engine, paths->items, paths->count, &err);
	if (status < 0) {
		status = cli_fail(cli_status(status), "%s", err.text);
		goto out;
	}
	status = cli_outputs_open(&outputs, "scan", &values->output);
	if (status)
		goto out;
	catch_signals(scan);
	if (!values->quiet)
		progress = cli_progress_start(scan);
	status = (int)axr_scan_run(scan, on_record, &outputs);
	cli_progress_stop(progress);
	catch_signals(NULL);
out:
	status = cli_outputs_close(&outputs, status);
	axr_scan_free(scan);
	axr_engine_free(engine);
	return status;
}

static int run(int argc, char **argv)
{
	struct values values = { 0 };
	struct cli_list paths = { 0 };
	int status;

	axr_options_init(&values.engine);
	status = cli_parse(&cli_scan, options, argc, argv, &values, &paths);
	if (status < 0 && !paths.count && !values.engine.image)
		status = cli_usage("scan", "no PATH given, and no --image");
	if (status < 0)
		status = scan_paths(&values, &paths);
	cli_list_free(&values.output.files);
	cli_list_free(&values.rules);
	cli_list_free(&values.iocs);
	cli_list_free(&values.excludes);
	cli_list_free(&paths);
	return status;
}

const struct cli_command cli_scan = {
	.name = "scan",
	.synopsis = "[OPTION]... [PATH]...",
	.summary = "Scan files and folders for web shells.",
	.run = run,
};
