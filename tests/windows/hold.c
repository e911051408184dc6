/*
 * Makes what only a Windows program can make, for tests under Wine.
 *
 *	hold.exe hide PATH     sets the attributes hidden and system
 *	hold.exe open PATH     holds the file without sharing it, says "held", until standard input ends
 */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int argc, wchar_t **argv); /* what -municode starts */

int wmain(int argc, wchar_t **argv)
{
	HANDLE file;

	if (argc != 3)
		return 2;
	if (!wcscmp(argv[1], L"hide"))
		return !SetFileAttributesW(argv[2], FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM);
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
