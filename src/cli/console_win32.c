#include "console.h"

#include <fcntl.h>
#include <io.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

/* consoleapi.h has it since Windows 10; older systems refuse it */
enum { VIRTUAL_TERMINAL = 4 };

/* ---- The terminal ------------------------------------------------------------------------- */

static bool shows_escapes(DWORD which)
{
	HANDLE console = GetStdHandle(which);
	DWORD mode;

	return GetConsoleMode(console, &mode) && SetConsoleMode(console, mode | VIRTUAL_TERMINAL);
}

bool cli_console_has_colour(void)
{
	return shows_escapes(STD_OUTPUT_HANDLE);
}

unsigned cli_console_columns(void)
{
	CONSOLE_SCREEN_BUFFER_INFO info;

	if (!GetConsoleScreenBufferInfo(GetStdHandle(STD_ERROR_HANDLE), &info))
		return 0;
	return (unsigned)(info.srWindow.Right - info.srWindow.Left + 1);
}

/* ---- Who sits there ----------------------------------------------------------------------- */

static struct axr_scan *_Atomic running;
static atomic_bool asked; /* once already */

/* The system calls it on a thread of its own. */
static BOOL WINAPI on_control(DWORD event)
{
	struct axr_scan *scan = atomic_load(&running);
	const bool again = atomic_exchange(&asked, true);

	switch (event) {
	case CTRL_C_EVENT:
	case CTRL_BREAK_EVENT:
		if (!scan || again)
			return FALSE; /* the program ends */
		axr_scan_stop(scan, event == CTRL_C_EVENT ? "Ctrl+C" : "Ctrl+Break");
		return TRUE;
	default:
		/* closed, logged off, shut down: the program ends when this returns, or in 5 s */
		if (scan)
			axr_scan_stop(scan, "the console was closed");
		Sleep(scan ? 10000 : 0);
		return TRUE;
	}
}

void cli_console_catch(struct axr_scan *scan)
{
	atomic_store(&running, scan);
	atomic_store(&asked, false);
	SetConsoleCtrlHandler(on_control, scan != NULL);
}

/* ---- The start ---------------------------------------------------------------------------- */

static UINT code_page_before;

static void restore_code_page(void)
{
	SetConsoleOutputCP(code_page_before);
}

/* What we write is UTF-8: to a pipe or a file as it is, to a console in any code page. */
static void prepare_streams(void)
{
	DWORD mode;

	_setmode(_fileno(stdout), _O_BINARY);
	_setmode(_fileno(stderr), _O_BINARY);
	if (!GetConsoleMode(GetStdHandle(STD_OUTPUT_HANDLE), &mode) &&
	    !GetConsoleMode(GetStdHandle(STD_ERROR_HANDLE), &mode))
		return;
	code_page_before = GetConsoleOutputCP();
	if (code_page_before && code_page_before != CP_UTF8 && SetConsoleOutputCP(CP_UTF8))
		atexit(restore_code_page);
}

/* WTF-8: a surrogate without its partner, which a file's name may hold, comes through. */
static char *narrow(const wchar_t *wide)
{
	const size_t size = 3 * wcslen(wide) + 1;
	char *text = malloc(size), *to = text;

	for (; text && *wide; wide++) {
		uint32_t c = *wide;

		if ((c & 0xfc00) == 0xd800 && (wide[1] & 0xfc00) == 0xdc00)
			c = 0x10000 + ((c & 0x3ff) << 10 | (*++wide & 0x3ffu));
		if (c < 0x80) {
			*to++ = (char)c;
			continue;
		}
		if (c < 0x800) {
			*to++ = (char)(0xc0 | c >> 6);
		} else if (c < 0x10000) {
			*to++ = (char)(0xe0 | c >> 12);
			*to++ = (char)(0x80 | (c >> 6 & 63));
		} else {
			*to++ = (char)(0xf0 | c >> 18);
			*to++ = (char)(0x80 | (c >> 12 & 63));
			*to++ = (char)(0x80 | (c >> 6 & 63));
		}
		*to++ = (char)(0x80 | (c & 63));
	}
	if (text)
		*to = '\0';
	return text;
}

int wmain(int argc, wchar_t **wide);

int wmain(int argc, wchar_t **wide)
{
	char **argv = calloc((size_t)argc + 1, sizeof(*argv));
	int status = argv ? 0 : 70;

	for (int i = 0; i < argc && !status; i++) {
		argv[i] = narrow(wide[i]);
		if (!argv[i])
			status = 70;
	}
	prepare_streams();
	if (!status)
		status = cli_main(argc, argv);
	for (int i = 0; argv && i < argc; i++)
		free(argv[i]);
	free(argv);
	return status;
}

/* mingw-w64: arguments are given as they are; "*.log" may be a glob of ours. */
extern int _dowildcard;
int _dowildcard = 0;
