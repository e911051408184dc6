#include <stdlib.h>

#include "base/span.h"
#include "discover/server.h"

enum {
	URLS_MAX = 8,   /* of one file: more bindings say nothing new */
	VDIRS_MAX = 64, /* that one file is asked about */
	SITES_DEEP = 16 /* applications inside each other */
};

/* A part of a path as it stands in a URL: '\' is '/', what is not plain is percent-encoded. */
static void put_path(struct axr_buf *url, struct axr_span path)
{
	for (size_t i = 0; i < path.len; i++) {
		uint8_t c = path.ptr[i];

		if (c == '\\' || c == '/')
			axr_buf_putc(url, '/');
		else if (axr_is_alpha(c) || axr_is_digit(c) || strchr("-._~!$&'()*+,;=@", c))
			axr_buf_putc(url, c);
		else
			axr_buf_printf(url, "%%%02X", c);
	}
}

/* "*:443:mail.example.com" and https to "https://mail.example.com". */
static void put_origin(struct axr_buf *url, const struct axr_iis_binding *binding)
{
	struct axr_span rest = binding->information, address, port;
	const char *usual = axr_span_iis(binding->protocol, "https") ? "443" : "80";

	/* an address in brackets holds colons */
	if (rest.len && rest.ptr[0] == '[') {
		address = axr_span_until(&rest, ']');
		rest = axr_span_from(rest, 1);
		axr_buf_puts(url, axr_span_iis(binding->protocol, "https") ? "https://" :
									     "http://");
		if (!rest.len)
			axr_buf_put(url, axr_span_from(address, 1));
	} else {
		address = axr_span_until(&rest, ':');
		axr_buf_puts(url, axr_span_iis(binding->protocol, "https") ? "https://" :
									     "http://");
	}
	port = axr_span_until(&rest, ':');
	if (rest.len)
		axr_buf_put(url, rest);
	else if (address.len && address.ptr[0] != '[')
		axr_buf_put(url, address);
	else
		axr_buf_putc(url, '*');
	if (port.len && !axr_span_is(port, usual)) {
		axr_buf_putc(url, ':');
		axr_buf_put(url, port);
	}
}

static void add_url(struct axr_subject *subject, struct axr_span *urls, struct axr_span url)
{
	struct axr_span copy = axr_arena_copy(subject->arena, url);

	for (size_t i = 0; i < subject->url_count; i++)
		if (axr_span_eq(urls[i], copy))
			return;
	if (subject->url_count < URLS_MAX && copy.len)
		urls[subject->url_count++] = copy;
}

static void add_urls_of(const struct axr_server *server, const struct axr_server_vdir *vdir,
			struct axr_subject *subject, struct axr_span *urls, struct axr_span below)
{
	const struct axr_iis_config *config = &server->config;
	struct axr_buf url = { 0 };

	for (size_t i = 0; i < config->binding_count; i++) {
		const struct axr_iis_binding *binding = &config->bindings[i];

		if (binding->site != vdir->site || !axr_span_istarts(binding->protocol, "http"))
			continue;
		axr_buf_reset(&url);
		put_origin(&url, binding);
		put_path(&url, vdir->url);
		put_path(&url, below);
		if (!url.failed)
			add_url(subject, urls, axr_buf_span(&url));
	}
	axr_buf_free(&url);
}

static const char *say(struct axr_arena *arena, struct axr_serving serving)
{
	const char *of = serving.extension.len ? "" : "names without an extension";

	if (serving.mime == AXR_MIME_NONE)
		return axr_arena_printf(arena, "not served: no MIME type is set for %s%.*s", of,
					(int)serving.extension.len,
					(const char *)serving.extension.ptr);
	if (serving.mime == AXR_MIME_UNTOLD)
		return axr_arena_printf(arena,
					"not served unless a MIME type is set for %s%.*s", of,
					(int)serving.extension.len,
					(const char *)serving.extension.ptr);
	if (!serving.served)
		return axr_arena_printf(arena, "not served: %s", serving.because);
	return axr_arena_printf(arena, "%s by %.*s", serving.runs ? "run" : "sent as it is",
				(int)serving.by.len, (const char *)serving.by.ptr);
}

/* The virtual directory of the same site that this one lies in, by their URLs; NULL: none. */
static const struct axr_server_vdir *vdir_above(const struct axr_server *server,
						const struct axr_server_vdir *vdir)
{
	const struct axr_server_vdir *found = NULL;

	for (size_t i = 0; i < server->vdir_count; i++) {
		const struct axr_server_vdir *other = &server->vdirs[i];
		size_t len = other->url.len;

		if (other->site == vdir->site && len < vdir->url.len &&
		    vdir->url.ptr[len] == '/' &&
		    axr_span_ieq(axr_span_cut(vdir->url, 0, len), other->url) &&
		    (!found || len > found->url.len))
			found = other;
	}
	return found;
}

