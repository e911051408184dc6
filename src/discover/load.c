/* The configurations of a server, from the files of its volume. */
#include "base/err.h"
#include "base/span.h"
#include "discover/server.h"
#include "os/os.h"

enum {
	CONFIG_LIMIT = 64 << 20, /* bytes of an applicationHost.config */
	FOLDER_LIMIT = 1 << 20,  /* bytes of a web.config */
	REFERENCES_MAX = 64,     /* files that sections lie in */
	FOLDERS_BYTES = 256 << 20 /* that all web.config are read from, and take in memory */
};

static const char usual_folder[] = "%SystemRoot%\\System32\\inetsrv\\config";
static const char history[] = "%SystemDrive%\\inetpub\\history";

void axr_server_trouble(const struct axr_discover_setup *setup, struct axr_span path,
			const char *text)
{
	const struct axr_problem problem = {
		.trouble = AXR_TROUBLE_CONFIG,
		.path = path,
		.text = axr_span_str(text),
		.incomplete = true,
	};

	if (setup->problem)
		setup->problem(setup->user, &problem);
}

static struct axr_span expand(struct axr_server *server, const char *path)
{
	return axr_winpath_expand(&server->arena, axr_span_str(path), &server->variables);
}

static struct axr_span join(struct axr_server *server, struct axr_span folder, struct axr_span name)
{
	return axr_span_str(axr_arena_printf(&server->arena, "%.*s\\%.*s", (int)folder.len,
					     (const char *)folder.ptr, (int)name.len,
					     (const char *)name.ptr));
}

struct axr_span axr_server_config_path(struct axr_server *server)
{
	struct axr_span folder = server->config_folder;

	if (!folder.len)
		folder = expand(server, usual_folder);
	return join(server, folder, axr_span_str("applicationHost.config"));
}

/* Reads a file to bytes; NULL, or why not. */
static const char *load(struct axr_server *server, const struct axr_discover_setup *setup,
			struct axr_span path, struct axr_buf *bytes)
{
	int code = axr_image_load(&server->image, path, CONFIG_LIMIT, bytes);
	const char *hint = "";
	char text[128];

	if (!code)
		return NULL;
	if (axr_image_bar(&server->image, &server->arena, path).at.len)
		return axr_discover_refusal(server, &server->arena, path);
	if (code == AXR_IMAGE_NO_FILE)
		return "is no file";
	if (setup->live && axr_os_trouble(code) == AXR_TROUBLE_OPEN)
		hint = "; an administrator may read it";
	return axr_arena_printf(&server->arena, "%s%s", axr_os_error(code, text, sizeof(text)),
				hint);
}

/* IIS keeps copies of its configuration, numbered upwards; the newest that can be read. */
static bool read_history(struct axr_server *server, struct axr_span *path)
{
	struct axr_span shown = expand(server, history);
	const char *folder = axr_image_find(&server->image, &server->arena, shown);
	struct axr_buf bytes = { 0 };
	struct axr_err err;
	char **names = NULL;
	size_t count = 0;
	bool done = false;

	if (!folder || axr_os_folder(folder, &names, &count))
		return false;
	for (size_t i = count; i-- > 0 && !done;) {
		if (!axr_span_istarts(axr_span_str(names[i]), "CFGHISTORY_"))
			continue;
		*path = join(server, join(server, shown, axr_span_str(names[i])),
			     axr_span_str("applicationHost.config"));
		axr_buf_reset(&bytes);
		if (axr_image_load(&server->image, *path, CONFIG_LIMIT, &bytes))
			continue;
		axr_iis_config_free(&server->config);
		done = axr_iis_config_read(&server->config, axr_buf_span(&bytes),
					   AXR_CONFIG_ITEMS, &err) == AXR_OK;
	}
	axr_os_folder_free(names, count);
	axr_buf_free(&bytes);
	return done;
}

static void read_references(struct axr_server *server, const struct axr_discover_setup *setup,
			    struct axr_span folder)
{
	struct axr_iis_config *config = &server->config;
	struct axr_buf bytes = { 0 };
	struct axr_err err;

	/* what a referenced file refers to itself comes behind: not asked for, as IIS does not */
	for (size_t i = 0, count = config->reference_count, read = 0; i < count; i++) {
		const struct axr_iis_reference reference = config->references[i];
		struct axr_span path;
		const char *why;

		if (!axr_iis_config_reads(reference.section))
			continue;
		path = join(server, folder, reference.file);
		if (read++ == REFERENCES_MAX) {
			axr_server_trouble(setup, path,
					   "too many sections lie in other files: from this one "
					   "on they were not read");
			break;
		}
		path = axr_winpath_expand(&server->arena, path, &server->variables);
		axr_buf_reset(&bytes);
		if (axr_iis_reference_leads_out(reference.file))
			why = "outside the folder of the configuration: not read";
		else
			why = load(server, setup, path, &bytes);
		if (!why && axr_iis_config_add(config, &reference, axr_buf_span(&bytes), &err) < 0)
			why = err.text;
		if (why)
			axr_server_trouble(setup, path, why);
	}
	axr_buf_free(&bytes);
}

/* Reads the applicationHost.config of a folder; NULL, or why it is not there as a whole. */
static const char *read_main(struct axr_server *server, const struct axr_discover_setup *setup,
			     struct axr_span folder)
{
	struct axr_buf bytes = { 0 };
	struct axr_err err;
	const char *why = load(server, setup,
			       join(server, folder, axr_span_str("applicationHost.config")),
			       &bytes);

