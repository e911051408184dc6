/*
 * No streams: a file has one content here.  Those of a mounted NTFS volume are extended attributes,
 * of which Linux gives no more than 64 KiB each.
 */
#include "os/os.h"

#include <errno.h>

int axr_os_streams(struct axr_os_handle file, char ***names, size_t *count)
{
	(void)file;
	*names = NULL;
	*count = 0;
	return 0;
}

int axr_os_open_stream(struct axr_os_handle *stream, struct axr_os_handle file, const char *name)
{
	(void)file, (void)name;
	*stream = axr_os_none();
	return ENOTSUP;
}
