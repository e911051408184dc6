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
	/* of the web.config in that folder; NULL: it has none */
	const struct axr_dirconfig *config;
	/* the nearest one of the site that its URL lies in; NULL: none */
	const struct axr_server_vdir *above;
};

struct axr_server {
	struct axr_arena arena;
	struct axr_image image;
	struct axr_winpath_variables variables;
	struct axr_iis_config config; /* empty where there is none to read */
	struct axr_span config_folder; /* that it is shared from; empty: the usual one */
	struct axr_server_vdir *vdirs;
	struct axr_server_vdir **by_folder; /* in the order of their folders: equal ones together */
	size_t vdir_count;                  /* of both */
	struct axr_dirconfig **folders;     /* what .config of virtual directories stands for */
	size_t folder_count;
	struct axr_discovered_root *roots;
	size_t root_count;
	struct axr_exchange exchange;
	const char *computer; /* NULL where it is not known */
};

enum { AXR_SERVER_CONFIGS = 24 /* above each other that count for a file; real ones: under 8 */ };

/* The configuration of one folder, see discover.h. */
struct axr_dirconfig {
	const struct axr_dirconfig *parent;
	struct axr_iis_config config;
	struct axr_span folder;   /* "C:\inetpub\wwwroot", in the arena of config */
	unsigned depth;           /* configurations above it */
	size_t references;        /* that stand in it itself and are asked for */
};

/* A configuration that counts for a file, and the file's path as its <location>s would name it. */
struct axr_scope {
	const struct axr_iis_config *config;
	struct axr_span path; /* "Default Web Site/owa/x.aspx", of a folder: "auth/x.aspx" */
};

/*
 * Reads applicationHost.config (from where redirection.config says that it is shared) and what it
 * refers to, or else its newest copy in inetpub\history, to server->config.  What cannot be read is
 * told.
 */
void axr_server_read_config(struct axr_server *server, const struct axr_discover_setup *setup);

/* Of the file that server->config was read from, in the server's arena. */
struct axr_span axr_server_config_path(struct axr_server *server);

/* The virtual directories of server->config; those of other computers are told. */
void axr_server_read_vdirs(struct axr_server *server, const struct axr_discover_setup *setup);

/* The web.config of each to its .config; what is wrong with one the scan of its folder tells. */
void axr_server_read_folders(struct axr_server *server, const struct axr_discover_setup *setup);

/* All of that, and what is usual, to server->roots. */
void axr_server_find_roots(struct axr_server *server);

/* Tells that something of the server could not be learnt from this file. */
void axr_server_trouble(const struct axr_discover_setup *setup, struct axr_span path,
			const char *text);

enum axr_mime {
	AXR_MIME_SET,  /* or it does not matter: the file is run */
	AXR_MIME_NONE, /* IIS answers 404.3 */
	AXR_MIME_UNTOLD /* in what was read no extension has one: it is kept elsewhere */
};

/* The handler that IIS would choose for a file. */
struct axr_serving {
	bool unknown;          /* time ran out before it was clear: nothing else is said */
	bool served;           /* by a handler that sends or runs it */
	bool runs;             /* not only sent as it is */
	struct axr_span by;    /* name of the handler */
	const char *because;   /* why it is not served; NULL where it is */
	enum axr_mime mime;    /* of a file that is only sent */
	struct axr_span extension; /* that it goes by: ".html"; empty where the name has none */
};

/*
 * Chooses by handler mappings and request filtering of these configurations: the nearest first,
 * that of the server, with its <location>s, last.  url is the file's path there: "/owa/x.aspx".
 * Pays the clock, which may be NULL.
 */
struct axr_serving axr_handler_choose(const struct axr_scope *scopes, size_t count,
				      struct axr_span url, struct axr_clock *clock);

#endif