static void add_scope(struct axr_scope *scopes, size_t *count, const struct axr_iis_config *config,
		      struct axr_span path)
{
	if (path.len && path.ptr[0] == '/')
		path = axr_span_from(path, 1);
	if (*count < AXR_SERVER_CONFIGS)
		scopes[(*count)++] = (struct axr_scope){ config, path };
}

/*
 * Settings go down the URL: from the server to the site, to the application, to its folders.  below
 * is what stands behind the virtual directory in the file's URL; folders outside it do not count.
 */
static size_t gather_scopes(const struct axr_server *server, const struct axr_server_vdir *vdir,
			    const struct axr_dirconfig *folder, struct axr_span below,
			    struct axr_span url, struct axr_span site_path,
			    struct axr_scope *scopes)
{
	const struct axr_server_vdir *above = vdir;
	size_t count = 0;

	for (; folder; folder = folder->parent) {
		bool inside = folder->folder.len > vdir->physical.len;

		if (!axr_winpath_below(folder->folder, vdir->physical))
			break;
		add_scope(scopes, &count, &folder->config,
			  axr_span_from(below,
					inside ? folder->folder.len - vdir->physical.len : 0));
		if (!inside)
			above = vdir_above(server, vdir); /* its own is in already */
	}
	for (size_t deep = 0; above && deep < SITES_DEEP; deep++) {
		if (above->config)
			add_scope(scopes, &count, &above->config->config,
				  axr_span_from(url, above->url.len));
		above = vdir_above(server, above);
	}
	if (count == AXR_SERVER_CONFIGS)
		count--;
	add_scope(scopes, &count, &server->config, site_path);
	return count;
}

/* How the file is served through one virtual directory; better than what was found before? */
static void serve_through(const struct axr_server *server, const struct axr_server_vdir *vdir,
			  const struct axr_dirconfig *folder, struct axr_subject *subject,
			  struct axr_span *urls)
{
	struct axr_span below = axr_span_from(subject->file.path, vdir->physical.len);
	struct axr_scope scopes[AXR_SERVER_CONFIGS];
	struct axr_buf url = { 0 }, site_path = { 0 };
	struct axr_serving serving;
	size_t count;

	if (below.len && below.ptr[0] != '\\' && below.ptr[0] != '/')
		below = axr_span_from(subject->file.path, vdir->physical.len - 1); /* "C:\" */
	axr_buf_put(&url, vdir->url);
	axr_buf_put(&site_path, vdir->site_path);
	for (size_t i = 0; i < below.len; i++) {
		uint8_t c = below.ptr[i] == '\\' ? '/' : below.ptr[i];

		axr_buf_putc(&url, c);
		axr_buf_putc(&site_path, c);
	}
	if (!url.failed && !site_path.failed) {
		count = gather_scopes(server, vdir, folder,
				      axr_span_from(axr_buf_span(&url), vdir->url.len),
				      axr_buf_span(&url), axr_buf_span(&site_path), scopes);
		serving = axr_handler_choose(scopes, count, axr_buf_span(&url));
		if (serving.served)
			add_urls_of(server, vdir, subject, urls, below);
		if (!subject->serving || serving.runs)
			subject->serving = say(subject->arena, serving);
	}
	axr_buf_free(&url);
	axr_buf_free(&site_path);
}

void axr_discover_serve(const struct axr_server *server, const struct axr_dirconfig *folder,
			struct axr_subject *subject)
{
	struct axr_span *urls = axr_arena_array(subject->arena, URLS_MAX, sizeof(*urls));
	size_t asked = 0;

	if (!urls || !server->vdir_count)
		return;
	subject->urls = urls;
	for (size_t i = 0; i < server->vdir_count && asked < VDIRS_MAX; i++) {
		if (!axr_winpath_below(subject->file.path, server->vdirs[i].physical))
			continue;
		serve_through(server, &server->vdirs[i], folder, subject, urls);
		asked++;
	}
	if (!subject->serving)
		subject->serving = "not served: it lies outside every virtual directory";
}

struct axr_span axr_discover_encoding(const struct axr_server *server,
				      const struct axr_dirconfig *folder, struct axr_span path)
{
	if (folder && folder->encoding.len)
		return folder->encoding;
	for (size_t i = 0; server && i < server->vdir_count; i++) {
		const struct axr_server_vdir *vdir = &server->vdirs[i];

		if (!axr_winpath_below(path, vdir->physical))
			continue;
		for (size_t deep = 0; vdir && deep < SITES_DEEP; deep++) {
			if (vdir->config && vdir->config->encoding.len)
				return vdir->config->encoding;
			vdir = vdir_above(server, vdir);
		}
	}
	return axr_span("", 0);
}
