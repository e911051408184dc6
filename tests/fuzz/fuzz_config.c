/* Configurations of a server and of a folder, up to a NUL each, and which handler they choose. */
#include <string.h>

#include "discover/server.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Takes the part of *rest up to a NUL. */
static struct axr_span take(struct axr_span *rest)
{
	const uint8_t *end = rest->len ? memchr(rest->ptr, 0, rest->len) : NULL;
	const size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
	const struct axr_span part = { rest->ptr, len };

	rest->ptr += end ? len + 1 : len;
	rest->len -= end ? len + 1 : len;
	return part;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const files[] = { "/owa/auth/x.aspx", "/a.txt", "/web.config", "", "/x" };
	struct axr_span rest = { data, size };
	struct axr_iis_config server;
	struct axr_dirconfig *folder;
	struct axr_scope scopes[2];
	struct axr_serving serving;
	struct axr_err err;

	axr_iis_config_read(&server, take(&rest), AXR_CONFIG_ITEMS, &err);
	folder = axr_dirconfig_new(NULL, (struct axr_span){ (const uint8_t *)"C:\\w", 4 },
				   take(&rest), &err);
	for (size_t i = 0; i < server.reference_count && i < 4; i++)
		axr_iis_config_add(&server, &server.references[i], take(&rest), &err);
	if (server.handler_count > AXR_CONFIG_ITEMS || server.vdir_count > AXR_CONFIG_ITEMS)
		__builtin_trap();
	for (size_t i = 0; folder && i < sizeof(files) / sizeof(*files); i++) {
		const struct axr_span url = { (const uint8_t *)files[i], strlen(files[i]) };

		scopes[0] = (struct axr_scope){ &folder->config, url };
		scopes[1] = (struct axr_scope){ &server, url };
		serving = axr_handler_choose(scopes, 2, url, NULL);
		if (!serving.served && !serving.because)
			__builtin_trap();
	}
	axr_dirconfig_free(folder);
	axr_iis_config_free(&server);
	return 0;
}
