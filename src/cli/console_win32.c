#include "console.h"

#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

/* consoleapi.h has it since Windows 10; older systems refuse it */
enum { VIRTUAL_TERMINAL = 4 };

enum { STDOUT_BUFFER = 16 << 10 };

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

static int read_byte(char *byte)
{
	return _read(_fileno(stdin), byte, 1);
}

/* As UTF-16, whatever the code page of the console: the key was locked with UTF-8. */
static bool read_console(HANDLE console, char *line, size_t size)
{
	wchar_t wide[512];
	DWORD count = 0;
	int len = 0;
	bool good = ReadConsoleW(console, wide, sizeof(wide) / sizeof(*wide), &count, NULL);

	while (count && (wide[count - 1] == L'\n' || wide[count - 1] == L'\r'))
		count--;
	if (good && count)
		len = WideCharToMultiByte(CP_UTF8, 0, wide, (int)count, line, (int)size - 1, NULL,
					  NULL);
	line[len] = '\0';
	SecureZeroMemory(wide, sizeof(wide));
	return good && (len || !count);
}

bool cli_console_password(char *line, size_t size)
{
	HANDLE console = GetStdHandle(STD_INPUT_HANDLE);
	DWORD mode;
	bool good;

	if (!GetConsoleMode(console, &mode))
		return cli_read_line(read_byte, line, size);
	SetConsoleMode(console, (mode | ENABLE_LINE_INPUT) & ~(DWORD)ENABLE_ECHO_INPUT);
	good = read_console(console, line, size);
	SetConsoleMode(console, mode);
	fputs("\r\n", stderr);
	return good;
}

void cli_console_wipe(void *secret, size_t size)
{
	SecureZeroMemory(secret, size);
}

/* ---- Who sits there ----------------------------------------------------------------------- */

static SRWLOCK lock = SRWLOCK_INIT; /* while the scan is asked to stop, it is not freed */
static struct axr_scan *running;
static bool asked; /* once already */

/* Whether there is a scan; *first: nobody has asked it before. */
static bool stop(const char *why, bool *first)
{
	bool is;

	AcquireSRWLockExclusive(&lock);
	is = running;
	*first = !asked;
	asked = true;
	if (is)
		axr_scan_stop(running, why);
	ReleaseSRWLockExclusive(&lock);
	return is;
}

/* The system calls it on a thread of its own; FALSE ends the program. */
static BOOL WINAPI on_control(DWORD event)
{
	bool first;

	switch (event) {
	case CTRL_C_EVENT:
		return stop("Ctrl+C", &first) && first;
	case CTRL_BREAK_EVENT:
		return stop("Ctrl+Break", &first) && first;
	default:
		/*
		 * CTRL_CLOSE_EVENT: the program ends when this returns, or in 5 s.  At a logoff or
		 * shutdown the system ends it unasked: it tells only programs without USER32.dll.
		 */
		if (!stop("the console was closed", &first))
			return FALSE;
		Sleep(10000);
		return TRUE;
	}
}

/*
 * The handler stays: the system holds a lock while it runs, which taking it away would wait for,
 * until the program is ended from outside.
 */
void cli_console_catch(struct axr_scan *scan)
{
	static bool registered;

	AcquireSRWLockExclusive(&lock);
	running = scan;
	asked = false;
	ReleaseSRWLockExclusive(&lock);
	if (scan && !registered)
		registered = SetConsoleCtrlHandler(on_control, TRUE);
}

/* ---- The start ---------------------------------------------------------------------------- */

static UINT code_page_before;

static void restore_code_page(void)
{
	SetConsoleOutputCP(code_page_before);
}

/*
 * Before any DLL is loaded by name, by us or by the system: none comes from the folder that the
 * program was copied to, where anybody may have put one.  (Those of the import table are known to
 * Windows, which takes its own.)  And nobody may be there to close a window that asks for a disk or
 * tells of a crash.
 */
static void prepare_process(void)
{
	SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
	SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
}

/*
 * What we write is UTF-8: to a pipe or a file as it is, to a console in any code page.  A console
 * is not buffered by itself: printf() would write each byte alone, which is slow and makes U+FFFD
 * of each byte of a letter.
 */
static void prepare_streams(void)
{
	DWORD mode;

	_setmode(_fileno(stdout), _O_BINARY);
	_setmode(_fileno(stderr), _O_BINARY);
	setvbuf(stdout, NULL, _IOFBF, STDOUT_BUFFER);
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

	prepare_process();
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
