#include <string.h>

#include "options.h"
#include "run.h"

struct values {
	bool help, quiet, inventory, no_hash;
	struct cli_output_values output;
	struct cli_list rules, iocs, excludes, baselines;
	struct axr_options engine;
};

#define AT(field) offsetof(struct values, field)

static const struct cli_option options[] = {
	{ "format", 'f', CLI_STRING, AT(output.format), "FORMAT",
	  "of standard output: text (default), ndjson, csv, sarif" },
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
	{ "no-gate", 0, CLI_FLAG, AT(engine.no_gate), NULL,
	  "every rule over every file, not only over what it can match: slower" },
	{ "image", 0, CLI_STRING, AT(engine.image), "DIR",
	  "the system volume of a Windows server, mounted at DIR; without PATH its web folders" },
	{ "host", 0, CLI_STRING, AT(engine.host), "NAME",
	  "the host to tell of (default: of the image by its registry, else this one)" },
	{ "baseline", 'b', CLI_LIST, AT(baselines), "FILE",
	  "report what is not as this list says: hashdeep, sha256sum, AIDE, ..." },
	{ "trust", 0, CLI_STRING, AT(engine.trust), "PUBKEY",
	  "use only baselines signed with this minisign key (file or text)" },
	{ "paranoid", 0, CLI_FLAG, AT(engine.paranoid), NULL,
	  "scan known good content too" },
	{ "inventory", 0, CLI_FLAG, AT(inventory), NULL,
	  "tell the facts and hashes of every file and look for nothing: csv, ndjson, hashdeep" },
	{ "no-hash", 0, CLI_FLAG, AT(no_hash), NULL, "with --inventory: the facts alone, unread" },
	{ "exclude", 'x', CLI_LIST, AT(excludes), "GLOB",
	  "leave out what matches: a name, or with a slash a path" },
	{ "one-file-system", 0, CLI_FLAG, AT(engine.one_file_system), NULL,
	  "do not enter other file systems" },
	{ "max-depth", 0, CLI_UNSIGNED, AT(engine.max_depth), "N",
	  "enter at most N folders below each other (default, and 0: 16384)" },
	{ "threads", 't', CLI_UNSIGNED, AT(engine.threads), "N",
	  "work with N threads (default, and 0: one per processor)" },
	{ "nice", 0, CLI_FLAG, AT(engine.nice), NULL, "with the lowest CPU and I/O priority" },
	{ "max-rate", 0, CLI_UNSIGNED, AT(engine.max_rate), "MB/S",
	  "read at most so many megabytes a second (0: no limit)" },
	{ "max-runtime", 0, CLI_UNSIGNED, AT(engine.max_runtime), "SECONDS",
	  "end after SECONDS and report what was found until then (0: no limit)" },
	{ "window", 0, CLI_SIZE, AT(engine.window), "SIZE",
	  "hold at most SIZE of a file in memory (default 64M)" },
	{ "file-timeout", 0, CLI_UNSIGNED, AT(engine.file_timeout), "SECONDS",
	  "to look at one file (default 60; 0: no limit)" },
	{ "help", 'h', CLI_HELP, AT(help), NULL, "this text" },
	{ 0 },
};

/* Nothing is looked for, so nothing is loaded to look with. */
static void take_inventory(struct values *values)
{
	values->engine.inventory = values->no_hash ? AXR_INVENTORY_FACTS : AXR_INVENTORY_HASHES;
	values->engine.no_builtin = true;
	if (!values->output.format)
		values->output.format = "csv";
}

/* Of the i-th output; behind the files comes standard output.  NULL where nobody says. */
static const char *format_at(const struct cli_output_values *output, size_t i)
{
	const char *own = NULL;

	if (i < output->files.count)
		own = axr_report_format_of(output->files.items[i]);
	return own ? own : output->format;
}

static bool is_format(const char *format, const char *name)
{
	return format && !strcmp(format, name);
}

/* A report in the other formats would say that nothing was found. */
static bool holds_no_rows(const char *format)
{
	return is_format(format, "text") || is_format(format, "sarif");
}

static int check_inventory(const struct values *values)
{
	const struct cli_output_values *output = &values->output;

	if (values->rules.count || values->iocs.count || values->baselines.count ||
	    values->engine.trust)
		return cli_usage("scan", "--inventory looks for nothing: no --rules, --ioc, "
					 "--baseline, --trust");
	if (holds_no_rows(output->format))
		return cli_usage("scan", "an inventory is csv, ndjson or hashdeep, not %s",
				 output->format);
	for (size_t i = 0; i < output->files.count; i++)
		if (!format_at(output, i) || holds_no_rows(format_at(output, i)))
			return cli_usage("scan", "an inventory is csv, ndjson or hashdeep: '%s'",
					 output->files.items[i]);
	return -1;
}

/* A list without hashes has no row; who compares with it later would take it for one. */
static int check_hash_lists(const struct values *values)
{
	bool any = false;

	for (size_t i = 0; i <= values->output.files.count; i++)
		any |= is_format(format_at(&values->output, i), "hashdeep");
	if (any && values->no_hash)
		return cli_usage("scan", "hashdeep is a format of hashes: not with --no-hash");
	if (any && !values->inventory)
		return cli_usage("scan", "hashdeep holds no findings: with --inventory it lists "
					 "hashes, and 'aspxray baseline create' makes a baseline");
	return -1;
}

/* What cannot be meant; -1 where the line is good. */
static int check(const struct values *values)
{
	int status = -1;

	if (values->engine.live && !axr_can_be_live())
		return cli_usage("scan", "no PATH given, and no --image");
	if (values->no_hash && !values->inventory)
		return cli_usage("scan", "--no-hash is for --inventory");
	if (values->inventory)
		status = check_inventory(values);
	else if (values->engine.trust && !values->baselines.count)
		return cli_usage("scan", "--trust is for --baseline");
	return status < 0 ? check_hash_lists(values) : status;
}

static int scan_paths(struct values *values, const struct cli_list *paths)
{
	struct axr_options *engine = &values->engine;

	engine->rules = values->rules.items;
	engine->rule_count = values->rules.count;
	engine->iocs = values->iocs.items;
	engine->ioc_count = values->iocs.count;
	engine->baselines = values->baselines.items;
	engine->baseline_count = values->baselines.count;
	engine->excludes = values->excludes.items;
	engine->exclude_count = values->excludes.count;
	if (values->inventory)
		take_inventory(values);
	return cli_run_scan("scan", engine, paths, &values->output, values->quiet);
}

static int run(int argc, char **argv)
{
	struct values values = { 0 };
	struct cli_list paths = { 0 };
	int status;

	axr_options_init(&values.engine);
	status = cli_parse(&cli_scan, options, argc, argv, &values, &paths);
	values.engine.live = !paths.count && !values.engine.image;
	if (status < 0)
		status = check(&values);
	if (status < 0)
		status = scan_paths(&values, &paths);
	cli_list_free(&values.output.files);
	cli_list_free(&values.rules);
	cli_list_free(&values.iocs);
	cli_list_free(&values.baselines);
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
