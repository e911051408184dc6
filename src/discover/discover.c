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

/* Looks up where Exchange is; NULL, or why that cannot be had. */
static const char *read_hive(struct axr_server *server, struct axr_registry_exchange *found)
{
	const struct axr_span path = axr_span_str(hive_path);
	const char *place = axr_image_find(&server->image, &server->arena, path);
	const struct axr_image_bar bar = axr_image_bar(&server->image, &server->arena, path);
	struct axr_os_stat stat;
	struct axr_err err;
	char text[128];
	int code;

	if (bar.code)
		return axr_discover_refusal(server, &server->arena, path);
	if (!place)
		return bar.at.len ? "behind a link, which is not followed" : "not found";
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
static void guess_exchange(struct axr_server *server, const struct axr_discover_setup *setup)
{
	static const char *const folders[] = {
		"%ExchangeInstallPath%",
		"%ProgramFiles%\\Microsoft\\Exchange Server\\V15",
		"%ProgramFiles%\\Microsoft\\Exchange Server\\V14",
	};
	struct axr_span asked = { 0 };
	const char *why = NULL;

	for (size_t i = 0; i < 3 && !server->exchange.folder.len; i++) {
		struct axr_span folder = axr_winpath_expand(
			&server->arena, axr_span_str(folders[i]), &server->variables);

		if (!axr_image_find(&server->image, &server->arena, folder)) {
			if (!why) {
				asked = folder;
				why = axr_discover_refusal(server, &server->arena, folder);
			}
			continue;
		}
		server->exchange.folder = folder;
		server->exchange.origin = i ? "default folder" : "environment";
	}
	if (why && !server->exchange.folder.len)
		axr_server_trouble(setup, asked,
				   axr_arena_printf(&server->arena,
						    "%s: whether Exchange is there is not known",
						    why));
}

const char *axr_discover_refusal(const struct axr_server *server, struct axr_arena *arena,
				 struct axr_span shown)
{
	struct axr_image_bar bar = axr_image_bar(&server->image, arena, shown);
	char text[128];

	if (!bar.at.len)
		return NULL;
	if (bar.code)
		return axr_arena_printf(arena, "%.*s cannot be read: %s", (int)bar.at.len,
					(const char *)bar.at.ptr,
					axr_os_error(bar.code, text, sizeof(text)));
	return axr_arena_printf(arena, "%.*s is a link: not followed; name its target to scan it",
				(int)bar.at.len, (const char *)bar.at.ptr);
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

/* What is no system volume, or cannot be told from one, is not worth a look. */
static int check_volume(struct axr_server *server, const struct axr_discover_setup *setup,
			struct axr_err *err)
{
	const char *image = setup->image ? setup->image : "this host";
	const char *why;

	if (has_folder(server, "%SystemRoot%"))
		return AXR_OK;
	why = axr_discover_refusal(server, &server->arena, server->variables.system_root);
	if (why)
		return axr_fail(err, AXR_EUSAGE, "cannot read the image '%s': %s", image, why);
	return axr_fail(err, AXR_EUSAGE,
			"'%s' holds no folder Windows: it is no system volume; name folders to "
			"scan them",
			image);
}

static int learn(struct axr_server *server, const struct axr_discover_setup *setup,
		 struct axr_err *err)
{
	int status;

	if (setup->live)
		axr_live_variables(setup->live, &server->arena, &server->variables);
	status = check_volume(server, setup, err);
	if (status < 0)
		return status;
	axr_server_read_config(server, setup);
	read_registry(server, setup);
	if (setup->image)
		read_computer(server);
	guess_exchange(server, setup);
	server->variables.exchange = server->exchange.folder;
	if (!setup->image && !server->exchange.folder.len &&
	    !has_folder(server, "%SystemDrive%\\inetpub") &&
	    !has_folder(server, "%SystemRoot%\\System32\\inetsrv\\config"))
		return axr_fail(err, AXR_EUSAGE,
				"neither IIS nor Exchange is on this host: name folders to scan "
				"them");
	axr_server_read_vdirs(server, setup);
	axr_server_read_folders(server, setup);
	axr_server_find_roots(server);
	return AXR_OK;
}

int axr_discover_open(struct axr_server **out, const struct axr_discover_setup *setup,
		      struct axr_err *err)
{
	struct axr_listings listings = { 0 };
	struct axr_server *server;
	int status = setup->image ? check_image(setup->image, err) : AXR_OK;

	*out = NULL;
	if (status < 0)
		return status;
	server = calloc(1, sizeof(*server));
	if (!server)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	axr_arena_init(&server->arena, 0);
	server->image = (struct axr_image){ .folder = setup->image,
					   .drive = 'C',
					   .listings = &listings };
	server->variables = axr_winpath_defaults;
	status = learn(server, setup, err);
	/* who is asked lives as long as the setup only */
	server->variables.other = NULL;
	server->image.listings = NULL;
	axr_listings_free(&listings);
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
	for (size_t i = 0; i < server->folder_count; i++)
		axr_dirconfig_free(server->folders[i]);
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

static bool separates(uint8_t c)
{
	return c == '/' || c == (uint8_t)axr_os_separator();
}

/* What stands behind the folder of the image in a path of this system; false: it is outside. */
static bool inside(struct axr_span path, struct axr_span image, struct axr_span *below)
{
	while (image.len && separates(image.ptr[image.len - 1]))
		image.len--;
	*below = axr_span_from(path, image.len);
	return axr_span_eq(axr_span_cut(path, 0, image.len), image) &&
	       (!below->len || separates(below->ptr[0]));
}

/* By the paths as they are written; else by what they lead to: "./image" and "image/x". */
static void show(const struct axr_server *server, struct axr_arena *arena, const char *place,
		 struct axr_span *shown)
{
	char *real_image = NULL, *real_path = NULL;
	struct axr_span below;
	bool found = inside(axr_span_str(place), axr_span_str(server->image.folder), &below);

	if (!found) {
		real_image = axr_os_real_path(server->image.folder);
		real_path = axr_os_real_path(place);
		found = real_image && real_path &&
			inside(axr_span_str(real_path), axr_span_str(real_image), &below);
	}
	if (found)
		*shown = axr_winpath_expand(
			arena,
			axr_span_str(axr_arena_printf(arena, "%c:\\%.*s", server->image.drive,
						      (int)below.len, (const char *)below.ptr)),
			&(struct axr_winpath_variables){ 0 });
	free(real_image);
	free(real_path);
}

const char *axr_discover_place(const struct axr_server *server, struct axr_arena *arena,
			       struct axr_span path, struct axr_span *shown)
{
	struct axr_os_stat stat;
	const char *place;

	*shown = path;
	if (axr_winpath_drive(path))
		*shown = axr_winpath_expand(arena, path, &server->variables);
	if (axr_winpath_drive(path) && server->image.folder)
		return axr_image_find(&server->image, arena, *shown);
	/* what the user names may be a link */
	place = axr_arena_str(arena, *shown);
	if (axr_os_stat_path(place, &stat))
		return NULL;
	if (server->image.folder)
		show(server, arena, place, shown);
	return place;
}
