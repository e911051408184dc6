/* The program: one file for each subcommand, on the public header alone. */
#ifndef AXR_CLI_CLI_H
#define AXR_CLI_CLI_H

#include "aspxray.h"

enum { /* beside the bits of enum axr_exit */
	EXIT_USAGE = 64, /* as sysexits.h has it */
	EXIT_RUN = 70
};

struct cli_command {
	const char *name;
	const char *synopsis; /* behind "aspxray NAME" */
	const char *summary;
	/* Gets its own name as argv[0]; returns the exit status. */
	int (*run)(int argc, char **argv);
};

extern const struct cli_command cli_scan, cli_baseline, cli_rules, cli_report, cli_version;

/* One line on standard error, "aspxray: ..."; returns status. */
__attribute__((format(AXR_PRINTF, 2, 3))) int cli_fail(int status, const char *format, ...);

/* The same for wrong usage of a subcommand, with where to read on; returns EXIT_USAGE. */
__attribute__((format(AXR_PRINTF, 2, 3))) int cli_usage(const char *command, const char *format,
							...);

/* "aspxray: FILE:LINE: text" on standard error, foreign bytes made harmless; line 0 is left out. */
void cli_complain(struct axr_span file, uint32_t line, struct axr_span text);

/* What was printed is on its way to the reader: 0; else it says so and returns EXIT_RUN. */
int cli_flush(void);

/* The exit status that a negative axr_status means. */
int cli_status(int status);

#endif
