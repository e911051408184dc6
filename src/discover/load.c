/* The configurations of a server, from the files of its volume. */
#include "base/err.h"
#include "base/span.h"
#include "discover/server.h"
#include "os/os.h"

enum {
	CONFIG_LIMIT = 64 << 20, /* bytes of an applicationHost.config */
	FOLDER_LIMIT = 1 << 20,  /* bytes of a web.config */
	REFERENCES_MAX = 64,     /* files that sections lie in */
	FOLDERS_MAX = 256        /* virtual directories whose web.config is read */
};

static const char config_folder[] = "C:\\Windows\\System32\\inetsrv\\config\\";
static const char config_path[] = "C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config";
static const char history[] = "C:\\inetpub\\history";

static void trouble(const struct axr_discover_setup *setup, struct axr_span path, const char *text)
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

void axr_server_trouble(const struct axr_discover_setup *setup, const char *path, const char *text)
{
	trouble(setup, axr_span_str(path), text);
}

/* IIS keeps copies of its configuration, numbered upwards; the newest that can be read. */
static bool read_history(struct axr_server *server, struct axr_span *path)
{
	const char *folder = axr_image_find(&server->image, &server->arena, axr_span_str(history));
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
		*path = axr_span_str(axr_arena_printf(&server->arena, "%s\\%s\\%s", history,
						      names[i], "applicationHost.config"));
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

static void read_references(struct axr_server *server, const struct axr_discover_setup *setup)
{
	struct axr_iis_config *config = &server->config;
	struct axr_buf bytes = { 0 };
	struct axr_err err;

	/* what a referenced file refers to itself comes behind: not asked for, as IIS does not */
	for (size_t i = 0, count = config->reference_count; i < count && i < REFERENCES_MAX; i++) {
		const struct axr_iis_reference reference = config->references[i];
		struct axr_span path = axr_span_str(
			axr_arena_printf(&server->arena, "%s%.*s", config_folder,
					 (int)reference.file.len,
					 (const char *)reference.file.ptr));
		char text[128];
		int code;

		path = axr_winpath_expand(&server->arena, path, &server->variables);
		axr_buf_reset(&bytes);
		code = axr_image_load(&server->image, path, CONFIG_LIMIT, &bytes);
		if (code)
			trouble(setup, path, axr_os_error(code, text, sizeof(text)));
		else if (axr_iis_config_add(config, &reference, axr_buf_span(&bytes), &err) < 0)
			trouble(setup, path, err.text);
	}
	axr_buf_free(&bytes);
}

void axr_server_read_config(struct axr_server *server, const struct axr_discover_setup *setup)
{
	struct axr_buf bytes = { 0 };
	struct axr_span copy;
	struct axr_err err;
	char text[128];
	const char *why = NULL;
	int code = axr_image_load(&server->image, axr_span_str(config_path), CONFIG_LIMIT, &bytes);

	if (code)
		why = axr_os_error(code, text, sizeof(text));
	else if (axr_iis_config_read(&server->config, axr_buf_span(&bytes), AXR_CONFIG_ITEMS,
				     &err) < 0)
		why = err.text;
	/* what stood before the error is worth more than an old copy, if there is a site in it */
	if (why && !server->config.vdir_count && read_history(server, &copy))
		why = axr_arena_printf(&server->arena, "%s; %.*s was read instead", why,
				       (int)copy.len, (const char *)copy.ptr);
	if (why)
		axr_server_trouble(setup, config_path, why);
	read_references(server, setup);
	axr_buf_free(&bytes);
}

void axr_server_read_folders(struct axr_server *server)
{
	struct axr_buf bytes = { 0 };
	struct axr_err err;

	for (size_t i = 0; i < server->vdir_count && i < FOLDERS_MAX; i++) {
		struct axr_server_vdir *vdir = &server->vdirs[i];
		struct axr_span path = axr_span_str(
			axr_arena_printf(&server->arena, "%.*s\\web.config",
					 (int)vdir->physical.len,
					 (const char *)vdir->physical.ptr));

		axr_buf_reset(&bytes);
		if (axr_image_load(&server->image, path, FOLDER_LIMIT, &bytes))
			continue;
		/* what is wrong with it the scan of that folder tells */
		vdir->config = axr_dirconfig_new(NULL, vdir->physical, axr_buf_span(&bytes), &err);
	}
	axr_buf_free(&bytes);
}
