/*
 * A Windows volume mounted as a folder: Windows paths to paths of this system, names compared as
 * Windows does.  Links on the volume are not followed.  Or the volumes of a running Windows, whose
 * paths are the system's own: there only junctions and mounted volumes are, and only before the
 * last name of a path.
 */
#ifndef AXR_DISCOVER_IMAGE_H
#define AXR_DISCOVER_IMAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "discover/listing.h"

struct axr_image {
	const char *folder; /* where the volume with the system is mounted; borrowed; NULL: here */
	char drive;         /* its letter: 'C' */
	struct axr_listings *listings; /* of a single thread; NULL: folders are listed each time */
};

/*
 * Where "C:\inetpub" lies: "/mnt/image/Inetpub", whatever the case on the disk, in the arena.  A
 * path on another drive is looked for in a folder of that letter beside or below the image's:
 * /mnt/image/D or /mnt/image/D:.  NULL where it is not there, or where axr_image_bar() says what
 * keeps it.  Of a running Windows the path itself.
 */
const char *axr_image_find(const struct axr_image *image, struct axr_arena *arena,
			   struct axr_span path);

/* What keeps axr_image_find() from a path that may be there. */
struct axr_image_bar {
	struct axr_span at; /* part of the path, as it is written; empty: nothing does */
	int code;           /* the system's, of a look at what is there; 0: it is a link */
};

struct axr_image_bar axr_image_bar(const struct axr_image *image, struct axr_arena *arena,
				   struct axr_span path);

enum { AXR_IMAGE_NO_FILE = -1 }; /* there, but a folder, a pipe or a device: no system's code */

/*
 * Reads a file of the volume whole; 0, AXR_IMAGE_NO_FILE, or the system's error code, which is that
 * of "not found" where it is not there, or behind a link.
 */
int axr_image_load(const struct axr_image *image, struct axr_span path, size_t limit,
		   struct axr_buf *bytes);

/*
 * Whether a walk of the folder outer comes to inner, which lies below it by its path: no link
 * stands between.  Both are there.
 */
bool axr_image_reaches(const struct axr_image *image, struct axr_arena *arena,
		       struct axr_span outer, struct axr_span inner);

#endif
