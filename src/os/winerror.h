/* Error codes of Windows and what they mean for a report; the numbers are those of winerror.h. */
#ifndef AXR_OS_WINERROR_H
#define AXR_OS_WINERROR_H

#include "aspxray.h"

enum axr_win_error {
	AXR_WIN_NOT_FOUND = 2,
	AXR_WIN_NO_PATH = 3,
	AXR_WIN_TOO_MANY_HANDLES = 4,
	AXR_WIN_DENIED = 5,
	AXR_WIN_NO_MEMORY = 8,
	AXR_WIN_OUT_OF_MEMORY = 14,
	AXR_WIN_WRITE_PROTECTED = 19,
	AXR_WIN_CRC = 23,
	AXR_WIN_SHARING = 32,       /* another process has it open and lets nobody in */
	AXR_WIN_LOCK = 33,          /* another process has locked a part of it */
	AXR_WIN_BAD_NAME = 123,
	AXR_WIN_NAME_TOO_LONG = 206,
	AXR_WIN_TOO_LARGE = 223,
	AXR_WIN_VIRUS = 225,        /* an antivirus refuses it */
	AXR_WIN_VIRUS_DELETED = 226, /* an antivirus took it away under the open handle */
	AXR_WIN_NOT_A_DIRECTORY = 267,
	AXR_WIN_DELETE_PENDING = 303,
	AXR_WIN_IS_A_DIRECTORY = 336,
	AXR_WIN_IO = 1117,
	AXR_WIN_LINK = 681,         /* STOPPED_ON_SYMLINK */
	AXR_WIN_CHANGED = 1006,     /* FILE_INVALID: altered, so that the opened file is none */
	AXR_WIN_FILE_CORRUPT = 1392,
	AXR_WIN_DISK_CORRUPT = 1393,
	AXR_WIN_NO_RESOURCES = 1450,
	AXR_WIN_COMMIT_LIMIT = 1455
};

enum axr_trouble axr_win_trouble(int code);

/*
 * Whether an NTSTATUS says that the file is deleted, or as good as: Windows makes "access denied"
 * of that, as if more rights would help.
 */
bool axr_win_gone(uint32_t status);

#endif
