/* Facts in the numbers of NTFS, as Windows and the NTFS drivers of Linux give them. */
#ifndef AXR_OS_NTFS_H
#define AXR_OS_NTFS_H

#include "os/os.h"

/* A FILETIME: units of 100 ns since 1601-01-01 UTC; 0 is no time. */
static inline struct axr_time axr_ntfs_time(uint64_t filetime)
{
	const int64_t seconds_to_1970 = 11644473600;
	struct axr_time time = { 0 };

	if (filetime) {
		time.sec = (int64_t)(filetime / 10000000) - seconds_to_1970;
		time.nsec = (uint32_t)(filetime % 10000000) * 100;
		time.known = true;
	}
	return time;
}

/* FILE_ATTRIBUTE_* to enum axr_attribute. */
static inline unsigned axr_ntfs_attributes(uint32_t bits)
{
	return (bits & 0x1 ? AXR_ATTR_READONLY : 0u) | (bits & 0x2 ? AXR_ATTR_HIDDEN : 0u) |
	       (bits & 0x4 ? AXR_ATTR_SYSTEM : 0u);
}

/*
 * What an open file with these FILE_ATTRIBUTE_* and this reparse tag (0 where it has none) is: a
 * link where reading would lead elsewhere, over the network even.  Files that Windows only stores
 * in another way (deduplicated, compressed) are files; those of a tag that nobody here knows, too,
 * unless they say that their data is elsewhere.
 */
enum axr_os_kind axr_ntfs_kind(uint32_t attributes, uint32_t tag);

/*
 * The same of a file that was listed.  AXR_OS_UNKNOWN where it may be one that is brought here when
 * it is opened, or one that merely has extended attributes, which anybody can give it: one number
 * stands for both, and only the open file tells.
 */
enum axr_os_kind axr_ntfs_kind_listed(uint32_t attributes, uint32_t tag);

/*
 * The name of a stream as Windows lists it, ":payload:$DATA" to "payload".  False for the content
 * of the file itself, and for what holds no data.
 */
bool axr_ntfs_stream_name(struct axr_span listed, struct axr_span *name);

/* Streams that Windows, browsers and well-known programs give to files: no news by themselves. */
bool axr_ntfs_stream_is_usual(struct axr_span name);

#endif
