/* Where the records of a run go: standard output in one format, and any number of files. */
#ifndef AXR_CLI_OUTPUT_H
#define AXR_CLI_OUTPUT_H

#include "options.h"

struct cli_outputs {
	struct axr_reporter **reporters; /* owned */
	size_t count;
};

/* What the options --format, -o, --all and --color say; the strings are argv's. */
struct cli_output_values {
	const char *format; /* of standard output; "none": nothing is said there */
	struct cli_list files;
	const char *file_format; /* of all files; NULL: by their suffix, else format */
	bool all;
	const char *colour; /* "auto", "always", "never"; NULL is auto */
};

/* Opens them all; command ("scan") is for what is said on standard error.  An exit status or 0. */
int cli_outputs_open(struct cli_outputs *outputs, const char *command,
		     const struct cli_output_values *values);

/* An axr_record_fn whose user is the outputs. */
void cli_outputs_record(void *outputs, const struct axr_record *record);

/*
 * Closes them all and says which could not be written.  Returns EXIT_RUN where one could not, else
 * status.
 */
int cli_outputs_close(struct cli_outputs *outputs, int status);

#endif