	if (!why && axr_iis_config_read(&server->config, axr_buf_span(&bytes), AXR_CONFIG_ITEMS,
					&err) < 0)
		why = axr_arena_printf(&server->arena, "%s", err.text);
	axr_buf_free(&bytes);
	return why;
}

/* Where the servers of a farm share their configuration, by redirection.config; or nowhere. */
static struct axr_span find_shared(struct axr_server *server,
				   const struct axr_discover_setup *setup, struct axr_span usual)
{
	struct axr_span path = join(server, usual, axr_span_str("redirection.config"));
	struct axr_iis_config config = { 0 };
	struct axr_span shared = { 0 };
	struct axr_buf bytes = { 0 };
	struct axr_err err;
	const char *why = NULL;

	if (axr_image_find(&server->image, &server->arena, path) ||
	    axr_image_bar(&server->image, &server->arena, path).at.len)
		why = load(server, setup, path, &bytes);
	if (!why && bytes.len &&
	    axr_iis_config_read(&config, axr_buf_span(&bytes), AXR_CONFIG_FOLDER_ITEMS, &err) < 0)
		why = err.text;
	if (why)
		axr_server_trouble(setup, path, why);
	if (config.redirection.len)
		shared = axr_winpath_expand(&server->arena, config.redirection, &server->variables);
	axr_iis_config_free(&config);
	axr_buf_free(&bytes);
	return shared;
}

/* True where the shared configuration stands in server->config; that it cannot be had is told. */
static bool read_shared(struct axr_server *server, const struct axr_discover_setup *setup,
			struct axr_span folder)
{
	const char *why;

	if (axr_winpath_is_unc(folder))
		why = "it lies on another computer";
	else
		why = read_main(server, setup, folder);
	if (!why || server->config.vdir_count) {
		server->config_folder = folder;
		if (!why)
			return true;
	}
	axr_server_trouble(setup, join(server, folder, axr_span_str("applicationHost.config")),
			   axr_arena_printf(&server->arena,
					    "the shared configuration: %s%s", why,
					    server->config_folder.len ?
						    "" :
						    "; the copy of this server was read instead"));
	return server->config_folder.len;
}

void axr_server_read_config(struct axr_server *server, const struct axr_discover_setup *setup)
{
	struct axr_span folder = expand(server, usual_folder), copy;
	struct axr_span shared = find_shared(server, setup, folder);
	const char *why;

	if (shared.len && read_shared(server, setup, shared)) {
		read_references(server, setup, shared);
		return;
	}
	axr_iis_config_free(&server->config);
	server->config = (struct axr_iis_config){ 0 };
	why = read_main(server, setup, folder);
	/* what stood before the error is worth more than an old copy, if there is a site in it */
	if (why && !server->config.vdir_count && read_history(server, &copy))
		why = axr_arena_printf(&server->arena, "%s; %.*s was read instead", why,
				       (int)copy.len, (const char *)copy.ptr);
	if (why)
		axr_server_trouble(setup,
				   join(server, folder, axr_span_str("applicationHost.config")),
				   why);
	read_references(server, setup, folder);
}

/* What is wrong with it, and with what it refers to, the scan of that folder tells. */
static struct axr_dirconfig *read_folder(struct axr_server *server, struct axr_span folder,
					 size_t *bytes_read)
{
	struct axr_span path = join(server, folder, axr_span_str("web.config")), file;
	struct axr_dirconfig *config = NULL;
	struct axr_buf bytes = { 0 };
	struct axr_err err;

	if (!axr_image_load(&server->image, path, FOLDER_LIMIT, &bytes))
		config = axr_dirconfig_new(NULL, folder, axr_buf_span(&bytes), &err);
	*bytes_read += bytes.len;
	for (size_t i = 0; config && axr_dirconfig_reference(config, i, &file); i++) {
		if (!file.len)
			continue;
		axr_buf_reset(&bytes);
		path = axr_winpath_expand(&server->arena, join(server, folder, file),
					  &server->variables);
		if (!axr_image_load(&server->image, path, FOLDER_LIMIT, &bytes))
			axr_dirconfig_add(config, i, axr_buf_span(&bytes), &err);
		*bytes_read += bytes.len;
	}
	axr_buf_free(&bytes);
	return config;
}

void axr_server_read_folders(struct axr_server *server, const struct axr_discover_setup *setup)
{
	struct axr_dirconfig *config = NULL;
	size_t bytes = 0;

	server->folders = axr_arena_array(&server->arena, server->vdir_count,
					  sizeof(*server->folders));
	for (size_t i = 0; server->folders && i < server->vdir_count; i++) {
		struct axr_server_vdir *vdir = server->by_folder[i];

		if (i && !axr_winpath_cmp(server->by_folder[i - 1]->physical, vdir->physical)) {
			vdir->config = config;
			continue;
		}
		if (bytes > FOLDERS_BYTES) {
			axr_server_trouble(setup, vdir->physical,
					   "the web.config of virtual directories are too large "
					   "together: from this one on they are not counted");
			break;
		}
		config = read_folder(server, vdir->physical, &bytes);
		vdir->config = config;
		if (!config)
			continue;
		bytes += axr_dirconfig_size(config);
		server->folders[server->folder_count++] = config;
	}
}
