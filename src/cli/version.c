#include <stdio.h>

#include "options.h"

static int run(int argc, char **argv)
{
	struct values {
		bool help;
	} values = { 0 };
	static const struct cli_option options[] = {
		{ "help", 'h', CLI_HELP, offsetof(struct values, help), NULL, "this text" },
		{ 0 },
	};
	struct cli_list rest = { 0 };
	int status = cli_parse(&cli_version, options, argc, argv, &values, &rest);

	if (status < 0 && rest.count)
		status = cli_usage("version", "unexpected argument '%s'", rest.items[0]);
	cli_list_free(&rest);
	if (status >= 0)
		return status;
	printf("aspxray %s\n", axr_version());
	return cli_flush();
}

const struct cli_command cli_version = {
	.name = "version",
	.synopsis = "",
	.summary = "Print the version.",
	.run = run,
};
