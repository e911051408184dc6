/*
 * What the program needs of the terminal and of whoever sits there: console_*.c, by the build, and
 * what they share.
 */
#ifndef AXR_CLI_CONSOLE_H
#define AXR_CLI_CONSOLE_H

#include "aspxray.h"

/* main() of the system calls it, with arguments as UTF-8 (WTF-8 on Windows). */
int cli_main(int argc, char **argv);

/* Whether standard output is a terminal that shows colours. */
bool cli_console_has_colour(void);

/* Columns of the terminal that standard error is; 0 where it is none. */
unsigned cli_console_columns(void);

/*
 * One line of standard input without its line ending, at most size - 1 bytes of it; on a terminal
 * it is not shown while it is typed.  False where there is none, or it was broken off.
 */
bool cli_console_password(char *line, size_t size);

/*
 * The same by a read() of one byte (1; 0 at the end; -1): without stdio, whose buffer would keep
 * the secret.
 */
bool cli_read_line(int (*read_byte)(char *byte), char *line, size_t size);

/* Overwrites a secret; no compiler leaves it out, though nobody reads the bytes again. */
void cli_console_wipe(void *secret, size_t size);

/*
 * From now on Ctrl+C, Ctrl+Break, SIGTERM and the closing of the console stop this scan, which
 * then reports what it has found; a second time ends the program at once.  NULL: no longer, once
 * the outputs are closed: what is about to get its name must not be lost by the first time.
 */
void cli_console_catch(struct axr_scan *scan);

#endif
