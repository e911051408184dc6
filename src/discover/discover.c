#include "discover/discover.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/span.h"
#include "discover/live.h"
#include "discover/server.h"
#include "os/os.h"

static const char hive_path[] = "C:\\Windows\\System32\\config\\SOFTWARE";

static const char system_path[] = "C:\\Windows\\System32\\config\\SYSTEM";

static const char live_key[] = "HKLM\\SOFTWARE\\Microsoft\\ExchangeServer";

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

/* Looks up where Exchange is; NULL, or why that cannot be had. */
static const char *read_hive(struct axr_server *server, struct axr_registry_exchange *found)
{
	const struct axr_span path = axr_span_str(hive_path);
	const char *place = axr_image_find(&server->image, &server->arena, path);
	struct axr_os_stat stat;
	struct axr_err err;
	char text[128];
	int code;

	if (!place)
		return axr_image_link(&server->image, &server->arena, path).len ?
			       "behind a link, which is not followed" :
			       "not found";
	code = axr_os_stat_path(place, &stat);
	if (code)
		return axr_arena_printf(&server->arena, "%s",
					axr_os_error(code, text, sizeof(text)));
	if (stat.kind != AXR_OS_FILE)
		return "is no file";
	if (axr_registry_hive(place, &server->arena, found, &err) != AXR_REGISTRY_OK)
		return axr_arena_printf(&server->arena, "%s", err.text);
	return NULL;
}

/* Without a name the report says which image it is about: that is no trouble. */
static void read_computer(struct axr_server *server)
{
	const char *place =
		axr_image_find(&server->image, &server->arena, axr_span_str(system_path));
	struct axr_os_stat stat;
	struct axr_span name;
	struct axr_err err;

	if (place && !axr_os_stat_path(place, &stat) && stat.kind == AXR_OS_FILE &&
	    axr_registry_computer(place, &server->arena, &name, &err) == AXR_REGISTRY_OK)
		server->computer = axr_arena_str(&server->arena, name);
}

static void read_registry(struct axr_server *server, const struct axr_discover_setup *setup)
{
	struct axr_registry_exchange found = { 0 };
	struct axr_exchange *exchange = &server->exchange;
	const char *why = setup->live ? NULL : read_hive(server, &found);
	struct axr_err err;

	if (why)
		axr_server_trouble(setup, axr_span_str(hive_path),
				   axr_arena_printf(&server->arena,
						    "%s: where Exchange is was not looked up",
						    why));
	if (setup->live &&
	    axr_live_exchange(setup->live, &server->arena, &found, &err) != AXR_REGISTRY_OK)
		axr_server_trouble(setup, axr_span_str(live_key), err.text);
	if (!found.install_path.len)
		return;
	exchange->folder = axr_winpath_expand(&server->arena, found.install_path,
					      &server->variables);
	exchange->origin = "registry";
	if (found.has_version)
		exchange->build = axr_arena_printf(&server->arena, "%u.%u.%u.%u",
						   found.version[0], found.version[1],
						   found.version[2], found.version[3]);
}

/* Without a registry what setup left in the environment, or the default folders, newest first. */
static void guess_exchange(struct axr_server *server)
{
	static const char *const folders[] = {
		"%ExchangeInstallPath%",
		"%ProgramFiles%\\Microsoft\\Exchange Server\\V15",
		"%ProgramFiles%\\Microsoft\\Exchange Server\\V14",
	};

	for (size_t i = 0; i < 3 && !server->exchange.folder.len; i++) {
		struct axr_span folder = axr_winpath_expand(
			&server->arena, axr_span_str(folders[i]), &server->variables);

		if (!axr_image_find(&server->image, &server->arena, folder))
			continue;
		server->exchange.folder = folder;
		server->exchange.origin = i ? "default folder" : "environment";
	}
}

static void expand_vdirs(struct axr_server *server)
{
	struct axr_iis_config *config = &server->config;

	server->vdirs = axr_arena_array(&server->arena, config->vdir_count,
					sizeof(*server->vdirs));
	for (size_t i = 0; server->vdirs && i < config->vdir_count; i++) {
		const struct axr_iis_vdir *from = &config->vdirs[i];
		struct axr_server_vdir *to = &server->vdirs[server->vdir_count++];
		struct axr_span app = from->application, path = from->path;
		struct axr_span name = config->sites[from->site].name;

		/* "/" stands for nothing: the root of a site, or of an application */
		if (axr_span_is(app, "/"))
			app.len = 0;
		if (axr_span_is(path, "/"))
			path.len = 0;
		to->site = from->site;
		to->url = axr_span_str(axr_arena_printf(&server->arena, "%.*s%.*s", (int)app.len,
							(const char *)app.ptr, (int)path.len,
							(const char *)path.ptr));
		to->site_path = axr_span_str(axr_arena_printf(
			&server->arena, "%.*s%.*s", (int)name.len, (const char *)name.ptr,
			(int)to->url.len, (const char *)to->url.ptr));
		to->physical = axr_winpath_expand(&server->arena, from->physical,
						  &server->variables);
	}
}

