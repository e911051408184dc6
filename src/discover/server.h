/* The model of a server that discover.c builds and serve.c asks; private to this stage. */
#ifndef AXR_DISCOVER_SERVER_H
#define AXR_DISCOVER_SERVER_H

#include "discover/config.h"
#include "discover/discover.h"
#include "discover/image.h"
#include "discover/winpath.h"

struct axr_server_vdir {
	size_t site;               /* index in config.sites */
	struct axr_span url;       /* "/owa/Calendar", without a trailing slash; empty for "/" */
	struct axr_span site_path; /* "Default Web Site/owa/Calendar": what <location> names */
	struct axr_span physical;  /* "C:\inetpub\wwwroot" */
};

struct axr_server {
	struct axr_arena arena;
	struct axr_image image;
	struct axr_winpath_variables variables;
	struct axr_iis_config config; /* empty where there is none to read */
	struct axr_server_vdir *vdirs;
	size_t vdir_count;
	struct axr_discovered_root *roots;
	size_t root_count, root_cap;
	struct axr_exchange exchange;
};

enum { AXR_SERVER_CONFIGS = 64 /* configurations above each other that count for a file */ };

/* The configuration of one folder, see discover.h. */
struct axr_dirconfig {
	const struct axr_dirconfig *parent;
	struct axr_iis_config config;
	struct axr_span encoding; /* own or inherited */
};

/* The handler that IIS would choose for a file. */
struct axr_serving {
	bool served;           /* by a handler that sends or runs it */
	bool runs;             /* not only sent as it is */
	struct axr_span by;    /* name of the handler */
	const char *because;   /* why it is not served; NULL where it is */
};

/*
 * Chooses by handler mappings and request filtering of the server, its <location>s and the folder's
 * configurations, the nearest first.  site_path is that of the file ("Default Web Site/owa/x.aspx"),
 * url its path ("/owa/x.aspx").
 */
struct axr_serving axr_handler_choose(const struct axr_iis_config *server,
				      const struct axr_dirconfig *folder, struct axr_span site_path,
				      struct axr_span url);

#endif
