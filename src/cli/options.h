/* Command lines by table: what an option is called, what it takes and what it says of itself. */
#ifndef AXR_CLI_OPTIONS_H
#define AXR_CLI_OPTIONS_H

#include "cli.h"

struct cli_list {
	const char **items; /* owned; the strings are argv's */
	size_t count;
};

enum cli_kind {
	CLI_FLAG,   /* bool */
	CLI_STRING, /* const char * */
	CLI_LIST,   /* struct cli_list: may be given again and again */
	CLI_UNSIGNED,
	CLI_SIZE,  /* uint64_t bytes; K, M, G and T are powers of 1024 */
	CLI_LEVEL, /* enum axr_level */
	CLI_HELP   /* prints the help and ends */
};

struct cli_option {
	const char *name; /* without the dashes */
	char letter;      /* 0 for none */
	enum cli_kind kind;
	size_t offset;      /* of the value in the command's own struct */
	const char *value;  /* how the help calls it */
	const char *help;   /* one line */
};

/*
 * Reads argv into values, as the table says, and what is no option into rest.  "--" ends the
 * options, "--name=value" and "--name value" are the same.  Returns -1 to go on, else the exit
 * status to end with: the help was asked for, or the line is wrong and that was said.
 */
int cli_parse(const struct cli_command *command, const struct cli_option *options, int argc,
	      char **argv, void *values, struct cli_list *rest);

void cli_list_free(struct cli_list *list);

#endif
