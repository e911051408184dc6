#include "console.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
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
