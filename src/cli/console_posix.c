#include "console.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

bool cli_console_has_colour(void)
{
	const char *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && !(term && !strcmp(term, "dumb"));
}

unsigned cli_console_columns(void)
{
	struct winsize window;

	if (!isatty(STDERR_FILENO))
		return 0;
	/* one that does not know its width is as wide as terminals are */
	return ioctl(STDERR_FILENO, TIOCGWINSZ, &window) < 0 || !window.ws_col ? 80 : window.ws_col;
}

static volatile sig_atomic_t broken_off; /* the signal that came while a password was typed */

static void on_break(int number)
{
	broken_off = number;
}

static int read_byte(char *byte)
{
	return (int)read(STDIN_FILENO, byte, 1);
}

bool cli_console_password(char *line, size_t size)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	enum { NUMBERS = sizeof(numbers) / sizeof(*numbers) };
	/* without SA_RESTART: read() ends, and the terminal is set right before the program is */
	const struct sigaction catch = { .sa_handler = on_break };
	struct sigaction before[NUMBERS];
	struct termios shown, hidden;
	bool good;

	if (tcgetattr(STDIN_FILENO, &shown) < 0)
		return cli_read_line(read_byte, line, size);
	broken_off = 0;
	for (size_t i = 0; i < NUMBERS; i++)
		sigaction(numbers[i], &catch, &before[i]);
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	good = cli_read_line(read_byte, line, size) && !broken_off;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	(void)!write(STDERR_FILENO, "\n", 1);
	for (size_t i = 0; i < NUMBERS; i++)
		sigaction(numbers[i], &before[i], NULL);
	if (broken_off)
		raise(broken_off);
	return good;
}

void cli_console_wipe(void *secret, size_t size)
{
	explicit_bzero(secret, size);
}

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

void cli_console_catch(struct axr_scan *scan)
{
	running = scan;
	signal(SIGINT, scan ? on_signal : SIG_DFL);
	signal(SIGTERM, scan ? on_signal : SIG_DFL);
}

int main(int argc, char **argv)
{
	/* a reader that goes away is an error of writing, to be told like any other */
	signal(SIGPIPE, SIG_IGN);
	return cli_main(argc, argv);
}
