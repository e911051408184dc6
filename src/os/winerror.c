#include "os/winerror.h"

enum axr_trouble axr_win_trouble(int code)
{
	switch (code) {
	case AXR_WIN_NOT_FOUND:
	case AXR_WIN_NO_PATH:
	case AXR_WIN_DELETE_PENDING:
		return AXR_TROUBLE_VANISHED;
	case AXR_WIN_NOT_A_DIRECTORY:
	case AXR_WIN_IS_A_DIRECTORY:
	case AXR_WIN_LINK:
	case AXR_WIN_CHANGED: /* was one thing when it was listed, is another now */
		return AXR_TROUBLE_CHANGED;
	case AXR_WIN_SHARING:
	case AXR_WIN_LOCK:
		return AXR_TROUBLE_BLOCKED;
	case AXR_WIN_VIRUS:
	case AXR_WIN_VIRUS_DELETED:
		return AXR_TROUBLE_ANTIVIRUS;
	case AXR_WIN_CRC:
	case AXR_WIN_IO:
	case AXR_WIN_FILE_CORRUPT:
	case AXR_WIN_DISK_CORRUPT:
		return AXR_TROUBLE_READ;
	case AXR_WIN_NO_MEMORY:
	case AXR_WIN_OUT_OF_MEMORY:
	case AXR_WIN_NO_RESOURCES:
	case AXR_WIN_COMMIT_LIMIT:
		return AXR_TROUBLE_MEMORY;
	default:
		return AXR_TROUBLE_OPEN;
	}
}

bool axr_win_gone(uint32_t status)
{
	const uint32_t delete_pending = 0xc0000056, file_deleted = 0xc0000123;

	return status == delete_pending || status == file_deleted;
}
