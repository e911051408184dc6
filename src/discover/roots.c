/* What the configuration of a server and what is usual say of folders, to the roots of a scan. */
#include <stdlib.h>

#include "base/span.h"
#include "discover/server.h"

/* Folders of every server with IIS or Exchange; "@" is the folder of Exchange. */
static const struct {
	const char *path, *origin;
	bool needed; /* missing is worth a word where Exchange or IIS is there */
} usual_roots[] = {
	{ "%SystemDrive%\\inetpub\\wwwroot", "default folder of IIS", true },
	{ "@\\FrontEnd\\HttpProxy", "folder of Exchange", true },
	{ "@\\ClientAccess", "folder of Exchange", true },
	{ "%SystemRoot%\\System32\\inetsrv", "IIS itself", true },
	{ "%SystemRoot%\\Microsoft.NET\\Framework64\\v4.0.30319\\Temporary ASP.NET Files",
	  "compiled pages", false },
	{ "%SystemRoot%\\Microsoft.NET\\Framework64\\v2.0.50727\\Temporary ASP.NET Files",
	  "compiled pages", false },
	{ "%SystemRoot%\\Microsoft.NET\\Framework\\v4.0.30319\\Temporary ASP.NET Files",
	  "compiled pages", false },
	{ "%SystemRoot%\\Microsoft.NET\\Framework\\v2.0.50727\\Temporary ASP.NET Files",
	  "compiled pages", false },
	{ "%SystemDrive%\\Program Files\\Common Files\\Microsoft Shared\\Web Server Extensions",
	  "folder of SharePoint", false },
	{ "%ProgramData%", "folder that web shells were hidden in", false },
	{ "%SystemDrive%\\inetpub", "default folder of IIS", false },
};

/* A folder that may become a root. */
struct candidate {
	struct axr_discovered_root root;
	bool needed;
	size_t order; /* in which they were found */
};

struct candidates {
	struct axr_server *server;
	struct candidate *all;
	size_t count, cap;
};

static void add(struct candidates *found, struct axr_span shown, const char *origin, bool needed)
{
	struct candidate *all = found->all;

	if (axr_winpath_is_unc(shown))
		return;
	if (found->count == found->cap)
		all = axr_arena_grow(&found->server->arena, all, found->count, &found->cap,
				     sizeof(*all));
	if (!all)
		return;
	found->all = all;
	all[found->count] = (struct candidate){
		.root = { .shown = shown, .origin = origin },
		.needed = needed,
		.order = found->count,
	};
	found->count++;
}

/* Where the pages of an application are compiled to, where a configuration moves that. */
static void add_temp_directories(struct candidates *found, const struct axr_iis_config *config)
{
	struct axr_server *server = found->server;

	for (size_t i = 0; i < config->temp_directory_count; i++)
		add(found,
		    axr_winpath_expand(&server->arena, config->temp_directories[i].value,
				       &server->variables),
		    "compiled pages (tempDirectory)", true);
}

static void gather(struct candidates *found)
{
	struct axr_server *server = found->server;

	for (size_t i = 0; i < server->vdir_count; i++) {
		const struct axr_server_vdir *vdir = &server->vdirs[i];

		add(found, vdir->physical,
		    axr_arena_printf(&server->arena, "applicationHost.config: %.*s",
				     (int)vdir->site_path.len, (const char *)vdir->site_path.ptr),
		    true);
	}
	for (size_t i = 0; i < server->folder_count; i++)
		add_temp_directories(found, &server->folders[i]->config);
	add_temp_directories(found, &server->config);
	if (server->config_folder.len)
		add(found, server->config_folder, "shared configuration of IIS", true);
	for (size_t i = 0; i < sizeof(usual_roots) / sizeof(*usual_roots); i++) {
		const char *path = usual_roots[i].path;
		struct axr_span shown = axr_span_str(path);

		if (*path == '@' && !server->exchange.folder.len)
			continue;
		if (*path == '@')
			shown = axr_span_str(axr_arena_printf(
				&server->arena, "%.*s%s", (int)server->exchange.folder.len,
				(const char *)server->exchange.folder.ptr, path + 1));
		add(found, axr_winpath_expand(&server->arena, shown, &server->variables),
		    usual_roots[i].origin, usual_roots[i].needed);
	}
}

static int by_order(const void *a, const void *b)
{
	const struct candidate *first = a, *second = b;

	return (first->order > second->order) - (first->order < second->order);
}

static int by_path(const void *a, const void *b)
{
	const struct candidate *first = a, *second = b;
	int order = axr_winpath_cmp(first->root.shown, second->root.shown);

	return order ? order : by_order(a, b);
}

/* What was named twice is looked for once; what nobody needs and is not there is dropped. */
static void look(struct candidates *found)
{
	struct axr_server *server = found->server;
	size_t kept = 0;

	for (size_t i = 0, next; i < found->count; i = next) {
		struct candidate one = found->all[i];
		struct axr_discovered_root *root = &one.root;

		for (next = i + 1; next < found->count; next++) {
			if (axr_winpath_cmp(found->all[next].root.shown, root->shown))
				break;
			one.needed |= found->all[next].needed;
		}
		root->open = axr_image_find(&server->image, &server->arena, root->shown);
		root->missing = !root->open;
		if (root->missing)
			root->why = axr_discover_refusal(server, &server->arena, root->shown);
		if (root->open || one.needed || root->why)
			found->all[kept++] = one;
	}
	found->count = kept;
}

/*
 * A root inside another is scanned with it; it would only be counted twice.  By their paths each
 * stands behind those that it lies in.
 */
static void drop_inner(struct candidates *found)
{
	struct axr_server *server = found->server;
	size_t *outer = axr_arena_array(&server->arena, found->count, sizeof(*outer));
	size_t deep = 0, kept = 0;

	for (size_t i = 0; outer && i < found->count; i++) {
		const struct candidate one = found->all[i];
		struct axr_span path = one.root.shown;
		bool inner = false;

		while (deep && !axr_winpath_below(path, found->all[outer[deep - 1]].root.shown))
			deep--;
		for (size_t k = 0; k < deep && !one.root.missing && !inner; k++)
			inner = axr_image_reaches(&server->image, &server->arena,
						  found->all[outer[k]].root.shown, path);
		if (inner)
			continue;
		if (!one.root.missing)
			outer[deep++] = kept;
		found->all[kept++] = one;
	}
	found->count = kept;
}

void axr_server_find_roots(struct axr_server *server)
{
	struct candidates found = { .server = server };

	gather(&found);
	if (!found.count || server->arena.failed)
		return;
	qsort(found.all, found.count, sizeof(*found.all), by_path);
	look(&found);
	drop_inner(&found);
	qsort(found.all, found.count, sizeof(*found.all), by_order);
	server->roots = axr_arena_array(&server->arena, found.count, sizeof(*server->roots));
	for (size_t i = 0; server->roots && i < found.count; i++)
		server->roots[server->root_count++] = found.all[i].root;
}
