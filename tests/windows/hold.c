/*
 * Makes what only a Windows program can make, for tests under Wine.
 *
 *	hold.exe hide PATH     sets the attributes hidden and system
 *	hold.exe open PATH     holds the file without sharing it, says "held", until standard input ends
 *	hold.exe break LINE    runs a command line, sends it Ctrl+Break after two seconds; its status
 */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static int send_break(wchar_t *line)
{
	STARTUPINFOW start = { .cb = sizeof(start) };
	PROCESS_INFORMATION process;
	DWORD status = 2;

	if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, CREATE_NEW_PROCESS_GROUP, NULL, NULL, &start,
			    &process))
		return 2;
	Sleep(2000);
	if (!GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, process.dwProcessId))
		fputs("no event was sent\n", stderr);
	if (WaitForSingleObject(process.hProcess, 60000) != WAIT_OBJECT_0)
		TerminateProcess(process.hProcess, 2);
	GetExitCodeProcess(process.hProcess, &status);
	return (int)status;
}

int wmain(int argc, wchar_t **argv)
{
	HANDLE file;

	if (argc != 3)
		return 2;
	if (!wcscmp(argv[1], L"hide"))
		return !SetFileAttributesW(argv[2], FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM);
	if (!wcscmp(argv[1], L"break"))
		return send_break(argv[2]);
	if (wcscmp(argv[1], L"open"))
		return 2;
	file = CreateFileW(argv[2], GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
	if (file == INVALID_HANDLE_VALUE)
		return 1;
	puts("held");
	fflush(stdout);
	while (getchar() != EOF)
		;
	CloseHandle(file);
	return 0;
}