const char *axr_discover_refusal(const struct axr_server *server, struct axr_arena *arena,
				 struct axr_span shown)
{
	struct axr_span link = axr_image_link(&server->image, arena, shown);

	if (!link.len)
		return NULL;
	return axr_arena_printf(arena, "%.*s is a link: not followed; name its target to scan it",
				(int)link.len, (const char *)link.ptr);
}

static void add_root(struct axr_server *server, struct axr_span shown, const char *origin,
		     bool needed)
{
	struct axr_discovered_root *roots = server->roots;
	const char *place, *why = NULL;

	if (axr_winpath_is_unc(shown))
		return;
	for (size_t i = 0; i < server->root_count; i++)
		if (axr_span_ieq(roots[i].shown, shown))
			return;
	place = axr_image_find(&server->image, &server->arena, shown);
	if (!place)
		why = axr_discover_refusal(server, &server->arena, shown);
	if (!place && !needed && !why)
		return;
	if (server->root_count == server->root_cap)
		roots = axr_arena_grow(&server->arena, roots, server->root_count, &server->root_cap,
				       sizeof(*roots));
	if (!roots)
		return;
	server->roots = roots;
	roots[server->root_count++] = (struct axr_discovered_root){
		.open = place,
		.shown = shown,
		.origin = origin,
		.missing = !place,
		.why = why,
	};
}

/* Where the pages of an application are compiled to, where a configuration moves that. */
static void add_temp_directory(struct axr_server *server, const struct axr_iis_config *config)
{
	if (config->temp_directory.len)
		add_root(server,
			 axr_winpath_expand(&server->arena, config->temp_directory,
					    &server->variables),
			 "compiled pages (tempDirectory)", true);
}

/* There is no way to another computer's files without the network: said once for each. */
static void tell_elsewhere(const struct axr_server *server, const struct axr_discover_setup *setup)
{
	for (size_t i = 0; i < server->vdir_count; i++) {
		struct axr_problem problem = {
			.trouble = AXR_TROUBLE_ROOT,
			.path = server->vdirs[i].physical,
			.text = axr_span_str("it lies on another computer: scan it there, or "
					     "name it to scan it"),
			.incomplete = true,
		};
		bool told = !axr_winpath_is_unc(problem.path) || !setup->problem;

		for (size_t k = 0; k < i && !told; k++)
			told = axr_span_ieq(server->vdirs[k].physical, problem.path);
		if (!told)
			setup->problem(setup->user, &problem);
	}
}

static void gather_roots(struct axr_server *server)
{
	struct axr_winpath_variables variables = server->variables;

	for (size_t i = 0; i < server->vdir_count; i++) {
		const struct axr_server_vdir *vdir = &server->vdirs[i];

		add_root(server, vdir->physical,
			 axr_arena_printf(&server->arena, "applicationHost.config: %.*s",
					  (int)vdir->site_path.len,
					  (const char *)vdir->site_path.ptr),
			 true);
		if (vdir->config)
			add_temp_directory(server, &vdir->config->config);
	}
	add_temp_directory(server, &server->config);
	if (server->config_folder.len)
		add_root(server, server->config_folder, "shared configuration of IIS", true);
	for (size_t i = 0; i < sizeof(usual_roots) / sizeof(*usual_roots); i++) {
		const char *path = usual_roots[i].path;
		struct axr_span shown = axr_span_str(path);

		if (*path == '@' && !server->exchange.folder.len)
			continue;
		if (*path == '@')
			shown = axr_span_str(axr_arena_printf(
				&server->arena, "%.*s%s", (int)server->exchange.folder.len,
				(const char *)server->exchange.folder.ptr, path + 1));
		add_root(server, axr_winpath_expand(&server->arena, shown, &variables),
			 usual_roots[i].origin, usual_roots[i].needed);
	}
}

/* A root inside another is scanned with it; it would only be counted twice. */
static void drop_inner_roots(struct axr_server *server)
{
	size_t kept = 0;

	for (size_t i = 0; i < server->root_count; i++) {
		struct axr_discovered_root root = server->roots[i];
		bool inner = false;

		for (size_t k = 0; k < server->root_count && !root.missing; k++)
			inner |= k != i && !server->roots[k].missing &&
				 server->roots[k].shown.len < root.shown.len &&
				 axr_winpath_below(root.shown, server->roots[k].shown) &&
				 axr_image_reaches(&server->image, &server->arena,
						   server->roots[k].shown, root.shown);
		server->roots[i].open = inner ? NULL : root.open;
	}
	for (size_t i = 0; i < server->root_count; i++)
		if (server->roots[i].open)
			server->roots[kept++] = server->roots[i];
		else if (server->roots[i].missing)
			server->roots[kept++] = server->roots[i];
	server->root_count = kept;
}

