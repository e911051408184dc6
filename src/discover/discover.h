/*
 * A server's own configuration to the folders that are worth a scan, and for each file the URLs at
 * which it is served.  Immutable once open; shared by all workers.
 */
#ifndef AXR_DISCOVER_DISCOVER_H
#define AXR_DISCOVER_DISCOVER_H

#include "base/subject.h"

struct axr_server;
struct axr_dirconfig;
struct axr_live;

struct axr_discover_setup {
	const char *image; /* folder where the Windows system volume is mounted; NULL: no image */
	/* registry and environment of a running server; NULL: an image has a hive and defaults */
	const struct axr_live *live;
	/* What of the configuration could not be read; the problem lives until it returns. */
	void (*problem)(void *user, const struct axr_problem *problem);
	void *user;
};

/* A folder to scan, or one that should be there. */
struct axr_discovered_root {
	const char *open;      /* path for the system; NULL where missing */
	struct axr_span shown; /* "C:\inetpub\wwwroot" */
	const char *origin;    /* "applicationHost.config: Default Web Site/owa", "default", ... */
	bool missing;          /* the configuration names it and it is not there */
	const char *why;       /* it may be there and cannot be reached; NULL: it is not there */
};

struct axr_exchange {
	struct axr_span folder; /* "C:\Program Files\Microsoft\Exchange Server\V15"; or empty */
	const char *build;      /* "15.1.2242.4"; NULL where unknown */
	const char *origin;     /* "registry", "default folder"; NULL where there is no Exchange */
};

/*
 * Reads what there is; a configuration that is missing or broken is told as a problem and replaced
 * by default folders.  Fails where the image is no folder, or no volume with Windows, and where
 * there is nothing of IIS or Exchange on a running system: AXR_EUSAGE.
 */
int axr_discover_open(struct axr_server **server, const struct axr_discover_setup *setup,
		      struct axr_err *err);
void axr_discover_free(struct axr_server *server);

/*
 * Roots as they were found, missing ones among them; none that is there lies inside another.  They
 * live as long as the server.
 */
const struct axr_discovered_root *axr_discover_roots(const struct axr_server *server,
						     size_t *count);
/*
 * Where a path of the server lies ("C:\inetpub" or a path of this system inside the image), for a
 * scan of just that: *shown becomes its Windows path.  NULL where it is not there; strings come to
 * lie in the arena.
 */
const char *axr_discover_place(const struct axr_server *server, struct axr_arena *arena,
			       struct axr_span path, struct axr_span *shown);

/*
 * The name that the server of an image gives itself, any bytes; "" where it is not to be learnt,
 * and of this host.
 */
const char *axr_discover_computer(const struct axr_server *server);

/*
 * Why axr_discover_place() gives NULL for a path that may be there all the same, in words that lie
 * in the arena; NULL where it is not there.
 */
const char *axr_discover_refusal(const struct axr_server *server, struct axr_arena *arena,
				 struct axr_span shown);

const struct axr_exchange *axr_discover_exchange(const struct axr_server *server);

/*
 * The web.config of a folder (as shown: "C:\inetpub\wwwroot") on top of those above it (parent;
 * may be NULL).  A malformed one says so in *err, which is else empty, and counts up to there.
 * Free the children first; NULL only for want of memory.
 */
struct axr_dirconfig *axr_dirconfig_new(const struct axr_dirconfig *parent, struct axr_span folder,
					struct axr_span bytes, struct axr_err *err);
void axr_dirconfig_free(struct axr_dirconfig *folder);

/*
 * The files that sections of it lie in (configSource), by their index: false at the end.  *file is
 * empty where none is to be read for it; else a path below its folder, '\' or '/' between.
 */
bool axr_dirconfig_reference(const struct axr_dirconfig *folder, size_t index,
			     struct axr_span *file);

/* Reads the bytes of such a file to it; AXR_EFORMAT says where they are malformed. */
int axr_dirconfig_add(struct axr_dirconfig *folder, size_t index, struct axr_span bytes,
		      struct axr_err *err);

/* Another one below this would be one too many to count. */
bool axr_dirconfig_is_deepest(const struct axr_dirconfig *folder);

/* Bytes of memory. */
size_t axr_dirconfig_size(const struct axr_dirconfig *folder);

/*
 * What holds for the encoding of the file at this path (<globalization fileEncoding>); may be
 * empty.  folder is the nearest configuration; it and server may be NULL.
 */
struct axr_span axr_discover_encoding(const struct axr_server *server,
				      const struct axr_dirconfig *folder, struct axr_span path);

/* Whether the path lies below a folder that IIS serves, and is none of these folders itself. */
bool axr_discover_is_served(const struct axr_server *server, struct axr_span path);

/*
 * Fills in subject->urls and subject->serving from subject->file.path.  folder is the nearest
 * configuration; it may be NULL.
 */
void axr_discover_serve(const struct axr_server *server, const struct axr_dirconfig *folder,
			struct axr_subject *subject);

#endif
