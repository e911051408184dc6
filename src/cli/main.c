#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "console.h"

static const struct cli_command *const commands[] = { &cli_scan, &cli_baseline, &cli_rules,
						      &cli_report, &cli_version };

enum { COMMANDS = sizeof(commands) / sizeof(*commands) };

/* In one piece, which other programs' lines do not get into, and behind what was printed. */
__attribute__((format(AXR_PRINTF, 1, 2))) static void put_line(const char *format, ...)
{
	char line[6144];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	fflush(stdout);
	fwrite(line, 1, strlen(line), stderr);
}

__attribute__((format(AXR_PRINTF, 1, 0))) static void say(const char *format, va_list args)
{
	char text[4096], said[sizeof(text)];
	int len = vsnprintf(text, sizeof(text), format, args);
	struct axr_span bytes = { (const uint8_t *)text, len > 0 ? strlen(text) : 0 };

	/* the names of others are in it, and what parsers quote of their files */
	put_line("aspxray: %s\n", axr_printable(bytes, said, sizeof(said)));
}

int cli_fail(int status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
	return status;
}

int cli_usage(const char *command, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
	put_line("Try 'aspxray %s%s--help'.\n", command, *command ? " " : "");
	return EXIT_USAGE;
}

void cli_complain(struct axr_span file, uint32_t line, struct axr_span text)
{
	char name[4096], said[1024], number[16] = "";

	if (line)
		snprintf(number, sizeof(number), "%u:", line);
	put_line("aspxray: %s:%s %s\n", axr_printable(file, name, sizeof(name)), number,
		 axr_printable(text, said, sizeof(said)));
}

int cli_flush(void)
{
	if (fflush(stdout) || ferror(stdout))
		return cli_fail(EXIT_RUN, "cannot write to standard output");
	return 0;
}

int cli_status(int status)
{
	return status == AXR_EUSAGE ? EXIT_USAGE : EXIT_RUN;
}

static int help(void)
{
	printf("usage: aspxray COMMAND [OPTION]... [ARGUMENT]...\n"
	       "Find web shells on Exchange and IIS servers.\n\n");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-9s %s\n", commands[i]->name, commands[i]->summary);
	printf("\nExit status of a scan, bits: 1 found, 2 unexpected or modified file, "
	       "4 incomplete;\n0 means clean and complete.  64 wrong usage, 70 could not run.\n"
	       "\n'aspxray COMMAND --help' says more.\n");
	return cli_flush();
}

int cli_main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "";

	if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help"))
		return help();
	if (!strcmp(name, "--version") || !strcmp(name, "-V"))
		return cli_version.run(1, argv + 1);
	for (size_t i = 0; i < COMMANDS; i++)
		if (!strcmp(name, commands[i]->name))
			return commands[i]->run(argc - 1, argv + 1);
	if (!*name)
		return cli_usage("", "no command given");
	return cli_usage("", "unknown command '%s'", name);
}
