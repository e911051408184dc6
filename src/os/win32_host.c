/* The machine: clocks, processors, priorities. */
#include "os/win32.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/span.h"
#include "os/ntfs.h"
#include "os/wtf8.h"

const char *axr_os_error(int code, char *text, size_t size)
{
	const DWORD flags = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS |
			    FORMAT_MESSAGE_MAX_WIDTH_MASK;
	wchar_t wide[256];
	DWORD count;
	size_t len;

	if (!size)
		return "";
	/* English where it is installed, else as the system speaks */
	count = FormatMessageW(flags, NULL, (DWORD)code,
			       MAKELANGID(LANG_ENGLISH, SUBLANG_ENGLISH_US), wide,
			       sizeof(wide) / sizeof(*wide), NULL);
	if (!count)
		count = FormatMessageW(flags, NULL, (DWORD)code, 0, wide,
				       sizeof(wide) / sizeof(*wide), NULL);
	while (count && (wide[count - 1] <= L' ' || wide[count - 1] == L'.'))
		count--;
	len = axr_wtf8_from16(wide, count, text, size - 1);
	if (!count || len == SIZE_MAX)
		snprintf(text, size, "Windows error %d", code);
	else
		text[len] = '\0';
	return text;
}

struct axr_time axr_os_now(void)
{
	FILETIME now;

	GetSystemTimePreciseAsFileTime(&now);
	return axr_ntfs_time((uint64_t)now.dwHighDateTime << 32 | now.dwLowDateTime);
}

uint64_t axr_os_ticks(void)
{
	LARGE_INTEGER count, second;
	uint64_t whole, rest, each;

	QueryPerformanceCounter(&count);
	QueryPerformanceFrequency(&second);
	each = (uint64_t)second.QuadPart;
	whole = (uint64_t)count.QuadPart / each;
	rest = (uint64_t)count.QuadPart % each;
	return whole * 1000000000 + rest * 1000000000 / each;
}

void axr_os_sleep(uint64_t nanoseconds)
{
	const uint64_t until = axr_os_ticks() + nanoseconds;

	/* a sleep ends with a tick of the clock, which may be early */
	for (uint64_t now = until - nanoseconds; now < until; now = axr_os_ticks())
		Sleep((DWORD)((until - now + 999999) / 1000000 % INFINITE));
}

unsigned axr_os_processors(void)
{
	DWORD_PTR ours, all;
	unsigned count = 0;

	if (GetProcessAffinityMask(GetCurrentProcess(), &ours, &all))
		for (; ours; ours &= ours - 1)
			count++;
	/* 0: the process runs in several groups of processors */
	return count ? count : GetActiveProcessorCount(ALL_PROCESSOR_GROUPS);
}

const char *axr_os_host(char *text, size_t size)
{
	wchar_t wide[256];
	DWORD count = sizeof(wide) / sizeof(*wide);
	size_t len;

	if (!size)
		return "";
	if (!GetComputerNameExW(ComputerNamePhysicalDnsHostname, wide, &count))
		count = 0;
	len = axr_wtf8_from16(wide, count, text, size - 1);
	text[len == SIZE_MAX ? 0 : len] = '\0';
	return text;
}

void axr_os_lower_priority(void)
{
	const DWORD already = 400; /* ERROR_THREAD_MODE_ALREADY_BACKGROUND */

	/*
	 * Of this thread: CPU, I/O and memory.  Not PROCESS_MODE_BACKGROUND_BEGIN, which squeezes
	 * the whole process into 32 MB of working set and makes a scan last for days.
	 */
	if (!SetThreadPriority(GetCurrentThread(), THREAD_MODE_BACKGROUND_BEGIN) &&
	    GetLastError() != already)
		SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_IDLE);
}

struct axr_os_handle axr_os_stream_handle(enum axr_os_stream stream)
{
	static const DWORD handles[] = { STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE };
	const struct axr_os_handle handle = { (intptr_t)GetStdHandle(handles[stream]) };

	return handle;
}
