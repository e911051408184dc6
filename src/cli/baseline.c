#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"
#include "run.h"

struct values {
	bool help, quiet;
	const char *output, *key, *trust;
	struct cli_list excludes;
	struct axr_options engine;
};

#define AT(field) offsetof(struct values, field)

static const struct cli_option options[] = {
	{ "output", 'o', CLI_STRING, AT(output), "FILE", "create: write the baseline to FILE" },
	{ "sign", 's', CLI_STRING, AT(key), "KEY",
	  "create: sign it with this minisign secret key, into FILE.minisig" },
	{ "trust", 0, CLI_STRING, AT(trust), "PUBKEY",
	  "verify, show: by this minisign public key (file or text)" },
	{ "image", 0, CLI_STRING, AT(engine.image), "DIR",
	  "create: of the system volume of a Windows server, mounted at DIR" },
	{ "exclude", 'x', CLI_LIST, AT(excludes), "GLOB", "create: leave out what matches" },
	{ "one-file-system", 0, CLI_FLAG, AT(engine.one_file_system), NULL,
	  "create: do not enter other file systems" },
	{ "threads", 't', CLI_UNSIGNED, AT(engine.threads), "N", "create: work with N threads" },
	{ "nice", 0, CLI_FLAG, AT(engine.nice), NULL,
	  "create: with the lowest CPU and I/O priority" },
	{ "quiet", 'q', CLI_FLAG, AT(quiet), NULL, "no progress on standard error" },
	{ "help", 'h', CLI_HELP, AT(help), NULL, "this text" },
	{ 0 },
};

static int sign(const struct values *values)
{
	struct axr_err err;
	char password[1024];
	int status = axr_baseline_key_locked(values->key, &err);
	bool locked = status == 1, given = false;

	if (locked) {
		fputs("Password of the key: ", stderr);
		fflush(stderr);
		given = cli_console_password(password, sizeof(password));
	}
	if (status >= 0 && locked == given)
		status = axr_baseline_sign(values->output, values->key, locked ? password : NULL,
					   &err);
	cli_console_wipe(password, sizeof(password));
	if (locked && !given)
		return cli_fail(EXIT_RUN, "the key needs a password");
	return status < 0 ? cli_fail(cli_status(status), "%s", err.text) : 0;
}

static int create(struct values *values, const struct cli_list *paths)
{
	struct cli_output_values output = { .format = "hashdeep" };
	const char *file = values->output;
	int status;

	values->engine.live = !paths->count && !values->engine.image;
	if (values->engine.live && !axr_can_be_live())
		return cli_usage("baseline", "no PATH given, and no --image");
	if (values->key && !file)
		return cli_usage("baseline", "--sign needs --output");
	if (file)
		output = (struct cli_output_values){ .format = "none",
						     .files = { &file, 1 },
						     .file_format = "hashdeep" };
	values->engine.inventory = AXR_INVENTORY_HASHES;
	values->engine.no_builtin = true;
	values->engine.excludes = values->excludes.items;
	values->engine.exclude_count = values->excludes.count;
	status = cli_run_scan("baseline", &values->engine, paths, &output, values->quiet);
	if (status >= EXIT_USAGE)
		return status;
	if (status & AXR_EXIT_INCOMPLETE)
		cli_fail(status, "something could not be read: the baseline lacks it");
	if (values->key) {
		int failure = sign(values);

		status = failure ? failure : status;
	}
	return status;
}

static int show(const struct values *values, const struct cli_list *files)
{
	int result = 0;

	if (!files->count)
		return cli_usage("baseline", "no FILE given");
	for (size_t i = 0; i < files->count; i++) {
		struct axr_baseline_info info;
		struct axr_err err;
		int status = axr_baseline_check(files->items[i], values->trust, &info, &err);

		if (status < 0) {
			result = cli_fail(cli_status(status), "%s", err.text);
			continue;
		}
		printf("%s: %s, %" PRIu64 " files%s\n", files->items[i], info.format, info.rows,
		       info.is_signed ? ", signature good" : "");
	}
	return result ? result : cli_flush();
}

static int act(struct values *values, struct cli_list *rest)
{
	struct cli_list arguments;

	if (!rest->count)
		return cli_usage("baseline", "one of 'create', 'verify' and 'show' is needed");
	arguments = (struct cli_list){ rest->items + 1, rest->count - 1 };
	if (!strcmp(rest->items[0], "create"))
		return create(values, &arguments);
	if (!strcmp(rest->items[0], "verify")) {
		if (!values->trust)
			return cli_usage("baseline", "verify needs --trust PUBKEY");
		return show(values, &arguments);
	}
	if (!strcmp(rest->items[0], "show"))
		return show(values, &arguments);
	return cli_usage("baseline", "unknown action '%s'", rest->items[0]);
}

static int run(int argc, char **argv)
{
	struct values values = { 0 };
	struct cli_list rest = { 0 };
	int status;

	axr_options_init(&values.engine);
	status = cli_parse(&cli_baseline, options, argc, argv, &values, &rest);
	if (status < 0)
		status = act(&values, &rest);
	cli_list_free(&values.excludes);
	cli_list_free(&rest);
	return status;
}

const struct cli_command cli_baseline = {
	.name = "baseline",
	.synopsis = "create|verify|show [OPTION]... [PATH|FILE]...",
	.summary = "Make a list of what ought to be there, or check one.",
	.run = run,
};
