/*
 * Paths of Windows in the one form that Windows takes as it is: behind \\?\ nothing is cut off
 * (dots and spaces at the end), nothing is a device (CON, COM1) and no length ends at 260.
 */
#ifndef AXR_OS_DOSPATH_H
#define AXR_OS_DOSPATH_H

#include "base/buf.h"

enum axr_dos_kind {
	AXR_DOS_RELATIVE, /* a\b, and \a: of the current directory, of its drive */
	AXR_DOS_DRIVE,    /* C:a: of the current directory of drive C */
	AXR_DOS_ABSOLUTE, /* C:\a, \\server\share\a, \\?\... */
	AXR_DOS_DEVICE    /* \\.\ and what is behind it; the path is empty */
};

enum axr_dos_kind axr_dos_kind(struct axr_span path);

/*
 * Appends path, with "/" as good as "\", as \\?\C:\a\b or \\?\UNC\server\share\a, without ".", ".."
 * and doubled separators.  current is an absolute path: where a relative one starts.  What stands
 * behind \\?\ already is taken as it is.  False for a device, an empty path, a NUL in it, a current
 * that is not absolute, and without memory.
 */
bool axr_dos_path(struct axr_buf *out, struct axr_span path, struct axr_span current);

/* The same path as people write it: without \\?\, and \\server for UNC\server. */
bool axr_dos_plain(struct axr_buf *out, struct axr_span path);

/* CON, NUL and their like: alone, what a user means by them is the device. */
bool axr_dos_is_device_name(struct axr_span path);

#endif