static int check_image(const char *image, struct axr_err *err)
{
	struct axr_os_stat stat;
	int code = axr_os_stat_path(image, &stat);
	char text[128];

	if (code)
		return axr_fail(err, AXR_EUSAGE, "cannot read the image '%s': %s", image,
				axr_os_error(code, text, sizeof(text)));
	if (stat.kind != AXR_OS_DIR)
		return axr_fail(err, AXR_EUSAGE, "the image '%s' is not a folder: mount it first",
				image);
	return AXR_OK;
}

static bool has_folder(struct axr_server *server, const char *path)
{
	return axr_image_find(&server->image, &server->arena,
			      axr_winpath_expand(&server->arena, axr_span_str(path),
						 &server->variables));
}

static int learn(struct axr_server *server, const struct axr_discover_setup *setup,
		 struct axr_err *err)
{
	if (setup->live)
		axr_live_variables(setup->live, &server->arena, &server->variables);
	if (!has_folder(server, "%SystemRoot%"))
		return axr_fail(err, AXR_EUSAGE,
				"'%s' holds no folder Windows: it is no system volume; name "
				"folders to scan them",
				setup->image ? setup->image : "this host");
	axr_server_read_config(server, setup);
	read_registry(server, setup);
	if (setup->image)
		read_computer(server);
	guess_exchange(server);
	server->variables.exchange = server->exchange.folder;
	if (!setup->image && !server->exchange.folder.len &&
	    !has_folder(server, "%SystemDrive%\\inetpub") &&
	    !has_folder(server, "%SystemRoot%\\System32\\inetsrv\\config"))
		return axr_fail(err, AXR_EUSAGE,
				"neither IIS nor Exchange is on this host: name folders to scan "
				"them");
	expand_vdirs(server);
	tell_elsewhere(server, setup);
	axr_server_read_folders(server);
	gather_roots(server);
	drop_inner_roots(server);
	return AXR_OK;
}

int axr_discover_open(struct axr_server **out, const struct axr_discover_setup *setup,
		      struct axr_err *err)
{
	struct axr_server *server;
	int status = setup->image ? check_image(setup->image, err) : AXR_OK;

	*out = NULL;
	if (status < 0)
		return status;
	server = calloc(1, sizeof(*server));
	if (!server)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	axr_arena_init(&server->arena, 0);
	server->image = (struct axr_image){ .folder = setup->image, .drive = 'C' };
	server->variables = axr_winpath_defaults;
	status = learn(server, setup, err);
	/* who is asked lives as long as the setup only */
	server->variables.other = NULL;
	if (status == AXR_OK && server->arena.failed)
		status = axr_fail(err, AXR_ENOMEM, "out of memory");
	if (status < 0) {
		axr_discover_free(server);
		return status;
	}
	*out = server;
	return AXR_OK;
}

void axr_discover_free(struct axr_server *server)
{
	if (!server)
		return;
	for (size_t i = 0; i < server->vdir_count; i++)
		axr_dirconfig_free(server->vdirs[i].config);
	axr_iis_config_free(&server->config);
	axr_arena_free(&server->arena);
	free(server);
}

const struct axr_discovered_root *axr_discover_roots(const struct axr_server *server, size_t *count)
{
	*count = server->root_count;
	return server->roots;
}

const char *axr_discover_computer(const struct axr_server *server)
{
	return server->computer ? server->computer : "";
}

const struct axr_exchange *axr_discover_exchange(const struct axr_server *server)
{
	return &server->exchange;
}

const char *axr_discover_place(const struct axr_server *server, struct axr_arena *arena,
			       struct axr_span path, struct axr_span *shown)
{
	size_t len = server->image.folder ? strlen(server->image.folder) : 0;
	struct axr_os_stat stat;
	const char *place;

	if (axr_winpath_drive(path)) {
		*shown = axr_winpath_expand(arena, path, &server->variables);
		return axr_image_find(&server->image, arena, *shown);
	}
	place = axr_arena_str(arena, path);
	*shown = path;
	if (axr_os_stat_path(place, &stat))
		return NULL;
	if (!server->image.folder)
		return place;
	while (len && server->image.folder[len - 1] == '/')
		len--;
	if (axr_span_starts(path, server->image.folder) &&
	    (path.len == len || path.ptr[len] == '/')) {
		path = axr_span_from(path, len);
		*shown = axr_winpath_expand(
			arena,
			axr_span_str(axr_arena_printf(arena, "%c:\\%.*s", server->image.drive,
						      (int)path.len, (const char *)path.ptr)),
			&server->variables);
	}
	return place;
}
