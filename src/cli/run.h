/* A scan from options to outputs: what the subcommands that scan have in common. */
#ifndef AXR_CLI_RUN_H
#define AXR_CLI_RUN_H

#include "options.h"
#include "output.h"

/*
 * Opens everything, scans, reports, closes.  Ctrl+C and SIGTERM end the scan, not the report.
 * Returns the exit status; what is wrong was said on standard error.
 */
int cli_run_scan(const char *command, const struct axr_options *options,
		 const struct cli_list *paths, const struct cli_output_values *output, bool quiet);

#endif
